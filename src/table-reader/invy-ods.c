/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-cell-format.h"
#include "table-reader/invy-ods.h"

#include <stdio.h>
#include <string.h>

#define CONTENT_PART "content.xml"
#define MANIFEST_PART "META-INF/manifest.xml"

typedef struct
{
  InvyTableBuilder *builder;
  guint table_depth;  /* tables within a cell's drawings are no sheets */
  guint aside_depth;  /* within what stands beside the text of a cell */
  gboolean is_hidden; /* this sheet */
  char *style;
  GHashTable *hidden_styles;

  guint row;    /* from 1 */
  guint column; /* from 0 */
  guint n_rows; /* how often this row comes */
  guint n_columns;
  GPtrArray *row_cells; /* of OdsCell */

  char *type;
  char *value;
  GString *text;
  guint n_paragraphs;
  gboolean in_paragraph;
} Reading;

typedef struct
{
  guint column;
  char *text;
} OdsCell;

static void
cell_free (OdsCell *cell)
{
  g_clear_pointer (&cell->text, g_free);
  g_free (cell);
}

static guint
read_count (const char *const *attributes, const char *name)
{
  const char *text = invy_zip_get_attribute (attributes, name);
  guint64 n = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 1;

  return (guint) CLAMP (n, 1, G_MAXINT);
}

static void
begin_row (Reading *reading, const char *const *attributes)
{
  reading->n_rows = read_count (attributes, "table:number-rows-repeated");
  reading->column = 0;
}

/* OpenDocument 1.3 part 3, 19.385 office:value-type and those after it: what a cell holds, beside what it shows. */
static void
begin_cell (Reading *reading, const char *const *attributes)
{
  static const char *const values[] = { "office:value", "office:date-value", "office:time-value",
                                        "office:boolean-value", "office:string-value" };

  reading->n_columns = read_count (attributes, "table:number-columns-repeated");
  reading->n_paragraphs = 0;
  g_string_truncate (reading->text, 0);
  g_set_str (&reading->type, invy_zip_get_attribute (attributes, "office:value-type"));
  g_clear_pointer (&reading->value, g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (values) && reading->value == NULL; i++)
    reading->value = g_strdup (invy_zip_get_attribute (attributes, values[i]));
}

/* Comments, pictures and the like have paragraphs of their own. */
static gboolean
is_aside (const char *name)
{
  return g_str_equal (name, "annotation") || g_str_equal (name, "shapes") || g_str_equal (name, "frame")
         || g_str_equal (name, "custom-shape") || g_str_equal (name, "tracked-changes")
         || g_str_equal (name, "ruby-text");
}

static void
begin_in_cell (Reading *reading, const char *name, const char *const *attributes)
{
  if (g_str_equal (name, "p"))
    {
      if (reading->n_paragraphs++ > 0)
        g_string_append_c (reading->text, '\n');
      reading->in_paragraph = TRUE;
    }
  else if (g_str_equal (name, "s"))
    for (guint n = MIN (read_count (attributes, "text:c"), 100); n > 0; n--)
      g_string_append_c (reading->text, ' ');
  else if (g_str_equal (name, "tab"))
    g_string_append_c (reading->text, '\t');
  else if (g_str_equal (name, "line-break"))
    g_string_append_c (reading->text, '\n');
}

/* A table within a cell is part of its sheet. */
static void
begin_table (Reading *reading, const char *const *attributes)
{
  const char *style = invy_zip_get_attribute (attributes, "table:style-name");

  if (reading->table_depth++ > 0)
    return;
  reading->row = 0;
  reading->is_hidden = style != NULL && g_hash_table_contains (reading->hidden_styles, style);
  if (!reading->is_hidden)
    invy_table_builder_begin_table (reading->builder, invy_zip_get_attribute (attributes, "table:name"));
}

static void
read_table_style (Reading *reading, const char *const *attributes)
{
  if (reading->style != NULL && g_strcmp0 (invy_zip_get_attribute (attributes, "table:display"), "false") == 0)
    g_hash_table_add (reading->hidden_styles, g_strdup (reading->style));
}

static void
start (gpointer data, const char *name, const char *const *attributes)
{
  Reading *reading = data;

  if (is_aside (name))
    reading->aside_depth++;
  if (reading->aside_depth > 0 || reading->builder->is_full)
    return;

  if (g_str_equal (name, "table"))
    begin_table (reading, attributes);
  else if (reading->is_hidden)
    return;
  else if (g_str_equal (name, "style"))
    g_set_str (&reading->style, invy_zip_get_attribute (attributes, "style:name"));
  else if (g_str_equal (name, "table-properties"))
    read_table_style (reading, attributes);
  else if (g_str_equal (name, "table-row"))
    begin_row (reading, attributes);
  else if (g_str_equal (name, "table-cell") || g_str_equal (name, "covered-table-cell"))
    begin_cell (reading, attributes);
  else
    begin_in_cell (reading, name, attributes);
}

static gboolean
has_type (Reading *reading, const char *type)
{
  return reading->type != NULL && reading->value != NULL && g_str_equal (reading->type, type);
}

/* 2027-08-26T19:30:00 and 2027-08-26, as the other kinds of spreadsheets come out. */
static char *
dup_date (const char *value)
{
  int year, month, day, hour, minute;

  if (sscanf (value, "%d-%d-%dT%d:%d", &year, &month, &day, &hour, &minute) == 5)
    return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", year, month, day, hour, minute);
  return g_strdup (value);
}

static char *
dup_time (const char *value)
{
  int hour, minute;

  if (sscanf (value, "PT%dH%dM", &hour, &minute) == 2)
    return g_strdup_printf ("%02d:%02d", hour, minute);
  return g_strdup (value);
}

/* What the cell shows, if that is the number with its zeros in front or with signs between the digits, as phone
 * numbers are shown; it may as well be rounded or 5.41E+08. */
static gboolean
shows_all_digits (const char *shown, const char *number)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  if (strspn (shown, "0123456789-() ") != strlen (shown))
    return FALSE;
  for (const char *p = shown; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && (digits->len > 0 || *p != '0'))
      g_string_append_c (digits, *p);

  return g_str_equal (digits->str, number);
}

static char *
dup_number (Reading *reading)
{
  g_autofree char *number = invy_cell_format_apply (NULL, reading->value, FALSE);

  return shows_all_digits (reading->text->str, number) ? g_strdup (reading->text->str) : g_steal_pointer (&number);
}

static char *
dup_cell (Reading *reading)
{
  if (has_type (reading, "float") || has_type (reading, "percentage") || has_type (reading, "currency"))
    return dup_number (reading);
  if (has_type (reading, "date"))
    return dup_date (reading->value);
  if (has_type (reading, "time"))
    return dup_time (reading->value);
  if (has_type (reading, "boolean"))
    return g_ascii_strup (reading->value, -1);
  if (reading->text->len == 0 && reading->value != NULL)
    return g_strdup (reading->value);
  return g_strdup (reading->text->str);
}

/* Also for a cell that lies under another one, whatever is left in it. */
static void
skip_cell (Reading *reading)
{
  reading->in_paragraph = FALSE;
  reading->column += MIN (reading->n_columns, INVY_TABLE_MAX_COLUMNS);
}

static void
end_cell (Reading *reading)
{
  g_autofree char *text = dup_cell (reading);

  for (guint i = 0; *text != '\0' && i < reading->n_columns && reading->column + i < INVY_TABLE_MAX_COLUMNS; i++)
    {
      OdsCell *cell = g_new0 (OdsCell, 1);

      cell->column = reading->column + i;
      cell->text = g_strdup (text);
      g_ptr_array_add (reading->row_cells, cell);
    }
  skip_cell (reading);
}

/* The last row of a sheet often comes a million times, with nothing in it. */
static void
end_row (Reading *reading)
{
  if (reading->row_cells->len == 0)
    reading->row += MIN (reading->n_rows, G_MAXINT - reading->row);
  else
    for (guint i = 0; i < reading->n_rows && !reading->builder->is_full; i++)
      {
        for (guint j = 0; j < reading->row_cells->len; j++)
          {
            OdsCell *cell = g_ptr_array_index (reading->row_cells, j);

            invy_table_builder_set_cell (reading->builder, cell->column, cell->text);
          }
        invy_table_builder_end_row (reading->builder, ++reading->row);
      }
  g_ptr_array_set_size (reading->row_cells, 0);
}

static void
end (gpointer data, const char *name)
{
  Reading *reading = data;

  if (is_aside (name))
    {
      reading->aside_depth--;
      return;
    }
  if (reading->aside_depth > 0 || reading->builder->is_full)
    return;

  if (g_str_equal (name, "table"))
    reading->is_hidden &= --reading->table_depth > 0;
  else if (reading->is_hidden)
    return;
  else if (g_str_equal (name, "table-row"))
    end_row (reading);
  else if (g_str_equal (name, "table-cell"))
    end_cell (reading);
  else if (g_str_equal (name, "covered-table-cell"))
    skip_cell (reading);
  else if (g_str_equal (name, "p"))
    reading->in_paragraph = FALSE;
}

static void
text (gpointer data, const char *characters, gsize length)
{
  Reading *reading = data;

  if (reading->in_paragraph && reading->aside_depth == 0)
    g_string_append_len (reading->text, characters, (gssize) length);
}

static const InvyZipHandler handler = { start, end, text };

/**
 * invy_ods_read:
 * @zip: an archive
 * @builder: where the sheets go; hidden ones do not
 *
 * Reads an OpenDocument spreadsheet.
 *
 * Returns: %INVY_ZIP_MISSING if the archive is none
 */
InvyZipOutcome
invy_ods_read (InvyZip *zip, InvyTableBuilder *builder)
{
  g_autoptr (GPtrArray) row_cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GHashTable) hidden_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = {
    .builder = builder,
    .row_cells = row_cells,
    .text = shown,
    .hidden_styles = hidden_styles,
  };
  InvyZipOutcome outcome = invy_zip_parse (zip, CONTENT_PART, &handler, &reading);

  g_free (reading.style);
  g_free (reading.type);
  g_free (reading.value);

  return outcome;
}

static void
manifest_start (gpointer data, const char *name, const char *const *attributes)
{
  gboolean *is_encrypted = data;

  if (g_str_equal (name, "encryption-data"))
    *is_encrypted = TRUE;
}

static void
manifest_end (gpointer data, const char *name)
{
}

static void
manifest_text (gpointer data, const char *characters, gsize length)
{
}

/**
 * invy_ods_is_encrypted:
 * @zip: an archive
 *
 * Returns: whether it is an OpenDocument file that opens with a password only
 */
gboolean
invy_ods_is_encrypted (InvyZip *zip)
{
  static const InvyZipHandler manifest_handler = { manifest_start, manifest_end, manifest_text };
  gboolean is_encrypted = FALSE;

  invy_zip_parse (zip, MANIFEST_PART, &manifest_handler, &is_encrypted);

  return is_encrypted;
}
