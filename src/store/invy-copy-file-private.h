/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* In the name of a file that is not whole yet. */
#define INVY_COPY_PART_SUFFIX ".part"

gboolean invy_copy_file_may_replace (const char *path, GError **error);
gboolean invy_copy_file_write (const char *uri, const char *path, gboolean only_book, GError **error);
gboolean invy_copy_file_read (const char *path, const char *to, GError **error);

G_END_DECLS
