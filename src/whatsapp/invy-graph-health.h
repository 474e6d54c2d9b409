/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InvyGraphHealthState:
 * @INVY_GRAPH_HEALTH_UNKNOWN: nothing was said, or a word that is not known here
 * @INVY_GRAPH_HEALTH_LIMITED: messages go out, but not as many as asked, or not to everybody
 * @INVY_GRAPH_HEALTH_BLOCKED: nothing goes out
 */
typedef enum
{
  INVY_GRAPH_HEALTH_UNKNOWN,
  INVY_GRAPH_HEALTH_AVAILABLE,
  INVY_GRAPH_HEALTH_LIMITED,
  INVY_GRAPH_HEALTH_BLOCKED,
} InvyGraphHealthState;

/**
 * InvyGraphHealth:
 * @state: of the whole
 * @word: (nullable): the same as Meta wrote it
 * @reasons: (array zero-terminated=1): Meta's sentences about what is in the way and what to do, one for each
 *   problem; cleaned for showing
 *
 * Whether messages can be sent from a number, and why not.
 */
typedef struct
{
  InvyGraphHealthState state;
  char *word;
  GStrv reasons;
} InvyGraphHealth;

#define INVY_TYPE_GRAPH_HEALTH (invy_graph_health_get_type ())

GType invy_graph_health_get_type (void);

InvyGraphHealth *invy_graph_health_new_from_graph (JsonObject *object);
InvyGraphHealth *invy_graph_health_copy (const InvyGraphHealth *self);
void invy_graph_health_free (InvyGraphHealth *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyGraphHealth, invy_graph_health_free)

G_END_DECLS
