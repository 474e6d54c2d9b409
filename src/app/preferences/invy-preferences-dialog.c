/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-preferences-dialog.h"

#include "app/events/invy-problem-row.h"
#include "phone/invy-phone.h"
#include "settings/invy-setting-rules.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

#define GUIDE_URI "https://developers.facebook.com/docs/whatsapp/cloud-api/get-started"

struct _InvyPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  InvySettings *settings;

  AdwActionRow *token_row;
  GtkWidget *remove_button;
  GtkEditable *token_entry;
  InvyProblemRow *token_problem;
  GtkEditable *phone_number_id_entry;
  AdwActionRow *phone_number_id_row;
  InvyProblemRow *phone_number_id_problem;
  GtkEditable *business_account_id_entry;
  AdwActionRow *business_account_id_row;
  InvyProblemRow *business_account_id_problem;
  AdwSpinRow *pace_row;
  GtkEditable *country_entry;
  InvyProblemRow *country_problem;
};

G_DEFINE_FINAL_TYPE (InvyPreferencesDialog, invy_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* Where each setting is typed, where it is shown when it comes from outside, and where what is wrong is said. */
typedef struct
{
  InvySetting setting;
  gsize entry;
  gsize row; /* 0 if it never comes from outside */
  gsize problem;
} Input;

#define MEMBER(name) G_STRUCT_OFFSET (InvyPreferencesDialog, name)

static const Input inputs[] = {
  { INVY_SETTING_PHONE_NUMBER_ID, MEMBER (phone_number_id_entry), MEMBER (phone_number_id_row),
    MEMBER (phone_number_id_problem) },
  { INVY_SETTING_BUSINESS_ACCOUNT_ID, MEMBER (business_account_id_entry), MEMBER (business_account_id_row),
    MEMBER (business_account_id_problem) },
  { INVY_SETTING_DEFAULT_COUNTRY, MEMBER (country_entry), 0, MEMBER (country_problem) },
};

static GtkEditable *
get_entry (InvyPreferencesDialog *self, const Input *input)
{
  return G_STRUCT_MEMBER (GtkEditable *, self, input->entry);
}

static void
set_problem (InvyPreferencesDialog *self, const Input *input, const char *sentence)
{
  invy_problem_row_set_sentence (G_STRUCT_MEMBER (InvyProblemRow *, self, input->problem),
                                 GTK_WIDGET (get_entry (self, input)), sentence);
}

static const Input *
find_input (InvyPreferencesDialog *self, gpointer entry)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    if ((gpointer) get_entry (self, &inputs[i]) == entry)
      return &inputs[i];

  g_assert_not_reached ();
}

static gboolean
is_from_outside (InvySettings *settings, InvySetting setting)
{
  const InvySettingSource source = invy_settings_get_source (settings, setting);

  return source == INVY_SETTING_FROM_ENVIRONMENT || source == INVY_SETTING_FROM_FILE;
}

/* Returns: (transfer full): where a value that cannot be changed here is set */
static char *
dup_origin (InvySettings *settings, InvySetting setting)
{
  const char *variable = invy_setting_get_variable (setting);

  if (invy_settings_get_source (settings, setting) == INVY_SETTING_FROM_FILE)
    /* Translators: %s is a variable's name, such as WHATSAPP_PHONE_NUMBER_ID */
    return g_strdup_printf (_ ("Set by %s in the .env file"), variable);
  /* Translators: %s is a variable's name, such as WHATSAPP_PHONE_NUMBER_ID */
  return g_strdup_printf (_ ("Set by %s in the environment"), variable);
}

static void
show_setting (InvyPreferencesDialog *self, const Input *input)
{
  g_autofree char *text = invy_settings_dup (self->settings, input->setting);
  const gboolean is_outside = is_from_outside (self->settings, input->setting);

  gtk_editable_set_text (get_entry (self, input), text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (get_entry (self, input)), !is_outside);

  if (input->row != 0)
    {
      AdwActionRow *row = G_STRUCT_MEMBER (AdwActionRow *, self, input->row);
      g_autofree char *shown = invy_bidi_isolate (text, INVY_BIDI_NUMBER);
      g_autofree char *origin = is_outside ? dup_origin (self->settings, input->setting) : NULL;
      g_autofree char *subtitle = is_outside ? g_strdup_printf ("%s\n%s", shown, origin) : NULL;

      adw_action_row_set_subtitle (row, subtitle);
      gtk_widget_set_visible (GTK_WIDGET (row), is_outside);
    }
}

/* Two letters are in the form of a country; that there is one is known where the numbering plans are. */
static gboolean
check_country (const char *text, GError **error)
{
  if (*text == '\0' || invy_phone_is_country (text))
    return TRUE;

  g_set_error (error, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_BAD_VALUE,
               /* Translators: two letters that are no country's */
               _ ("No country has the letters %s: type two letters, like IL for Israel."), text);
  return FALSE;
}

static void
keep_input (InvyPreferencesDialog *self, const Input *input)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (get_entry (self, input))));
  g_autofree char *kept = invy_settings_dup (self->settings, input->setting);
  g_autoptr (GError) error = NULL;

  if (input->setting == INVY_SETTING_DEFAULT_COUNTRY)
    {
      g_autofree char *typed = g_steal_pointer (&text);

      text = g_ascii_strup (typed, -1);
    }
  if (g_strcmp0 (text, kept != NULL ? kept : "") == 0)
    return;

  if ((input->setting == INVY_SETTING_DEFAULT_COUNTRY && !check_country (text, &error))
      || !invy_settings_set (self->settings, input->setting, text, &error))
    set_problem (self, input, error->message);
  else
    show_setting (self, input);
}

static void
apply_cb (InvyPreferencesDialog *self, GtkEditable *entry)
{
  keep_input (self, find_input (self, entry));
}

static void
focus_left_cb (InvyPreferencesDialog *self, GtkEventController *controller)
{
  keep_input (self, find_input (self, gtk_event_controller_get_widget (controller)));
}

static void
changed_cb (InvyPreferencesDialog *self, GtkEditable *entry)
{
  set_problem (self, find_input (self, entry), NULL);
}

static void
show_pace (InvyPreferencesDialog *self)
{
  g_autofree char *text = invy_settings_dup (self->settings, INVY_SETTING_INTERVAL_MS);

  adw_spin_row_set_value (self->pace_row, g_ascii_strtod (text, NULL) / 1000);
}

static void
pace_changed_cb (InvyPreferencesDialog *self)
{
  const guint interval_ms = (guint) (adw_spin_row_get_value (self->pace_row) * 1000 + 0.5);
  g_autofree char *text = g_strdup_printf ("%u", interval_ms);

  invy_settings_set (self->settings, INVY_SETTING_INTERVAL_MS, text, NULL);
}

static void
show_token (InvyPreferencesDialog *self, gboolean has_token)
{
  const gboolean is_outside = is_from_outside (self->settings, INVY_SETTING_TOKEN);
  g_autofree char *origin = is_outside ? dup_origin (self->settings, INVY_SETTING_TOKEN) : NULL;
  const char *state = _ ("None yet");

  if (is_outside)
    state = origin;
  else if (has_token && invy_settings_has_unsaved_token (self->settings))
    state = _ ("Kept until Invy is closed: the keyring of this computer does not answer");
  else if (has_token)
    state = _ ("Saved in the keyring");

  adw_action_row_set_subtitle (self->token_row, state);
  gtk_widget_set_visible (GTK_WIDGET (self->token_entry), !is_outside);
  gtk_widget_set_visible (self->remove_button, has_token && !is_outside);
  gtk_widget_set_sensitive (GTK_WIDGET (self->token_entry), TRUE);
}

static DexFuture *
token_known_cb (DexFuture *known, gpointer data)
{
  InvyPreferencesDialog *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (known, &error);

  /* The dialog may have been closed while the keyring was asked. */
  if (self->token_row == NULL)
    return NULL;

  show_token (self, value != NULL && g_value_get_boolean (value));
  if (error != NULL)
    invy_problem_row_set_sentence (self->token_problem, GTK_WIDGET (self->token_entry), error->message);

  return NULL;
}

static DexFuture *
token_stored_cb (DexFuture *stored, gpointer data)
{
  InvyPreferencesDialog *self = data;
  g_autoptr (GError) error = NULL;

  if (self->token_row == NULL)
    return NULL;

  if (!dex_future_get_value (stored, &error)
      && !g_error_matches (error, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_KEYRING))
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->token_entry), TRUE);
      invy_problem_row_set_sentence (self->token_problem, GTK_WIDGET (self->token_entry), error->message);
      return NULL;
    }

  gtk_editable_set_text (self->token_entry, "");
  return dex_future_finally (invy_settings_has_token (self->settings), token_known_cb, g_object_ref (self),
                             g_object_unref);
}

static void
store_token (InvyPreferencesDialog *self, const char *token)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->token_entry), FALSE);
  dex_future_disown (dex_future_finally (invy_settings_store_token (self->settings, token), token_stored_cb,
                                         g_object_ref (self), g_object_unref));
}

static void
token_applied_cb (InvyPreferencesDialog *self)
{
  g_autofree char *token = g_strstrip (g_strdup (gtk_editable_get_text (self->token_entry)));

  if (*token != '\0')
    store_token (self, token);
}

static void
token_changed_cb (InvyPreferencesDialog *self)
{
  invy_problem_row_set_sentence (self->token_problem, GTK_WIDGET (self->token_entry), NULL);
}

static void
remove_token_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  store_token (INVY_PREFERENCES_DIALOG (widget), "");
}

static void
show_guide_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (GUIDE_URI);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (root), NULL, NULL, NULL);
}

/* Ids and codes run from left to right in every language, but stand where the other rows' text does. */
static void
make_left_to_right (GtkEditable *entry)
{
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (entry)), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (entry, gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 1 : 0);
}

static void
set_up_inputs (InvyPreferencesDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      GtkEditable *entry = get_entry (self, &inputs[i]);
      GtkEventController *focus = gtk_event_controller_focus_new ();

      make_left_to_right (entry);
      g_signal_connect_object (entry, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (GTK_WIDGET (entry), focus);
    }

  make_left_to_right (self->token_entry);
}

static void
invy_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (invy_preferences_dialog_parent_class)->dispose (object);
}

static void
invy_preferences_dialog_finalize (GObject *object)
{
  g_clear_object (&INVY_PREFERENCES_DIALOG (object)->settings);

  G_OBJECT_CLASS (invy_preferences_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, token_row);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, remove_button);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, token_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, token_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, phone_number_id_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, phone_number_id_row);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, phone_number_id_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, business_account_id_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, business_account_id_row);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, business_account_id_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, pace_row);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, country_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, country_problem);
}

static void
invy_preferences_dialog_class_init (InvyPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_preferences_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_preferences_dialog_finalize;

  g_type_ensure (INVY_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/invy_app/Invy/ui/invy-preferences-dialog.ui");
  bind_children (widget_class);

  gtk_widget_class_install_action (widget_class, "preferences.remove-token", NULL, remove_token_action);
  gtk_widget_class_install_action (widget_class, "preferences.show-guide", NULL, show_guide_action);
}

static void
invy_preferences_dialog_init (InvyPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_inputs (self);
}

/**
 * invy_preferences_dialog_new:
 * @settings: what is shown and changed; each change counts at once
 *
 * Returns: (transfer floating): the preferences. An access token is never shown, only that there is one.
 */
AdwDialog *
invy_preferences_dialog_new (InvySettings *settings)
{
  InvyPreferencesDialog *self;

  g_return_val_if_fail (INVY_IS_SETTINGS (settings), NULL);

  self = g_object_new (INVY_TYPE_PREFERENCES_DIALOG, NULL);
  self->settings = g_object_ref (settings);

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    show_setting (self, &inputs[i]);
  show_pace (self);
  g_signal_connect_object (self->pace_row, "notify::value", G_CALLBACK (pace_changed_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (self->token_entry, "apply", G_CALLBACK (token_applied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->token_entry, "changed", G_CALLBACK (token_changed_cb), self, G_CONNECT_SWAPPED);
  show_token (self, FALSE);
  dex_future_disown (
      dex_future_finally (invy_settings_has_token (settings), token_known_cb, g_object_ref (self), g_object_unref));

  return ADW_DIALOG (self);
}
