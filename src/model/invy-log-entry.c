/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-log-entry.h"

/**
 * invy_log_entry_new:
 *
 * Returns: (transfer full): a line of a message's history
 */
InvyLogEntry *
invy_log_entry_new (gint64 at_ms, InvyMessageState state, const char *source, const char *detail)
{
  InvyLogEntry *self = g_new0 (InvyLogEntry, 1);

  self->at_ms = at_ms;
  self->state = state;
  self->source = g_strdup (source);
  self->detail = g_strdup (detail);

  return self;
}

void
invy_log_entry_free (InvyLogEntry *self)
{
  g_free (self->source);
  g_free (self->detail);
  g_free (self);
}
