/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-log-entry.h"
#include "model/invy-message.h"

G_BEGIN_DECLS

/* How the history of a message is told. All (transfer full) unless const; names, numbers and times are isolated. */
const char *invy_history_words_get_title (const InvyLogEntry *entry, gboolean is_first);
char *invy_history_words_dup_when (const InvyLogEntry *entry);
char *invy_history_words_dup_reason (InvyMessage *message, const InvyLogEntry *entry, gboolean is_last);
char *invy_history_words_dup_place (guint position, guint n_messages);
char *invy_history_words_dup_relation (InvyMessage *message, InvyMessage *before, gboolean is_last);

G_END_DECLS
