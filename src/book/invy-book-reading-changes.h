/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-book-reading.h"

G_BEGIN_DECLS

gboolean invy_book_reading_change (InvyBookReading *self, GListModel *list, InvyBookNews *changes);
void invy_book_reading_announce (GListModel *list, GPtrArray *before, GPtrArray *rows);

G_END_DECLS
