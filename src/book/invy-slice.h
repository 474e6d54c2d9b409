/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * InvySlice:
 *
 * Long work of a fiber on the main thread, done piece by piece, so that the window answers meanwhile.
 */
typedef struct
{
  gint64 until_us; /* of the monotonic clock: when this piece has lasted long enough */
} InvySlice;

void invy_slice_begin (InvySlice *self);
void invy_slice_pause (InvySlice *self);

void invy_slice_drop_array (InvySlice *self, GPtrArray *array);
void invy_slice_drop_table (InvySlice *self, GHashTable *table);

G_END_DECLS
