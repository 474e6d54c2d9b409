/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InvyGraphRefusal:
 * @code: Graph's error code
 * @subcode: Graph's error_subcode; 0 when there is none
 * @detail: (nullable): what to show beside our own sentence: error_data.details, else the message; never a secret
 * @fbtrace_id: (nullable): what Meta's support asks for
 *
 * The error in an answer of the Graph API.
 */
typedef struct
{
  int code;
  int subcode;
  char *detail;
  char *fbtrace_id;
} InvyGraphRefusal;

InvyGraphRefusal *invy_graph_refusal_parse (JsonObject *root, const char *secret);
void invy_graph_refusal_free (InvyGraphRefusal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyGraphRefusal, invy_graph_refusal_free)

G_END_DECLS
