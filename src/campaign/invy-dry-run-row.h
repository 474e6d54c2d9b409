/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-ledger.h"
#include "template/invy-rendering.h"
#include "template/invy-template-set.h"

G_BEGIN_DECLS

#define INVY_TYPE_DRY_RUN_ROW (invy_dry_run_row_get_type ())

/* One guest of a dry run: ready, or left out with a reason. Properties (read-only, notify): guest, ready, sentence.
 */
G_DECLARE_FINAL_TYPE (InvyDryRunRow, invy_dry_run_row, INVY, DRY_RUN_ROW, GObject)

InvyGuest *invy_dry_run_row_get_guest (InvyDryRunRow *self);
gboolean invy_dry_run_row_is_ready (InvyDryRunRow *self);
const char *invy_dry_run_row_get_reason (InvyDryRunRow *self);   /* a word; NULL when ready */
const char *invy_dry_run_row_get_sentence (InvyDryRunRow *self); /* for people; NULL when ready */
const char *invy_dry_run_row_get_warning (InvyDryRunRow *self);  /* for people; NULL if there is none */
const char *invy_dry_run_row_get_phone_e164 (InvyDryRunRow *self);
InvyTemplate *invy_dry_run_row_get_template (InvyDryRunRow *self, gboolean *is_fallback);
guint invy_dry_run_row_get_round (InvyDryRunRow *self);
const InvyRendering *invy_dry_run_row_get_rendering (InvyDryRunRow *self);

G_END_DECLS
