/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-biff.h"
#include "table-reader/invy-cell-format.h"
#include "table-reader/invy-compound-file.h"
#include "table-reader/invy-xls.h"

#include <string.h>

/* [MS-XLS] 2.3: the records that a guest list is made of. */
typedef enum
{
  TYPE_FORMULA = 0x0006,
  TYPE_EOF = 0x000a,
  TYPE_DATE_MODE = 0x0022,
  TYPE_FILE_PASS = 0x002f,
  TYPE_CODE_PAGE = 0x0042,
  TYPE_SHEET = 0x0085,
  TYPE_MUL_RK = 0x00bd,
  TYPE_FONT_LABEL = 0x00d6, /* until 1997: a text in several fonts */
  TYPE_XF = 0x00e0,
  TYPE_SHARED_STRINGS = 0x00fc,
  TYPE_SHARED_LABEL = 0x00fd,
  TYPE_NUMBER = 0x0203,
  TYPE_LABEL = 0x0204,
  TYPE_BOOLEAN = 0x0205,
  TYPE_STRING = 0x0207,
  TYPE_RK = 0x027e,
  TYPE_FORMAT = 0x041e,
  TYPE_BOF = 0x0809,
} RecordType;

/* What the first record says of the versions of 1993 and 1995, and of all since 1997. The older one has its texts in
 * bytes, each in its cell. */
#define VERSION_5 0x0500
#define VERSION_8 0x0600

typedef struct
{
  gsize position;
  char *title;
  gboolean is_hidden;
} Sheet;

typedef struct
{
  guint16 row;
  guint16 column;
  char *text;
} Cell;

typedef struct
{
  InvyBiff biff;
  InvyTableBuilder *builder;
  GArray *sheets;     /* of Sheet */
  GPtrArray *strings; /* of char * */
  GPtrArray *formats; /* of InvyCellFormat */
  GHashTable *code_by_id;
  gboolean from_1904;
  gboolean has_password;
  GArray *cells; /* of Cell: the sheet's */
  guint16 row;   /* of the cell that is being read */
  guint16 column;
  guint16 format;
} Reading;

static void
clear_sheet (Sheet *sheet)
{
  g_clear_pointer (&sheet->title, g_free);
}

static void
clear_cell (Cell *cell)
{
  g_clear_pointer (&cell->text, g_free);
}

static void
add_cell (Reading *reading, char *text)
{
  Cell cell = { reading->row, reading->column, text };

  if (reading->biff.is_beyond || reading->cells->len >= INVY_TABLE_MAX_PACKED_CELLS)
    {
      reading->builder->is_full |= !reading->biff.is_beyond;
      g_free (text);
    }
  else
    g_array_append_val (reading->cells, cell);
}

static void
add_number (Reading *reading, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  InvyCellFormat *format =
      reading->format < reading->formats->len ? g_ptr_array_index (reading->formats, reading->format) : NULL;

  add_cell (reading,
            invy_cell_format_apply (format, g_ascii_dtostr (buffer, sizeof buffer, number), reading->from_1904));
}

/* [MS-XLS] 2.5.10 Bes. */
static void
add_boolean (Reading *reading, guint8 value, gboolean is_error)
{
  static const struct
  {
    guint8 code;
    const char *text;
  } errors[] = {
    { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0f, "#VALUE!" }, { 0x17, "#REF!" },
    { 0x1d, "#NAME?" }, { 0x24, "#NUM!" },   { 0x2a, "#N/A" },
  };

  if (!is_error)
    add_cell (reading, g_strdup (value != 0 ? "TRUE" : "FALSE"));
  else
    for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
      if (errors[i].code == value)
        add_cell (reading, g_strdup (errors[i].text));
}

/* [MS-XLS] 2.5.217 RkNumber: a number in four bytes. */
static double
decode_rk (guint32 rk)
{
  double number;

  if ((rk & 2) != 0)
    number = (gint32) rk >> 2;
  else
    {
      guint64 bits = (guint64) (rk & ~3u) << 32;

      memcpy (&number, &bits, sizeof number);
    }

  return (rk & 1) != 0 ? number / 100 : number;
}

static void
read_cell_head (Reading *reading)
{
  reading->row = invy_biff_read_16 (&reading->biff);
  reading->column = invy_biff_read_16 (&reading->biff);
  reading->format = invy_biff_read_16 (&reading->biff);
}

static void
read_mul_rk (Reading *reading)
{
  InvyBiff *biff = &reading->biff;

  reading->row = invy_biff_read_16 (biff);
  reading->column = invy_biff_read_16 (biff);
  for (;; reading->column++)
    {
      guint32 rk;

      reading->format = invy_biff_read_16 (biff);
      rk = invy_biff_read_32 (biff);
      if (biff->is_beyond) /* the last column's number, which stands behind the last cell */
        return;
      add_number (reading, decode_rk (rk));
    }
}

/* [MS-XLS] 2.5.133 FormulaValue: a number, or what is none with all ones at its end. A text comes in a record of its
 * own, for the same cell. */
static void
read_formula (Reading *reading)
{
  guint8 bytes[8];
  guint64 bits = 0;
  double number;

  read_cell_head (reading);
  for (gsize i = 0; i < sizeof bytes; i++)
    {
      bytes[i] = invy_biff_read_8 (&reading->biff);
      bits |= (guint64) bytes[i] << (8 * i);
    }

  if (bytes[6] != 0xff || bytes[7] != 0xff)
    {
      memcpy (&number, &bits, sizeof number);
      add_number (reading, number);
    }
  else if (bytes[0] == 1 || bytes[0] == 2)
    add_boolean (reading, bytes[2], bytes[0] == 2);
}

static void
read_shared_label (Reading *reading)
{
  guint32 index;

  read_cell_head (reading);
  index = invy_biff_read_32 (&reading->biff);
  if (index < reading->strings->len)
    add_cell (reading, g_strdup (g_ptr_array_index (reading->strings, index)));
}

static void
read_cell (Reading *reading)
{
  InvyBiff *biff = &reading->biff;

  switch (biff->type)
    {
    case TYPE_SHARED_LABEL:
      read_shared_label (reading);
      break;
    case TYPE_LABEL:
    case TYPE_FONT_LABEL:
      read_cell_head (reading);
      add_cell (reading, invy_biff_read_text (biff, invy_biff_read_16 (biff)));
      break;
    case TYPE_NUMBER:
      read_cell_head (reading);
      add_number (reading, invy_biff_read_double (biff));
      break;
    case TYPE_RK:
      read_cell_head (reading);
      add_number (reading, decode_rk (invy_biff_read_32 (biff)));
      break;
    case TYPE_MUL_RK:
      read_mul_rk (reading);
      break;
    case TYPE_BOOLEAN:
      {
        guint8 value;

        read_cell_head (reading);
        value = invy_biff_read_8 (biff);
        add_boolean (reading, value, invy_biff_read_8 (biff) != 0);
      }
      break;
    case TYPE_FORMULA:
      read_formula (reading);
      break;
    case TYPE_STRING:
      add_cell (reading, invy_biff_read_text (biff, invy_biff_read_16 (biff)));
      break;
    default:
      break;
    }
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const Cell *first = a, *second = b;

  return first->row != second->row ? first->row - second->row : first->column - second->column;
}

/* They come in blocks of rows, and within these in no order that one could count on. */
static void
put_cells (Reading *reading)
{
  g_array_sort (reading->cells, compare_cells);
  for (guint i = 0; i < reading->cells->len; i++)
    {
      const Cell *cell = &g_array_index (reading->cells, Cell, i);

      invy_table_builder_set_cell (reading->builder, cell->column, cell->text);
      if (i + 1 == reading->cells->len || g_array_index (reading->cells, Cell, i + 1).row != cell->row)
        invy_table_builder_end_row (reading->builder, cell->row + 1u);
    }
  g_array_set_size (reading->cells, 0);
}

/* A chart in the sheet is a book within the book. */
static void
read_sheet (Reading *reading, const Sheet *sheet)
{
  guint depth = 0;

  invy_table_builder_begin_table (reading->builder, sheet->title);
  invy_biff_seek (&reading->biff, sheet->position);
  while (invy_biff_next (&reading->biff) && !reading->builder->is_full)
    {
      if (reading->biff.type == TYPE_BOF)
        depth++;
      else if (depth <= 1 && (depth == 0 || reading->biff.type == TYPE_EOF))
        break;
      else if (reading->biff.type == TYPE_EOF)
        depth--;
      else if (depth == 1)
        read_cell (reading);
    }
  put_cells (reading);
}

static void
read_strings (Reading *reading)
{
  InvyBiff *biff = &reading->biff;
  guint32 n;

  invy_biff_read_32 (biff); /* how often they are used */
  n = invy_biff_read_32 (biff);
  for (guint32 i = 0; i < n && !biff->is_beyond; i++)
    g_ptr_array_add (reading->strings, invy_biff_read_text (biff, invy_biff_read_16 (biff)));
}

static void
read_sheet_entry (Reading *reading)
{
  InvyBiff *biff = &reading->biff;
  Sheet sheet = { 0 };
  guint8 state, type;

  sheet.position = invy_biff_read_32 (biff);
  state = invy_biff_read_8 (biff);
  type = invy_biff_read_8 (biff);
  sheet.is_hidden = (state & 3) != 0;
  if (type != 0) /* a chart, macros */
    return;
  sheet.title = invy_biff_read_text (biff, invy_biff_read_8 (biff));
  g_array_append_val (reading->sheets, sheet);
}

static void
read_format (Reading *reading)
{
  InvyBiff *biff = &reading->biff;

  if (biff->type == TYPE_FORMAT)
    {
      guint16 id = invy_biff_read_16 (biff);
      guint length = biff->charset != NULL ? invy_biff_read_8 (biff) : invy_biff_read_16 (biff);

      g_hash_table_insert (reading->code_by_id, GUINT_TO_POINTER (id), invy_biff_read_text (biff, length));
    }
  else
    {
      guint16 id;

      invy_biff_read_16 (biff); /* the font */
      id = invy_biff_read_16 (biff);
      g_ptr_array_add (reading->formats,
                       invy_cell_format_new (id, g_hash_table_lookup (reading->code_by_id, GUINT_TO_POINTER (id))));
    }
}

/* What the sheets share comes before them. */
static void
read_book (Reading *reading)
{
  while (invy_biff_next (&reading->biff) && reading->biff.type != TYPE_EOF && !reading->has_password)
    switch (reading->biff.type)
      {
      case TYPE_FILE_PASS:
        reading->has_password = TRUE;
        break;
      case TYPE_CODE_PAGE:
        if (reading->biff.charset != NULL)
          reading->biff.charset = invy_biff_get_charset (invy_biff_read_16 (&reading->biff));
        break;
      case TYPE_DATE_MODE:
        reading->from_1904 = invy_biff_read_16 (&reading->biff) == 1;
        break;
      case TYPE_SHEET:
        read_sheet_entry (reading);
        break;
      case TYPE_SHARED_STRINGS:
        read_strings (reading);
        break;
      case TYPE_FORMAT:
      case TYPE_XF:
        read_format (reading);
        break;
      default:
        break;
      }
}

static gboolean
has_visible_sheet (GArray *sheets)
{
  for (guint i = 0; i < sheets->len; i++)
    if (!g_array_index (sheets, Sheet, i).is_hidden)
      return TRUE;
  return FALSE;
}

static void
read_sheets (Reading *reading)
{
  gboolean has_visible = has_visible_sheet (reading->sheets);

  for (guint i = 0; i < reading->sheets->len && !reading->builder->is_full; i++)
    {
      const Sheet *sheet = &g_array_index (reading->sheets, Sheet, i);

      if (!sheet->is_hidden || !has_visible)
        read_sheet (reading, sheet);
    }
}

/**
 * invy_xls_read:
 * @file: a compound file
 * @builder: where the sheets go; hidden ones do not
 *
 * Reads a workbook as Excel wrote them from 1997 to 2003, and other programs do to this day: [MS-XLS].
 *
 * Returns: how it went
 */
InvyXlsOutcome
invy_xls_read (GBytes *file, InvyTableBuilder *builder)
{
  g_autoptr (GBytes) stream = invy_compound_file_dup_stream (file, "Workbook");
  g_autoptr (GBytes) older = stream == NULL ? invy_compound_file_dup_stream (file, "Book") : NULL;
  guint16 version;
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) formats = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_cell_format_free);
  g_autoptr (GHashTable) code_by_id = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Reading reading = {
    .builder = builder,
    .sheets = sheets,
    .strings = strings,
    .formats = formats,
    .code_by_id = code_by_id,
    .cells = cells,
  };

  if (stream == NULL && older == NULL)
    return INVY_XLS_DAMAGED;
  g_array_set_clear_func (sheets, (GDestroyNotify) clear_sheet);
  g_array_set_clear_func (cells, (GDestroyNotify) clear_cell);

  invy_biff_init (&reading.biff, stream != NULL ? stream : older);
  if (!invy_biff_next (&reading.biff) || reading.biff.type != TYPE_BOF)
    return INVY_XLS_DAMAGED;
  version = invy_biff_read_16 (&reading.biff);
  if (version != VERSION_8 && version != VERSION_5)
    return INVY_XLS_DAMAGED;
  reading.biff.charset = version == VERSION_5 ? invy_biff_get_charset (0) : NULL;

  read_book (&reading);
  if (reading.has_password)
    return INVY_XLS_PASSWORD;
  if (sheets->len == 0)
    return INVY_XLS_DAMAGED;
  read_sheets (&reading);

  return INVY_XLS_READ;
}
