/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/preferences/invy-id-page.h"

#include "app/preferences/invy-id-choice.h"
#include "app/preferences/invy-setting-input.h"
#include "whatsapp/invy-api-error.h"

#include <glib/gi18n.h>

struct _InvyIdPage
{
  AdwNavigationPage parent_instance;

  InvySettings *settings;
  InvySetting setting;
  GPtrArray *choices; /* of InvyIdChoice, in the order of the rows */
  InvySettingInput *input;

  AdwPreferencesGroup *list_group;
  GtkStack *stack; /* NULL once the page is gone */
  AdwStatusPage *message_page;
  GtkWidget *again_button;
  GtkListBox *list_box;
  AdwEntryRow *id_entry;
  InvyProblemRow *id_problem;
};

enum
{
  KEPT,
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyIdPage, invy_id_page, ADW_TYPE_NAVIGATION_PAGE)

static void
show_message (InvyIdPage *self, const char *icon_name, const char *title, const char *sentence)
{
  adw_status_page_set_icon_name (self->message_page, icon_name);
  adw_status_page_set_title (self->message_page, title);
  invy_announce_failure (self->message_page, sentence);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static void
show_error (InvyIdPage *self, const GError *error)
{
  const gboolean is_offline = g_error_matches (error, INVY_API_ERROR, INVY_API_ERROR_UNREACHABLE);
  const gboolean is_unset = error->domain == INVY_SETTINGS_ERROR;

  if (is_unset)
    show_message (self, "dialog-information-symbolic", _ ("Nothing to Choose From Yet"), error->message);
  else if (is_offline)
    show_message (self, "network-offline-symbolic", _ ("WhatsApp Cannot Be Reached"), error->message);
  else
    show_message (self, "dialog-error-symbolic", _ ("The List Cannot Be Read"), error->message);
  gtk_widget_set_visible (self->again_button, !is_unset);
}

static void
show_nothing (InvyIdPage *self)
{
  const gboolean is_number = self->setting == INVY_SETTING_PHONE_NUMBER_ID;

  show_message (self, "edit-find-symbolic", is_number ? _ ("No Numbers") : _ ("No Business Accounts"),
                is_number
                    ? _ ("This business account has no phone number. Add one in WhatsApp Manager.")
                    : _ ("The access token was given for no business account. In Meta’s settings, assign one to "
                         "the system user whose token it is."));
  gtk_widget_set_visible (self->again_button, TRUE);
}

static GtkWidget *
new_row (const InvyIdChoice *choice, gboolean is_chosen)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), choice->subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (is_chosen)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Chosen"), -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
    }

  return row;
}

static void
show_choices (InvyIdPage *self)
{
  g_autofree char *id = invy_settings_dup (self->settings, self->setting);

  gtk_list_box_remove_all (self->list_box);
  for (guint i = 0; i < self->choices->len; i++)
    {
      const InvyIdChoice *choice = g_ptr_array_index (self->choices, i);

      gtk_list_box_append (self->list_box, new_row (choice, g_strcmp0 (choice->id, id) == 0));
    }
  gtk_stack_set_visible_child_name (self->stack, "list");
}

/* Who began to type meanwhile goes on typing. */
static void
focus_list (InvyIdPage *self)
{
  g_autofree char *id = invy_settings_dup (self->settings, self->setting);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->id_entry)), id != NULL ? id : "") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list_box, 0)));
}

static DexFuture *
listed_cb (DexFuture *listed, gpointer data)
{
  InvyIdPage *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (listed, &error);

  if (self->stack == NULL)
    return NULL;

  if (value == NULL)
    {
      show_error (self, error);
      return NULL;
    }

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = g_value_dup_boxed (value);
  if (self->choices->len > 0)
    {
      show_choices (self);
      focus_list (self);
    }
  else
    show_nothing (self);

  return NULL;
}

static void
load (InvyIdPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  dex_future_disown (dex_future_finally (invy_id_choice_list (self->settings, self->setting), listed_cb,
                                         g_object_ref (self), g_object_unref));
}

static void
row_activated_cb (InvyIdPage *self, GtkListBoxRow *row)
{
  const InvyIdChoice *choice = g_ptr_array_index (self->choices, gtk_list_box_row_get_index (row));
  g_autoptr (GError) error = NULL;

  if (!invy_settings_set (self->settings, self->setting, choice->id, &error))
    {
      invy_problem_row_set_sentence (self->id_problem, GTK_WIDGET (self->id_entry), error->message);
      return;
    }

  g_signal_emit (self, signals[KEPT], 0);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
typed_cb (InvyIdPage *self)
{
  if (self->choices != NULL && self->choices->len > 0)
    show_choices (self);
  g_signal_emit (self, signals[KEPT], 0);
}

static void
set_up_words (InvyIdPage *self)
{
  const gboolean is_number = self->setting == INVY_SETTING_PHONE_NUMBER_ID;

  const char *title = is_number ? _ ("Phone Number") : _ ("Business Account");

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_set_description (self->list_group,
                                         is_number ? _ ("Guests see this number and its name as the sender.")
                                                   : _ ("The account owns the numbers and the templates."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->id_entry),
                                 is_number ? _ ("Phone Number ID") : _ ("Business Account ID"));
}

static void
invy_id_page_dispose (GObject *object)
{
  InvyIdPage *self = INVY_ID_PAGE (object);

  g_clear_object (&self->input);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_ID_PAGE);

  G_OBJECT_CLASS (invy_id_page_parent_class)->dispose (object);
}

static void
invy_id_page_finalize (GObject *object)
{
  InvyIdPage *self = INVY_ID_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->choices, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_id_page_parent_class)->finalize (object);
}

static void
invy_id_page_class_init (InvyIdPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_id_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_id_page_finalize;

  /**
   * InvyIdPage::kept:
   *
   * Another id is in the settings.
   */
  signals[KEPT] = g_signal_new ("kept", INVY_TYPE_ID_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * InvyIdPage::chosen:
   *
   * One of the list was taken: there is nothing left to do here.
   */
  signals[CHOSEN] =
      g_signal_new ("chosen", INVY_TYPE_ID_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (INVY_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-id-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyIdPage, list_group);
  gtk_widget_class_bind_template_child (widget_class, InvyIdPage, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyIdPage, message_page);
  gtk_widget_class_bind_template_child (widget_class, InvyIdPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, InvyIdPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, InvyIdPage, id_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyIdPage, id_problem);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
invy_id_page_init (InvyIdPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_id_page_new:
 * @setting: %INVY_SETTING_BUSINESS_ACCOUNT_ID or %INVY_SETTING_PHONE_NUMBER_ID, one that can be changed here
 *
 * Returns: (transfer floating): a page that reads what there is to choose from
 */
AdwNavigationPage *
invy_id_page_new (InvySettings *settings, InvySetting setting)
{
  InvyIdPage *self = g_object_new (INVY_TYPE_ID_PAGE, NULL);

  self->settings = g_object_ref (settings);
  self->setting = setting;
  set_up_words (self);
  self->input = invy_setting_input_new (settings, setting, self->id_entry, NULL, self->id_problem);
  g_signal_connect_object (self->input, "kept", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  load (self);

  return ADW_NAVIGATION_PAGE (self);
}
