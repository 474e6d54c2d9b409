/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

gboolean invy_outcome_write (InvyDatabase *database,
                             InvyMessage *outcome,
                             InvyMessageState to,
                             const char *source,
                             gint64 at_ms,
                             GError **error);
gboolean invy_outcome_learn_wamid (InvyDatabase *database, InvyMessage *outcome, GError **error);
gboolean invy_outcome_note_resent (InvyDatabase *database, InvyMessage *outcome, gint64 at_ms, GError **error);
gboolean invy_outcome_cancel_others (InvyDatabase *database, const char *message_id, GError **error);
gboolean invy_outcome_cancel_needless (InvyDatabase *database, const char *message_id, GError **error);
gboolean invy_outcome_plan_again (InvyDatabase *database, InvyMessage *outcome, GError **error);

G_END_DECLS
