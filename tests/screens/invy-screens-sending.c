/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-screens.h"

#include "app/invite/invy-compose-page.h"
#include "app/invite/invy-invite-dialog.h"
#include "app/invite/invy-mapping-page.h"
#include "app/invite/invy-progress-page.h"
#include "app/invite/invy-review-page.h"
#include "app/invite/invy-template-page.h"
#include "app/invite/invy-test-dialog.h"
#include "app/messages/invy-campaign-dialog.h"
#include "app/messages/invy-history-page.h"
#include "app/messages/invy-result-list.h"
#include "app/messages/invy-settle-dialog.h"
#include "invy-test.h"

/* Some who can be invited and one who cannot: those who were added last. */
#define N_INVITED 4

static gboolean
has_message (gpointer data)
{
  GtkWidget *page = invy_stage_find (data, INVY_TYPE_COMPOSE_PAGE, NULL);

  return page != NULL && invy_compose_page_get_guest (INVY_COMPOSE_PAGE (page)) != NULL;
}

static void
open_invite (InvyStage *stage, InvyEvent *event)
{
  InvyGuestBook *book = invy_guests_page_get_book (invy_stage_get_guests_page (stage));
  const guint n_guests = g_list_model_get_n_items (G_LIST_MODEL (book));
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_guests; i += n_guests / N_INVITED)
    g_ptr_array_add (guests, g_list_model_get_item (G_LIST_MODEL (book), i));
  g_ptr_array_add (guests, g_object_ref (stage->without_number));
  invy_stage_present (stage, invy_invite_dialog_new (stage->outbox, stage->settings, stage->store, event, guests));
  invy_test_wait_until (has_message, stage);
}

static void
show_invite (InvyStage *stage)
{
  open_invite (stage, stage->event);
}

static void
show_review (InvyStage *stage)
{
  show_invite (stage);
  invy_stage_activate (stage, "invite.review", NULL);
  invy_stage_wait_for (stage, INVY_TYPE_REVIEW_PAGE, NULL);
}

static void
show_templates (InvyStage *stage)
{
  show_invite (stage);
  invy_stage_activate (stage, "invite.template", NULL);
  invy_stage_wait_for_rows (stage, INVY_TYPE_TEMPLATE_PAGE);
}

/* Only what is not the built-in template has to be filled. */
static void
show_mapping (InvyStage *stage)
{
  g_autoptr (InvyEvent) event = invy_event_copy (stage->event);

  invy_event_set (event, INVY_EVENT_TEMPLATE_NAME, "save_the_date");
  invy_event_set (event, INVY_EVENT_LANGUAGE, "en");
  open_invite (stage, event);
  invy_stage_activate (stage, "invite.mapping", NULL);
  invy_stage_wait_for (stage, INVY_TYPE_MAPPING_PAGE, NULL);
}

static void
show_test (InvyStage *stage)
{
  show_invite (stage);
  invy_stage_present (stage, invy_test_dialog_new (invy_settings_get_preferences (stage->settings), "IL"));
  invy_stage_wait_for (stage, INVY_TYPE_TEST_DIALOG, NULL);
}

static gboolean
has_results (gpointer data)
{
  InvyResultList *list = invy_stage_find (data, INVY_TYPE_RESULT_LIST, NULL);

  return list != NULL && g_list_model_get_n_items (invy_result_list_get_results (list)) > 0
         && gtk_widget_get_mapped (GTK_WIDGET (list));
}

static void
show_campaign (InvyStage *stage, InvyCampaign *campaign)
{
  invy_stage_present (stage, invy_campaign_dialog_new (stage->outbox, stage->store, stage->event, campaign));
  invy_test_wait_until (has_results, stage);
}

static void
show_results (InvyStage *stage)
{
  show_campaign (stage, stage->campaign);
}

static void
show_paused (InvyStage *stage)
{
  show_campaign (stage, stage->paused);
}

/* The message that nobody knows about. */
static InvyMessage *
dup_unknown (InvyStage *stage)
{
  InvyResultList *list = invy_stage_find (stage, INVY_TYPE_RESULT_LIST, NULL);
  GListModel *results = invy_result_list_get_results (list);

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (InvyResult) result = g_list_model_get_item (results, i);

      if (invy_message_get_state (invy_result_get_message (result)) == INVY_MESSAGE_UNKNOWN)
        return g_object_ref (invy_result_get_message (result));
    }

  g_assert_not_reached ();
}

static void
show_history (InvyStage *stage)
{
  g_autoptr (InvyMessage) message = NULL;

  show_results (stage);
  message = dup_unknown (stage);
  adw_navigation_view_push (invy_stage_find (stage, ADW_TYPE_NAVIGATION_VIEW, NULL),
                            invy_history_page_new (stage->store, message));
  invy_stage_wait_for (stage, INVY_TYPE_HISTORY_PAGE, NULL);
}

static void
show_settle (InvyStage *stage)
{
  g_autoptr (InvyMessage) message = NULL;

  show_results (stage);
  message = dup_unknown (stage);
  dex_future_disown (invy_settle_message (stage->store, stage->campaign, message, invy_stage_get_front (stage)));
  invy_stage_wait_for (stage, ADW_TYPE_ALERT_DIALOG, NULL);
}

/* The next message is minutes away. */
static void
show_progress (InvyStage *stage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvySender) sender = invy_test_await_object (invy_outbox_resume (stage->outbox, stage->paused), &error);

  g_assert_no_error (error);
  invy_stage_present (stage, invy_campaign_dialog_new (stage->outbox, stage->store, stage->event, stage->paused));
  invy_stage_wait_for (stage, INVY_TYPE_PROGRESS_PAGE, NULL);
}

static gboolean
is_idle (gpointer data)
{
  return !invy_outbox_has_running (((InvyStage *) data)->outbox);
}

static void
stop_sending (InvyStage *stage)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_await (invy_outbox_pause_all (stage->outbox, "user"), &error));
  invy_test_wait_until (is_idle, stage);
}

const InvyScreen invy_screens_sending[] = {
  { "invite", show_invite, NULL },
  { "invite-review", show_review, NULL },
  { "invite-templates", show_templates, NULL },
  { "invite-mapping", show_mapping, NULL },
  { "invite-test", show_test, NULL },
  { "paused", show_paused, NULL },
  { "progress", show_progress, stop_sending },
  { "results", show_results, NULL },
  { "history", show_history, NULL },
  { "settle", show_settle, NULL },
  { NULL, NULL, NULL },
};
