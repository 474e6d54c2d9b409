/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-csv-writer.h"
#include "transfer/invy-export-format.h"
#include "transfer/invy-vcard-writer.h"
#include "transfer/invy-xlsx-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const InvyExportFormat formats[] = {
  { "xlsx", FALSE, invy_xlsx_writer_write },
  { "csv", FALSE, invy_csv_writer_write },
  { "vcf", TRUE, invy_vcard_writer_write },
};

/**
 * invy_export_format_find:
 * @file: where to; the end of its name says what it is to be
 * @sheet: what is to be written
 *
 * Returns: (nullable): the format, or %NULL with %INVY_TRANSFER_ERROR_UNKNOWN_FORMAT if the name says none that
 * @sheet can be written in
 */
const InvyExportFormat *
invy_export_format_find (GFile *file, InvySheet *sheet, GError **error)
{
  g_autofree char *name = NULL;
  const char *dot;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (sheet != NULL, NULL);

  name = g_file_get_basename (file);
  dot = name != NULL ? strrchr (name, '.') : NULL;

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (formats); i++)
    {
      if (g_ascii_strcasecmp (dot + 1, formats[i].suffix) == 0
          && (!formats[i].cards_only || invy_sheet_has_people (sheet)))
        return &formats[i];
    }

  g_set_error_literal (
      error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_UNKNOWN_FORMAT,
      invy_sheet_has_people (sheet)
          ? _ ("The end of the name says what kind of file it is to be: use .xlsx for a spreadsheet, "
               ".csv for a text table or .vcf for contacts.")
          : _ ("The end of the name says what kind of file it is to be: use .xlsx for a spreadsheet "
               "or .csv for a text table."));
  return NULL;
}
