/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-book-mark-private.h"

G_BEGIN_DECLS

GPtrArray *invy_current_messages_read (InvyDatabase *database,
                                       const char *event_id,
                                       InvyPurpose purpose,
                                       InvyCampaignKind kind,
                                       const InvyBookMark *since,
                                       GError **error);

G_END_DECLS
