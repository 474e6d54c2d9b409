/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>
#include <libdex.h>

G_BEGIN_DECLS

DexFuture *invy_picture_loader_load (const char *hash, int longest_side);

G_END_DECLS
