/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-csv-cell.h"

#include <string.h>

/**
 * invy_csv_cell_protect_text:
 * @text: (nullable): what somebody typed
 *
 * A spreadsheet runs what begins like a formula. A quote in front makes it text; one that was there before gets
 * another, so that reading can take off exactly one.
 *
 * Returns: (transfer full): the cell; "" for %NULL
 */
char *
invy_csv_cell_protect_text (const char *text)
{
  gsize n_quotes;

  if (text == NULL)
    return g_strdup ("");

  n_quotes = strspn (text, "'");
  if (text[n_quotes] != '\0' && strchr ("=+-@", text[n_quotes]) != NULL)
    return g_strconcat ("'", text, NULL);
  return g_strdup (text);
}

/**
 * invy_csv_cell_keep_text:
 * @text: what somebody typed
 *
 * For files that run nothing, where a quote in front would only be in the way: it is put there when an import would
 * take something for protection and off, as in ="050" or '=1.
 *
 * Returns: (transfer full): the cell
 */
char *
invy_csv_cell_keep_text (const char *text)
{
  const gsize n_quotes = strspn (text, "'");

  if (n_quotes > 0 || g_str_has_prefix (text, "=\""))
    return invy_csv_cell_protect_text (text);
  return g_strdup (text);
}

/**
 * invy_csv_cell_protect_phone:
 * @text: (nullable): a phone number as somebody typed it
 *
 * A spreadsheet would make a number of it: 0501234567 loses its zero, +972501234567 becomes 9.72501E+11, and saving
 * the file makes that final. A tab in front is what keeps it text without being seen; everyone else takes it for
 * white space and cuts it off. The ="…" that some write instead is a formula, which only spreadsheets understand, and
 * a quote would become part of the number. With nothing but digits and signs it cannot be a formula that does harm.
 *
 * Returns: (transfer full): the cell; "" for %NULL
 */
char *
invy_csv_cell_protect_phone (const char *text)
{
  if (text != NULL && *text != '\0' && strspn (text, "+0123456789-(). /") == strlen (text))
    return g_strconcat ("\t", text, NULL);
  return invy_csv_cell_protect_text (text);
}
