/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/messages/invy-messages-page.h"

#include "app/messages/invy-campaign-dialog.h"
#include "app/messages/invy-campaign-row.h"
#include "app/messages/invy-resume.h"

/* While something is being sent the store changes with every message: the list is read again this often. */
#define RELOAD_MS 300

/* What another program sends is read again this often: when that one dies nothing in the store changes. */
#define WATCH_S 5

struct _InvyMessagesPage
{
  AdwBin parent_instance;

  InvyOutbox *outbox;
  InvyStore *store;
  InvyEvent *event;
  GListStore *campaigns;
  guint reload_source;
  guint watch_source;

  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkListBox *list_box;
};

G_DEFINE_FINAL_TYPE (InvyMessagesPage, invy_messages_page, ADW_TYPE_BIN)

static InvyCampaign *
find_campaign (InvyMessagesPage *self, const char *campaign_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->campaigns)); i++)
    {
      g_autoptr (InvyCampaign) campaign = g_list_model_get_item (G_LIST_MODEL (self->campaigns), i);

      /* The list keeps it. */
      if (g_str_equal (invy_campaign_get_id (campaign), campaign_id))
        return campaign;
    }

  return NULL;
}

/* A campaign that is in the list already stays the same row: the focus stays where it is. */
static void
take_campaigns (InvyMessagesPage *self, GPtrArray *loaded)
{
  g_autoptr (GPtrArray) campaigns = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_same = loaded->len == g_list_model_get_n_items (G_LIST_MODEL (self->campaigns));

  for (guint i = 0; i < loaded->len; i++)
    {
      InvyCampaign *known = find_campaign (self, invy_campaign_get_id (loaded->pdata[i]));

      if (known != NULL)
        invy_campaign_assign (known, loaded->pdata[i]);
      else
        is_same = FALSE;
      g_ptr_array_add (campaigns, g_object_ref (known != NULL ? known : loaded->pdata[i]));
    }

  if (!is_same)
    g_list_store_splice (self->campaigns, 0, g_list_model_get_n_items (G_LIST_MODEL (self->campaigns)),
                         campaigns->pdata, campaigns->len);
  gtk_stack_set_visible_child_name (self->stack, loaded->len > 0 ? "list" : "empty");
}

static gboolean
is_any_sent_elsewhere (InvyMessagesPage *self)
{
  gboolean is_any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->campaigns)) && !is_any; i++)
    {
      g_autoptr (InvyCampaign) campaign = g_list_model_get_item (G_LIST_MODEL (self->campaigns), i);

      is_any = invy_outbox_is_sent_elsewhere (self->outbox, campaign);
    }

  return is_any;
}

static void watch_cb (gpointer data);

/* A list that was asked for, and for which wedding. */
typedef struct
{
  InvyMessagesPage *page;
  InvyEvent *event;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->page);
  g_object_unref (reading->event);
  g_free (reading);
}

static DexFuture *
loaded_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  InvyMessagesPage *self = reading->page;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  /* Another wedding was chosen, or the window closed. */
  if (self->event != reading->event || self->stack == NULL)
    return NULL;

  if (value != NULL)
    {
      take_campaigns (self, g_value_get_boxed (value));
      if (is_any_sent_elsewhere (self) && self->watch_source == 0)
        self->watch_source = g_timeout_add_seconds_once (WATCH_S, watch_cb, self);
    }
  else
    {
      invy_announce_failure (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
    }

  return NULL;
}

static void
load (InvyMessagesPage *self)
{
  Reading *reading;

  if (self->event == NULL)
    return;

  reading = g_new0 (Reading, 1);
  reading->page = g_object_ref (self);
  reading->event = g_object_ref (self->event);
  dex_future_disown (dex_future_finally (invy_store_list_campaigns (self->store, invy_event_get_id (self->event)),
                                         loaded_cb, reading, reading_free));
}

static void
watch_cb (gpointer data)
{
  InvyMessagesPage *self = data;

  self->watch_source = 0;
  load (self);
}

static void
reload_cb (gpointer data)
{
  InvyMessagesPage *self = data;

  self->reload_source = 0;
  load (self);
}

static void
store_changed_cb (InvyMessagesPage *self, InvyStoreTopic topic, const char *event_id)
{
  if (topic != INVY_STORE_MESSAGES || self->event == NULL || self->reload_source != 0)
    return;

  if (event_id == NULL || g_str_equal (event_id, invy_event_get_id (self->event)))
    self->reload_source = g_timeout_add_once (RELOAD_MS, reload_cb, self);
}

static void
open_campaign (InvyMessagesPage *self, InvyCampaign *campaign)
{
  AdwDialog *dialog = invy_campaign_dialog_new (self->outbox, self->store, self->event, campaign);

  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
row_activated_cb (InvyMessagesPage *self, InvyCampaignRow *row)
{
  open_campaign (self, invy_campaign_row_get_campaign (row));
}

static DexFuture *
resumed_cb (DexFuture *resumed, gpointer data)
{
  InvyMessagesPage *self = data;
  const GValue *value = dex_future_get_value (resumed, NULL);

  if (self->stack != NULL)
    open_campaign (self, invy_sender_get_campaign (g_value_get_object (value)));
  return NULL;
}

static void
resume_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyMessagesPage *self = INVY_MESSAGES_PAGE (widget);
  InvyCampaign *campaign = find_campaign (self, g_variant_get_string (parameter, NULL));

  if (campaign != NULL)
    dex_future_disown (dex_future_then (invy_resume_campaign (self->outbox, campaign, widget), resumed_cb,
                                        g_object_ref (self), g_object_unref));
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyMessagesPage *self = INVY_MESSAGES_PAGE (widget);
  InvyCampaign *campaign = find_campaign (self, g_variant_get_string (parameter, NULL));

  if (campaign != NULL)
    dex_future_disown (invy_cancel_campaign (self->outbox, campaign, widget));
}

static void
reload_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  load (INVY_MESSAGES_PAGE (widget));
}

static void
update_actions (InvyMessagesPage *self)
{
  const gboolean is_editable = self->event != NULL && invy_event_is_editable (self->event);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "messages.resume", is_editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "messages.cancel", is_editable);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return invy_campaign_row_new (INVY_MESSAGES_PAGE (data)->outbox, item);
}

static void
invy_messages_page_dispose (GObject *object)
{
  InvyMessagesPage *self = INVY_MESSAGES_PAGE (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_handle_id (&self->watch_source, g_source_remove);
  /* Before the template lets go of it: the bin would unparent it again. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_MESSAGES_PAGE);

  G_OBJECT_CLASS (invy_messages_page_parent_class)->dispose (object);
}

static void
invy_messages_page_finalize (GObject *object)
{
  InvyMessagesPage *self = INVY_MESSAGES_PAGE (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->store);
  g_clear_object (&self->event);
  g_clear_object (&self->campaigns);

  G_OBJECT_CLASS (invy_messages_page_parent_class)->finalize (object);
}

static void
invy_messages_page_class_init (InvyMessagesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_messages_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_messages_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-messages-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyMessagesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyMessagesPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, InvyMessagesPage, list_box);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  gtk_widget_class_install_action (widget_class, "messages.resume", "s", resume_action);
  gtk_widget_class_install_action (widget_class, "messages.cancel", "s", cancel_action);
  gtk_widget_class_install_action (widget_class, "messages.reload", NULL, reload_action);
}

static void
invy_messages_page_init (InvyMessagesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->campaigns = g_list_store_new (INVY_TYPE_CAMPAIGN);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->campaigns), create_row, self, NULL);
}

/**
 * invy_messages_page_new:
 *
 * Returns: (transfer floating): a page that shows nothing until it has a wedding
 */
GtkWidget *
invy_messages_page_new (InvyOutbox *outbox, InvySettings *settings, InvyStore *store)
{
  InvyMessagesPage *self;

  g_return_val_if_fail (INVY_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (INVY_IS_STORE (store), NULL);

  self = g_object_new (INVY_TYPE_MESSAGES_PAGE, NULL);
  self->outbox = g_object_ref (outbox);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * invy_messages_page_set_event:
 * @event: (nullable): the wedding whose messages are shown
 *
 * Shows another wedding's messages, once they are read.
 */
void
invy_messages_page_set_event (InvyMessagesPage *self, InvyEvent *event)
{
  g_return_if_fail (INVY_IS_MESSAGES_PAGE (self));
  g_return_if_fail (event == NULL || INVY_IS_EVENT (event));

  if (self->event == event)
    return;

  if (self->event != NULL)
    g_signal_handlers_disconnect_by_func (self->event, update_actions, self);
  g_set_object (&self->event, event);
  if (event != NULL)
    g_signal_connect_object (event, "notify::editable", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);
  g_list_store_remove_all (self->campaigns);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  load (self);
}
