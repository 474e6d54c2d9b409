/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/invite/invy-invite-dialog.h"
#include "app/menus/invy-late-menu.h"
#include "app/messages/invy-messages-page.h"
#include "app/order/invy-line.h"
#include "app/window/invy-password-dialog.h"
#include "app/window/invy-wedding-page.h"
#include "text/invy-bidi.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

struct _InvyWeddingPage
{
  AdwNavigationPage parent_instance;

  InvyStore *store;
  InvySettings *settings;
  InvyOutbox *outbox;
  InvyEvent *event;
  GBindingGroup *bindings; /* to the wedding */
  gboolean is_narrow;

  InvyMessagesPage *messages_page; /* borrowed from the stack */
  InvyGuestsPage *guests_page;
  AdwViewStack *stack;
  AdwBanner *trouble_banner;
  AdwBanner *waiting_banner;
  GtkMenuButton *menu_button;
  GMenuModel *wedding_menu;
  GMenu *guests_menu;
};

G_DEFINE_FINAL_TYPE (InvyWeddingPage, invy_wedding_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_EVENT = 1,
  PROP_NARROW,
  PROP_AWAY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean
isolate_name (GBinding *binding, const GValue *name, GValue *title, gpointer data)
{
  g_value_take_string (title, invy_bidi_isolate (g_value_get_string (name), INVY_BIDI_NAME));
  return TRUE;
}

static gboolean
is_guests (InvyWeddingPage *self, const char *page_name)
{
  return g_strcmp0 (page_name, "guests") == 0;
}

/* The bar of the chosen guests takes the place of the switcher's. */
static gboolean
shows_switcher_bar (InvyWeddingPage *self, gboolean is_narrow, gboolean has_selection, const char *page_name)
{
  return is_narrow && !(has_selection && is_guests (self, page_name));
}

/* Why the actions are off. */
static char *
format_closed (InvyWeddingPage *self, InvyAccess access, const char *moved_to)
{
  if (moved_to != NULL)
    /* Translators: the address of a database */
    return g_strdup_printf (_ ("This wedding has moved to %s. Here you can only look at it."), moved_to);
  if (access == INVY_ACCESS_VIEWER)
    return g_strdup (_ ("You can look at this wedding. To change it, ask one of its owners."));

  return g_strdup ("");
}

static gboolean
is_closed (InvyWeddingPage *self, gboolean is_editable, gboolean is_away)
{
  return self->event != NULL && !is_editable && !is_away;
}

/* What nobody is sending: the planner paused it, or the program ended in the middle. */
static guint
count_waiting (InvyWeddingPage *self, GPtrArray *campaigns)
{
  guint n_waiting = 0;

  for (guint i = 0; i < campaigns->len; i++)
    {
      InvyCampaign *campaign = g_ptr_array_index (campaigns, i);
      InvySender *sender = invy_outbox_find (self->outbox, invy_campaign_get_id (campaign));

      if (g_strcmp0 (invy_campaign_get (campaign, INVY_CAMPAIGN_EVENT_ID), invy_event_get_id (self->event)) == 0
          && !invy_campaign_is_held (campaign) && (sender == NULL || !invy_sender_is_running (sender)))
        n_waiting += invy_campaign_get_counts (campaign)->waiting;
    }

  return n_waiting;
}

static DexFuture *
unfinished_listed_cb (DexFuture *listed, gpointer data)
{
  InvyWeddingPage *self = data;
  const GValue *value = dex_future_get_value (listed, NULL);
  g_autofree char *title = NULL;
  guint n_waiting;

  if (value == NULL || self->event == NULL)
    return dex_future_new_true ();

  n_waiting = count_waiting (self, g_value_get_boxed (value));
  title = g_strdup_printf (
      /* Translators: how many messages were planned and not sent yet */
      ngettext ("%u message is waiting to be sent", "%u messages are waiting to be sent", n_waiting), n_waiting);
  adw_banner_set_title (self->waiting_banner, title);
  adw_banner_set_revealed (self->waiting_banner, n_waiting > 0);

  return dex_future_new_true ();
}

static void
look_for_waiting (InvyWeddingPage *self)
{
  dex_future_disown (dex_future_then (invy_store_list_unfinished_campaigns (self->store), unfinished_listed_cb,
                                      g_object_ref (self), g_object_unref));
}

static void
finished_cb (InvyWeddingPage *self)
{
  look_for_waiting (self);
}

/* Each message that is sent is a change too; only a banner that is shown has to follow them. */
static void
store_changed_cb (InvyWeddingPage *self, InvyStoreTopic topic)
{
  if (topic == INVY_STORE_MESSAGES && adw_banner_get_revealed (self->waiting_banner))
    look_for_waiting (self);
}

static gboolean
is_away (InvyWeddingPage *self)
{
  return invy_store_get_as_of (self->store) != 0;
}

static char *
format_trouble (InvyWeddingPage *self, const char *trouble)
{
  g_autofree char *moment = NULL;
  g_autofree char *shown_moment = NULL;

  if (!is_away (self))
    /* Translators: %s is a sentence that says why the server cannot be used */
    return g_strdup_printf (_ ("%s Until then you see what was there last, and nothing can be saved or sent."),
                            trouble);

  moment = invy_when_dup_moment (invy_store_get_as_of (self->store));
  shown_moment = invy_bidi_isolate (moment, INVY_BIDI_NAME);
  return g_strdup_printf (
      /* Translators: a day and time, and a sentence that says why the server cannot be used */
      _ ("Not connected: as of %s. %s Until then nothing can be changed or sent."), shown_moment, trouble);
}

/* While the server is away. A banner that is only not revealed is still read out. */
static void
trouble_cb (InvyWeddingPage *self)
{
  g_autofree char *trouble = NULL;

  g_object_get (self->store, "trouble", &trouble, NULL);
  if (trouble != NULL)
    {
      g_autofree char *title = format_trouble (self, trouble);

      adw_banner_set_title (self->trouble_banner, title);
    }
  adw_banner_set_button_label (self->trouble_banner, invy_store_needs_password (self->store)
                                                             && invy_password_dialog_can_help (self->settings)
                                                         ? _ ("Enter _Password…")
                                                         : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_banner), trouble != NULL);
  adw_banner_set_revealed (self->trouble_banner, trouble != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AWAY]);
}

static void
invite_cb (InvyWeddingPage *self, GPtrArray *guests)
{
  adw_dialog_present (invy_invite_dialog_new (self->outbox, self->settings, self->store, self->event, guests),
                      GTK_WIDGET (self));
}

/* Searching is for guests, wherever it was asked for. */
static void
search_changed_cb (InvyWeddingPage *self, const char *action_name, GVariant *state)
{
  if (g_variant_get_boolean (state))
    invy_wedding_page_show_guests (self);
}

static gboolean
dropped_cb (InvyWeddingPage *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL || self->event == NULL || !invy_event_is_editable (self->event))
    return FALSE;

  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-file", "s", uri);
    }
  return TRUE;
}

static DexFuture *
load_failed_cb (DexFuture *loaded, gpointer data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (loaded, &error);
  gtk_widget_activate_action (GTK_WIDGET (data), "win.toast", "s", error->message);

  return dex_future_new_true ();
}

/* Numbers are judged with the country that sending takes. */
static void
set_default_country (InvyWeddingPage *self)
{
  InvyGuestBook *book = invy_guests_page_get_book (self->guests_page);
  g_autofree char *country = invy_settings_dup (self->settings, INVY_SETTING_DEFAULT_COUNTRY);

  if (book != NULL)
    invy_guest_book_set_default_country (book, country);
}

static void
open_book (InvyWeddingPage *self)
{
  g_autoptr (InvyGuestBook) book = self->event != NULL ? invy_guest_book_new (self->store, self->event) : NULL;

  invy_guests_page_set_book (self->guests_page, book);
  set_default_country (self);
  if (book != NULL)
    dex_future_disown (
        dex_future_catch (invy_guest_book_load (book), load_failed_cb, g_object_ref (self), g_object_unref));
}

static void
invy_wedding_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyWeddingPage *self = INVY_WEDDING_PAGE (object);

  switch (prop_id)
    {
    case PROP_EVENT:
      g_value_set_object (value, self->event);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->is_narrow);
      break;
    case PROP_AWAY:
      g_value_set_boolean (value, self->store != NULL && is_away (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_wedding_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  InvyWeddingPage *self = INVY_WEDDING_PAGE (object);

  switch (prop_id)
    {
    case PROP_EVENT:
      invy_wedding_page_set_event (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      if (self->is_narrow != g_value_get_boolean (value))
        {
          self->is_narrow = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_wedding_page_dispose (GObject *object)
{
  InvyWeddingPage *self = INVY_WEDDING_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_WEDDING_PAGE);
  g_clear_object (&self->bindings);
  g_clear_object (&self->event);
  g_clear_object (&self->outbox);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (invy_wedding_page_parent_class)->dispose (object);
}

static void
invy_wedding_page_class_init (InvyWeddingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = invy_wedding_page_get_property;
  object_class->set_property = invy_wedding_page_set_property;
  object_class->dispose = invy_wedding_page_dispose;

  properties[PROP_EVENT] = g_param_spec_object ("event", NULL, NULL, INVY_TYPE_EVENT,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean (
      "narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * InvyWeddingPage:away:
   *
   * Whether the server did not answer yet, and what was there last is shown.
   */
  properties[PROP_AWAY] = g_param_spec_boolean ("away", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GDK_TYPE_FILE_LIST);
  g_type_ensure (INVY_TYPE_GUESTS_PAGE);
  g_type_ensure (INVY_TYPE_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-wedding-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyWeddingPage, guests_page);
  gtk_widget_class_bind_template_child (widget_class, InvyWeddingPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, InvyWeddingPage, wedding_menu);
  gtk_widget_class_bind_template_child (widget_class, InvyWeddingPage, guests_menu);
  gtk_widget_class_bind_template_child (widget_class, InvyWeddingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyWeddingPage, trouble_banner);
  gtk_widget_class_bind_template_child (widget_class, InvyWeddingPage, waiting_banner);
  gtk_widget_class_bind_template_callback (widget_class, is_guests);
  gtk_widget_class_bind_template_callback (widget_class, shows_switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, format_closed);
  gtk_widget_class_bind_template_callback (widget_class, is_closed);
  gtk_widget_class_bind_template_callback (widget_class, invite_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_cb);
}

static void
invy_wedding_page_init (InvyWeddingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_late_menu_set (self->menu_button, self->wedding_menu);
  invy_announce_banner (self->trouble_banner);
  invy_announce_banner (self->waiting_banner);
  self->bindings = g_binding_group_new ();
  g_binding_group_bind_full (self->bindings, "name", self, "title", G_BINDING_SYNC_CREATE, isolate_name, NULL, NULL,
                             NULL);
  g_menu_append_submenu (self->guests_menu, _ ("_Columns"),
                         invy_column_choice_get_menu (invy_guests_page_get_columns (self->guests_page)));
  g_menu_append_section (self->guests_menu, NULL, invy_guests_page_get_history (self->guests_page));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  invy_column_choice_get_actions (invy_guests_page_get_columns (self->guests_page)));
  g_signal_connect_object (invy_guests_page_get_actions (self->guests_page), "action-state-changed::search",
                           G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * invy_wedding_page_new:
 *
 * Returns: (transfer floating): a page without a wedding
 */
AdwNavigationPage *
invy_wedding_page_new (InvyStore *store, InvySettings *settings, InvyOutbox *outbox)
{
  InvyWeddingPage *self;
  GSettings *preferences;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (INVY_IS_OUTBOX (outbox), NULL);

  self = g_object_new (INVY_TYPE_WEDDING_PAGE, NULL);
  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  preferences = invy_settings_get_preferences (settings);
  invy_guests_page_set_preferences (self->guests_page, preferences);
  if (preferences != NULL)
    g_signal_connect_object (preferences, "changed::default-country", G_CALLBACK (set_default_country), self,
                             G_CONNECT_SWAPPED);
  self->outbox = g_object_ref (outbox);
  self->messages_page = INVY_MESSAGES_PAGE (invy_messages_page_new (outbox, settings, store));
  adw_view_stack_add_titled_with_icon (self->stack, GTK_WIDGET (self->messages_page), "messages", _ ("Messages"),
                                       "mail-unread-symbolic");
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);
  trouble_cb (self);
  g_signal_connect_object (outbox, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * invy_wedding_page_set_event:
 * @event: (nullable): a wedding; its guests are loaded
 *
 * Shows another wedding.
 */
void
invy_wedding_page_set_event (InvyWeddingPage *self, InvyEvent *event)
{
  g_return_if_fail (INVY_IS_WEDDING_PAGE (self));
  g_return_if_fail (event == NULL || INVY_IS_EVENT (event));

  if (!g_set_object (&self->event, event))
    return;

  g_binding_group_set_source (self->bindings, event);
  open_book (self);
  invy_messages_page_set_event (self->messages_page, event);
  adw_banner_set_revealed (self->waiting_banner, FALSE);
  look_for_waiting (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENT]);
}

/**
 * invy_wedding_page_get_guests_page:
 *
 * Returns: (transfer none): the page of the guests
 */
InvyGuestsPage *
invy_wedding_page_get_guests_page (InvyWeddingPage *self)
{
  g_return_val_if_fail (INVY_IS_WEDDING_PAGE (self), NULL);

  return self->guests_page;
}

void
invy_wedding_page_show_guests (InvyWeddingPage *self)
{
  g_return_if_fail (INVY_IS_WEDDING_PAGE (self));

  adw_view_stack_set_visible_child_name (self->stack, "guests");
}

void
invy_wedding_page_show_messages (InvyWeddingPage *self)
{
  g_return_if_fail (INVY_IS_WEDDING_PAGE (self));

  adw_view_stack_set_visible_child_name (self->stack, "messages");
}
