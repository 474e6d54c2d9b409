/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean invy_phone_text_is_simple (const char *text);
char *invy_phone_text_simplify (const char *text);
gboolean invy_phone_text_lost_digits (const char *simple);
GStrv invy_phone_text_split_cell (const char *simple);
GStrv invy_phone_text_split_piece (const char *piece);

G_END_DECLS
