/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-campaign-dialog.h"

#include "app/invite/invy-progress-page.h"
#include "app/invite/invy-results-page.h"
#include "app/messages/invy-campaign-words.h"

struct _InvyCampaignDialog
{
  AdwDialog parent_instance;

  InvyOutbox *outbox;
  InvyStore *store;
  InvyEvent *event;

  AdwNavigationView *view;
};

G_DEFINE_FINAL_TYPE (InvyCampaignDialog, invy_campaign_dialog, ADW_TYPE_DIALOG)

static void show_results (InvyCampaignDialog *self, InvyCampaign *campaign);

/* The focus went with the page before; the first one gets it when the dialog is presented. */
static void
show_page (InvyCampaignDialog *self, AdwNavigationPage *page)
{
  adw_navigation_view_replace (self->view, &page, 1);
  if (gtk_widget_get_root (GTK_WIDGET (page)) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static void
show_progress (InvyCampaignDialog *self, InvySender *sender)
{
  AdwNavigationPage *page = invy_progress_page_new (self->outbox, sender);

  g_signal_connect_object (page, "done", G_CALLBACK (show_results), self, G_CONNECT_SWAPPED);
  show_page (self, page);
}

static void
show_results (InvyCampaignDialog *self, InvyCampaign *campaign)
{
  AdwNavigationPage *page = invy_results_page_new (self->outbox, self->store, self->event, campaign);

  g_signal_connect_object (page, "resumed", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
  show_page (self, page);
}

static void
invy_campaign_dialog_finalize (GObject *object)
{
  InvyCampaignDialog *self = INVY_CAMPAIGN_DIALOG (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->store);
  g_clear_object (&self->event);

  G_OBJECT_CLASS (invy_campaign_dialog_parent_class)->finalize (object);
}

static void
invy_campaign_dialog_class_init (InvyCampaignDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_campaign_dialog_finalize;
}

static void
invy_campaign_dialog_init (InvyCampaignDialog *self)
{
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());

  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->view));
  adw_dialog_set_content_width (ADW_DIALOG (self), 960);
  adw_dialog_set_content_height (ADW_DIALOG (self), 680);
}

/**
 * invy_campaign_dialog_new:
 * @campaign: one of @event's, in whatever state
 *
 * Returns: (transfer floating): a dialog that shows @campaign; closing it does not stop the sending
 */
AdwDialog *
invy_campaign_dialog_new (InvyOutbox *outbox, InvyStore *store, InvyEvent *event, InvyCampaign *campaign)
{
  InvyCampaignDialog *self;
  g_autofree char *title = NULL;
  InvySender *sender;

  g_return_val_if_fail (INVY_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  title = invy_campaign_words_dup_title (campaign);
  self = g_object_new (INVY_TYPE_CAMPAIGN_DIALOG, "title", title, NULL);
  self->outbox = g_object_ref (outbox);
  self->store = g_object_ref (store);
  self->event = g_object_ref (event);

  sender = invy_outbox_find (outbox, invy_campaign_get_id (campaign));
  if (sender != NULL)
    show_progress (self, sender);
  else
    show_results (self, campaign);

  return ADW_DIALOG (self);
}
