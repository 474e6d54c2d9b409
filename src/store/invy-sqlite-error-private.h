/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* In the file's header, so that we know our own files: "Invy". */
#define INVY_SQLITE_APPLICATION_ID 0x496e7679

void invy_sqlite_set_error (sqlite3 *db, int code, GError **error);

G_END_DECLS
