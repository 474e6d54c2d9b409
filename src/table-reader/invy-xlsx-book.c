/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-cell-format.h"
#include "table-reader/invy-xlsx-book.h"

#include <string.h>

/* Where it is unless the archive says otherwise. */
#define USUAL_BOOK_PART "xl/workbook.xml"

/* One part refers to others by names of its own, which a part beside it explains. */
typedef struct
{
  GHashTable *part_by_name;
  char *folder;
  char *book_part;
  char *strings_part;
  char *styles_part;
} Relations;

typedef struct
{
  InvyXlsxBook *book;
  Relations *relations;
} ReadingSheets;

typedef struct
{
  InvyXlsxBook *book;
  GString *text;
  gboolean in_text;
  guint phonetic_depth;
} ReadingStrings;

typedef struct
{
  InvyXlsxBook *book;
  GHashTable *code_by_id;
  gboolean in_cell_formats;
} ReadingStyles;

static void
ignore_end (gpointer data, const char *name)
{
}

static void
ignore_text (gpointer data, const char *text, gsize length)
{
}

static void
sheet_free (InvyXlsxSheet *sheet)
{
  g_clear_pointer (&sheet->title, g_free);
  g_clear_pointer (&sheet->part, g_free);
  g_free (sheet);
}

static Relations *
relations_new (const char *folder)
{
  Relations *relations = g_new0 (Relations, 1);

  relations->part_by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  relations->folder = g_strdup (folder);

  return relations;
}

static void
relations_free (Relations *relations)
{
  g_clear_pointer (&relations->part_by_name, g_hash_table_unref);
  g_clear_pointer (&relations->folder, g_free);
  g_clear_pointer (&relations->book_part, g_free);
  g_clear_pointer (&relations->strings_part, g_free);
  g_clear_pointer (&relations->styles_part, g_free);
  g_free (relations);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Relations, relations_free)

static void
relations_start (gpointer data, const char *name, const char *const *attributes)
{
  Relations *relations = data;
  const char *id = invy_zip_get_attribute (attributes, "Id");
  const char *type = invy_zip_get_attribute (attributes, "Type");
  const char *target = invy_zip_get_attribute (attributes, "Target");
  g_autofree char *path = NULL;

  if (!g_str_equal (name, "Relationship") || id == NULL || type == NULL || target == NULL)
    return;

  path = g_canonicalize_filename (target, relations->folder);
  if (g_str_has_suffix (type, "/officeDocument"))
    g_set_str (&relations->book_part, path + 1);
  else if (g_str_has_suffix (type, "/sharedStrings"))
    g_set_str (&relations->strings_part, path + 1);
  else if (g_str_has_suffix (type, "/styles"))
    g_set_str (&relations->styles_part, path + 1);
  g_hash_table_insert (relations->part_by_name, g_strdup (id), g_strdup (path + 1));
}

static const InvyZipHandler relations_handler = { relations_start, ignore_end, ignore_text };

static gboolean
is_true (const char *value)
{
  return value != NULL && (g_str_equal (value, "1") || g_str_equal (value, "true"));
}

/* The prefix of the attribute that names the part is up to the writer. */
static const char *
get_relation (const char *const *attributes)
{
  for (guint i = 0; attributes[i] != NULL; i += 2)
    if (g_str_has_suffix (attributes[i], ":id"))
      return attributes[i + 1];
  return NULL;
}

static void
sheets_start (gpointer data, const char *name, const char *const *attributes)
{
  ReadingSheets *reading = data;

  if (g_str_equal (name, "workbookPr"))
    reading->book->from_1904 = is_true (invy_zip_get_attribute (attributes, "date1904"));
  else if (g_str_equal (name, "sheet"))
    {
      const char *relation = get_relation (attributes);
      const char *part = relation != NULL ? g_hash_table_lookup (reading->relations->part_by_name, relation) : NULL;
      const char *state = invy_zip_get_attribute (attributes, "state");
      InvyXlsxSheet *sheet;

      if (part == NULL)
        return;
      sheet = g_new0 (InvyXlsxSheet, 1);
      sheet->title = g_strdup (invy_zip_get_attribute (attributes, "name"));
      sheet->part = g_strdup (part);
      sheet->is_hidden = state != NULL && !g_str_equal (state, "visible");
      g_ptr_array_add (reading->book->sheets, sheet);
    }
}

static const InvyZipHandler sheets_handler = { sheets_start, ignore_end, ignore_text };

static void
strings_start (gpointer data, const char *name, const char *const *attributes)
{
  ReadingStrings *reading = data;

  if (g_str_equal (name, "si"))
    g_string_truncate (reading->text, 0);
  else if (g_str_equal (name, "rPh")) /* how a word is said, beside the word */
    reading->phonetic_depth++;
  else if (g_str_equal (name, "t"))
    reading->in_text = reading->phonetic_depth == 0;
}

static void
strings_end (gpointer data, const char *name)
{
  ReadingStrings *reading = data;

  if (g_str_equal (name, "si"))
    g_ptr_array_add (reading->book->strings, invy_xlsx_decode_escapes (reading->text->str));
  else if (g_str_equal (name, "rPh"))
    reading->phonetic_depth--;
  else if (g_str_equal (name, "t"))
    reading->in_text = FALSE;
}

static void
strings_text (gpointer data, const char *text, gsize length)
{
  ReadingStrings *reading = data;

  if (reading->in_text)
    g_string_append_len (reading->text, text, (gssize) length);
}

static const InvyZipHandler strings_handler = { strings_start, strings_end, strings_text };

static guint
read_id (const char *text)
{
  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

static void
styles_start (gpointer data, const char *name, const char *const *attributes)
{
  ReadingStyles *reading = data;

  if (g_str_equal (name, "cellXfs"))
    reading->in_cell_formats = TRUE;
  else if (g_str_equal (name, "numFmt"))
    {
      guint id = read_id (invy_zip_get_attribute (attributes, "numFmtId"));
      const char *code = invy_zip_get_attribute (attributes, "formatCode");

      if (code != NULL)
        g_hash_table_insert (reading->code_by_id, GUINT_TO_POINTER (id), g_strdup (code));
    }
  else if (g_str_equal (name, "xf") && reading->in_cell_formats)
    {
      guint id = read_id (invy_zip_get_attribute (attributes, "numFmtId"));
      const char *code = g_hash_table_lookup (reading->code_by_id, GUINT_TO_POINTER (id));

      g_ptr_array_add (reading->book->formats, invy_cell_format_new (id, code));
    }
}

static void
styles_end (gpointer data, const char *name)
{
  ReadingStyles *reading = data;

  if (g_str_equal (name, "cellXfs"))
    reading->in_cell_formats = FALSE;
}

static const InvyZipHandler styles_handler = { styles_start, styles_end, ignore_text };

static InvyZipOutcome
read_relations (InvyZip *zip, const char *part, Relations **relations)
{
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *name = *part != '\0' ? g_path_get_basename (part) : g_strdup ("");
  g_autofree char *path = g_strdup_printf ("%s/_rels/%s.rels", folder, name);
  g_autofree char *root = g_str_equal (folder, ".") ? g_strdup ("/") : g_strconcat ("/", folder, NULL);

  *relations = relations_new (root);

  return invy_zip_parse (zip, g_str_has_prefix (path, "./") ? path + 2 : path, &relations_handler, *relations);
}

static InvyZipOutcome
read_strings (InvyZip *zip, const char *part, InvyXlsxBook *book)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ReadingStrings reading = { book, text };

  return invy_zip_parse (zip, part, &strings_handler, &reading);
}

static InvyZipOutcome
read_styles (InvyZip *zip, const char *part, InvyXlsxBook *book)
{
  g_autoptr (GHashTable) code_by_id = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  ReadingStyles reading = { book, code_by_id };

  return invy_zip_parse (zip, part, &styles_handler, &reading);
}

static gboolean
is_bad (InvyZipOutcome outcome)
{
  return outcome != INVY_ZIP_READ && outcome != INVY_ZIP_MISSING;
}

/**
 * invy_xlsx_book_read:
 * @zip: an archive
 * @book: (out): what it holds, if that could be read
 *
 * Reads what the sheets of a workbook share; ECMA-376 part 1, 18. A workbook may do without texts and styles.
 *
 * Returns: %INVY_ZIP_MISSING if the archive is no workbook
 */
InvyZipOutcome
invy_xlsx_book_read (InvyZip *zip, InvyXlsxBook **book)
{
  g_autoptr (InvyXlsxBook) self = g_new0 (InvyXlsxBook, 1);
  g_autoptr (Relations) roots = NULL;
  g_autoptr (Relations) relations = NULL;
  ReadingSheets reading_sheets;
  const char *part;
  InvyZipOutcome outcome;

  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_free);
  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->formats = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_cell_format_free);

  if (is_bad (outcome = read_relations (zip, "", &roots)))
    return outcome;
  part = roots->book_part != NULL ? roots->book_part : USUAL_BOOK_PART;
  if (!invy_zip_has (zip, part))
    return INVY_ZIP_MISSING;
  if (is_bad (outcome = read_relations (zip, part, &relations)))
    return outcome;

  reading_sheets = (ReadingSheets) { self, relations };
  if ((outcome = invy_zip_parse (zip, part, &sheets_handler, &reading_sheets)) != INVY_ZIP_READ)
    return outcome;
  if (relations->strings_part != NULL && is_bad (outcome = read_strings (zip, relations->strings_part, self)))
    return outcome;
  if (relations->styles_part != NULL && is_bad (outcome = read_styles (zip, relations->styles_part, self)))
    return outcome;

  *book = g_steal_pointer (&self);
  return INVY_ZIP_READ;
}

void
invy_xlsx_book_free (InvyXlsxBook *self)
{
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->strings, g_ptr_array_unref);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_free (self);
}

/**
 * invy_xlsx_decode_escapes:
 * @text: what stands in the XML
 *
 * Control characters, which XML cannot hold, are written like _x000D_; ECMA-376 part 1, 22.9.2.19 ST_Xstring.
 *
 * Returns: (transfer full): the text; lines end with a line feed
 */
char *
invy_xlsx_decode_escapes (const char *text)
{
  g_autoptr (GString) decoded = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      char *end;

      if (text[0] == '_' && text[1] == 'x' && strspn (text + 2, "0123456789abcdefABCDEF") >= 4 && text[6] == '_')
        {
          gunichar c = (gunichar) g_ascii_strtoull (text + 2, &end, 16);

          if (c == '\n' || c == '\t' || (c >= ' ' && g_unichar_validate (c)))
            g_string_append_unichar (decoded, c);
          text += 7;
        }
      else
        g_string_append_c (decoded, *text++);
    }

  return g_string_free_and_steal (g_steal_pointer (&decoded));
}
