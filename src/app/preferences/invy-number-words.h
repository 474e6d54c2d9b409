/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "whatsapp/invy-graph-number.h"

G_BEGIN_DECLS

/* What Meta says about a number, in words for people. A word that is not known is shown as Meta wrote it. */
const char *invy_number_words_get_status (const InvyGraphNumber *number);
const char *invy_number_words_get_quality (const InvyGraphNumber *number);
const char *invy_number_words_get_throughput (const InvyGraphNumber *number);
char *invy_number_words_dup_limit (const InvyGraphNumber *number);
char *invy_number_words_dup_summary (const InvyGraphNumber *number);

G_END_DECLS
