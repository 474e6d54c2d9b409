/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv invy_country_dup_codes (void);
char *invy_country_dup_name (const char *code);

G_END_DECLS
