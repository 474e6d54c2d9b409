/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-import.h"
#include "phone/invy-phone.h"
#include "transfer/invy-column-memory.h"
#include "transfer/invy-guest-reader.h"

#include <string.h>

struct _InvyGuestImport
{
  GObject parent_instance;

  InvyStore *store;
  char *event_id;
  char *country;      /* of numbers in the book */
  char *file_country; /* of numbers in the file, if it is another one */
  InvyTableFile *file;
  guint sheet;
  InvyGuestColumns *columns;
  gboolean is_recalled; /* the columns are as a person chose them before */
  GHashTable *fixes;    /* number of a row → InvyTable with that row as it should have been */
  GHashTable *splits;   /* numbers of rows that are two people */
};

G_DEFINE_FINAL_TYPE (InvyGuestImport, invy_guest_import, G_TYPE_OBJECT)

static void
invy_guest_import_finalize (GObject *object)
{
  InvyGuestImport *self = INVY_GUEST_IMPORT (object);

  g_clear_pointer (&self->splits, g_hash_table_unref);
  g_clear_pointer (&self->fixes, g_hash_table_unref);
  g_clear_pointer (&self->columns, invy_guest_columns_free);
  g_clear_pointer (&self->file, invy_table_file_unref);
  g_clear_pointer (&self->file_country, g_free);
  g_clear_pointer (&self->country, g_free);
  g_clear_pointer (&self->event_id, g_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (invy_guest_import_parent_class)->finalize (object);
}

static void
invy_guest_import_class_init (InvyGuestImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_guest_import_finalize;
}

static void
invy_guest_import_init (InvyGuestImport *self)
{
  self->fixes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) invy_table_unref);
  self->splits = g_hash_table_new (NULL, NULL);
}

/**
 * invy_guest_import_new:
 * @event_id: the wedding that the guests are for
 * @country: (nullable): ISO 3166 letters of the country that numbers without a country code belong to
 * @file: what was read
 *
 * Guesses which sheet has the guests and what its columns hold, unless a person chose that for such a file before.
 *
 * Returns: (transfer full): the import
 */
InvyGuestImport *
invy_guest_import_new (InvyStore *store, const char *event_id, const char *country, InvyTableFile *file)
{
  InvyGuestImport *self;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (event_id != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);

  self = g_object_new (INVY_TYPE_GUEST_IMPORT, NULL);
  self->store = g_object_ref (store);
  self->event_id = g_strdup (event_id);
  self->country = g_strdup (country);
  self->file = invy_table_file_ref (file);
  invy_guest_import_set_sheet (self, invy_guest_reader_find_table (file));

  return self;
}

/**
 * invy_guest_import_set_file_country:
 * @country: (nullable): ISO 3166 letters
 *
 * Says that the file comes from another country than the book: its numbers without a country code belong to @country,
 * and are kept with that country's code.
 */
void
invy_guest_import_set_file_country (InvyGuestImport *self, const char *country)
{
  g_return_if_fail (INVY_IS_GUEST_IMPORT (self));

  g_set_str (&self->file_country, g_strcmp0 (country, self->country) != 0 ? country : NULL);
}

/**
 * invy_guest_import_get_file:
 *
 * Returns: (transfer none): what was read
 */
InvyTableFile *
invy_guest_import_get_file (InvyGuestImport *self)
{
  return self->file;
}

/**
 * invy_guest_import_get_table:
 *
 * Returns: (transfer none): the sheet with the guests
 */
InvyTable *
invy_guest_import_get_table (InvyGuestImport *self)
{
  return g_ptr_array_index (self->file->tables, self->sheet);
}

guint
invy_guest_import_get_sheet (InvyGuestImport *self)
{
  return self->sheet;
}

/**
 * invy_guest_import_set_sheet:
 * @sheet: the index of a sheet of the file
 *
 * Takes the guests from another sheet. What was said about rows of the one before is forgotten.
 */
void
invy_guest_import_set_sheet (InvyGuestImport *self, guint sheet)
{
  g_return_if_fail (INVY_IS_GUEST_IMPORT (self));
  g_return_if_fail (sheet < self->file->tables->len);

  self->sheet = sheet;
  g_hash_table_remove_all (self->fixes);
  g_hash_table_remove_all (self->splits);
  g_clear_pointer (&self->columns, invy_guest_columns_free);
  self->columns = invy_guest_columns_new (invy_guest_import_get_table (self));
  self->is_recalled = invy_column_memory_recall (self->columns);
}

/**
 * invy_guest_import_get_columns:
 *
 * Returns: (transfer none): what the columns hold
 */
const InvyGuestColumns *
invy_guest_import_get_columns (InvyGuestImport *self)
{
  return self->columns;
}

/**
 * invy_guest_import_is_recalled:
 *
 * Returns: whether the columns hold what was chosen for a file with the same titles before, and not what was guessed
 */
gboolean
invy_guest_import_is_recalled (InvyGuestImport *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_IMPORT (self), FALSE);

  return self->is_recalled;
}

void
invy_guest_import_set_column (InvyGuestImport *self, guint column, InvyGuestColumn kind)
{
  g_return_if_fail (INVY_IS_GUEST_IMPORT (self));
  g_return_if_fail (column < self->columns->n_columns);

  self->columns->kinds[column] = kind;
}

/**
 * invy_guest_import_set_columns:
 * @words: what the columns hold, as invy_guest_columns_dup_choice() writes it
 *
 * Returns: whether @words could be understood; if not, nothing changes
 */
gboolean
invy_guest_import_set_columns (InvyGuestImport *self, const char *words)
{
  g_return_val_if_fail (INVY_IS_GUEST_IMPORT (self), FALSE);

  return invy_guest_columns_take_choice (self->columns, words);
}

/**
 * invy_guest_import_find_row:
 * @number: of a row, as a spreadsheet counts
 *
 * Returns: (transfer none) (nullable): the row as the file or a fix says, until it is fixed again
 */
const InvyTableRow *
invy_guest_import_find_row (InvyGuestImport *self, guint number)
{
  InvyTable *fixed = g_hash_table_lookup (self->fixes, GUINT_TO_POINTER (number));
  GPtrArray *rows = fixed != NULL ? fixed->rows : invy_guest_import_get_table (self)->rows;

  for (guint i = 0; i < rows->len; i++)
    {
      const InvyTableRow *row = g_ptr_array_index (rows, i);

      if (row->number == number)
        return row;
    }
  return NULL;
}

/* A table of one row; of none if all cells are empty. */
static InvyTable *
new_row (guint number, const char *const *cells)
{
  InvyTable *table = invy_table_new (NULL);
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    g_string_append_len (texts, cells[i], (gssize) strlen (cells[i]) + 1);
  invy_table_add_row (table, number, texts->str, texts->len);

  return table;
}

/**
 * invy_guest_import_dup_problem:
 * @number: of a row
 * @cells: (array zero-terminated=1): what it would say
 *
 * Returns: (transfer full) (nullable): the sentence that says what is wrong with it; %NULL if nothing is
 */
char *
invy_guest_import_dup_problem (InvyGuestImport *self, guint number, const char *const *cells)
{
  g_autoptr (InvyTable) table = new_row (number, cells);
  g_autoptr (InvyImportRow) row = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyPhone) phone = NULL;

  if (table->rows->len == 0)
    return NULL;

  row = invy_guest_reader_read_row (self->columns, g_ptr_array_index (table->rows, 0), self->event_id);
  if (row->guest == NULL)
    return g_strdup (row->reason);

  phone = invy_phone_parse (invy_guest_get (row->guest, INVY_GUEST_PHONE_NUMBER),
                            self->file_country != NULL ? self->file_country : self->country, &error);
  return phone == NULL ? g_strdup (error->message) : g_strdup (row->warning);
}

/**
 * invy_guest_import_fix_row:
 * @number: of a row
 * @cells: (array zero-terminated=1): what it says from now on; if all are empty it is left out
 */
void
invy_guest_import_fix_row (InvyGuestImport *self, guint number, const char *const *cells)
{
  g_return_if_fail (INVY_IS_GUEST_IMPORT (self));

  g_hash_table_insert (self->fixes, GUINT_TO_POINTER (number), new_row (number, cells));
}

gboolean
invy_guest_import_is_split (InvyGuestImport *self, guint number)
{
  return g_hash_table_contains (self->splits, GUINT_TO_POINTER (number));
}

/**
 * invy_guest_import_set_split:
 * @number: of a row that may be two people
 * @is_split: whether it becomes two guests of one household; the number stays with the first one
 */
void
invy_guest_import_set_split (InvyGuestImport *self, guint number, gboolean is_split)
{
  g_return_if_fail (INVY_IS_GUEST_IMPORT (self));

  if (is_split)
    g_hash_table_add (self->splits, GUINT_TO_POINTER (number));
  else
    g_hash_table_remove (self->splits, GUINT_TO_POINTER (number));
}

/* --- on another thread --- */

typedef struct
{
  InvyStore *store;
  char *event_id;
  char *country;
  char *file_country;
  InvyTable *table;
  InvyTableFile *file;
  InvyGuestColumns *columns;
  GHashTable *fixes;
  GHashTable *splits;
} Run;

static void
run_free (Run *run)
{
  g_clear_object (&run->store);
  g_clear_pointer (&run->event_id, g_free);
  g_clear_pointer (&run->country, g_free);
  g_clear_pointer (&run->file_country, g_free);
  g_clear_pointer (&run->file, invy_table_file_unref);
  g_clear_pointer (&run->columns, invy_guest_columns_free);
  g_clear_pointer (&run->fixes, g_hash_table_unref);
  g_clear_pointer (&run->splits, g_hash_table_unref);
  g_free (run);
}

/* A household needs a name that both know: the one that the row had. */
static InvyImportRow *
part_couple (InvyImportRow *row)
{
  InvyGuest *first = row->guest;
  const InvyCouple *couple = row->couple;
  InvyGuest *other = invy_guest_new (invy_guest_get_event_id (first));
  InvyImportRow *other_row = invy_import_row_new (row->number, other);
  static const InvyGuestField shared[] = { INVY_GUEST_LANGUAGE, INVY_GUEST_SIDE, INVY_GUEST_GROUP_NAME };

  if (invy_guest_get (first, INVY_GUEST_HOUSEHOLD) == NULL)
    {
      g_autofree char *name = invy_guest_dup_name (first);

      invy_guest_set (first, INVY_GUEST_HOUSEHOLD, name);
    }
  invy_guest_set (first, INVY_GUEST_FIRST_NAME, couple->first_name);
  invy_guest_set (first, INVY_GUEST_LAST_NAME, couple->last_name);
  invy_guest_set_party_size (first, 1);
  g_clear_pointer (&row->warning, g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (shared); i++)
    invy_guest_set (other, shared[i], invy_guest_get (first, shared[i]));
  invy_guest_set (other, INVY_GUEST_HOUSEHOLD, invy_guest_get (first, INVY_GUEST_HOUSEHOLD));
  invy_guest_set (other, INVY_GUEST_FIRST_NAME, couple->other_first_name);
  invy_guest_set (other, INVY_GUEST_LAST_NAME, couple->other_last_name);
  invy_guest_set_party_size (other, 1);

  return other_row;
}

/* Adds what became of a row that a person may have said something about. */
static void
add_row (Run *run, GPtrArray *rows, InvyImportRow *row)
{
  InvyTable *fixed = g_hash_table_lookup (run->fixes, GUINT_TO_POINTER (row->number));

  if (fixed != NULL)
    {
      InvyTableRow *cells = fixed->rows->len > 0 ? g_ptr_array_index (fixed->rows, 0) : NULL;

      invy_import_row_free (row);
      row = cells != NULL ? invy_guest_reader_read_row (run->columns, cells, run->event_id) : NULL;
    }
  if (row == NULL)
    return;

  g_ptr_array_add (rows, row);
  if (row->couple != NULL && g_hash_table_contains (run->splits, GUINT_TO_POINTER (row->number)))
    g_ptr_array_add (rows, part_couple (row));
}

/* In the book a number without a country code is one of the book's country. */
static void
add_country_code (InvyImportRow *row, const char *country)
{
  g_autoptr (InvyPhone) phone = NULL;

  if (row->guest != NULL)
    phone = invy_phone_parse (invy_guest_get (row->guest, INVY_GUEST_PHONE_NUMBER), country, NULL);
  if (phone != NULL)
    invy_guest_set (row->guest, INVY_GUEST_PHONE_NUMBER, phone->display);
}

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;
  /* Before they are read: who is added in between counts as added since. */
  const gint64 n_known = dex_await_int64 (invy_store_count_all_guests (run->store, run->event_id), &error);
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  InvyGuestMerge *merge;

  if (error == NULL)
    existing = dex_await_boxed (invy_store_list_guests (run->store, run->event_id), &error);

  /* What a fiber holds may live on in its thread for a while, and the store may be closed by then. */
  g_clear_object (&run->store);
  if (existing == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  read = invy_guest_reader_read_rows (run->table, run->columns, run->event_id);
  rows = g_ptr_array_new_full (read->len, (GDestroyNotify) invy_import_row_free);
  g_ptr_array_set_free_func (read, NULL);
  for (guint i = 0; i < read->len; i++)
    add_row (run, rows, g_ptr_array_index (read, i));
  for (guint i = 0; run->file_country != NULL && i < rows->len; i++)
    add_country_code (g_ptr_array_index (rows, i), run->file_country);

  merge = invy_guest_merge_new (existing, rows, run->country);
  merge->n_known = n_known;
  return dex_future_new_take_boxed (INVY_TYPE_GUEST_MERGE, merge);
}

/* The tables in it are never changed. */
static GHashTable *
copy_table (GHashTable *table, gboolean of_rows)
{
  GHashTable *copy = g_hash_table_new_full (NULL, NULL, NULL, of_rows ? (GDestroyNotify) invy_table_unref : NULL);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, key, of_rows ? invy_table_ref (value) : value);
  return copy;
}

/**
 * invy_guest_import_run:
 *
 * Finds out what importing the file would do to the guest book as the store has it now. Works on other threads, on
 * what was said until now.
 *
 * Returns: (transfer full): a future that resolves to a boxed #InvyGuestMerge, or rejects with the store's error
 */
DexFuture *
invy_guest_import_run (InvyGuestImport *self)
{
  Run *run;

  g_return_val_if_fail (INVY_IS_GUEST_IMPORT (self), NULL);

  run = g_new0 (Run, 1);
  run->store = g_object_ref (self->store);
  run->event_id = g_strdup (self->event_id);
  run->country = g_strdup (self->country);
  run->file_country = g_strdup (self->file_country);
  run->file = invy_table_file_ref (self->file);
  run->table = invy_guest_import_get_table (self);
  run->columns = invy_guest_columns_copy (self->columns);
  run->fixes = copy_table (self->fixes, TRUE);
  run->splits = copy_table (self->splits, FALSE);

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), INVY_FIBER_STACK, run_fiber, run,
                              (GDestroyNotify) run_free);
}

/**
 * invy_guest_import_remember:
 *
 * Keeps what the columns hold, for the next file that has the same titles.
 */
void
invy_guest_import_remember (InvyGuestImport *self)
{
  g_return_if_fail (INVY_IS_GUEST_IMPORT (self));

  invy_column_memory_keep (self->columns);
}
