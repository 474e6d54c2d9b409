/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-store-listener-private.h"

/* What the threads of the connections tell of changes and trouble through. The store may be gone by the time that its
 * own thread hears of it. */
struct _InvyStoreListener
{
  InvyStore *store;        /* borrowed; only looked at on the store's thread */
  GMainContext *context;   /* of that */
  char *trouble;           /* as it was told last; likewise */
  gboolean needs_password; /* likewise */
  gint64 as_of;            /* likewise */
  int is_away;             /* atomic: the server did not answer yet, and its last copy is read */
  guint n_changes;         /* atomic: that were told, or are on their way to be told */
};

struct _InvyStoreChange
{
  InvyStoreListener *listener;
  InvyStoreTopic topic;
  char *event_id;
};

typedef struct
{
  InvyStoreListener *listener;
  char *text;
  gboolean needs_password;
  gint64 as_of;
} Trouble;

/**
 * invy_store_listener_new:
 *
 * Returns: (transfer full): tells @store on this thread; invy_store_listener_leave() lets go of it
 */
InvyStoreListener *
invy_store_listener_new (InvyStore *store)
{
  InvyStoreListener *self = g_atomic_rc_box_new0 (InvyStoreListener);

  self->store = store;
  self->context = g_main_context_ref_thread_default ();
  return self;
}

static void
clear (gpointer data)
{
  InvyStoreListener *self = data;

  g_main_context_unref (self->context);
  g_free (self->trouble);
}

static void
release (InvyStoreListener *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * invy_store_listener_leave:
 *
 * The store goes: what is told from now on is told to nobody.
 */
void
invy_store_listener_leave (InvyStoreListener *self)
{
  self->store = NULL;
  release (self);
}

/**
 * invy_store_listener_get_context:
 *
 * Returns: (transfer none): that of the store's thread
 */
GMainContext *
invy_store_listener_get_context (InvyStoreListener *self)
{
  return self->context;
}

/**
 * invy_store_listener_get_trouble:
 *
 * Returns: (nullable): why the database cannot be used, as it was told last
 */
const char *
invy_store_listener_get_trouble (InvyStoreListener *self)
{
  return self->trouble;
}

/**
 * invy_store_listener_get_as_of:
 *
 * Returns: from when what is shown is, in milliseconds since 1970, as it was told last; 0 for now
 */
gint64
invy_store_listener_get_as_of (InvyStoreListener *self)
{
  return self->as_of;
}

/**
 * invy_store_listener_needs_password:
 *
 * Returns: whether the trouble is that the server wants another password, as it was told last
 */
gboolean
invy_store_listener_needs_password (InvyStoreListener *self)
{
  return self->needs_password;
}

/**
 * invy_store_listener_is_away:
 *
 * Returns: whether the server did not answer yet; for any thread
 */
gboolean
invy_store_listener_is_away (InvyStoreListener *self)
{
  return g_atomic_int_get (&self->is_away);
}

void
invy_store_listener_set_away (InvyStoreListener *self, gboolean is_away)
{
  g_atomic_int_set (&self->is_away, is_away);
}

/**
 * invy_store_listener_count_changes:
 *
 * Returns: how many changes there were, those included that the store's thread has not heard of yet; for any thread
 */
guint
invy_store_listener_count_changes (InvyStoreListener *self)
{
  return (guint) g_atomic_int_get (&self->n_changes);
}

/* Not g_main_context_invoke (): between two turns of the main loop it would call the listeners on this thread. */
static void
call_on_store_thread (InvyStoreListener *self, GSourceFunc func, gpointer data, GDestroyNotify data_free)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[invy] store changed");
  g_source_set_callback (source, func, data, data_free);
  g_source_attach (source, self->context);
}

/**
 * invy_store_change_new:
 * @event_id: (nullable): the wedding; %NULL if it is not known
 *
 * Returns: (transfer full): what is to be told when it is durable
 */
InvyStoreChange *
invy_store_change_new (InvyStoreListener *listener, InvyStoreTopic topic, const char *event_id)
{
  InvyStoreChange *self = g_new0 (InvyStoreChange, 1);

  self->listener = g_atomic_rc_box_acquire (listener);
  self->topic = topic;
  self->event_id = g_strdup (event_id);

  return self;
}

void
invy_store_change_free (InvyStoreChange *self)
{
  release (self->listener);
  g_free (self->event_id);
  g_free (self);
}

static gboolean
emit_change_cb (gpointer data)
{
  InvyStoreChange *self = data;

  if (self->listener->store != NULL)
    g_signal_emit_by_name (self->listener->store, "changed", self->topic, self->event_id);
  return G_SOURCE_REMOVE;
}

/**
 * invy_store_change_tell:
 * @self: (transfer full): what happened
 *
 * Has the store emit its signal, on its own thread.
 */
void
invy_store_change_tell (InvyStoreChange *self)
{
  g_atomic_int_inc (&self->listener->n_changes);
  call_on_store_thread (self->listener, emit_change_cb, self, (GDestroyNotify) invy_store_change_free);
}

static void
trouble_free (gpointer data)
{
  Trouble *trouble = data;

  release (trouble->listener);
  g_free (trouble->text);
  g_free (trouble);
}

static gboolean
set_trouble_cb (gpointer data)
{
  Trouble *trouble = data;
  InvyStoreListener *self = trouble->listener;

  const gboolean has_changed = g_set_str (&self->trouble, trouble->text) || self->as_of != trouble->as_of;

  self->needs_password = trouble->needs_password;
  self->as_of = trouble->as_of;
  if (has_changed && self->store != NULL)
    g_object_notify (G_OBJECT (self->store), "trouble");
  return G_SOURCE_REMOVE;
}

static void
tell_trouble (InvyStoreListener *self, const InvyStoreWatch *watch)
{
  Trouble *trouble = g_new0 (Trouble, 1);

  trouble->listener = g_atomic_rc_box_acquire (self);
  trouble->text = g_strdup (watch->trouble);
  trouble->needs_password = watch->needs_password;
  trouble->as_of = watch->as_of;
  call_on_store_thread (self, set_trouble_cb, trouble, trouble_free);
}

/**
 * invy_store_listener_tell_news:
 *
 * What others did is not known any better than that they did something.
 */
void
invy_store_listener_tell_news (InvyStoreListener *self, const InvyStoreWatch *watch, InvyStoreNews news)
{
  const InvyStoreTopic topics[] = { INVY_STORE_EVENTS, INVY_STORE_GUESTS, INVY_STORE_MESSAGES, INVY_STORE_TEMPLATES };

  if (news & INVY_STORE_NEWS_TROUBLE)
    tell_trouble (self, watch);
  for (guint i = 0; i < G_N_ELEMENTS (topics) && news & INVY_STORE_NEWS_CHANGES; i++)
    invy_store_change_tell (invy_store_change_new (self, topics[i], NULL));
}
