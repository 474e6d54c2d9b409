/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *invy_fuzz_mutate (GRand *rand, const char *const *seeds, gsize n_seeds);

G_END_DECLS
