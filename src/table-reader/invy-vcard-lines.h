/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *invy_vcard_lines_split (GBytes *bytes);

G_END_DECLS
