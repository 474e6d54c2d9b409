/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GRand *invy_fuzz_start (guint32 seed);
gboolean invy_fuzz_goes_on (guint n_done, guint n_usual);
GBytes *invy_fuzz_mutate (GRand *rand, const char *const *seeds, gsize n_seeds);

G_END_DECLS
