/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/window/invy-password-dialog.h"

#include "app/preferences/invy-setting-input.h"
#include "settings/invy-store-setting.h"
#include "store/invy-store-move.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyPasswordDialog
{
  AdwAlertDialog parent_instance;

  InvySettings *settings;

  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (InvyPasswordDialog, invy_password_dialog, ADW_TYPE_ALERT_DIALOG)

static void
changed_cb (InvyPasswordDialog *self)
{
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "connect",
                                         *gtk_editable_get_text (self->entry) != '\0');
}

static void
invy_password_dialog_dispose (GObject *object)
{
  InvyPasswordDialog *self = INVY_PASSWORD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_PASSWORD_DIALOG);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (invy_password_dialog_parent_class)->dispose (object);
}

static void
invy_password_dialog_class_init (InvyPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_password_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyPasswordDialog, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
invy_password_dialog_init (InvyPasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_setting_input_make_left_to_right (self->entry);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->entry));
}

/**
 * invy_password_dialog_can_help:
 *
 * Returns: whether the password is ours to ask for; that of an address from the environment is written where the
 *   address is
 */
gboolean
invy_password_dialog_can_help (InvySettings *settings)
{
  return invy_settings_get_source (settings, INVY_SETTING_STORE) == INVY_SETTING_FROM_PREFERENCES;
}

/**
 * invy_password_dialog_new:
 *
 * Returns: (transfer floating): a dialog that asks for the password of the server that the preferences name; the
 *   response "connect" says that it can be saved
 */
AdwDialog *
invy_password_dialog_new (InvySettings *settings)
{
  InvyPasswordDialog *self;
  g_autofree char *uri = NULL;
  g_autofree char *name = NULL;
  g_autofree char *shown_name = NULL;

  g_return_val_if_fail (INVY_IS_SETTINGS (settings), NULL);

  self = g_object_new (INVY_TYPE_PASSWORD_DIALOG, NULL);
  self->settings = g_object_ref (settings);
  uri = invy_settings_dup_store_uri (settings);
  name = invy_store_describe_uri (uri);
  shown_name = invy_bidi_isolate (name, INVY_BIDI_NUMBER);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (self),
                                /* Translators: the address of a server and its database */
                                _ ("The weddings are on %s, which did not accept the password that is kept on this "
                                   "computer. It may have been changed."),
                                shown_name);

  return ADW_DIALOG (self);
}

/**
 * invy_password_dialog_save:
 *
 * Remembers what was typed.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_SETTINGS_ERROR_KEYRING when the
 *   password is only kept until the program ends
 */
DexFuture *
invy_password_dialog_save (InvyPasswordDialog *self)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (INVY_IS_PASSWORD_DIALOG (self), NULL);

  address = invy_settings_dup_store_uri (self->settings);
  return invy_store_setting_save (self->settings, address, gtk_editable_get_text (self->entry),
                                  invy_store_setting_is_trusted (self->settings));
}
