/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-campaign-row.h"

#include "app/messages/invy-campaign-words.h"
#include "app/order/invy-line.h"
#include "text/invy-bidi.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

struct _InvyCampaignRow
{
  AdwActionRow parent_instance;

  InvyOutbox *outbox;
  InvyCampaign *campaign;

  GtkImage *icon;
  GtkActionable *resume_button;
  GtkActionable *cancel_button;
};

G_DEFINE_FINAL_TYPE (InvyCampaignRow, invy_campaign_row, ADW_TYPE_ACTION_ROW)

static const char *
get_icon_name (InvyCampaignRow *self)
{
  InvyCampaign *campaign = self->campaign;
  const InvyCampaignCounts *counts = invy_campaign_get_counts (campaign);

  switch (invy_campaign_get_state (campaign))
    {
    case INVY_CAMPAIGN_RUNNING:
      return invy_outbox_is_unfinished (self->outbox, campaign) ? "media-playback-pause-symbolic"
                                                                : "media-playback-start-symbolic";
    case INVY_CAMPAIGN_CANCELLED:
      return "process-stop-symbolic";
    case INVY_CAMPAIGN_FINISHED:
      return counts->failed + counts->unknown > 0 ? "dialog-warning-symbolic" : "object-select-symbolic";
    case INVY_CAMPAIGN_PLANNED:
    case INVY_CAMPAIGN_PAUSED:
    default:
      return "media-playback-pause-symbolic";
    }
}

static char *
dup_subtitle (InvyCampaignRow *self)
{
  InvyCampaign *campaign = self->campaign;
  const gboolean is_unfinished = invy_outbox_is_unfinished (self->outbox, campaign);
  const gboolean is_interrupted = is_unfinished && invy_campaign_get_state (campaign) == INVY_CAMPAIGN_RUNNING;
  const char *state = is_interrupted ? C_ ("campaign", "Not finished")
                                     : invy_campaign_words_get_state (invy_campaign_get_state (campaign));
  g_autofree char *moment = invy_when_dup_moment (invy_campaign_get_created_at (campaign));
  g_autofree char *shown_moment = invy_bidi_isolate (moment, INVY_BIDI_NAME);
  g_autofree char *counts = invy_campaign_words_dup_counts (campaign);
  g_autofree char *situation = NULL;

  if (invy_campaign_get_state (campaign) != INVY_CAMPAIGN_CANCELLED)
    situation = invy_campaign_words_dup_situation (self->outbox, campaign);
  if (situation != NULL)
    return g_strdup_printf ("%s · %s · %s\n%s", state, shown_moment, counts, situation);

  return g_strdup_printf ("%s · %s · %s", state, shown_moment, counts);
}

static void
update (InvyCampaignRow *self)
{
  const gboolean is_left = invy_outbox_is_unfinished (self->outbox, self->campaign);
  g_autofree char *title = invy_campaign_words_dup_title (self->campaign);
  g_autofree char *subtitle = dup_subtitle (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (self));
  gtk_widget_set_visible (GTK_WIDGET (self->resume_button), is_left);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button),
                          is_left || invy_outbox_is_sent_elsewhere (self->outbox, self->campaign));
}

/* What is sent from here cannot be resumed; afterwards it can, if something is left. */
static void
finished_cb (InvyCampaignRow *self, InvySender *sender)
{
  if (g_str_equal (invy_campaign_get_id (invy_sender_get_campaign (sender)), invy_campaign_get_id (self->campaign)))
    update (self);
}

static void
invy_campaign_row_dispose (GObject *object)
{
  InvyCampaignRow *self = INVY_CAMPAIGN_ROW (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->campaign);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_CAMPAIGN_ROW);

  G_OBJECT_CLASS (invy_campaign_row_parent_class)->dispose (object);
}

static void
invy_campaign_row_class_init (InvyCampaignRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_campaign_row_dispose;

  g_type_ensure (INVY_TYPE_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-campaign-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyCampaignRow, icon);
  gtk_widget_class_bind_template_child (widget_class, InvyCampaignRow, resume_button);
  gtk_widget_class_bind_template_child (widget_class, InvyCampaignRow, cancel_button);
}

static void
invy_campaign_row_init (InvyCampaignRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_campaign_row_new:
 * @outbox: knows what is sent from here
 * @campaign: followed for as long as the row lives
 *
 * Returns: (transfer floating): a row that can be activated
 */
GtkWidget *
invy_campaign_row_new (InvyOutbox *outbox, InvyCampaign *campaign)
{
  InvyCampaignRow *self;

  g_return_val_if_fail (INVY_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  self = g_object_new (INVY_TYPE_CAMPAIGN_ROW, NULL);
  self->outbox = g_object_ref (outbox);
  self->campaign = g_object_ref (campaign);
  gtk_actionable_set_action_target (self->resume_button, "s", invy_campaign_get_id (campaign));
  gtk_actionable_set_action_target (self->cancel_button, "s", invy_campaign_get_id (campaign));
  g_signal_connect_object (outbox, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (campaign, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * invy_campaign_row_get_campaign:
 *
 * Returns: (transfer none): the campaign that the row is about
 */
InvyCampaign *
invy_campaign_row_get_campaign (InvyCampaignRow *self)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN_ROW (self), NULL);

  return self->campaign;
}
