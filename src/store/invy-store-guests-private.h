/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

gboolean invy_store_insert_guests (InvyDatabase *database, GPtrArray *guests, GError **error);

G_END_DECLS
