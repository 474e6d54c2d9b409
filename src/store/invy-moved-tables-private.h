/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-database.h"

G_BEGIN_DECLS

/**
 * InvyMovedCounts:
 *
 * How many rows of a wedding were copied and read again.
 */
typedef struct
{
  guint guests;
  guint campaigns;
  guint messages;
  guint log;
} InvyMovedCounts;

gboolean
invy_moved_tables_fill_event (InvyDatabase *source, InvyDatabase *target, const char *event_id, GError **error);
gboolean invy_moved_tables_copy_event (InvyDatabase *source,
                                       InvyDatabase *target,
                                       const char *event_id,
                                       InvyMovedCounts *counts,
                                       GError **error);
gboolean invy_moved_tables_check_event (InvyDatabase *source,
                                        InvyDatabase *target,
                                        const char *event_id,
                                        InvyMovedCounts *counts,
                                        GError **error);
gboolean invy_moved_tables_copy_shared (InvyDatabase *source, InvyDatabase *target, GError **error);

G_END_DECLS
