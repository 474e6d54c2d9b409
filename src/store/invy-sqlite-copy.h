/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean invy_sqlite_copy_whole (const char *from, const char *to, GError **error);
gboolean invy_sqlite_copy_book (const char *from, const char *to, GError **error);

G_END_DECLS
