/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GHashTable *invy_dotenv_parse (const char *text);
GHashTable *invy_dotenv_load (const char *path);

G_END_DECLS
