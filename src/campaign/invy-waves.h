/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-recipient-limit.h"

G_BEGIN_DECLS

/**
 * InvyWave:
 * @count: how many messages
 * @from_ms: when they may begin, milliseconds since 1970; 0 for now
 *
 * Messages that may be sent together.
 */
typedef struct
{
  guint count;
  gint64 from_ms;
} InvyWave;

/**
 * InvyWaves:
 * @waves: (element-type InvyWave): one after the other; none when there is nothing to send
 * @limit: how many people may be written to in 24 hours; 0 without a limit
 *
 * How a campaign divides where Meta lets a business write to fewer people a day than are waiting.
 */
typedef struct
{
  GArray *waves;
  guint limit;
} InvyWaves;

InvyWaves *invy_waves_new (const InvyRecipientLimit *limit, guint n_messages, gint64 now_ms);
gboolean invy_waves_is_divided (const InvyWaves *self);
char *invy_waves_dup_sentence (const InvyWaves *self);
char *invy_wave_dup_text (const InvyWave *self);
void invy_waves_free (InvyWaves *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyWaves, invy_waves_free)

G_END_DECLS
