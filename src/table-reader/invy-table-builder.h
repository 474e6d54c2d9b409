/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-table.h"

G_BEGIN_DECLS

/**
 * InvyTableBuilder:
 * @tables: (element-type InvyTable): what was built
 * @is_full: whether there is more in the file than a guest list can have; what is added after that is lost
 *
 * Makes tables of cells as a file has them: with gaps, repeated, and not always in order.
 */
typedef struct
{
  GPtrArray *tables;
  gboolean is_full;

  /*< private >*/
  GPtrArray *cells;
  gsize n_cells;
  gsize n_bytes;
  guint number;
} InvyTableBuilder;

InvyTableBuilder *invy_table_builder_new (void);
void invy_table_builder_free (InvyTableBuilder *self);
void invy_table_builder_begin_table (InvyTableBuilder *self, const char *title);
void invy_table_builder_set_cell (InvyTableBuilder *self, guint column, const char *text);
void invy_table_builder_end_row (InvyTableBuilder *self, guint number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyTableBuilder, invy_table_builder_free)

G_END_DECLS
