/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-account-page.h"

#include "app/preferences/invy-connection-page.h"
#include "app/preferences/invy-id-page.h"
#include "app/preferences/invy-number-group.h"
#include "app/preferences/invy-setting-input.h"
#include "app/preferences/invy-setting-origin.h"
#include "app/preferences/invy-token-group.h"
#include "text/invy-bidi.h"
#include "whatsapp/invy-api-version.h"

#include <glib/gi18n.h>

struct _InvyAccountPage
{
  AdwPreferencesPage parent_instance;

  InvySettings *settings;
  InvyStore *store; /* nullable */
  InvySettingInput *version_input;

  InvyTokenGroup *token_group;
  AdwActionRow *business_account_row;
  AdwActionRow *number_row;
  InvyNumberGroup *number_group;
  AdwEntryRow *version_entry;
  AdwActionRow *version_row;
  InvyProblemRow *version_problem;
  AdwActionRow *version_warning;
};

G_DEFINE_FINAL_TYPE (InvyAccountPage, invy_account_page, ADW_TYPE_PREFERENCES_PAGE)

static AdwPreferencesDialog *
get_dialog (InvyAccountPage *self)
{
  return ADW_PREFERENCES_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG));
}

/* A row that leads to where the id is chosen, unless it comes from outside. */
static void
show_id (InvyAccountPage *self, AdwActionRow *row, InvySetting setting)
{
  g_autofree char *id = invy_settings_dup (self->settings, setting);
  g_autofree char *shown = id != NULL ? invy_bidi_isolate (id, INVY_BIDI_NUMBER) : g_strdup (_ ("None yet"));
  g_autofree char *origin = invy_setting_origin_dup (self->settings, setting);
  g_autofree char *subtitle = origin != NULL ? g_strdup_printf ("%s\n%s", shown, origin) : g_strdup (shown);

  adw_action_row_set_subtitle (row, subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), origin == NULL);
}

static void
show_ids (InvyAccountPage *self)
{
  show_id (self, self->business_account_row, INVY_SETTING_BUSINESS_ACCOUNT_ID);
  show_id (self, self->number_row, INVY_SETTING_PHONE_NUMBER_ID);
}

/* Advice, for a version that works: nothing marks it as wrong. */
static void
show_version_warning (InvyAccountPage *self)
{
  g_autofree char *version = invy_settings_dup (self->settings, INVY_SETTING_API_VERSION);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *warning = invy_api_version_dup_warning (version, NULL, now);

  adw_action_row_set_subtitle (self->version_warning, warning);
  gtk_widget_set_visible (GTK_WIDGET (self->version_warning), warning != NULL);
}

static void
kept_cb (InvyAccountPage *self)
{
  show_ids (self);
  invy_number_group_load (self->number_group, self->settings);
}

static void
chosen_cb (InvyAccountPage *self)
{
  adw_preferences_dialog_pop_subpage (get_dialog (self));
}

static void
choose (InvyAccountPage *self, InvySetting setting)
{
  AdwNavigationPage *page = invy_id_page_new (self->settings, setting);

  g_signal_connect_object (page, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_dialog_push_subpage (get_dialog (self), page);
}

static void
business_account_activated_cb (InvyAccountPage *self)
{
  choose (self, INVY_SETTING_BUSINESS_ACCOUNT_ID);
}

static void
number_activated_cb (InvyAccountPage *self)
{
  choose (self, INVY_SETTING_PHONE_NUMBER_ID);
}

static void
test_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyAccountPage *self = INVY_ACCOUNT_PAGE (widget);

  adw_preferences_dialog_push_subpage (get_dialog (self), invy_connection_page_new (self->settings, self->store));
}

static void
invy_account_page_dispose (GObject *object)
{
  g_clear_object (&INVY_ACCOUNT_PAGE (object)->version_input);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_ACCOUNT_PAGE);

  G_OBJECT_CLASS (invy_account_page_parent_class)->dispose (object);
}

static void
invy_account_page_finalize (GObject *object)
{
  InvyAccountPage *self = INVY_ACCOUNT_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (invy_account_page_parent_class)->finalize (object);
}

static void
invy_account_page_class_init (InvyAccountPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_account_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_account_page_finalize;

  g_type_ensure (INVY_TYPE_NUMBER_GROUP);
  g_type_ensure (INVY_TYPE_PROBLEM_ROW);
  g_type_ensure (INVY_TYPE_TOKEN_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyAccountPage, token_group);
  gtk_widget_class_bind_template_child (widget_class, InvyAccountPage, business_account_row);
  gtk_widget_class_bind_template_child (widget_class, InvyAccountPage, number_row);
  gtk_widget_class_bind_template_child (widget_class, InvyAccountPage, number_group);
  gtk_widget_class_bind_template_child (widget_class, InvyAccountPage, version_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyAccountPage, version_row);
  gtk_widget_class_bind_template_child (widget_class, InvyAccountPage, version_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyAccountPage, version_warning);
  gtk_widget_class_bind_template_callback (widget_class, business_account_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_activated_cb);

  gtk_widget_class_install_action (widget_class, "account.test", NULL, test_action);
}

static void
invy_account_page_init (InvyAccountPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_account_page_set_settings:
 * @settings: what is shown and changed; each change counts at once
 * @store: (nullable): whose guests are counted for the test
 *
 * Shows the account. To be called once.
 */
void
invy_account_page_set_settings (InvyAccountPage *self, InvySettings *settings, InvyStore *store)
{
  g_return_if_fail (INVY_IS_ACCOUNT_PAGE (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  self->store = store != NULL ? g_object_ref (store) : NULL;

  invy_token_group_set_settings (self->token_group, settings);
  show_ids (self);
  invy_number_group_load (self->number_group, settings);
  self->version_input = invy_setting_input_new (settings, INVY_SETTING_API_VERSION, self->version_entry,
                                                self->version_row, self->version_problem);
  g_signal_connect_object (self->version_input, "kept", G_CALLBACK (show_version_warning), self, G_CONNECT_SWAPPED);
  show_version_warning (self);
}
