/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void invy_sqlite_locks_keep (void);

G_END_DECLS
