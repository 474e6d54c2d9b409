/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyGraphRetry:
 *
 * What may happen to a message after an error, by the error's code (fact sheet, section 2.3).
 */
typedef enum
{
  INVY_GRAPH_RETRY_NEVER,     /* not this message to this guest */
  INVY_GRAPH_RETRY_AFTER_FIX, /* once a person changed something */
  INVY_GRAPH_RETRY_BACKOFF,   /* by itself, after waiting */
  INVY_GRAPH_RETRY_WAIT_24H,  /* tomorrow at the earliest */
  INVY_GRAPH_RETRY_LATER,     /* pause, go on later */
  INVY_GRAPH_RETRY_REVIEW,    /* unclear: a person decides */
} InvyGraphRetry;

/**
 * InvyGraphScope:
 *
 * Whom an error concerns.
 */
typedef enum
{
  INVY_GRAPH_SCOPE_GUEST,
  INVY_GRAPH_SCOPE_TEMPLATE,
  INVY_GRAPH_SCOPE_RUN,
} InvyGraphScope;

/**
 * InvyGraphError:
 * @first: the first code of the row
 * @last: the last; the same for a single code
 * @retry: what may happen to the message
 * @scope: whom it concerns
 * @sentence: untranslated: what happened and what to do; see invy_graph_error_get_sentence()
 *
 * What one error code, or a range of them, means.
 */
typedef struct
{
  int first;
  int last;
  InvyGraphRetry retry;
  InvyGraphScope scope;
  const char *sentence;
} InvyGraphError;

const InvyGraphError *invy_graph_error_find (int code);
const char *invy_graph_error_get_sentence (int code);
const InvyGraphError *invy_graph_error_get_table (guint *n_rows);

G_END_DECLS
