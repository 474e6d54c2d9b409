/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/invite/invy-progress-page.h"

#include "app/messages/invy-campaign-words.h"
#include "app/messages/invy-count-tiles.h"
#include "app/messages/invy-resume.h"
#include "app/order/invy-line.h"
#include "campaign/invy-reasons.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

/* Who cannot see the bar hears of it this often from beginning to end. */
#define N_STAGES 4

struct _InvyProgressPage
{
  AdwNavigationPage parent_instance;

  InvyOutbox *outbox;
  InvySender *sender;
  guint update_source;
  gboolean is_pausing;
  gboolean is_resuming;
  gboolean is_done;
  guint stage_told;
  gboolean is_told_running; /* whether the last that was told is that it is being sent */

  AdwWindowTitle *window_title;
  InvyCountTiles *tiles;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  GtkLabel *waiting_label;
  GtkLabel *sentence_label;
  GtkWidget *pause_button;
  GtkWidget *resume_button;
  GtkWidget *results_button;
};

G_DEFINE_FINAL_TYPE (InvyProgressPage, invy_progress_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static InvyCampaign *
get_campaign (InvyProgressPage *self)
{
  return invy_sender_get_campaign (self->sender);
}

static gboolean
is_running (InvyProgressPage *self)
{
  return invy_outbox_find (self->outbox, invy_campaign_get_id (get_campaign (self))) == self->sender;
}

static void
finish (InvyProgressPage *self)
{
  if (self->is_done)
    return;

  self->is_done = TRUE;
  g_signal_emit (self, signals[DONE], 0, get_campaign (self));
}

static gboolean
is_waiting (InvyProgressPage *self)
{
  return is_running (self) && !self->is_pausing && invy_sender_get_waiting_until (self->sender) != 0;
}

static void
show_counts (InvyProgressPage *self)
{
  const InvyCampaignCounts *counts = invy_campaign_get_counts (get_campaign (self));
  const guint n_done = counts->total - counts->waiting;
  g_autofree char *left = invy_when_dup_duration (invy_sender_get_time_left_ms (self->sender));
  g_autofree char *progress = NULL;

  if (is_running (self) && !is_waiting (self) && counts->waiting > 0)
    /* Translators: guests that are done, all guests, and how long the rest takes: "about 2 minutes" */
    progress = g_strdup_printf (_ ("%u of %u done · time left: %s"), n_done, counts->total, left);
  else
    /* Translators: guests that are done, all guests */
    progress = g_strdup_printf (_ ("%u of %u done"), n_done, counts->total);

  invy_count_tiles_set_counts (self->tiles, counts);
  gtk_label_set_label (self->progress_label, progress);
  gtk_progress_bar_set_fraction (self->progress_bar, counts->total > 0 ? (double) n_done / counts->total : 0);
}

static char *
dup_sentence (InvyProgressPage *self)
{
  InvyCampaign *campaign = get_campaign (self);
  char *sentence;

  if (is_running (self) && self->is_pausing)
    return g_strdup (_ ("Pausing: waiting for the answers to what was just sent."));
  if (is_waiting (self) && invy_sender_get_waiting_reason (self->sender) != NULL)
    return invy_reasons_dup_for_waiting_reason (invy_sender_get_waiting_reason (self->sender));
  if (is_running (self) && invy_campaign_get_kind (campaign) == INVY_CAMPAIGN_PRACTICE)
    return g_strdup (_ ("This is practice: nothing leaves the computer."));
  if (is_running (self))
    return g_strdup (_ ("You can close this dialog or the window: sending goes on."));

  sentence = invy_reasons_dup_for_stop (campaign);
  return sentence != NULL ? sentence : g_strdup (_ ("Nothing is being sent now. Resume to go on."));
}

static void
show_sentence (InvyProgressPage *self)
{
  g_autofree char *until =
      is_waiting (self) ? invy_reasons_dup_for_waiting (invy_sender_get_waiting_until (self->sender)) : NULL;
  g_autofree char *sentence = dup_sentence (self);

  gtk_label_set_label (self->waiting_label, until != NULL ? until : "");
  gtk_widget_set_visible (GTK_WIDGET (self->waiting_label), until != NULL);
  gtk_label_set_label (self->sentence_label, sentence != NULL ? sentence : "");
}

static void
update_actions (InvyProgressPage *self)
{
  const gboolean running = is_running (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "progress.pause", running && !self->is_pausing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "progress.resume", !running && !self->is_resuming);
  gtk_widget_set_visible (self->pause_button, running);
  gtk_widget_set_visible (self->resume_button, !running);
  gtk_widget_set_visible (self->results_button, !running);
}

/* What a screen reader says by itself: that sending begins, goes on and pauses, and why. */
static void
tell (InvyProgressPage *self)
{
  const InvyCampaignCounts *counts = invy_campaign_get_counts (get_campaign (self));
  const guint stage = counts->total > 0 ? N_STAGES * (counts->total - counts->waiting) / counts->total : 0;
  const gboolean running = is_running (self);

  if (running != self->is_told_running)
    {
      g_autofree char *heard = g_strdup_printf ("%s. %s", adw_window_title_get_title (self->window_title),
                                                gtk_label_get_label (self->sentence_label));

      invy_announce (self, heard);
    }
  else if (running && stage > self->stage_told)
    invy_announce (self, gtk_label_get_label (self->progress_label));
  self->is_told_running = running;
  self->stage_told = stage;
}

static void
update (InvyProgressPage *self)
{
  const InvyCampaignState state = invy_campaign_get_state (get_campaign (self));
  g_autofree char *subtitle = invy_campaign_words_dup_title (get_campaign (self));

  show_counts (self);
  show_sentence (self);
  update_actions (self);
  adw_window_title_set_title (self->window_title, is_running (self) ? _ ("Sending") : _ ("Paused"));
  adw_window_title_set_subtitle (self->window_title, subtitle);

  if (!is_running (self) && (state == INVY_CAMPAIGN_FINISHED || state == INVY_CAMPAIGN_CANCELLED))
    finish (self);
  else
    tell (self);
}

static void
update_cb (gpointer data)
{
  InvyProgressPage *self = data;

  self->update_source = 0;
  update (self);
}

/* The sender tells from within its fiber, whose stack is too small for widgets, and many times a second. */
static void
queue_update (InvyProgressPage *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_once (update_cb, self);
}

static void
set_sender (InvyProgressPage *self, InvySender *sender)
{
  if (self->sender != NULL)
    {
      g_signal_handlers_disconnect_by_data (get_campaign (self), self);
      g_signal_handlers_disconnect_by_data (self->sender, self);
    }

  g_set_object (&self->sender, sender);
  self->is_pausing = FALSE;
  g_signal_connect_object (sender, "notify", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_campaign (self), "notify", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
}

static void
pause_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyProgressPage *self = INVY_PROGRESS_PAGE (widget);

  self->is_pausing = TRUE;
  invy_sender_pause (self->sender, INVY_STOP_USER);
  queue_update (self);
}

static DexFuture *
resumed_cb (DexFuture *resumed, gpointer data)
{
  InvyProgressPage *self = data;
  const GValue *value = dex_future_get_value (resumed, NULL);

  if (self->tiles == NULL)
    return NULL;

  self->is_resuming = FALSE;
  if (value != NULL)
    set_sender (self, g_value_get_object (value));
  queue_update (self);
  return NULL;
}

static void
resume_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyProgressPage *self = INVY_PROGRESS_PAGE (widget);

  self->is_resuming = TRUE;
  update_actions (self);
  dex_future_disown (dex_future_finally (invy_resume_campaign (self->outbox, get_campaign (self), widget), resumed_cb,
                                         g_object_ref (self), g_object_unref));
}

static DexFuture *
stopped_cb (DexFuture *stopped, gpointer data)
{
  InvyProgressPage *self = data;

  /* One that still runs waits for the answers to what it just sent. */
  if (self->tiles != NULL && !is_running (self))
    finish (self);
  return NULL;
}

static void
stop_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyProgressPage *self = INVY_PROGRESS_PAGE (widget);

  dex_future_disown (dex_future_then (invy_cancel_campaign (self->outbox, get_campaign (self), widget), stopped_cb,
                                      g_object_ref (self), g_object_unref));
}

static void
show_results_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  finish (INVY_PROGRESS_PAGE (widget));
}

static void
invy_progress_page_dispose (GObject *object)
{
  InvyProgressPage *self = INVY_PROGRESS_PAGE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_PROGRESS_PAGE);

  G_OBJECT_CLASS (invy_progress_page_parent_class)->dispose (object);
}

static void
invy_progress_page_finalize (GObject *object)
{
  InvyProgressPage *self = INVY_PROGRESS_PAGE (object);

  g_clear_object (&self->sender);
  g_clear_object (&self->outbox);

  G_OBJECT_CLASS (invy_progress_page_parent_class)->finalize (object);
}

static void
invy_progress_page_class_init (InvyProgressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_progress_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_progress_page_finalize;

  /**
   * InvyProgressPage::done:
   * @campaign: as it was left
   *
   * Everything is sent or given up, or the planner wants to see the results so far.
   */
  signals[DONE] = g_signal_new ("done", INVY_TYPE_PROGRESS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, INVY_TYPE_CAMPAIGN);

  g_type_ensure (INVY_TYPE_COUNT_TILES);
  g_type_ensure (INVY_TYPE_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyProgressPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, InvyProgressPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, InvyProgressPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, InvyProgressPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, InvyProgressPage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, InvyProgressPage, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, InvyProgressPage, pause_button);
  gtk_widget_class_bind_template_child (widget_class, InvyProgressPage, resume_button);
  gtk_widget_class_bind_template_child (widget_class, InvyProgressPage, results_button);

  gtk_widget_class_install_action (widget_class, "progress.pause", NULL, pause_action);
  gtk_widget_class_install_action (widget_class, "progress.resume", NULL, resume_action);
  gtk_widget_class_install_action (widget_class, "progress.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "progress.show-results", NULL, show_results_action);
}

static void
invy_progress_page_init (InvyProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_announce_label (self->waiting_label);
}

/**
 * invy_progress_page_new:
 * @sender: from the outbox; it may have ended already
 *
 * Returns: (transfer floating): a page that follows @sender. Closing it does not stop the sending
 */
AdwNavigationPage *
invy_progress_page_new (InvyOutbox *outbox, InvySender *sender)
{
  InvyProgressPage *self;

  g_return_val_if_fail (INVY_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (INVY_IS_SENDER (sender), NULL);

  self = g_object_new (INVY_TYPE_PROGRESS_PAGE, NULL);
  self->outbox = g_object_ref (outbox);
  set_sender (self, sender);
  g_signal_connect_object (outbox, "finished", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  queue_update (self);

  return ADW_NAVIGATION_PAGE (self);
}
