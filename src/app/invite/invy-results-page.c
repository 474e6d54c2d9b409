/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/invite/invy-results-page.h"

#include "app/announce/invy-toast.h"
#include "app/messages/invy-campaign-words.h"
#include "app/messages/invy-count-tiles.h"
#include "app/messages/invy-history-page.h"
#include "app/messages/invy-report-dialog.h"
#include "app/messages/invy-result-list.h"
#include "app/messages/invy-resume.h"
#include "app/messages/invy-settle-dialog.h"
#include "campaign/invy-reasons.h"
#include "text/invy-bidi.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

/* While something is being sent the store changes with every message: the results are read again this often. */
#define RELOAD_MS 300

/* What another program sends is read again this often: when that one dies nothing in the store changes. */
#define WATCH_S 5

struct _InvyResultsPage
{
  AdwNavigationPage parent_instance;

  InvyOutbox *outbox;
  InvyStore *store;
  InvyEvent *event;
  InvyCampaign *campaign; /* our copy, as it was last read */
  guint reload_source;
  guint watch_source;
  gboolean is_busy;
  gboolean is_told;

  AdwWindowTitle *window_title;
  AdwBanner *banner;
  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkWidget *tiles_clamp;
  InvyCountTiles *tiles;
  InvyResultList *list;
  GtkButton *retry_button;
  GtkWidget *cancel_button;
};

G_DEFINE_FINAL_TYPE (InvyResultsPage, invy_results_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  RESUMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_title (InvyCampaign *campaign)
{
  const InvyCampaignCounts *counts = invy_campaign_get_counts (campaign);

  if (invy_campaign_get_kind (campaign) == INVY_CAMPAIGN_PRACTICE)
    /* Translators: how many of all chosen guests would have got their message */
    return g_strdup_printf (_ ("Practice: %u of %u Sent"), counts->succeeded, counts->total);
  /* Translators: how many of all chosen guests got their message */
  return g_strdup_printf (_ ("%u of %u Sent"), counts->succeeded, counts->total);
}

static char *
dup_subtitle (InvyEvent *event)
{
  g_autofree char *name = invy_event_dup_name (event);
  g_autofree char *shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);
  g_autofree char *date = invy_when_dup_date (invy_event_get (event, INVY_EVENT_DATE));

  return date != NULL ? g_strdup_printf ("%s · %s", shown_name, date) : g_strdup (shown_name);
}

static gboolean
is_unfinished (InvyResultsPage *self)
{
  return invy_outbox_is_unfinished (self->outbox, self->campaign);
}

static char *
dup_banner (InvyResultsPage *self)
{
  char *situation = invy_campaign_words_dup_situation (self->outbox, self->campaign);

  if (situation == NULL && is_unfinished (self))
    return g_strdup (_ ("Sending has not begun."));
  return situation;
}

static void
set_banner_button (InvyResultsPage *self, const char *label, const char *action_name)
{
  adw_banner_set_button_label (self->banner, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), action_name);
}

static void
show_banner (InvyResultsPage *self)
{
  g_autofree char *sentence = dup_banner (self);

  adw_banner_set_title (self->banner, sentence != NULL ? sentence : "");
  if (invy_outbox_is_sent_elsewhere (self->outbox, self->campaign))
    set_banner_button (self, _ ("_Pause"), "results.pause");
  else
    set_banner_button (self, is_unfinished (self) ? _ ("_Resume") : NULL, "results.resume");
  adw_banner_set_revealed (self->banner, sentence != NULL);
}

static guint
count_correctable (InvyResultsPage *self)
{
  GListModel *results = invy_result_list_get_results (self->list);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (InvyResult) result = g_list_model_get_item (results, i);

      n += invy_result_get_section (result) == INVY_RESULT_ATTENTION
           && invy_message_get_state (invy_result_get_message (result)) == INVY_MESSAGE_SKIPPED;
    }

  return n;
}

static void
show_retry (InvyResultsPage *self)
{
  const guint n_failed = invy_campaign_get_counts (self->campaign)->failed;
  const gboolean is_finished = invy_campaign_get_state (self->campaign) == INVY_CAMPAIGN_FINISHED;
  g_autofree char *label = NULL;

  if (n_failed > 0)
    /* Translators: a button; %u is the number of failed messages */
    label = g_strdup_printf (ngettext ("Retry %u Failed", "Retry %u Failed", n_failed), n_failed);
  else
    label = g_strdup (_ ("Send to Corrected Guests"));

  gtk_button_set_label (self->retry_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button),
                          is_finished && (n_failed > 0 || count_correctable (self) > 0));
}

static void
update_actions (InvyResultsPage *self)
{
  const gboolean is_editable = invy_event_is_editable (self->event);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.resume",
                                 is_editable && is_unfinished (self) && !self->is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.pause", is_editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.retry", is_editable && !self->is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.cancel", is_editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.settle", is_editable);
  gtk_widget_set_visible (self->cancel_button,
                          is_unfinished (self) || invy_outbox_is_sent_elsewhere (self->outbox, self->campaign));
}

static void
update (InvyResultsPage *self)
{
  g_autofree char *title = dup_title (self->campaign);
  g_autofree char *subtitle = dup_subtitle (self->event);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  invy_count_tiles_set_counts (self->tiles, invy_campaign_get_counts (self->campaign));
  show_banner (self);
  show_retry (self);
  update_actions (self);
}

/* A screen reader says by itself what came of it, once. */
static void
tell (InvyResultsPage *self)
{
  g_autofree char *title = dup_title (self->campaign);
  g_autofree char *sentence = dup_banner (self);
  g_autofree char *heard = sentence != NULL ? g_strdup_printf ("%s. %s", title, sentence) : g_strdup (title);

  if (self->is_told)
    return;

  self->is_told = TRUE;
  invy_announce (self, heard);
}

static void
set_busy (InvyResultsPage *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  update_actions (self);
}

typedef struct
{
  InvyStore *store;
  InvyCampaign *campaign;
} LoadArgs;

static void
load_args_free (gpointer data)
{
  LoadArgs *args = data;

  g_clear_object (&args->store);
  g_clear_object (&args->campaign);
  g_free (args);
}

static DexFuture *
load_fiber (gpointer data)
{
  LoadArgs *args = data;
  const char *campaign_id = invy_campaign_get_id (args->campaign);
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GError) error = NULL;

  if (!(messages = dex_await_boxed (invy_store_list_messages (args->store, campaign_id), &error))
      || !(guests = dex_await_boxed (
               invy_store_list_guests (args->store, invy_campaign_get (args->campaign, INVY_CAMPAIGN_EVENT_ID)),
               &error))
      || !(campaign = dex_await_object (invy_store_get_campaign (args->store, campaign_id), &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  invy_campaign_assign (args->campaign, campaign);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, invy_result_new_list (messages, guests));
}

static void watch_cb (gpointer data);

static DexFuture *
loaded_cb (DexFuture *loaded, gpointer data)
{
  InvyResultsPage *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (loaded, &error);

  if (self->list == NULL)
    return NULL;

  gtk_stack_set_visible_child_name (self->stack, value != NULL ? "results" : "error");
  update (self);
  if (value != NULL)
    {
      invy_result_list_set_results (self->list, g_value_get_boxed (value));
      tell (self);
    }
  else
    invy_announce_failure (self->error_page, error->message);
  if (invy_outbox_is_sent_elsewhere (self->outbox, self->campaign) && self->watch_source == 0)
    self->watch_source = g_timeout_add_seconds_once (WATCH_S, watch_cb, self);

  return NULL;
}

static void
load (InvyResultsPage *self)
{
  LoadArgs *args = g_new0 (LoadArgs, 1);

  args->store = g_object_ref (self->store);
  args->campaign = g_object_ref (self->campaign);
  dex_future_disown (
      dex_future_finally (dex_scheduler_spawn (NULL, INVY_FIBER_STACK, load_fiber, args, load_args_free), loaded_cb,
                          g_object_ref (self), g_object_unref));
}

static void
watch_cb (gpointer data)
{
  InvyResultsPage *self = data;

  self->watch_source = 0;
  load (self);
}

static void
reload_cb (gpointer data)
{
  InvyResultsPage *self = data;

  self->reload_source = 0;
  load (self);
}

static void
store_changed_cb (InvyResultsPage *self, InvyStoreTopic topic, const char *event_id)
{
  if (topic == INVY_STORE_EVENTS || self->reload_source != 0)
    return;

  if (event_id == NULL || g_str_equal (event_id, invy_event_get_id (self->event)))
    self->reload_source = g_timeout_add_once (RELOAD_MS, reload_cb, self);
}

static DexFuture *
resumed_cb (DexFuture *resumed, gpointer data)
{
  InvyResultsPage *self = data;
  const GValue *value = dex_future_get_value (resumed, NULL);

  if (self->list == NULL)
    return NULL;

  set_busy (self, FALSE);
  if (value != NULL)
    g_signal_emit (self, signals[RESUMED], 0, g_value_get_object (value));
  return NULL;
}

static void
resume_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyResultsPage *self = INVY_RESULTS_PAGE (widget);

  set_busy (self, TRUE);
  dex_future_disown (dex_future_finally (invy_resume_campaign (self->outbox, self->campaign, widget), resumed_cb,
                                         g_object_ref (self), g_object_unref));
}

static DexFuture *
retried_cb (DexFuture *retried, gpointer data)
{
  InvyResultsPage *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (retried, &error);

  if (self->list == NULL)
    return NULL;

  set_busy (self, FALSE);
  if (value != NULL)
    g_signal_emit (self, signals[RESUMED], 0, g_value_get_object (value));
  else
    invy_toast_say (self->toast_overlay, error->message);
  return NULL;
}

static void
retry_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyResultsPage *self = INVY_RESULTS_PAGE (widget);

  set_busy (self, TRUE);
  dex_future_disown (dex_future_finally (invy_outbox_retry (self->outbox, invy_campaign_get_id (self->campaign)),
                                         retried_cb, g_object_ref (self), g_object_unref));
}

/* Wherever it is sent. */
static void
pause_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyResultsPage *self = INVY_RESULTS_PAGE (widget);

  dex_future_disown (invy_store_pause_campaign (self->store, invy_campaign_get_id (self->campaign), INVY_STOP_USER));
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyResultsPage *self = INVY_RESULTS_PAGE (widget);

  dex_future_disown (invy_cancel_campaign (self->outbox, self->campaign, widget));
}

static InvyMessage *
find_message (InvyResultsPage *self, const char *message_id)
{
  GListModel *results = invy_result_list_get_results (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (InvyResult) result = g_list_model_get_item (results, i);
      InvyMessage *message = invy_result_get_message (result);

      /* The list keeps it. */
      if (g_str_equal (invy_message_get_id (message), message_id))
        return message;
    }

  return NULL;
}

static void
settle_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyResultsPage *self = INVY_RESULTS_PAGE (widget);
  InvyMessage *message = find_message (self, g_variant_get_string (parameter, NULL));

  if (message != NULL)
    dex_future_disown (invy_settle_message (self->store, self->campaign, message, widget));
}

static void
activated_cb (InvyResultsPage *self, InvyResult *result)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                            invy_history_page_new (self->store, invy_result_get_message (result)));
}

static DexFuture *
exported_cb (DexFuture *exported, gpointer data)
{
  InvyResultsPage *self = data;
  g_autoptr (GError) error = NULL;
  const gboolean is_saved = dex_future_get_value (exported, &error) != NULL;

  if (self->list != NULL && is_saved)
    invy_toast_say (self->toast_overlay, _ ("The report was saved"));
  else if (self->list != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    invy_toast_say (self->toast_overlay, error->message);
  return NULL;
}

static void
export_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyResultsPage *self = INVY_RESULTS_PAGE (widget);
  g_autofree char *name = invy_event_dup_name (self->event);

  dex_future_disown (
      dex_future_finally (invy_report_choose_and_save (invy_result_list_get_results (self->list), name, widget),
                          exported_cb, g_object_ref (self), g_object_unref));
}

static void
invy_results_page_dispose (GObject *object)
{
  InvyResultsPage *self = INVY_RESULTS_PAGE (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_handle_id (&self->watch_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_RESULTS_PAGE);

  G_OBJECT_CLASS (invy_results_page_parent_class)->dispose (object);
}

static void
invy_results_page_finalize (GObject *object)
{
  InvyResultsPage *self = INVY_RESULTS_PAGE (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->store);
  g_clear_object (&self->event);
  g_clear_object (&self->campaign);

  G_OBJECT_CLASS (invy_results_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (INVY_TYPE_COUNT_TILES);
  g_type_ensure (INVY_TYPE_RESULT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-results-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyResultsPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, InvyResultsPage, banner);
  gtk_widget_class_bind_template_child (widget_class, InvyResultsPage, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, InvyResultsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyResultsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, InvyResultsPage, tiles_clamp);
  gtk_widget_class_bind_template_child (widget_class, InvyResultsPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, InvyResultsPage, list);
  gtk_widget_class_bind_template_child (widget_class, InvyResultsPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, InvyResultsPage, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
invy_results_page_class_init (InvyResultsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_results_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_results_page_finalize;

  /**
   * InvyResultsPage::resumed:
   * @sender: it is running
   *
   * The planner had something sent again from here.
   */
  signals[RESUMED] = g_signal_new ("resumed", INVY_TYPE_RESULTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, INVY_TYPE_SENDER);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "results.resume", NULL, resume_action);
  gtk_widget_class_install_action (widget_class, "results.pause", NULL, pause_action);
  gtk_widget_class_install_action (widget_class, "results.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "results.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "results.settle", "s", settle_action);
  gtk_widget_class_install_action (widget_class, "results.export", NULL, export_action);
}

static void
invy_results_page_init (InvyResultsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_results_page_new:
 * @campaign: one of @event's; it is copied, and read again when the store changes
 *
 * Returns: (transfer floating): a page with what became of @campaign, guest by guest
 */
AdwNavigationPage *
invy_results_page_new (InvyOutbox *outbox, InvyStore *store, InvyEvent *event, InvyCampaign *campaign)
{
  InvyResultsPage *self;

  g_return_val_if_fail (INVY_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  self = g_object_new (INVY_TYPE_RESULTS_PAGE, NULL);
  self->outbox = g_object_ref (outbox);
  self->store = g_object_ref (store);
  self->event = g_object_ref (event);
  self->campaign = g_object_new (INVY_TYPE_CAMPAIGN, NULL);
  invy_campaign_assign (self->campaign, campaign);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (event, "notify::editable", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);

  update (self);
  load (self);

  return ADW_NAVIGATION_PAGE (self);
}
