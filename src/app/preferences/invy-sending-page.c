/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-sending-page.h"

#include "app/events/invy-problem-row.h"
#include "app/guests/invy-count-row.h"
#include "app/guests/invy-guest-words.h"
#include "app/preferences/invy-setting-input.h"
#include "template/invy-template-set.h"

#include <glib/gi18n.h>

struct _InvySendingPage
{
  AdwPreferencesPage parent_instance;

  InvySettings *settings;
  GPtrArray *fallbacks; /* what the setting is, in the order of the row's list */
  InvySettingInput *template_input;
  InvySettingInput *language_input;

  AdwSpinRow *pace_row;
  AdwComboRow *fallback_row;
  AdwEntryRow *template_entry;
  AdwActionRow *template_row;
  InvyProblemRow *template_problem;
  AdwEntryRow *language_entry;
  AdwActionRow *language_row;
  InvyProblemRow *language_problem;
};

G_DEFINE_FINAL_TYPE (InvySendingPage, invy_sending_page, ADW_TYPE_PREFERENCES_PAGE)

static void
show_pace (InvySendingPage *self)
{
  g_autofree char *text = invy_settings_dup (self->settings, INVY_SETTING_INTERVAL_MS);

  adw_spin_row_set_value (self->pace_row, g_ascii_strtod (text, NULL) / 1000);
}

static void
pace_changed_cb (InvySendingPage *self)
{
  const guint interval_ms = (guint) (adw_spin_row_get_value (self->pace_row) * 1000 + 0.5);
  g_autofree char *text = g_strdup_printf ("%u", interval_ms);

  invy_settings_set (self->settings, INVY_SETTING_INTERVAL_MS, text, NULL);
}

static void
add_fallback (InvySendingPage *self, GtkStringList *names, const char *fallback, const char *name)
{
  g_ptr_array_add (self->fallbacks, g_strdup (fallback));
  gtk_string_list_append (names, name);
}

static void
set_up_fallbacks (InvySendingPage *self)
{
  const char *const *codes = invy_guest_words_get_language_codes ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  /* Translators: which message a guest gets for whose language there is none */
  add_fallback (self, names, INVY_FALLBACK_WEDDING, _ ("The Wedding’s Language"));
  /* Translators: which message a guest gets for whose language there is none */
  add_fallback (self, names, INVY_FALLBACK_LEAVE_OUT, _ ("No Language: They Are Left Out"));
  for (guint i = 0; codes[i] != NULL; i++)
    add_fallback (self, names, codes[i], invy_guest_words_get_language (codes[i]));

  adw_combo_row_set_model (self->fallback_row, G_LIST_MODEL (names));
}

static void
show_fallback (InvySendingPage *self)
{
  g_autofree char *fallback = invy_settings_dup (self->settings, INVY_SETTING_LANGUAGE_FALLBACK);
  guint selected = 0;

  while (selected < self->fallbacks->len && !g_str_equal (self->fallbacks->pdata[selected], fallback))
    selected++;

  /* A code that we have no name for, such as en_GB, was set outside. */
  if (selected == self->fallbacks->len)
    add_fallback (self, GTK_STRING_LIST (adw_combo_row_get_model (self->fallback_row)), fallback, fallback);
  adw_combo_row_set_selected (self->fallback_row, selected);
}

static void
fallback_changed_cb (InvySendingPage *self)
{
  const guint selected = adw_combo_row_get_selected (self->fallback_row);

  if (selected < self->fallbacks->len)
    invy_settings_set (self->settings, INVY_SETTING_LANGUAGE_FALLBACK, self->fallbacks->pdata[selected], NULL);
}

static void
invy_sending_page_dispose (GObject *object)
{
  g_clear_object (&INVY_SENDING_PAGE (object)->template_input);
  g_clear_object (&INVY_SENDING_PAGE (object)->language_input);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_SENDING_PAGE);

  G_OBJECT_CLASS (invy_sending_page_parent_class)->dispose (object);
}

static void
invy_sending_page_finalize (GObject *object)
{
  InvySendingPage *self = INVY_SENDING_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->fallbacks, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_sending_page_parent_class)->finalize (object);
}

static void
invy_sending_page_class_init (InvySendingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_sending_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_sending_page_finalize;

  g_type_ensure (INVY_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-sending-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvySendingPage, pace_row);
  gtk_widget_class_bind_template_child (widget_class, InvySendingPage, fallback_row);
  gtk_widget_class_bind_template_child (widget_class, InvySendingPage, template_entry);
  gtk_widget_class_bind_template_child (widget_class, InvySendingPage, template_row);
  gtk_widget_class_bind_template_child (widget_class, InvySendingPage, template_problem);
  gtk_widget_class_bind_template_child (widget_class, InvySendingPage, language_entry);
  gtk_widget_class_bind_template_child (widget_class, InvySendingPage, language_row);
  gtk_widget_class_bind_template_child (widget_class, InvySendingPage, language_problem);
}

static void
invy_sending_page_init (InvySendingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_count_row_align (self->pace_row);
  self->fallbacks = g_ptr_array_new_with_free_func (g_free);
  set_up_fallbacks (self);
}

/**
 * invy_sending_page_set_settings:
 * @settings: what is shown and changed; each change counts at once
 *
 * Shows how invitations are sent. To be called once.
 */
void
invy_sending_page_set_settings (InvySendingPage *self, InvySettings *settings)
{
  g_return_if_fail (INVY_IS_SENDING_PAGE (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  show_pace (self);
  show_fallback (self);
  self->template_input = invy_setting_input_new (settings, INVY_SETTING_TEMPLATE_NAME, self->template_entry,
                                                 self->template_row, self->template_problem);
  self->language_input = invy_setting_input_new (settings, INVY_SETTING_LANGUAGE_CODE, self->language_entry,
                                                 self->language_row, self->language_problem);
  g_signal_connect_object (self->pace_row, "notify::value", G_CALLBACK (pace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fallback_row, "notify::selected", G_CALLBACK (fallback_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
