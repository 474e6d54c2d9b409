/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Excel takes a file without it for Windows-1252 and shows Hebrew as gibberish. */
#define INVY_CSV_BYTE_ORDER_MARK "\xef\xbb\xbf"

char *invy_csv_cell_protect_text (const char *text);
char *invy_csv_cell_keep_text (const char *text);
char *invy_csv_cell_protect_phone (const char *text);

G_END_DECLS
