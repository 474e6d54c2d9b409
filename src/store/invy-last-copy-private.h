/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-database.h"

G_BEGIN_DECLS

gboolean invy_last_copy_write (const char *uri, GError **error);
InvyDatabase *invy_last_copy_open (const char *uri, gint64 *as_of);
void invy_last_copy_remove_others (const char *uri);

G_END_DECLS
