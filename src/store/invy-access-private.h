/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

/* What anybody without the right is told. */
#define INVY_ACCESS_SENTENCE N_ ("You do not have the right to do this with this wedding. Ask its owner.")

gboolean invy_access_check (InvyDatabase *database, const char *table, const char *id, GError **error);
gboolean invy_access_check_staged (InvyDatabase *database, GError **error);

G_END_DECLS
