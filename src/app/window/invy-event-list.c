/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/window/invy-event-list.h"

struct _InvyEventList
{
  GObject parent_instance;

  InvyStore *store;
  GPtrArray *events;
  gboolean is_loading;
  gboolean is_stale; /* something changed while it was loading */
  gboolean is_loaded;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (InvyEventList,
                               invy_event_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_LOADED = 1,
  N_PROPS,
};

enum
{
  FAILED,
  READ,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The weddings as they were read, but as the objects that are here already. */
static GPtrArray *
merge (InvyEventList *self, GPtrArray *read)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < read->len; i++)
    {
      InvyEvent *event = g_ptr_array_index (read, i);
      InvyEvent *known = invy_event_list_find (self, invy_event_get_id (event));

      if (known != NULL)
        invy_event_assign (known, event);
      g_ptr_array_add (events, g_object_ref (known != NULL ? known : event));
    }

  return events;
}

/* Only what lies between the first and the last difference is said to have changed, so that the other rows stay. */
static void
take_events (InvyEventList *self, GPtrArray *events)
{
  GPtrArray *old = self->events;
  const guint shorter = MIN (old->len, events->len);
  guint head = 0, tail = 0;

  while (head < shorter && g_ptr_array_index (old, head) == g_ptr_array_index (events, head))
    head++;
  while (tail < shorter - head
         && g_ptr_array_index (old, old->len - 1 - tail) == g_ptr_array_index (events, events->len - 1 - tail))
    tail++;

  self->events = events;
  if (old->len != events->len || head < old->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, events->len - head - tail);
  g_ptr_array_unref (old);
}

static DexFuture *
loaded_cb (DexFuture *listed, gpointer data)
{
  InvyEventList *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (listed, &error);

  self->is_loading = FALSE;
  if (value == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else
    {
      take_events (self, merge (self, g_value_get_boxed (value)));
      g_signal_emit (self, signals[READ], 0);
      if (!self->is_loaded)
        {
          self->is_loaded = TRUE;
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
        }
    }

  if (self->is_stale)
    invy_event_list_load (self);
  return dex_future_new_true ();
}

static void
changed_cb (InvyEventList *self, InvyStoreTopic topic)
{
  if (topic == INVY_STORE_EVENTS)
    invy_event_list_load (self);
}

static GType
get_item_type (GListModel *model)
{
  return INVY_TYPE_EVENT;
}

static guint
get_n_items (GListModel *model)
{
  return INVY_EVENT_LIST (model)->events->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *events = INVY_EVENT_LIST (model)->events;

  return position < events->len ? g_object_ref (g_ptr_array_index (events, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
invy_event_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LOADED)
    g_value_set_boolean (value, INVY_EVENT_LIST (object)->is_loaded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
invy_event_list_finalize (GObject *object)
{
  InvyEventList *self = INVY_EVENT_LIST (object);

  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (invy_event_list_parent_class)->finalize (object);
}

static void
invy_event_list_class_init (InvyEventListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = invy_event_list_get_property;
  object_class->finalize = invy_event_list_finalize;

  properties[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InvyEventList::failed:
   * @sentence: why the weddings could not be read
   */
  signals[FAILED] = g_signal_new ("failed", INVY_TYPE_EVENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);

  /**
   * InvyEventList::read:
   *
   * The weddings were read: some may have other details than before, or may have been put away.
   */
  signals[READ] = g_signal_new ("read", INVY_TYPE_EVENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
invy_event_list_init (InvyEventList *self)
{
  self->events = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * invy_event_list_new:
 *
 * Returns: (transfer full): a list that is empty until invy_event_list_load(), and follows every change then
 */
InvyEventList *
invy_event_list_new (InvyStore *store)
{
  InvyEventList *self;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);

  self = g_object_new (INVY_TYPE_EVENT_LIST, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * invy_event_list_load:
 *
 * Reads the weddings. The answer may be there at once, so connect to the signals first.
 */
void
invy_event_list_load (InvyEventList *self)
{
  g_return_if_fail (INVY_IS_EVENT_LIST (self));

  self->is_stale = self->is_loading;
  if (self->is_loading)
    return;

  self->is_loading = TRUE;
  dex_future_disown (
      dex_future_finally (invy_store_list_events (self->store), loaded_cb, g_object_ref (self), g_object_unref));
}

/**
 * invy_event_list_is_loaded:
 *
 * Returns: whether the weddings were read; until then the list is empty
 */
gboolean
invy_event_list_is_loaded (InvyEventList *self)
{
  g_return_val_if_fail (INVY_IS_EVENT_LIST (self), FALSE);

  return self->is_loaded;
}

/**
 * invy_event_list_find:
 *
 * Returns: (transfer none) (nullable): the wedding with this id
 */
InvyEvent *
invy_event_list_find (InvyEventList *self, const char *event_id)
{
  g_return_val_if_fail (INVY_IS_EVENT_LIST (self), NULL);

  for (guint i = 0; i < self->events->len; i++)
    if (g_strcmp0 (invy_event_get_id (g_ptr_array_index (self->events, i)), event_id) == 0)
      return g_ptr_array_index (self->events, i);

  return NULL;
}
