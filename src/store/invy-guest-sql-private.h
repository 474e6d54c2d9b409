/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

extern const char *const invy_guest_sql_extras[];

InvyRows *invy_guest_sql_query (InvyDatabase *database, const char *where, const char *value, GError **error);
InvyGuest *invy_guest_sql_read (InvyRows *rows);

G_END_DECLS
