/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *invy_graph_text_dup_clean (const char *text, const char *secret);
char *invy_graph_text_dup_member (JsonObject *object, const char *name);
char *invy_graph_text_dup_without_secret (const char *text, const char *secret);

G_END_DECLS
