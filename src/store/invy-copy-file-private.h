/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean invy_copy_file_may_replace (const char *path, GError **error);
gboolean invy_copy_file_write (const char *uri, const char *path, gboolean only_book, GError **error);
gboolean invy_copy_file_read (const char *path, const char *to, GError **error);
void invy_copy_file_remove_part (const char *part);
void invy_copy_file_remove_parts (const char *folder, const char *name);

G_END_DECLS
