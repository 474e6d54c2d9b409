/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

gboolean invy_media_fill (InvyDatabase *database, InvyMessage *message, GError **error);

G_END_DECLS
