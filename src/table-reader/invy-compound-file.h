/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *invy_compound_file_dup_stream (GBytes *file, const char *name);

G_END_DECLS
