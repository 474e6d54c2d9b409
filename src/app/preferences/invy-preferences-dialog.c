/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-preferences-dialog.h"

#include "app/preferences/invy-account-page.h"
#include "app/preferences/invy-guest-preferences.h"
#include "app/preferences/invy-sending-page.h"
#include "app/preferences/invy-storage-page.h"

#define NARROWEST_WIDTH_PX 320
#define NARROWEST_HEIGHT_PX 200

struct _InvyPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  InvyAccountPage *account_page;
  InvySendingPage *sending_page;
  InvyGuestPreferences *guest_preferences;
  InvyStoragePage *storage_page;
};

G_DEFINE_FINAL_TYPE (InvyPreferencesDialog, invy_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
invy_preferences_dialog_dispose (GObject *object)
{
  InvyPreferencesDialog *self = INVY_PREFERENCES_DIALOG (object);

  /* Pages that were shown are never let go of by themselves (libadwaita 1.7), and they hold the settings. */
  if (self->account_page != NULL)
    {
      while (adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (self)))
        ;
      adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->account_page));
      adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->sending_page));
      adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->guest_preferences));
      adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->storage_page));
    }
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (invy_preferences_dialog_parent_class)->dispose (object);
}

static void
invy_preferences_dialog_class_init (InvyPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_preferences_dialog_dispose;

  g_type_ensure (INVY_TYPE_ACCOUNT_PAGE);
  g_type_ensure (INVY_TYPE_GUEST_PREFERENCES);
  g_type_ensure (INVY_TYPE_SENDING_PAGE);
  g_type_ensure (INVY_TYPE_STORAGE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/invy_app/Invy/ui/invy-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, account_page);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, sending_page);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, guest_preferences);
  gtk_widget_class_bind_template_child (widget_class, InvyPreferencesDialog, storage_page);
}

static void
invy_preferences_dialog_init (InvyPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* What folds asks for 360 px, which is more than the narrowest window has between its borders. */
  gtk_widget_set_size_request (gtk_widget_get_ancestor (GTK_WIDGET (self->account_page), ADW_TYPE_BREAKPOINT_BIN),
                               NARROWEST_WIDTH_PX, NARROWEST_HEIGHT_PX);
}

/**
 * invy_preferences_dialog_new:
 * @settings: what is shown and changed; each change counts at once
 * @store: (nullable): whose guests are counted when the connection is tested, and whose weddings may move
 *
 * Returns: (transfer floating): the preferences. An access token is never shown, only that there is one.
 */
AdwDialog *
invy_preferences_dialog_new (InvySettings *settings, InvyStore *store)
{
  InvyPreferencesDialog *self;

  g_return_val_if_fail (INVY_IS_SETTINGS (settings), NULL);

  self = g_object_new (INVY_TYPE_PREFERENCES_DIALOG, NULL);
  invy_account_page_set_settings (self->account_page, settings, store);
  invy_sending_page_set_settings (self->sending_page, settings);
  invy_guest_preferences_set_settings (self->guest_preferences, settings);
  invy_storage_page_set_settings (self->storage_page, settings, store);

  return ADW_DIALOG (self);
}
