/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-screens.h"

#include "app/help/invy-help-dialog.h"
#include "app/help/invy-help-page.h"
#include "app/keep/invy-restore-dialog.h"
#include "app/preferences/invy-account-page.h"
#include "app/preferences/invy-connection-page.h"
#include "app/preferences/invy-guest-preferences.h"
#include "app/preferences/invy-id-page.h"
#include "app/preferences/invy-preferences-dialog.h"
#include "app/preferences/invy-sending-page.h"
#include "app/preferences/invy-storage-page.h"
#include "app/share/invy-member-row.h"
#include "app/share/invy-share-dialog.h"
#include "invy-test-database.h"
#include "invy-test.h"

static AdwPreferencesDialog *
open_preferences (InvyStage *stage)
{
  return ADW_PREFERENCES_DIALOG (
      invy_stage_present (stage, invy_preferences_dialog_new (stage->settings, stage->store)));
}

static void
show_preferences_page (InvyStage *stage, GType type)
{
  AdwPreferencesDialog *dialog = open_preferences (stage);

  adw_preferences_dialog_set_visible_page (dialog, invy_stage_find (stage, type, NULL));
  invy_stage_wait_for (stage, type, NULL);
}

static void
show_account (InvyStage *stage)
{
  show_preferences_page (stage, INVY_TYPE_ACCOUNT_PAGE);
}

static void
show_sending (InvyStage *stage)
{
  show_preferences_page (stage, INVY_TYPE_SENDING_PAGE);
}

static void
show_guests (InvyStage *stage)
{
  show_preferences_page (stage, INVY_TYPE_GUEST_PREFERENCES);
}

static void
show_storage (InvyStage *stage)
{
  show_preferences_page (stage, INVY_TYPE_STORAGE_PAGE);
}

static void
show_number (InvyStage *stage)
{
  adw_preferences_dialog_push_subpage (open_preferences (stage),
                                       invy_id_page_new (stage->settings, INVY_SETTING_PHONE_NUMBER_ID));
  invy_stage_wait_for (stage, INVY_TYPE_ID_PAGE, NULL);
}

static void
show_connection (InvyStage *stage)
{
  adw_preferences_dialog_push_subpage (open_preferences (stage),
                                       invy_connection_page_new (stage->settings, stage->store));
  invy_stage_wait_for (stage, INVY_TYPE_CONNECTION_PAGE, NULL);
}

static void
show_restore (InvyStage *stage)
{
  invy_stage_present (stage, invy_restore_dialog_new (stage->store));
}

/* Only a server has others to share with. */
static void
show_share (InvyStage *stage)
{
  g_autofree char *uri = invy_test_make_uri (stage->folder);

  stage->server = invy_test_open_store (uri);
  stage->shared = invy_test_add_event (stage->server);
  invy_stage_present (stage, invy_share_dialog_new (stage->server, stage->shared));
  invy_stage_wait_for (stage, INVY_TYPE_MEMBER_ROW, NULL);
}

static void
hide_share (InvyStage *stage)
{
  g_clear_object (&stage->shared);
  invy_test_close_store (g_steal_pointer (&stage->server));
}

static void
show_about (InvyStage *stage)
{
  invy_stage_activate (stage, "app.about", NULL);
}

static void
show_shortcuts (InvyStage *stage)
{
  invy_stage_activate (stage, "app.shortcuts", NULL);
  invy_stage_wait_for (stage, GTK_TYPE_SHORTCUTS_WINDOW, NULL);
}

static void
show_help (InvyStage *stage)
{
  invy_stage_activate (stage, "app.help", "");
  invy_stage_wait_for (stage, INVY_TYPE_HELP_DIALOG, NULL);
}

static void
show_topic (InvyStage *stage, const char *topic)
{
  invy_stage_activate (stage, "app.help", topic);
  invy_stage_wait_for (stage, INVY_TYPE_HELP_PAGE, NULL);
}

static void
show_help_account (InvyStage *stage)
{
  show_topic (stage, INVY_HELP_ACCOUNT);
}

static void
show_help_template (InvyStage *stage)
{
  show_topic (stage, INVY_HELP_TEMPLATE);
}

static void
show_help_states (InvyStage *stage)
{
  show_topic (stage, INVY_HELP_STATES);
}

const InvyScreen invy_screens_program[] = {
  { "preferences-account", show_account, NULL },
  { "preferences-sending", show_sending, NULL },
  { "preferences-guests", show_guests, NULL },
  { "preferences-storage", show_storage, NULL },
  { "preferences-number", show_number, NULL },
  { "preferences-connection", show_connection, NULL },
  { "restore", show_restore, NULL },
  { "share", show_share, hide_share },
  { "about", show_about, NULL },
  { "help", show_help, NULL },
  { "help-account", show_help_account, NULL },
  { "help-states", show_help_states, NULL },
  { "help-template", show_help_template, NULL },
  { "shortcuts", show_shortcuts, NULL },
  { NULL, NULL, NULL },
};
