/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-sheet.h"
#include "transfer/invy-transfer-error.h"

#include <libdex.h>

G_BEGIN_DECLS

InvySheet *invy_guest_writer_make_sheet (GPtrArray *guests, const char *language);
DexFuture *invy_guest_writer_write_file (GPtrArray *guests, const char *language, GFile *file);

G_END_DECLS
