/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *invy_phone_cell_part (const char *text, const char *country, char **others);

G_END_DECLS
