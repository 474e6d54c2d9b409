/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-emulator-check.h"

G_BEGIN_DECLS

/**
 * InvyEmulatorRecord:
 * @time_us: when its last byte was read; of the monotonic clock
 * @port: the client's, which tells connections apart
 * @method: (nullable): GET or POST; %NULL for a message
 * @query: (nullable): what is asked, without the access token
 * @did: (not nullable): a name of what was done with it, see #InvyEmulatorAction
 * @message: what it asked for
 * @problem: (nullable): what it was refused for
 * @http_status: of the answer; 0 for none
 * @wamid: (nullable): the id that the answer gave it
 * @is_taken: whether a real WhatsApp would have sent it
 *
 * One request.
 */
typedef struct
{
  gint64 time_us;
  guint port;
  char *path;
  char *method;
  char *query;
  const char *did;
  InvyEmulatorMessage *message;
  InvyEmulatorProblem *problem;
  guint http_status;
  char *wamid;
  gboolean is_taken;
} InvyEmulatorRecord;

InvyEmulatorRecord *invy_emulator_record_new (const char *path, guint port);
void invy_emulator_record_free (InvyEmulatorRecord *self);
char *invy_emulator_records_to_json (GPtrArray *records, GPtrArray *media, gint64 start_us);

G_END_DECLS
