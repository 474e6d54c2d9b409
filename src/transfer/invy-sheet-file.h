/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-sheet.h"
#include "transfer/invy-transfer-error.h"

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *invy_sheet_file_write (InvySheet *sheet, GFile *file);

G_END_DECLS
