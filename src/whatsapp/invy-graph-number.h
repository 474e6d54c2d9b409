/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The limit of a number that may reach anybody, and of one that Meta said nothing about. */
#define INVY_GRAPH_NUMBER_UNLIMITED G_MAXUINT
#define INVY_GRAPH_NUMBER_LIMIT_UNKNOWN 0

/**
 * InvyGraphNumber:
 * @id: Meta's id of the number, which is what requests name
 * @display_number: (nullable): the number as people read it
 * @verified_name: (nullable): what guests see as the sender
 * @status: (nullable): CONNECTED can send; see invy_graph_number_is_connected()
 * @quality: (nullable): GREEN, YELLOW, RED, NA, UNKNOWN
 * @name_status: (nullable): APPROVED, …
 * @throughput: (nullable): STANDARD is 80 messages a second, HIGH is 1,000
 * @limit_tier: (nullable): TIER_250, …; see invy_graph_number_get_limit()
 *
 * A sending number as Graph describes it. Words are kept as Meta wrote them: new ones come without notice.
 */
typedef struct
{
  char *id;
  char *display_number;
  char *verified_name;
  char *status;
  char *quality;
  char *name_status;
  char *throughput;
  char *limit_tier;
} InvyGraphNumber;

#define INVY_TYPE_GRAPH_NUMBER (invy_graph_number_get_type ())

GType invy_graph_number_get_type (void);

InvyGraphNumber *invy_graph_number_new_from_graph (JsonObject *object);
InvyGraphNumber *invy_graph_number_copy (const InvyGraphNumber *self);
void invy_graph_number_free (InvyGraphNumber *self);
gboolean invy_graph_number_is_connected (const InvyGraphNumber *self);
guint invy_graph_number_get_limit (const InvyGraphNumber *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyGraphNumber, invy_graph_number_free)

G_END_DECLS
