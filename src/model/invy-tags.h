/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *invy_tags_clean (const char *text);
GStrv invy_tags_split (const char *text);
gboolean invy_tags_contain (const char *text, const char *tag);
char *invy_tags_add (const char *text, const char *more);
char *invy_tags_remove (const char *text, const char *less);

G_END_DECLS
