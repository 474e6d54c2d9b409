/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-token-group.h"

#include "app/events/invy-problem-row.h"
#include "app/preferences/invy-setting-input.h"
#include "app/preferences/invy-setting-origin.h"

#include <glib/gi18n.h>

struct _InvyTokenGroup
{
  AdwPreferencesGroup parent_instance;

  InvySettings *settings;

  AdwActionRow *token_row;
  GtkWidget *remove_button;
  GtkEditable *token_entry;
  InvyProblemRow *token_problem;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyTokenGroup, invy_token_group, ADW_TYPE_PREFERENCES_GROUP)

static void
set_problem (InvyTokenGroup *self, const char *sentence)
{
  invy_problem_row_set_sentence (self->token_problem, GTK_WIDGET (self->token_entry), sentence);
}

static void
show_token (InvyTokenGroup *self, gboolean has_token)
{
  g_autofree char *origin = invy_setting_origin_dup (self->settings, INVY_SETTING_TOKEN);
  const gboolean is_outside = origin != NULL;
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
  InvyTokenGroup *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (known, &error);

  /* The dialog may have been closed while the keyring was asked. */
  if (self->token_row == NULL)
    return NULL;

  show_token (self, value != NULL && g_value_get_boolean (value));
  if (error != NULL)
    set_problem (self, error->message);

  return NULL;
}

static DexFuture *
token_stored_cb (DexFuture *stored, gpointer data)
{
  InvyTokenGroup *self = data;
  g_autoptr (GError) error = NULL;

  if (self->token_row == NULL)
    return NULL;

  if (!dex_future_get_value (stored, &error)
      && !g_error_matches (error, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_KEYRING))
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->token_entry), TRUE);
      set_problem (self, error->message);
      return NULL;
    }

  gtk_editable_set_text (self->token_entry, "");
  g_signal_emit (self, signals[CHANGED], 0);

  return dex_future_finally (invy_settings_has_token (self->settings), token_known_cb, g_object_ref (self),
                             g_object_unref);
}

static void
store_token (InvyTokenGroup *self, const char *token)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->token_entry), FALSE);
  dex_future_disown (dex_future_finally (invy_settings_store_token (self->settings, token), token_stored_cb,
                                         g_object_ref (self), g_object_unref));
}

static void
token_applied_cb (InvyTokenGroup *self)
{
  g_autofree char *token = g_strstrip (g_strdup (gtk_editable_get_text (self->token_entry)));

  if (*token != '\0')
    store_token (self, token);
}

static void
token_changed_cb (InvyTokenGroup *self)
{
  set_problem (self, NULL);
}

static void
remove_token_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  store_token (INVY_TOKEN_GROUP (widget), "");
}

static void
invy_token_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_TOKEN_GROUP);

  G_OBJECT_CLASS (invy_token_group_parent_class)->dispose (object);
}

static void
invy_token_group_finalize (GObject *object)
{
  g_clear_object (&INVY_TOKEN_GROUP (object)->settings);

  G_OBJECT_CLASS (invy_token_group_parent_class)->finalize (object);
}

static void
invy_token_group_class_init (InvyTokenGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_token_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_token_group_finalize;

  /**
   * InvyTokenGroup::changed:
   *
   * There is another access token, or none any more.
   */
  signals[CHANGED] =
      g_signal_new ("changed", INVY_TYPE_TOKEN_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (INVY_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-token-group.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyTokenGroup, token_row);
  gtk_widget_class_bind_template_child (widget_class, InvyTokenGroup, remove_button);
  gtk_widget_class_bind_template_child (widget_class, InvyTokenGroup, token_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyTokenGroup, token_problem);
  gtk_widget_class_bind_template_callback (widget_class, token_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, token_changed_cb);

  gtk_widget_class_install_action (widget_class, "token.remove", NULL, remove_token_action);
}

static void
invy_token_group_init (InvyTokenGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_setting_input_make_left_to_right (self->token_entry);
}

/**
 * invy_token_group_set_settings:
 * @settings: where the token is put, and asked for now; to be set once
 *
 * Shows whether there is a token.
 */
void
invy_token_group_set_settings (InvyTokenGroup *self, InvySettings *settings)
{
  g_return_if_fail (INVY_IS_TOKEN_GROUP (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  show_token (self, FALSE);
  dex_future_disown (
      dex_future_finally (invy_settings_has_token (settings), token_known_cb, g_object_ref (self), g_object_unref));
}
