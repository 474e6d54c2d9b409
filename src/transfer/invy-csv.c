/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-csv.h"

#include <csv.h>
#include <string.h>

/* How much of a file decides which separator it has. */
#define SAMPLE_SIZE (32 * 1024)

/* After how much of it a text that is too big for a table is given up. */
#define CHUNK_SIZE (1024 * 1024)

static const char separators[] = { ',', ';', '\t', '|' };

typedef struct
{
  InvyTable *table;
  GString *cells; /* of the row that is being read, each with its zero */
  guint number;
  int last_end; /* the character that ended the row before */
  gboolean row_ended;
  gboolean too_big;
} Parsing;

static void
cell_cb (void *text, size_t length, void *data)
{
  Parsing *parsing = data;

  g_string_append_len (parsing->cells, text, (gssize) length);
  g_string_append_c (parsing->cells, '\0');
}

/* @end is the character that ended the row. libcsv reports the two characters of CR LF as two rows when it is asked
 * to report empty ones. */
static void
row_cb (int end, void *data)
{
  Parsing *parsing = data;
  gboolean second_half = parsing->cells->len == 0 && end == '\n' && parsing->last_end == '\r';

  parsing->row_ended = TRUE;
  parsing->last_end = second_half ? 0 : end;
  if (second_half)
    return;

  if (!invy_table_add_row (parsing->table, ++parsing->number, parsing->cells->str, parsing->cells->len))
    parsing->too_big = TRUE;
  g_string_truncate (parsing->cells, 0);
}

typedef enum
{
  PARSED,
  QUOTE_OPEN,
  TOO_BIG,
} Outcome;

/* @quote 0: quotes are letters like others. */
static Outcome
parse (const char *text, gsize length, char separator, char quote, InvyTable **table)
{
  g_autoptr (InvyTable) parsed = invy_table_new (NULL);
  g_autoptr (GString) cells = g_string_new (NULL);
  Parsing parsing = { parsed, cells };
  struct csv_parser parser;

  csv_init (&parser, CSV_REPALL_NL);
  csv_set_delim (&parser, (unsigned char) separator);
  csv_set_quote (&parser, (unsigned char) quote);
  for (gsize done = 0; done < length && !parsing.too_big; done += CHUNK_SIZE)
    csv_parse (&parser, text + done, MIN (length - done, CHUNK_SIZE), cell_cb, row_cb, &parsing);
  /* One line end more does no harm, and ends a row unless it falls between quotes. */
  parsing.row_ended = FALSE;
  csv_parse (&parser, "\n", 1, cell_cb, row_cb, &parsing);
  csv_free (&parser);

  if (parsing.too_big)
    return TOO_BIG;
  if (!parsing.row_ended)
    return QUOTE_OPEN;
  *table = g_steal_pointer (&parsed);
  return PARSED;
}

/* For a row that was read with quotes as letters: takes off those around a whole cell. */
static void
unquote (char *cell)
{
  gsize length = strlen (cell);
  char *to = cell;

  if (length < 2 || cell[0] != '"' || cell[length - 1] != '"')
    return;

  for (const char *from = cell + 1; from < cell + length - 1; from++)
    {
      if (from[0] == '"' && from[1] == '"' && from + 1 < cell + length - 1)
        from++;
      *to++ = *from;
    }
  *to = '\0';
}

/* A quote at the start of a cell that no other ends is a letter, as in "רבי; it must not eat the rest of the list.
 * Returns NULL if the text has more cells than a table can have. */
static InvyTable *
parse_leniently (const char *text, gsize length, char separator)
{
  InvyTable *table = NULL;

  if (parse (text, length, separator, '"', &table) != QUOTE_OPEN
      || parse (text, length, separator, 0, &table) != PARSED)
    return table;

  for (guint i = 0; i < table->rows->len; i++)
    {
      InvyTableRow *row = g_ptr_array_index (table->rows, i);

      for (guint j = 0; j < row->n_cells; j++)
        unquote (row->cells[j]);
    }

  return table;
}

/* The share of rows that have the most common number of cells, if that is more than one. A number of rows would not
 * do: a long note between quotes falls into many, all alike, where its semicolons are taken for separators. */
static double
get_regularity (GPtrArray *rows)
{
  g_autoptr (GHashTable) n_by_width = g_hash_table_new (NULL, NULL);
  guint best = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      InvyTableRow *row = g_ptr_array_index (rows, i);
      gpointer width = GUINT_TO_POINTER (row->n_cells);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_by_width, width)) + 1;

      g_hash_table_insert (n_by_width, width, GUINT_TO_POINTER (n));
      if (row->n_cells > 1)
        best = MAX (best, n);
    }

  return rows->len > 0 ? (double) best / rows->len : 0;
}

static gsize
get_sample_length (const char *text)
{
  gsize length = strlen (text);

  if (length <= SAMPLE_SIZE)
    return length;

  length = SAMPLE_SIZE;
  while (length > 0 && text[length - 1] != '\n' && text[length - 1] != '\r')
    length--;
  return length > 0 ? length : SAMPLE_SIZE;
}

static char
guess_separator (const char *text)
{
  gsize length = get_sample_length (text);
  char best = separators[0];
  double best_regularity = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      g_autoptr (InvyTable) table = parse_leniently (text, length, separators[i]);
      double regularity = table != NULL ? get_regularity (table->rows) : 0;

      if (regularity > best_regularity)
        {
          best_regularity = regularity;
          best = separators[i];
        }
    }

  return best;
}

/* Excel's own way of naming the separator, a first line like "sep=;". */
static gboolean
read_separator_line (const char *text, char *separator)
{
  if (g_ascii_strncasecmp (text, "sep=", 4) != 0 || text[4] == '\0' || (text[5] != '\r' && text[5] != '\n')
      || memchr (separators, text[4], sizeof separators) == NULL)
    return FALSE;

  *separator = text[4];
  return TRUE;
}

/**
 * invy_csv_parse_separated:
 * @text: UTF-8
 * @separator: what stands between cells
 *
 * Reads @text as invy_csv_parse() does, for who knows the separator.
 *
 * Returns: (transfer full) (nullable): the rows that have anything in them; %NULL if @text has more cells than a
 * table can have
 */
InvyTable *
invy_csv_parse_separated (const char *text, char separator)
{
  return parse_leniently (text, strlen (text), separator);
}

/**
 * invy_csv_parse:
 * @text: UTF-8
 * @separator: (out) (optional): what stands between cells
 *
 * Reads comma separated values the way they really come: separated by commas, semicolons, tabs or bars, with any kind
 * of line end, with quotes that are part of a word (ד"ר), and with rows of different lengths. White space around a
 * cell that is not quoted is not part of it.
 *
 * Returns: (transfer full) (nullable): the rows that have anything in them; %NULL if @text has more cells than a
 * table can have
 */
InvyTable *
invy_csv_parse (const char *text, char *separator)
{
  InvyTable *table;
  char found;
  gboolean named = read_separator_line (text, &found);

  if (!named)
    found = guess_separator (text);
  table = invy_csv_parse_separated (text, found);
  if (named && table != NULL)
    g_ptr_array_remove_index (table->rows, 0);
  if (separator != NULL)
    *separator = found;

  return table;
}

static void
append_cell (GString *text, const char *cell)
{
  gsize length = strlen (cell);
  gsize start = text->len, room;

  /* Whatever some program may take for a separator or cut off. */
  if (strpbrk (cell, ",;|\"\r\n\t") == NULL && cell[0] != ' ' && (length == 0 || cell[length - 1] != ' '))
    {
      g_string_append (text, cell);
      return;
    }

  room = csv_write (NULL, 0, cell, length);
  g_string_set_size (text, start + room);
  csv_write (text->str + start, room, cell, length);
}

/**
 * invy_csv_append_row:
 * @text: what was written before
 * @cells: (array zero-terminated=1): the row
 *
 * Writes a row as RFC 4180 says.
 */
void
invy_csv_append_row (GString *text, const char *const *cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_cell (text, cells[i]);
    }
  g_string_append (text, "\r\n");
}
