/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-database.h"

G_BEGIN_DECLS

#define INVY_TYPE_SQLITE (invy_sqlite_get_type ())

/* A connection to an SQLite file: write-ahead log, every commit on the disk, readable by its owner alone. */
G_DECLARE_FINAL_TYPE (InvySqlite, invy_sqlite, INVY, SQLITE, InvyDatabase)

G_END_DECLS
