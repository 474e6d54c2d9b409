/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-test-dialog.h"

#include "phone/invy-phone.h"

#include <glib/gi18n.h>

struct _InvyTestDialog
{
  AdwAlertDialog parent_instance;

  GSettings *preferences;
  char *country;

  AdwEntryRow *number_row;
  GtkLabel *problem;
};

enum
{
  SEND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyTestDialog, invy_test_dialog, ADW_TYPE_ALERT_DIALOG)

static const char *
get_number (InvyTestDialog *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->number_row));
}

/* Nobody likes to be told off before the first key. */
static void
update (InvyTestDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyPhone) phone = invy_phone_parse (get_number (self), self->country, &error);
  const gboolean is_empty = g_error_matches (error, INVY_PHONE_ERROR, INVY_PHONE_ERROR_EMPTY);

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "send", phone != NULL);
  gtk_label_set_label (self->problem, phone == NULL && !is_empty ? error->message : "");
}

static void
response_cb (InvyTestDialog *self, const char *response)
{
  if (!g_str_equal (response, "send"))
    return;

  g_settings_set_string (self->preferences, "test-number", get_number (self));
  g_signal_emit (self, signals[SEND], 0, get_number (self));
}

static void
invy_test_dialog_finalize (GObject *object)
{
  InvyTestDialog *self = INVY_TEST_DIALOG (object);

  g_clear_object (&self->preferences);
  g_clear_pointer (&self->country, g_free);

  G_OBJECT_CLASS (invy_test_dialog_parent_class)->finalize (object);
}

static void
invy_test_dialog_class_init (InvyTestDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = invy_test_dialog_finalize;

  /**
   * InvyTestDialog::send:
   * @phone_number: as typed; it can be understood
   *
   * The planner wants the test.
   */
  signals[SEND] = g_signal_new ("send", INVY_TYPE_TEST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-test-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyTestDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, InvyTestDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
invy_test_dialog_init (InvyTestDialog *self)
{
  GtkEditable *text;

  gtk_widget_init_template (GTK_WIDGET (self));

  text = gtk_editable_get_delegate (GTK_EDITABLE (self->number_row));
  gtk_widget_set_direction (GTK_WIDGET (text), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (text, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? 1 : 0);
}

/**
 * invy_test_dialog_new:
 * @preferences: remembers the number as "test-number"
 * @country: (nullable): of a number without a country code
 *
 * Returns: a dialog to be presented
 */
AdwDialog *
invy_test_dialog_new (GSettings *preferences, const char *country)
{
  InvyTestDialog *self = g_object_new (INVY_TYPE_TEST_DIALOG, NULL);
  g_autofree char *number = g_settings_get_string (preferences, "test-number");

  self->preferences = g_object_ref (preferences);
  self->country = g_strdup (country);
  gtk_editable_set_text (GTK_EDITABLE (self->number_row), number);
  update (self);

  return ADW_DIALOG (self);
}
