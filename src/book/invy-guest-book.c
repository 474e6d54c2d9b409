/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-book-private.h"

#include "book/invy-book-reading-changes.h"

#include <string.h>

/* While a campaign is sent, its messages change many times a second; the list need not. */
#define MESSAGES_DELAY_MS 250

struct _InvyGuestBook
{
  GObject parent_instance;

  /* owned */
  InvyStore *store;
  InvyEvent *event;
  InvyBookReading shown;
  InvyHistory *history;
  DexFuture *load; /* under way; NULL when not */

  char *default_country; /* of numbers, where the wedding has none */
  guint reload_source;
  gboolean reload_pending; /* something changed while it was loading */
  guint n_seen;            /* changes of the store that were there when it was read last */
};

static void invy_guest_book_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (InvyGuestBook,
                               invy_guest_book,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, invy_guest_book_list_model_init))

enum
{
  PROP_EVENT = 1,
  PROP_LOADING,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_TITLE,
  PROP_REDO_TITLE,
  N_PROPS,
};

enum
{
  COUNTS_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GType
invy_guest_book_get_item_type (GListModel *model)
{
  return INVY_TYPE_GUEST;
}

static guint
invy_guest_book_get_n_items (GListModel *model)
{
  return INVY_GUEST_BOOK (model)->shown.rows->len;
}

static gpointer
invy_guest_book_get_item (GListModel *model, guint position)
{
  GPtrArray *rows = INVY_GUEST_BOOK (model)->shown.rows;

  return position < rows->len ? g_object_ref (rows->pdata[position]) : NULL;
}

static void
invy_guest_book_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = invy_guest_book_get_item_type;
  iface->get_n_items = invy_guest_book_get_n_items;
  iface->get_item = invy_guest_book_get_item;
}

/* In one step: whoever looks at the book sees all of it before or all of it after. What the book had is in the
 * reading afterwards. The list changes only if somebody came or went. */
static void
take_reading (InvyGuestBook *self, InvyBookReading *reading)
{
  InvyBookReading before = self->shown;

  self->shown = *reading;
  if (reading->is_same)
    {
      self->shown.rows = g_steal_pointer (&before.rows);
      self->shown.by_id = g_steal_pointer (&before.by_id);
      before.rows = reading->rows;
    }
  *reading = before;

  if (!self->shown.is_same)
    invy_book_reading_announce (G_LIST_MODEL (self), before.rows, self->shown.rows);
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static void
take_changes (InvyGuestBook *self, InvyBookNews *changes)
{
  if (invy_book_reading_change (&self->shown, G_LIST_MODEL (self), changes))
    g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static gboolean
load_once (InvyGuestBook *self, GError **error)
{
  g_autoptr (InvyBookNews) changes = NULL;
  InvyBookReading reading = { 0 };
  InvySlice slice;

  self->n_seen = invy_store_count_changes (self->store);
  if (!invy_book_reading_read (&reading, self, &self->shown, &slice, &changes, error))
    {
      self->n_seen--; /* nothing of it was seen */
      return FALSE;
    }

  if (changes != NULL)
    {
      take_changes (self, changes);
      return TRUE;
    }

  take_reading (self, &reading);
  invy_book_reading_clear (&reading, &slice);
  return TRUE;
}

static DexFuture *
load_fiber (gpointer data)
{
  InvyGuestBook *self = data;
  g_autoptr (GError) error = NULL;

  do
    {
      self->reload_pending = FALSE;
      if (!load_once (self, &error))
        break;
    }
  while (self->reload_pending);

  dex_clear (&self->load);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

static gboolean
reload_cb (gpointer data)
{
  InvyGuestBook *self = data;

  self->reload_source = 0;
  dex_future_disown (invy_guest_book_catch_up (self));
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (InvyGuestBook *self, InvyStoreTopic topic, const char *event_id, InvyStore *store)
{
  if (topic == INVY_STORE_EVENTS || (event_id != NULL && g_strcmp0 (event_id, invy_event_get_id (self->event)) != 0))
    return;

  if (topic == INVY_STORE_GUESTS)
    dex_future_disown (invy_guest_book_catch_up (self));
  else if (self->reload_source == 0)
    self->reload_source = g_timeout_add (MESSAGES_DELAY_MS, reload_cb, self);
}

/* Another country may turn a wrong number into a right one. */
static void
country_changed_cb (InvyGuestBook *self)
{
  dex_future_disown (invy_guest_book_load (self));
}

static void
history_changed_cb (InvyGuestBook *self)
{
  for (guint i = PROP_CAN_UNDO; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
invy_guest_book_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyGuestBook *self = INVY_GUEST_BOOK (object);

  switch (prop_id)
    {
    case PROP_EVENT:
      g_value_set_object (value, self->event);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->load != NULL);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, invy_history_get_undo_title (self->history) != NULL);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, invy_history_get_redo_title (self->history) != NULL);
      break;
    case PROP_UNDO_TITLE:
      g_value_set_string (value, invy_history_get_undo_title (self->history));
      break;
    case PROP_REDO_TITLE:
      g_value_set_string (value, invy_history_get_redo_title (self->history));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_guest_book_finalize (GObject *object)
{
  InvyGuestBook *self = INVY_GUEST_BOOK (object);

  g_clear_object (&self->store);
  g_clear_object (&self->event);
  g_clear_pointer (&self->shown.by_id, g_hash_table_unref);
  g_clear_pointer (&self->shown.messages, g_hash_table_unref);
  g_clear_object (&self->history);
  g_clear_pointer (&self->shown.country, g_free);
  g_clear_pointer (&self->shown.mark, invy_book_mark_free);
  g_clear_pointer (&self->default_country, g_free);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  dex_clear (&self->load);
  g_clear_pointer (&self->shown.rows, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_guest_book_parent_class)->finalize (object);
}

static void
invy_guest_book_class_init (InvyGuestBookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = invy_guest_book_get_property;
  object_class->finalize = invy_guest_book_finalize;

  properties[PROP_EVENT] = g_param_spec_object ("event", NULL, NULL, INVY_TYPE_EVENT, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_TITLE] = g_param_spec_string ("undo-title", NULL, NULL, NULL, flags);
  properties[PROP_REDO_TITLE] = g_param_spec_string ("redo-title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InvyGuestBook::counts-changed:
   *
   * The counters, or anything that a filter may look at, changed.
   */
  signals[COUNTS_CHANGED] =
      g_signal_new ("counts-changed", INVY_TYPE_GUEST_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
invy_guest_book_init (InvyGuestBook *self)
{
  self->shown.rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->shown.messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * invy_guest_book_new:
 *
 * Returns: (transfer full): the book of @event, empty until invy_guest_book_load()
 */
InvyGuestBook *
invy_guest_book_new (InvyStore *store, InvyEvent *event)
{
  InvyGuestBook *self = g_object_new (INVY_TYPE_GUEST_BOOK, NULL);

  self->store = g_object_ref (store);
  self->event = g_object_ref (event);
  self->history = invy_history_new (store, invy_event_get_id (event));
  g_signal_connect_object (self->history, "changed", G_CALLBACK (history_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (event, "notify::country", G_CALLBACK (country_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * invy_guest_book_get_event:
 *
 * Returns: (transfer none): the wedding
 */
InvyEvent *
invy_guest_book_get_event (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  return self->event;
}

/**
 * invy_guest_book_set_default_country:
 * @country: (nullable): ISO 3166 letters
 *
 * Says which country numbers without a country code belong to if the wedding has none: the one that sending takes.
 */
void
invy_guest_book_set_default_country (InvyGuestBook *self, const char *country)
{
  g_return_if_fail (INVY_IS_GUEST_BOOK (self));

  if (g_set_str (&self->default_country, country) && self->shown.rows->len > 0)
    country_changed_cb (self);
}

/**
 * invy_guest_book_get_country:
 *
 * Returns: (transfer none) (nullable): the country that numbers without a country code belong to
 */
const char *
invy_guest_book_get_country (InvyGuestBook *self)
{
  const char *country;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  country = invy_event_get (self->event, INVY_EVENT_COUNTRY);
  return country != NULL ? country : self->default_country;
}

/**
 * invy_guest_book_get_store:
 *
 * Returns: (transfer none): where the guests are kept
 */
InvyStore *
invy_guest_book_get_store (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  return self->store;
}

/**
 * invy_guest_book_get_history:
 *
 * Returns: (transfer none): what was done through this book
 */
InvyHistory *
invy_guest_book_get_history (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  return self->history;
}

/**
 * invy_guest_book_load:
 *
 * Reads the guests again. The book follows the store by itself, too. While a load is under way, another one is only
 * noted and follows it, and both futures are done when the last one is.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with an #InvyStoreError
 */
DexFuture *
invy_guest_book_load (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  if (self->load != NULL)
    {
      self->reload_pending = TRUE;
      return dex_ref (self->load);
    }

  self->load = dex_scheduler_spawn (NULL, INVY_FIBER_STACK, load_fiber, g_object_ref (self), g_object_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  return dex_ref (self->load);
}

/**
 * invy_guest_book_catch_up:
 *
 * Reads the guests again unless the last reading, or the one under way, began after the last change: whoever changed
 * something hears of it twice, from the store and from what he waits for, and one reading is enough.
 *
 * Returns: (transfer full): a future as that of invy_guest_book_load()
 */
DexFuture *
invy_guest_book_catch_up (InvyGuestBook *self)
{
  if (self->n_seen != invy_store_count_changes (self->store))
    return invy_guest_book_load (self);

  return self->load != NULL ? dex_ref (self->load) : dex_future_new_true ();
}

gboolean
invy_guest_book_is_loading (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), FALSE);

  return self->load != NULL;
}

/**
 * invy_guest_book_find:
 *
 * Returns: (transfer none) (nullable): the guest, if it is in the book
 */
InvyGuest *
invy_guest_book_find (InvyGuestBook *self, const char *guest_id)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  return guest_id != NULL ? g_hash_table_lookup (self->shown.by_id, guest_id) : NULL;
}

/**
 * invy_guest_book_get_message:
 *
 * Returns: (transfer none) (nullable): the guest's invitation in the ledger
 */
InvyMessage *
invy_guest_book_get_message (InvyGuestBook *self, const char *guest_id)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  return g_hash_table_lookup (self->shown.messages, guest_id);
}

/**
 * invy_guest_book_get_count:
 *
 * Returns: (transfer none): rows and people of a counter
 */
const InvyGuestCount *
invy_guest_book_get_count (InvyGuestBook *self, InvyCountKind kind)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);
  g_return_val_if_fail (kind < INVY_COUNT_N, NULL);

  return &self->shown.counts[kind];
}
