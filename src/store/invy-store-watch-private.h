/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-database.h"

G_BEGIN_DECLS

/**
 * InvyStoreWatch:
 * @trouble: (nullable): why the database cannot be used at the moment, for people
 * @needs_password: whether it is the password
 * @as_of: while the server did not answer yet: from when what is shown instead is, in milliseconds since 1970; else 0
 *
 * What a connection looks after between its jobs: what others wrote, and whether the server is there.
 */
typedef struct
{
  char *trouble;
  gboolean needs_password;
  gint64 as_of;
  gint64 counter;
  gint64 rest_until_us;
  guint n_failures;
} InvyStoreWatch;

/**
 * InvyStoreNews:
 * @INVY_STORE_NEWS_CHANGES: others wrote something, or may have
 * @INVY_STORE_NEWS_TROUBLE: the trouble is another one, or over
 *
 * What a look brought.
 */
typedef enum
{
  INVY_STORE_NEWS_NONE = 0,
  INVY_STORE_NEWS_CHANGES = 1 << 0,
  INVY_STORE_NEWS_TROUBLE = 1 << 1,
} InvyStoreNews;

void invy_store_watch_start (InvyStoreWatch *self, InvyDatabase *database);
void invy_store_watch_start_away (InvyStoreWatch *self, const GError *error, gint64 as_of);
void invy_store_watch_clear (InvyStoreWatch *self);
gboolean invy_store_watch_is_due (InvyStoreWatch *self);
int invy_store_watch_get_timeout (InvyStoreWatch *self, InvyDatabase *database);
int invy_store_watch_get_socket (InvyStoreWatch *self, InvyDatabase *database);
InvyStoreNews invy_store_watch_look (InvyStoreWatch *self, InvyDatabase *database);

G_END_DECLS
