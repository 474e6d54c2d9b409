/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/keep/invy-last-state.h"

/* Not while the window still reads what it shows. */
#define FIRST_S 5
/* Changes often come together; and a large wedding takes a while, which may be only a small part of the time. */
#define REST_S 20
#define REST_FACTOR 20
/* What did not change is as of now, too. */
#define QUIET_S (10 * 60)

static const char LAST_STATE_KEY[] = "invy-last-state";

typedef struct
{
  InvyStore *store; /* borrowed: it owns this */
  guint timer;      /* 0 while a copy is made */
  gint64 due_us;
  gint64 began_us;
  gint64 rest_until_us;
  gboolean is_stale; /* something changed while a copy was made, and it may be without that */
} LastState;

static void keep_cb (gpointer data);

static void
last_state_free (gpointer data)
{
  LastState *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self);
}

static void
schedule (LastState *self, gint64 due_us)
{
  const gint64 left_us = MAX (due_us - g_get_monotonic_time (), 0);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->due_us = due_us;
  self->timer = g_timeout_add_once ((guint) (left_us / 1000), keep_cb, self);
}

static DexFuture *
kept_cb (DexFuture *kept, gpointer data)
{
  LastState *self = g_object_get_data (data, LAST_STATE_KEY);
  const gint64 now_us = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (kept, &error) == NULL)
    g_info ("What is on the server was not kept: %s", error->message);
  self->rest_until_us = now_us + MAX (REST_S * G_USEC_PER_SEC, (now_us - self->began_us) * REST_FACTOR);
  schedule (self, self->is_stale ? self->rest_until_us : now_us + QUIET_S * G_USEC_PER_SEC);

  return dex_future_new_true ();
}

static void
keep_cb (gpointer data)
{
  LastState *self = data;

  self->timer = 0;
  self->began_us = g_get_monotonic_time ();
  self->is_stale = FALSE;
  dex_future_disown (
      dex_future_finally (invy_store_keep_last (self->store), kept_cb, g_object_ref (self->store), g_object_unref));
}

static void
changed_cb (InvyStore *store)
{
  LastState *self = g_object_get_data (G_OBJECT (store), LAST_STATE_KEY);
  const gint64 due_us = MAX (g_get_monotonic_time (), self->rest_until_us);

  if (self->timer == 0)
    self->is_stale = TRUE;
  else if (due_us < self->due_us)
    schedule (self, due_us);
}

/**
 * invy_last_state_follow:
 * @store: open
 *
 * Keeps what is on a server on this computer, too, soon after each change, for as long as the store lives; what was
 * kept of another one before is removed. Nobody waits for it.
 */
void
invy_last_state_follow (InvyStore *store)
{
  LastState *self;

  g_return_if_fail (INVY_IS_STORE (store));

  invy_store_forget_other_last (invy_store_get_uri (store));
  if (!invy_store_is_shared (store))
    return;

  self = g_new0 (LastState, 1);
  self->store = store;
  self->rest_until_us = g_get_monotonic_time () + FIRST_S * G_USEC_PER_SEC;
  g_object_set_data_full (G_OBJECT (store), LAST_STATE_KEY, self, last_state_free);
  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), NULL);
  schedule (self, self->rest_until_us);
}
