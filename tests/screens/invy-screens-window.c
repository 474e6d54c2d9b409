/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-screens.h"

#include "app/messages/invy-campaign-row.h"
#include "app/window/invy-window.h"
#include "invy-test.h"

#include <libintl.h>

/* How many guests are chosen, one of whom cannot be invited. */
#define N_CHOSEN 3

static void
show_page (InvyStage *stage, const char *name)
{
  gtk_stack_set_visible_child_name (invy_stage_find (stage, GTK_TYPE_STACK, NULL), name);
}

static void
show_loading (InvyStage *stage)
{
  invy_window_show_loading (INVY_WINDOW (stage->window));
}

static void
show_failure (InvyStage *stage)
{
  invy_window_show_failure (INVY_WINDOW (stage->window), dgettext (GETTEXT_PACKAGE, "The connection to the server is "
                                                                                    "not protected."));
}

static void
show_welcome (InvyStage *stage)
{
  show_page (stage, "welcome");
}

static void
show_weddings (InvyStage *stage)
{
  show_page (stage, "weddings");
}

static void
show_sidebar (InvyStage *stage)
{
  adw_navigation_split_view_set_show_content (invy_stage_find (stage, ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL), FALSE);
}

static void
hide_sidebar (InvyStage *stage)
{
  adw_navigation_split_view_set_show_content (invy_stage_find (stage, ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL), TRUE);
}

static void
show_guests (InvyStage *stage)
{
  invy_stage_wait_for (stage, GTK_TYPE_COLUMN_VIEW, NULL);
}

static void
show_chosen (InvyStage *stage)
{
  GtkColumnView *view;

  show_guests (stage);
  view = invy_stage_find (stage, GTK_TYPE_COLUMN_VIEW, NULL);
  for (guint i = 0; i < N_CHOSEN; i++)
    gtk_selection_model_select_item (gtk_column_view_get_model (view), 2 * i, FALSE);
}

static void
show_filtered (InvyStage *stage)
{
  show_chosen (stage);
  invy_stage_activate (stage, "guests.search", NULL);
  invy_stage_activate (stage, "guests.show", "not-invited");
}

static void
hide_search (InvyStage *stage)
{
  invy_stage_activate (stage, "guests.search", NULL);
}

static void
show_no_match (InvyStage *stage)
{
  invy_stage_activate (stage, "guests.search", NULL);
  gtk_editable_set_text (invy_stage_find (stage, GTK_TYPE_SEARCH_ENTRY, NULL), "zzzz");
  invy_stage_wait_for (stage, ADW_TYPE_STATUS_PAGE, dgettext (GETTEXT_PACKAGE, "No Guests Found"));
}

static void
show_messages (InvyStage *stage)
{
  invy_stage_activate (stage, "win.show-messages", NULL);
  invy_stage_wait_for (stage, INVY_TYPE_CAMPAIGN_ROW, NULL);
}

/* The other wedding has nothing in it. */
static void
show_empty (InvyStage *stage)
{
  invy_stage_activate (stage, "win.show-messages-of", invy_event_get_id (stage->other));
  invy_stage_wait_for (stage, ADW_TYPE_STATUS_PAGE, dgettext (GETTEXT_PACKAGE, "No Messages Yet"));
  invy_stage_clear (stage);
  invy_stage_wait_for (stage, ADW_TYPE_STATUS_PAGE, dgettext (GETTEXT_PACKAGE, "No Guests Yet"));
}

static void
show_messages_empty (InvyStage *stage)
{
  invy_stage_activate (stage, "win.show-messages-of", invy_event_get_id (stage->other));
  invy_stage_wait_for (stage, ADW_TYPE_STATUS_PAGE, dgettext (GETTEXT_PACKAGE, "No Messages Yet"));
}

static void
hide_empty (InvyStage *stage)
{
  invy_stage_activate (stage, "win.show-messages-of", invy_event_get_id (stage->event));
  invy_stage_clear (stage);
  invy_stage_wait_for (stage, GTK_TYPE_COLUMN_VIEW, NULL);
}

const InvyScreen invy_screens_window[] = {
  { "loading", show_loading, show_weddings },
  { "failure", show_failure, show_weddings },
  { "welcome", show_welcome, show_weddings },
  { "sidebar", show_sidebar, hide_sidebar },
  { "guests", show_guests, NULL },
  { "guests-chosen", show_chosen, NULL },
  { "guests-filtered", show_filtered, hide_search },
  { "guests-no-match", show_no_match, hide_search },
  { "guests-empty", show_empty, hide_empty },
  { "messages", show_messages, NULL },
  { "messages-empty", show_messages_empty, hide_empty },
  { NULL, NULL, NULL },
};
