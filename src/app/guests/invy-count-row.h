/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void invy_count_row_align (AdwSpinRow *row);

G_END_DECLS
