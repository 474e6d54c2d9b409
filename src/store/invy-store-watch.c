/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-store-watch-private.h"

#include "store/invy-store.h"

/* How often one looks where nobody tells. */
#define LOOK_US G_USEC_PER_SEC
/* Who hears of changes reads everything again: not for each message that another laptop sends. */
#define TOLD_REST_US (400 * 1000)
/* Tries to reach the server: soon at first, then ever more seldom, and never all laptops at the same moment. */
#define FIRST_RETRY_US (500 * 1000)
#define LONGEST_RETRY_US (30 * G_USEC_PER_SEC)

static gint64
get_retry_us (guint n_failures)
{
  const gint64 longest = MIN (FIRST_RETRY_US << MIN (n_failures, 16), LONGEST_RETRY_US);

  return (gint64) (longest * g_random_double_range (0.5, 1));
}

static InvyStoreNews
note_trouble (InvyStoreWatch *self, const GError *error)
{
  self->rest_until_us = g_get_monotonic_time () + get_retry_us (self->n_failures++);
  self->needs_password = g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_PASSWORD);

  return g_set_str (&self->trouble, error->message) ? INVY_STORE_NEWS_TROUBLE : INVY_STORE_NEWS_NONE;
}

/**
 * invy_store_watch_start:
 *
 * From here on the changes of others are noticed: whatever is read later is at least as new as this.
 */
void
invy_store_watch_start (InvyStoreWatch *self, InvyDatabase *database)
{
  self->counter = invy_database_change_counter (database);
}

/**
 * invy_store_watch_start_away:
 * @error: why the server could not be reached
 * @as_of: from when what is shown instead is
 *
 * The same for a server that did not answer yet.
 */
void
invy_store_watch_start_away (InvyStoreWatch *self, const GError *error, gint64 as_of)
{
  self->as_of = as_of;
  note_trouble (self, error);
}

void
invy_store_watch_clear (InvyStoreWatch *self)
{
  g_clear_pointer (&self->trouble, g_free);
}

/**
 * invy_store_watch_is_due:
 *
 * Returns: whether it is time for invy_store_watch_look(), which takes hardly any while all is well
 */
gboolean
invy_store_watch_is_due (InvyStoreWatch *self)
{
  return g_get_monotonic_time () >= self->rest_until_us;
}

/**
 * invy_store_watch_get_timeout:
 *
 * Returns: milliseconds after which to look again though the socket is quiet; -1 for never
 */
int
invy_store_watch_get_timeout (InvyStoreWatch *self, InvyDatabase *database)
{
  if (invy_store_watch_is_due (self))
    return invy_database_get_socket (database) >= 0 ? -1 : 0;

  return (int) ((self->rest_until_us - g_get_monotonic_time ()) / 1000) + 1;
}

/**
 * invy_store_watch_get_socket:
 *
 * Returns: what to wait for until the next look; -1 for nothing
 */
int
invy_store_watch_get_socket (InvyStoreWatch *self, InvyDatabase *database)
{
  return invy_store_watch_is_due (self) ? invy_database_get_socket (database) : -1;
}

/* What is announced while it rests is noticed at its end. */
static InvyStoreNews
note_counter (InvyStoreWatch *self, gint64 counter, gboolean has_socket)
{
  const gboolean has_changed = counter != self->counter;

  self->counter = counter;
  if (!has_socket)
    self->rest_until_us = g_get_monotonic_time () + LOOK_US;
  else
    self->rest_until_us = has_changed ? g_get_monotonic_time () + TOLD_REST_US : 0;

  return has_changed ? INVY_STORE_NEWS_CHANGES : INVY_STORE_NEWS_NONE;
}

/**
 * invy_store_watch_look:
 *
 * Looks for what others wrote, and connects again if the connection was lost, which may take seconds. A server that
 * answers for the first time has to have a schema for this program, too.
 *
 * Returns: what is new
 */
InvyStoreNews
invy_store_watch_look (InvyStoreWatch *self, InvyDatabase *database)
{
  g_autoptr (GError) error = NULL;
  InvyStoreNews news;

  /* It is by reading that a lost connection is noticed. */
  invy_database_change_counter (database);
  if (!invy_database_revive (database, &error)
      || (self->as_of != 0 && !invy_database_migrate (database, FALSE, &error)))
    return note_trouble (self, error);

  self->needs_password = FALSE;
  self->as_of = 0;
  self->n_failures = 0;
  news = note_counter (self, invy_database_change_counter (database), invy_database_get_socket (database) >= 0);

  return g_set_str (&self->trouble, NULL) ? news | INVY_STORE_NEWS_TROUBLE : news;
}
