/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-ledger.h"

G_BEGIN_DECLS

/**
 * InvyLogEntry:
 * @at_ms: milliseconds since 1970 by the database's clock
 * @state: what the message became then
 * @source: who said so: "app", "webhook" or "planner"
 * @detail: (nullable): why
 *
 * One line of a message's history. The log is only added to.
 */
typedef struct
{
  gint64 at_ms;
  InvyMessageState state;
  char *source;
  char *detail;
} InvyLogEntry;

InvyLogEntry *invy_log_entry_new (gint64 at_ms, InvyMessageState state, const char *source, const char *detail);
void invy_log_entry_free (InvyLogEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyLogEntry, invy_log_entry_free)

G_END_DECLS
