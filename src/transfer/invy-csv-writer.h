/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-sheet.h"

G_BEGIN_DECLS

GBytes *invy_csv_writer_write (InvySheet *sheet, GError **error);

G_END_DECLS
