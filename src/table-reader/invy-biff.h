/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyBiff:
 * @type: of the record that is being read
 * @is_beyond: whether more was read from it than there is; what was read is zero then
 * @charset: (nullable): what bytes of texts stand for in a workbook from before 1997; %NULL for a later one
 *
 * The records of an Excel workbook of 1993 to 2003, one after the other: [MS-XLS].
 */
typedef struct
{
  guint16 type;
  gboolean is_beyond;
  const char *charset;

  /*< private >*/
  const guint8 *data;
  gsize size;
  gsize position; /* of the next record */
  gsize piece_end;
  gsize offset;
} InvyBiff;

void invy_biff_init (InvyBiff *self, GBytes *stream);
void invy_biff_seek (InvyBiff *self, gsize position);
gboolean invy_biff_next (InvyBiff *self);
guint8 invy_biff_read_8 (InvyBiff *self);
guint16 invy_biff_read_16 (InvyBiff *self);
guint32 invy_biff_read_32 (InvyBiff *self);
double invy_biff_read_double (InvyBiff *self);
const char *invy_biff_get_charset (guint16 code_page);
char *invy_biff_read_text (InvyBiff *self, guint n_chars);

G_END_DECLS
