/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "table-reader/invy-zip.h"

G_BEGIN_DECLS

/**
 * InvyXlsxSheet:
 * @title: what the sheet is called
 * @part: the path of its part in the archive
 * @is_hidden: whether the spreadsheet shows it
 *
 * A sheet of a workbook.
 */
typedef struct
{
  char *title;
  char *part;
  gboolean is_hidden;
} InvyXlsxSheet;

/**
 * InvyXlsxBook:
 * @sheets: (element-type InvyXlsxSheet): in their order
 * @strings: (element-type utf8): the texts that cells refer to
 * @formats: (element-type InvyCellFormat): the formats that cells refer to
 * @from_1904: whether days count from 1904
 *
 * What the sheets of an Office Open XML workbook share.
 */
typedef struct
{
  GPtrArray *sheets;
  GPtrArray *strings;
  GPtrArray *formats;
  gboolean from_1904;
} InvyXlsxBook;

InvyZipOutcome invy_xlsx_book_read (InvyZip *zip, InvyXlsxBook **book);
void invy_xlsx_book_free (InvyXlsxBook *self);
char *invy_xlsx_decode_escapes (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyXlsxBook, invy_xlsx_book_free)

G_END_DECLS
