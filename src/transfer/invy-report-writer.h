/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-message.h"
#include "transfer/invy-sheet.h"
#include "transfer/invy-transfer-error.h"

#include <libdex.h>

G_BEGIN_DECLS

/**
 * InvyReportRow:
 * @name: (nullable): the guest's
 * @phone: (nullable): where the message went, else what was typed
 * @state: what happened, for people
 * @reason: (nullable): why, and what to do
 * @error_code: WhatsApp's; %INVY_MESSAGE_NO_CODE if it gave none
 * @at_ms: when, in milliseconds since 1970; 0 if it did not happen yet
 * @message_id: (nullable): WhatsApp's id of the message
 *
 * One guest of a campaign's report. All texts are borrowed.
 */
typedef struct
{
  const char *name;
  const char *phone;
  const char *state;
  const char *reason;
  int error_code;
  gint64 at_ms;
  const char *message_id;
} InvyReportRow;

InvySheet *invy_report_writer_make_sheet (const InvyReportRow *rows, guint n_rows);
DexFuture *invy_report_writer_write_file (const InvyReportRow *rows, guint n_rows, GFile *file);

G_END_DECLS
