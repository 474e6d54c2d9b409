/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint invy_bench_parse_alone (const char *const *texts, const char *country);

G_END_DECLS
