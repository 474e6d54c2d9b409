/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-book.h"

#include "book/invy-guest-phone.h"
#include "book/invy-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many numbers are judged before the interface has its turn: about 5 ms. */
#define SLICE 250
/* While a campaign is sent, its messages change many times a second; the list need not. */
#define MESSAGES_DELAY_MS 250

struct _InvyGuestBook
{
  GObject parent_instance;

  /* owned */
  InvyStore *store;
  InvyEvent *event;
  GListStore *guests;
  GHashTable *by_id;    /* guest id -> InvyGuest, borrowed from @guests */
  GHashTable *messages; /* guest id -> InvyMessage */
  GPtrArray *history;   /* of InvyHistoryStep, the last one last */
  GHashTable *versions; /* guest id -> the version that this book wrote last */
  DexFuture *load;      /* under way; NULL when not */

  InvyGuestCount counts[INVY_COUNT_N];
  char *judged_country; /* with which the numbers were judged */
  guint reload_source;
  gboolean reload_pending; /* something changed while it was loading */
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
  return g_list_model_get_n_items (G_LIST_MODEL (INVY_GUEST_BOOK (model)->guests));
}

static gpointer
invy_guest_book_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (INVY_GUEST_BOOK (model)->guests), position);
}

static void
invy_guest_book_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = invy_guest_book_get_item_type;
  iface->get_n_items = invy_guest_book_get_n_items;
  iface->get_item = invy_guest_book_get_item;
}

static void
count_all (InvyGuestBook *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->guests));

  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (G_LIST_MODEL (self->guests), i);

      invy_guest_counts_add (self->counts, guest);
    }

  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static gboolean
is_row (GListStore *guests, guint position, gpointer guest)
{
  g_autoptr (InvyGuest) row = g_list_model_get_item (G_LIST_MODEL (guests), position);

  return row == guest;
}

/* Leaves the rows at both ends alone that stay, so that a list on the screen neither scrolls nor loses its focus. */
static void
splice_rows (GListStore *guests, GPtrArray *rows)
{
  const guint n_before = g_list_model_get_n_items (G_LIST_MODEL (guests));
  const guint n_common = MIN (n_before, rows->len);
  guint head = 0, tail = 0;

  while (head < n_common && is_row (guests, head, rows->pdata[head]))
    head++;
  while (tail < n_common - head && is_row (guests, n_before - 1 - tail, rows->pdata[rows->len - 1 - tail]))
    tail++;

  g_list_store_splice (guests, head, n_before - head - tail, rows->pdata + head, rows->len - head - tail);
}

/* Guests that are there keep their object, so that whoever holds one holds it still; the list changes in one step,
 * and only if somebody came or went. */
static void
take_guests (InvyGuestBook *self, GPtrArray *loaded)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->guests));
  gboolean is_same = loaded->len == n_before;

  for (guint i = 0; i < loaded->len; i++)
    {
      InvyGuest *fresh = loaded->pdata[i];
      InvyGuest *known = g_hash_table_lookup (self->by_id, invy_guest_get_id (fresh));

      if (known != NULL)
        invy_guest_assign (known, fresh);
      else
        is_same = FALSE;
      g_ptr_array_add (rows, g_object_ref (known != NULL ? known : fresh));
    }

  if (!is_same)
    {
      g_hash_table_remove_all (self->by_id);
      for (guint i = 0; i < rows->len; i++)
        g_hash_table_insert (self->by_id, (gpointer) invy_guest_get_id (rows->pdata[i]), rows->pdata[i]);
      splice_rows (self->guests, rows);
    }
}

static void
take_messages (InvyGuestBook *self, GPtrArray *messages)
{
  g_hash_table_remove_all (self->messages);
  for (guint i = 0; i < messages->len; i++)
    g_hash_table_insert (self->messages, g_strdup (invy_message_get (messages->pdata[i], INVY_MESSAGE_GUEST_ID)),
                         g_object_ref (messages->pdata[i]));
}

static gboolean
reuse_verdict (InvyGuestBook *self, InvyGuest *fresh)
{
  InvyGuest *known = invy_guest_book_find (self, invy_guest_get_id (fresh));

  if (known == NULL
      || g_strcmp0 (invy_guest_get (known, INVY_GUEST_PHONE_NUMBER), invy_guest_get (fresh, INVY_GUEST_PHONE_NUMBER))
             != 0)
    return FALSE;

  invy_guest_set_phone_judged (fresh, invy_guest_get_phone_e164 (known), invy_guest_get_phone_display (known),
                               invy_guest_get_phone_problem (known));
  return TRUE;
}

/* Judged before the guests are shown, or a number would be wrong for a moment. Only new numbers are. */
static void
judge_phones (InvyGuestBook *self, GPtrArray *guests)
{
  const char *country = invy_event_get (self->event, INVY_EVENT_COUNTRY);
  const gboolean is_same_country = !g_set_str (&self->judged_country, country);
  guint n_judged = 0;

  for (guint i = 0; i < guests->len; i++)
    {
      if (is_same_country && reuse_verdict (self, guests->pdata[i]))
        continue;
      invy_guest_judge_phone (guests->pdata[i], country);
      if (++n_judged % SLICE == 0)
        dex_await (dex_timeout_new_msec (0), NULL);
    }
}

static gboolean
load_once (InvyGuestBook *self, GError **error)
{
  const char *event_id = invy_event_get_id (self->event);
  const InvyCampaignKind kind =
      invy_event_get_practice_only (self->event) ? INVY_CAMPAIGN_PRACTICE : INVY_CAMPAIGN_REAL;
  g_autoptr (GPtrArray) guests = dex_await_boxed (invy_store_list_guests (self->store, event_id), error);
  g_autoptr (GPtrArray) messages = NULL;

  if (guests == NULL)
    return FALSE;
  messages = dex_await_boxed (invy_store_list_current_messages (self->store, event_id, INVY_PURPOSE_INVITATION, kind),
                              error);
  if (messages == NULL)
    return FALSE;

  judge_phones (self, guests);
  take_messages (self, messages);
  take_guests (self, guests);
  count_all (self);
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
  dex_future_disown (invy_guest_book_load (self));
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (InvyGuestBook *self, InvyStoreTopic topic, const char *event_id, InvyStore *store)
{
  if (topic == INVY_STORE_EVENTS || (event_id != NULL && g_strcmp0 (event_id, invy_event_get_id (self->event)) != 0))
    return;

  if (topic == INVY_STORE_GUESTS)
    dex_future_disown (invy_guest_book_load (self));
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
      g_value_set_boolean (value, invy_guest_book_can_undo (self));
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
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->messages, g_hash_table_unref);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->versions, g_hash_table_unref);
  g_clear_pointer (&self->judged_country, g_free);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  dex_clear (&self->load);
  g_clear_object (&self->guests);

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
  self->guests = g_list_store_new (INVY_TYPE_GUEST);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_history_step_free);
  self->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect_object (self->guests, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
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

  return guest_id != NULL ? g_hash_table_lookup (self->by_id, guest_id) : NULL;
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

  return g_hash_table_lookup (self->messages, guest_id);
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

  return &self->counts[kind];
}

/* --- changing and undoing --- */

typedef struct
{
  InvyGuestBook *book;
  GPtrArray *guests;
  GStrv guest_ids;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->book);
  g_clear_pointer (&change->guests, g_ptr_array_unref);
  g_strfreev (change->guest_ids);
  g_free (change);
}

/* Which version is ours tells our own changes from those that somebody else made on top of them. */
static void
note_version (InvyGuestBook *self, const char *guest_id, gint64 version)
{
  g_hash_table_insert (self->versions, g_strdup (guest_id), g_memdup2 (&version, sizeof version));
}

static void
note_saved (InvyGuestBook *self, GPtrArray *saved)
{
  for (guint i = 0; i < saved->len; i++)
    note_version (self, invy_guest_get_id (saved->pdata[i]), invy_record_get_version (saved->pdata[i]));
}

static gint64
get_own_version (InvyGuestBook *self, const char *guest_id)
{
  const gint64 *version = g_hash_table_lookup (self->versions, guest_id);

  return version != NULL ? *version : 0;
}

static void
remember (InvyGuestBook *self, InvyHistoryStep *step)
{
  g_ptr_array_add (self->history, step);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
}

/* What has to be known to undo the saving of @guests: as they are in the book now. */
static InvyHistoryStep *
make_step (InvyGuestBook *self, GPtrArray *guests)
{
  GPtrArray *added = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *before = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < guests->len; i++)
    {
      InvyGuest *known = invy_guest_book_find (self, invy_guest_get_id (guests->pdata[i]));

      if (known != NULL)
        g_ptr_array_add (before, invy_guest_copy (known));
      else
        g_ptr_array_add (added, g_object_ref (guests->pdata[i]));
    }

  return invy_history_step_new_save (added, before);
}

static DexFuture *
save_fiber (gpointer data)
{
  Change *change = data;
  InvyGuestBook *self = change->book;
  g_autoptr (InvyHistoryStep) step = make_step (self, change->guests);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) saved = dex_await_boxed (invy_store_save_guests (self->store, change->guests), &error);

  if (saved == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  note_saved (self, saved);
  remember (self, g_steal_pointer (&step));
  dex_await (invy_guest_book_load (self), NULL);
  return dex_future_new_true ();
}

/**
 * invy_guest_book_save:
 * @guests: (element-type InvyGuest): new ones, and edited copies of those in the book
 *
 * Keeps guests, as one step that can be undone.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_FIELD_ERROR_EMPTY for a guest with
 *   neither name nor number, or with %INVY_STORE_ERROR_CONFLICT when somebody else changed one of them
 */
DexFuture *
invy_guest_book_save (InvyGuestBook *self, GPtrArray *guests)
{
  Change *change;
  GError *error = NULL;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  for (guint i = 0; i < guests->len; i++)
    if (!invy_guest_check (guests->pdata[i], &error))
      return dex_future_new_for_error (error);

  change = g_new0 (Change, 1);
  change->book = g_object_ref (self);
  change->guests = g_ptr_array_ref (guests);
  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, save_fiber, change, change_free);
}

/* Looked up before the guests are gone from the book, which may be as soon as the store has removed them. */
static gint64 *
dup_versions (InvyGuestBook *self, const char *const *guest_ids)
{
  gint64 *versions = g_new0 (gint64, g_strv_length ((GStrv) guest_ids));

  for (guint i = 0; guest_ids[i] != NULL; i++)
    {
      InvyGuest *known = invy_guest_book_find (self, guest_ids[i]);

      if (known != NULL)
        versions[i] = invy_record_get_version (INVY_RECORD (known));
    }

  return versions;
}

static DexFuture *
remove_fiber (gpointer data)
{
  Change *change = data;
  InvyGuestBook *self = change->book;
  const char *const *guest_ids = (const char *const *) change->guest_ids;
  g_autofree gint64 *versions = dup_versions (self, guest_ids);
  g_autoptr (GError) error = NULL;

  if (!dex_await (invy_store_remove_guests (self->store, guest_ids), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; guest_ids[i] != NULL; i++)
    note_version (self, guest_ids[i], versions[i] + 1);
  remember (self, invy_history_step_new_remove (guest_ids));
  dex_await (invy_guest_book_load (self), NULL);
  return dex_future_new_true ();
}

/**
 * invy_guest_book_remove:
 * @guest_ids: (array zero-terminated=1)
 *
 * Takes guests out of the book, as one step that can be undone.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with an #InvyStoreError
 */
DexFuture *
invy_guest_book_remove (InvyGuestBook *self, const char *const *guest_ids)
{
  Change *change;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  change = g_new0 (Change, 1);
  change->book = g_object_ref (self);
  change->guest_ids = g_strdupv ((GStrv) guest_ids);
  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, remove_fiber, change, change_free);
}

gboolean
invy_guest_book_can_undo (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), FALSE);

  return self->history->len > 0;
}

/* The old texts go over ours; where somebody else changed the guest since, the store finds a conflict. */
static GPtrArray *
make_restored (InvyGuestBook *self, InvyHistoryStep *step)
{
  GPtrArray *restored = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < step->before->len; i++)
    {
      InvyGuest *copy = invy_guest_copy (step->before->pdata[i]);

      invy_record_set_version (INVY_RECORD (copy), get_own_version (self, invy_guest_get_id (copy)));
      g_ptr_array_add (restored, copy);
    }

  return restored;
}

static gboolean
restore_removed (InvyGuestBook *self, InvyHistoryStep *step, GError **error)
{
  if (!dex_await (invy_store_restore_guests (self->store, (const char *const *) step->removed), error))
    return FALSE;

  for (guint i = 0; step->removed[i] != NULL; i++)
    note_version (self, step->removed[i], get_own_version (self, step->removed[i]) + 1);
  return TRUE;
}

static gboolean
undo_step (InvyGuestBook *self, InvyHistoryStep *step, GError **error)
{
  g_auto (GStrv) added = invy_history_step_dup_added_ids (step);
  g_autoptr (GPtrArray) restored = make_restored (self, step);
  g_autoptr (GPtrArray) saved = NULL;

  /* What is done is taken off the step, so that the rest can be tried again after an error. */
  if (added[0] != NULL)
    {
      if (!dex_await (invy_store_remove_guests (self->store, (const char *const *) added), error))
        return FALSE;
      g_ptr_array_set_size (step->added, 0);
    }
  if (restored->len > 0)
    {
      if (!(saved = dex_await_boxed (invy_store_save_guests (self->store, restored), error)))
        return FALSE;
      note_saved (self, saved);
    }

  return step->removed[0] == NULL || restore_removed (self, step, error);
}

static DexFuture *
undo_fiber (gpointer data)
{
  InvyGuestBook *self = data;
  g_autoptr (InvyHistoryStep) step = g_ptr_array_steal_index (self->history, self->history->len - 1);
  g_autoptr (GError) error = NULL;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (!undo_step (self, step, &error))
    {
      remember (self, g_steal_pointer (&step));
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  dex_await (invy_guest_book_load (self), NULL);
  return dex_future_new_true ();
}

/**
 * invy_guest_book_undo:
 *
 * Takes back the last thing that was done through this book.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_STORE_ERROR_CONFLICT when somebody
 * else changed one of the guests since, and with %INVY_STORE_ERROR_STATE when there is nothing to undo
 */
DexFuture *
invy_guest_book_undo (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  if (self->history->len == 0)
    return dex_future_new_reject (INVY_STORE_ERROR, INVY_STORE_ERROR_STATE, "%s", _ ("There is nothing to undo."));

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, undo_fiber, g_object_ref (self), g_object_unref);
}
