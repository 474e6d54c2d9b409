/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-cell-format.h"
#include "table-reader/invy-xlsx-book.h"
#include "table-reader/invy-xlsx.h"

#include <string.h>

typedef struct
{
  InvyXlsxBook *book;
  InvyTableBuilder *builder;

  guint row;    /* from 1 */
  guint column; /* from 0: of this cell, or of the next one that does not say where it is */
  char type[16];
  guint format;
  GString *value;
  gboolean in_value;
  guint phonetic_depth;
} Reading;

/* Column BC of "BC12" is 54. FALSE for what is no cell's name. */
static gboolean
read_column (const char *name, guint *column)
{
  guint n = 0;

  for (; g_ascii_isalpha (*name) && n <= INVY_TABLE_MAX_COLUMNS; name++)
    n = n * 26 + (guint) (g_ascii_toupper (*name) - 'A') + 1;
  if (n == 0 || !g_ascii_isdigit (*name))
    return FALSE;
  *column = n - 1;

  return TRUE;
}

static void
begin_row (Reading *reading, const char *const *attributes)
{
  const char *number = invy_zip_get_attribute (attributes, "r");

  reading->row = number != NULL ? (guint) g_ascii_strtoull (number, NULL, 10) : reading->row + 1;
  reading->column = 0;
}

static void
begin_cell (Reading *reading, const char *const *attributes)
{
  const char *name = invy_zip_get_attribute (attributes, "r");
  const char *type = invy_zip_get_attribute (attributes, "t");
  const char *format = invy_zip_get_attribute (attributes, "s");

  if (name != NULL)
    read_column (name, &reading->column);
  g_strlcpy (reading->type, type != NULL ? type : "n", sizeof reading->type);
  reading->format = format != NULL ? (guint) g_ascii_strtoull (format, NULL, 10) : G_MAXUINT;
  g_string_truncate (reading->value, 0);
}

static void
start (gpointer data, const char *name, const char *const *attributes)
{
  Reading *reading = data;

  if (reading->builder->is_full)
    return;
  if (g_str_equal (name, "row"))
    begin_row (reading, attributes);
  else if (g_str_equal (name, "c"))
    begin_cell (reading, attributes);
  else if (g_str_equal (name, "rPh"))
    reading->phonetic_depth++;
  else if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    reading->in_value = reading->phonetic_depth == 0;
}

static char *
dup_shared (Reading *reading)
{
  guint64 i = g_ascii_strtoull (reading->value->str, NULL, 10);

  return g_strdup (i < reading->book->strings->len ? g_ptr_array_index (reading->book->strings, i) : "");
}

/* A date in the way of ISO 8601: 2027-08-26T19:30:00. */
static char *
dup_iso_moment (const char *value)
{
  g_autofree char *text = g_strdelimit (g_strdup (value), "T", ' ');

  if (g_str_has_suffix (text, " 00:00:00"))
    text[strlen (text) - strlen (" 00:00:00")] = '\0';
  return g_steal_pointer (&text);
}

static void
end_cell (Reading *reading)
{
  const char *value = reading->value->str;
  g_autofree char *text = NULL;

  if (*value != '\0')
    {
      if (g_str_equal (reading->type, "s"))
        text = dup_shared (reading);
      else if (g_str_equal (reading->type, "str") || g_str_equal (reading->type, "inlineStr"))
        text = invy_xlsx_decode_escapes (value);
      else if (g_str_equal (reading->type, "b"))
        text = g_strdup (g_str_equal (value, "1") ? "TRUE" : "FALSE");
      else if (g_str_equal (reading->type, "d"))
        text = dup_iso_moment (value);
      else if (g_str_equal (reading->type, "e"))
        text = g_strdup (value);
      else
        text = invy_cell_format_apply (reading->format < reading->book->formats->len
                                           ? g_ptr_array_index (reading->book->formats, reading->format)
                                           : NULL,
                                       value, reading->book->from_1904);
      invy_table_builder_set_cell (reading->builder, reading->column, text);
    }
  reading->column++;
}

static void
end (gpointer data, const char *name)
{
  Reading *reading = data;

  if (reading->builder->is_full)
    return;
  if (g_str_equal (name, "row"))
    invy_table_builder_end_row (reading->builder, reading->row);
  else if (g_str_equal (name, "c"))
    end_cell (reading);
  else if (g_str_equal (name, "rPh"))
    reading->phonetic_depth--;
  else if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    reading->in_value = FALSE;
}

static void
text (gpointer data, const char *characters, gsize length)
{
  Reading *reading = data;

  if (reading->in_value)
    g_string_append_len (reading->value, characters, (gssize) length);
}

static const InvyZipHandler handler = { start, end, text };

static gboolean
has_visible_sheet (InvyXlsxBook *book)
{
  for (guint i = 0; i < book->sheets->len; i++)
    if (!((InvyXlsxSheet *) g_ptr_array_index (book->sheets, i))->is_hidden)
      return TRUE;
  return FALSE;
}

/**
 * invy_xlsx_read:
 * @zip: an archive
 * @builder: where the sheets go; hidden ones do not
 *
 * Reads an Office Open XML workbook as Excel, LibreOffice, Google and smaller programs write it: texts of several
 * fonts, texts that stand in the cell, what formulas came to, dates, and numbers with all their digits.
 *
 * Returns: %INVY_ZIP_MISSING if the archive is no workbook
 */
InvyZipOutcome
invy_xlsx_read (InvyZip *zip, InvyTableBuilder *builder)
{
  g_autoptr (InvyXlsxBook) book = NULL;
  InvyZipOutcome outcome = invy_xlsx_book_read (zip, &book);

  if (outcome != INVY_ZIP_READ)
    return outcome;

  for (guint i = 0; i < book->sheets->len; i++)
    {
      InvyXlsxSheet *sheet = g_ptr_array_index (book->sheets, i);
      g_autoptr (GString) value = g_string_new (NULL);
      Reading reading = { .book = book, .builder = builder, .value = value };

      if (sheet->is_hidden && has_visible_sheet (book))
        continue;
      invy_table_builder_begin_table (builder, sheet->title);
      outcome = invy_zip_parse (zip, sheet->part, &handler, &reading);
      if (outcome != INVY_ZIP_READ)
        return outcome == INVY_ZIP_MISSING ? INVY_ZIP_DAMAGED : outcome;
    }

  return INVY_ZIP_READ;
}
