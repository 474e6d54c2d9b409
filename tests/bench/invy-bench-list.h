/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void invy_bench_list_write (const char *path, GPtrArray *guests, guint n_guests);

G_END_DECLS
