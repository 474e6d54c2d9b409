/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-transfer-error.h"

#include <libdex.h>

G_BEGIN_DECLS

char *invy_guest_writer_write_csv (GListModel *guests);
DexFuture *invy_guest_writer_write_file (GListModel *guests, GFile *file);

G_END_DECLS
