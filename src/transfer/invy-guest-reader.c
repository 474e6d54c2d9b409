/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-uuid.h"
#include "text/invy-fold.h"
#include "transfer/invy-cell-words.h"
#include "transfer/invy-guest-columns.h"
#include "transfer/invy-guest-reader.h"
#include "transfer/invy-parallel.h"
#include "transfer/invy-table-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PARTY_SIZE 999

/* A row on its way to a guest. */
typedef struct
{
  InvyGuestColumns *columns;
  InvyGuest *guest;
  GPtrArray *phones;
  GPtrArray *notes;
  gboolean has_notes; /* of their own, not only what other columns add to them */
  char *name;         /* from a column that does not tell first and last name */
  gint64 answered_at_ms;
  GPtrArray *warnings;
  InvyCouple *couple;
} Reading;

/* A spreadsheet that was told to leave a number alone writes ="050", and one that was told not to run a formula '+1.
 */
static char *
unprotect (const char *text)
{
  gsize length = strlen (text);
  gsize n_quotes = strspn (text, "'");

  if (length > 3 && g_str_has_prefix (text, "=\"") && text[length - 1] == '"')
    return g_strndup (text + 2, length - 3);
  if (n_quotes > 0 && text[n_quotes] != '\0' && strchr ("=+-@", text[n_quotes]) != NULL)
    return g_strdup (text + 1);
  return g_strdup (text);
}

static gboolean
is_outer_char (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

/* Whether there is nothing to clean, which is true of nearly all cells. */
static gboolean
is_clean (const char *cell)
{
  const guchar *p = (const guchar *) cell;

  for (; *p != '\0'; p++)
    if (*p < 0x20 || *p == 0x7f || (p[0] == 0xc2 && p[1] < 0xa0)) /* the controls of Latin-1 are C2 80 to C2 9F */
      return FALSE;

  return p == (const guchar *) cell
         || (!is_outer_char (g_utf8_get_char (cell))
             && !is_outer_char (g_utf8_get_char (g_utf8_prev_char ((const char *) p))));
}

/* @cell without control characters, and without white space and invisible marks around it. */
static char *
clean (const char *cell)
{
  g_autoptr (GString) text = NULL;
  const char *end = cell + strlen (cell);

  if (is_clean (cell))
    return g_strdup (cell);

  text = g_string_new (NULL);
  while (*cell != '\0' && is_outer_char (g_utf8_get_char (cell)))
    cell = g_utf8_next_char (cell);
  while (end > cell && is_outer_char (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  for (const char *p = cell; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r' || c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_unichar (text, c);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* A dash or a dot that someone put where there is nothing to say; an emoji says something. */
static gboolean
says_nothing (const char *text)
{
  const GUnicodeType first = g_unichar_type (g_utf8_get_char (text));
  g_autofree char *folded = NULL;

  if (g_ascii_isdigit (*text) || first == G_UNICODE_UPPERCASE_LETTER || first == G_UNICODE_LOWERCASE_LETTER
      || first == G_UNICODE_OTHER_LETTER)
    return FALSE;
  folded = invy_fold (text);
  if (*folded != '\0' || strpbrk (text, "*#") != NULL)
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_type (g_utf8_get_char (p)) == G_UNICODE_OTHER_SYMBOL)
      return FALSE;
  return TRUE;
}

static void
warn (Reading *reading, const char *sentence)
{
  g_ptr_array_add (reading->warnings, g_strdup (sentence));
}

/* The first column of a kind that says anything counts. */
static void
set_once (Reading *reading, InvyGuestField field, const char *text)
{
  if (!says_nothing (text) && invy_guest_get (reading->guest, field) == NULL)
    invy_guest_set (reading->guest, field, text);
}

static void
add_remark (Reading *reading, guint column, const char *text)
{
  const char *title = column < reading->columns->n_titles ? reading->columns->titles[column] : "";

  if (*title != '\0')
    g_ptr_array_add (reading->notes, g_strdup_printf ("%s: %s", title, text));
  else
    g_ptr_array_add (reading->notes, g_strdup (text));
}

/* Reads 4 from "4" and, with a warning, from "4 + baby". */
static guint
read_count (Reading *reading, guint column, const char *text)
{
  g_autofree char *ascii = invy_fold (text);
  char *end;
  guint64 n = g_ascii_strtoull (ascii, &end, 10);
  gboolean plain = *end == '\0' || g_str_equal (end, " 0"); /* 4.0 from a program that counts in fractions */

  if (!g_ascii_isdigit (*ascii) || n > MAX_PARTY_SIZE || !plain)
    {
      warn (reading, _ ("The number of people is not a plain number; check it."));
      add_remark (reading, column, text);
    }

  return g_ascii_isdigit (*ascii) && n <= MAX_PARTY_SIZE ? (guint) n : 0;
}

/* Many write how many people come instead of an answer. */
static gboolean
read_number_of_coming (const char *text, guint *n_coming)
{
  g_autofree char *ascii = invy_fold (text);
  char *end;
  const guint64 n = g_ascii_strtoull (ascii, &end, 10);

  *n_coming = (guint) MIN (n, MAX_PARTY_SIZE);
  return g_ascii_isdigit (*ascii) && *end == '\0' && n <= MAX_PARTY_SIZE;
}

static void
read_answer (Reading *reading, guint column, const char *text)
{
  guint n_coming = invy_guest_get_rsvp_count (reading->guest);
  InvyRsvp rsvp;

  if (!invy_cell_words_read_rsvp (text, &rsvp))
    {
      if (!read_number_of_coming (text, &n_coming))
        {
          add_remark (reading, column, text);
          return;
        }
      rsvp = n_coming > 0 ? INVY_RSVP_YES : INVY_RSVP_NO;
    }
  invy_guest_set_rsvp (reading->guest, rsvp, n_coming, 0);
}

/* 0 for what is no time as we write it. */
static gint64
read_time (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *iso = g_strdelimit (g_strdup (text), " ", 'T');

  time = g_date_time_new_from_iso8601 (iso, zone);
  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

static void
read_language (Reading *reading, const char *text)
{
  const char *known = invy_cell_words_read_language (text);
  g_autofree char *code =
      known != NULL ? g_strdup (known) : invy_event_field_normalize (INVY_EVENT_LANGUAGE, text, NULL);

  if (code != NULL)
    invy_guest_set (reading->guest, INVY_GUEST_LANGUAGE, code);
  else
    warn (reading, _ ("The language is not known; the wedding’s language is used."));
}

/* Google writes "Family ::: * myContacts", with stars before labels of its own. */
static void
read_tags (Reading *reading, const char *text)
{
  g_auto (GStrv) labels = g_strsplit (text, ":::", -1);
  g_autoptr (GString) tags = g_string_new (NULL);

  for (guint i = 0; labels[i] != NULL; i++)
    if (*g_strstrip (labels[i]) != '*')
      g_string_append_printf (tags, "%s%s", tags->len > 0 ? "," : "", labels[i]);
  set_once (reading, INVY_GUEST_TAGS, tags->str);
}

static void
read_cell (Reading *reading, guint column, const char *text)
{
  switch (reading->columns->kinds[column])
    {
    case INVY_GUEST_COLUMN_FIRST_NAME:
      set_once (reading, INVY_GUEST_FIRST_NAME, text);
      break;
    case INVY_GUEST_COLUMN_LAST_NAME:
      set_once (reading, INVY_GUEST_LAST_NAME, text);
      break;
    case INVY_GUEST_COLUMN_NAME:
      if (!says_nothing (text) && reading->name == NULL)
        reading->name = g_strdup (text);
      break;
    case INVY_GUEST_COLUMN_MOBILE:
      if (!says_nothing (text))
        g_ptr_array_insert (reading->phones, 0, g_strdup (text));
      break;
    case INVY_GUEST_COLUMN_PHONE:
      if (!says_nothing (text))
        g_ptr_array_add (reading->phones, g_strdup (text));
      break;
    case INVY_GUEST_COLUMN_EMAIL:
      set_once (reading, INVY_GUEST_EMAIL, text);
      break;
    case INVY_GUEST_COLUMN_LANGUAGE:
      read_language (reading, text);
      break;
    case INVY_GUEST_COLUMN_SIDE:
      set_once (reading, INVY_GUEST_SIDE, text);
      break;
    case INVY_GUEST_COLUMN_GROUP:
      set_once (reading, INVY_GUEST_GROUP_NAME, text);
      break;
    case INVY_GUEST_COLUMN_HOUSEHOLD:
      set_once (reading, INVY_GUEST_HOUSEHOLD, text);
      break;
    case INVY_GUEST_COLUMN_TAGS:
      read_tags (reading, text);
      break;
    case INVY_GUEST_COLUMN_PARTY_SIZE:
      invy_guest_set_party_size (reading->guest, read_count (reading, column, text));
      break;
    case INVY_GUEST_COLUMN_MEAL:
      set_once (reading, INVY_GUEST_MEAL, text);
      break;
    case INVY_GUEST_COLUMN_NOTES:
      g_ptr_array_insert (reading->notes, 0, g_strdup (text));
      reading->has_notes = TRUE;
      break;
    case INVY_GUEST_COLUMN_RSVP:
      read_answer (reading, column, text);
      break;
    case INVY_GUEST_COLUMN_RSVP_COUNT:
      invy_guest_set_rsvp (reading->guest, invy_guest_get_rsvp (reading->guest), read_count (reading, column, text),
                           0);
      break;
    case INVY_GUEST_COLUMN_RSVP_AT:
      reading->answered_at_ms = read_time (text);
      break;
    case INVY_GUEST_COLUMN_REMARK:
      add_remark (reading, column, text);
      break;
    case INVY_GUEST_COLUMN_IGNORED:
    case INVY_GUEST_COLUMN_N_KINDS:
    default:
      break;
    }
}

static guint
count_words (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t\n", -1);
  guint n_words = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n_words += *words[i] != '\0';
  return n_words;
}

/* Between two people, or after a surname. */
static gboolean
has_comma (const char *name)
{
  return strchr (name, ',') != NULL || strstr (name, "،") != NULL;
}

/* The invitation greets by the first name, so a whole name is parted behind its first word. Not where it may be the
 * names of several people: a surname can begin with ו as well, and only a person can tell. */
static void
part_name (Reading *reading)
{
  const char *end = strpbrk (reading->name, " \t\n");
  const gboolean is_family = invy_couple_name_is_family (reading->name);
  gboolean is_several;
  g_autofree char *first = NULL, *last = NULL;

  reading->couple = is_family ? NULL : invy_couple_new_guess (reading->name);
  is_several = reading->couple != NULL || has_comma (reading->name)
               || (count_words (reading->name) > 2 && invy_guest_get_party_size (reading->guest) > 1);
  if (is_family && invy_guest_get_party_size (reading->guest) == 0)
    warn (reading, _ ("This is a whole family; check how many people are invited."));
  else if (is_several && !is_family)
    warn (reading, _ ("These may be the names of several people; they were kept together as the first name."));
  if (is_family || is_several || end == NULL)
    {
      set_once (reading, INVY_GUEST_FIRST_NAME, reading->name);
      return;
    }

  first = g_strndup (reading->name, (gsize) (end - reading->name));
  last = clean (end);
  set_once (reading, INVY_GUEST_FIRST_NAME, first);
  set_once (reading, INVY_GUEST_LAST_NAME, last);
}

/* A column of first names may hold two of them, whose surname stands in another one. */
static void
guess_couple (Reading *reading)
{
  const char *last = invy_guest_get (reading->guest, INVY_GUEST_LAST_NAME);
  const char *first = invy_guest_get (reading->guest, INVY_GUEST_FIRST_NAME);
  InvyCouple *couple = first != NULL && last != NULL ? invy_couple_new_guess (first) : NULL;

  if (couple == NULL)
    return;
  if (*couple->last_name == '\0')
    g_set_str (&couple->last_name, last);
  if (*couple->other_last_name == '\0')
    g_set_str (&couple->other_last_name, last);
  reading->couple = couple;
}

static char *
join (GPtrArray *texts, const char *separator)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? separator : "", (char *) g_ptr_array_index (texts, i));

  return g_string_free_and_steal (g_steal_pointer (&joined));
}

/* What cannot be known before all cells of the row were read. */
static void
finish_guest (Reading *reading)
{
  g_autofree char *phones = join (reading->phones, " / ");
  g_autofree char *notes = join (reading->notes, "\n");
  InvyGuest *guest = reading->guest;
  InvyRsvp rsvp = invy_guest_get_rsvp (guest);

  if (reading->name != NULL)
    part_name (reading);
  else
    guess_couple (reading);
  invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, phones);
  invy_guest_set (guest, INVY_GUEST_NOTES, notes);

  if (rsvp != INVY_RSVP_NONE)
    {
      guint n_coming = invy_guest_get_rsvp_count (guest);

      if (rsvp == INVY_RSVP_YES && n_coming == 0)
        n_coming = MAX (1, invy_guest_get_party_size (guest));
      invy_guest_set_rsvp (guest, rsvp, n_coming,
                           reading->answered_at_ms != 0 ? reading->answered_at_ms : g_get_real_time () / 1000);
    }
}

/* A row of sums would be counted as a party of that many people. */
static gboolean
is_sum (InvyGuest *guest)
{
  g_autofree char *name = NULL;

  if (invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER) != NULL)
    return FALSE;

  name = invy_guest_dup_name (guest);
  return invy_cell_words_is_sum (name);
}

/* @new_guest: (transfer full): nothing is known of it yet */
static InvyImportRow *
read_row (InvyGuestColumns *columns, const InvyTableRow *table_row, InvyGuest *new_guest)
{
  g_autoptr (InvyGuest) guest = new_guest;
  g_autoptr (GPtrArray) phones = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { .columns = columns, .guest = guest, .phones = phones, .notes = notes, .warnings = warnings };
  g_autoptr (InvyImportRow) row = NULL;
  gboolean is_empty = TRUE, has_surplus = FALSE;

  invy_guest_set_party_size (guest, 0);
  for (guint i = 0; i < table_row->n_cells; i++)
    {
      g_autofree char *raw = clean (table_row->cells[i]);
      g_autofree char *text = unprotect (raw);

      if (*text == '\0')
        continue;
      is_empty = FALSE;
      has_surplus |= columns->titles != NULL && i >= columns->n_titles;
      read_cell (&reading, i, text);
    }
  if (is_empty)
    return NULL;
  if (has_surplus)
    warn (&reading, _ ("The row has more cells than the file has columns; the surplus was left out."));

  finish_guest (&reading);
  g_free (reading.name);

  row = invy_import_row_new (table_row->number, NULL);
  if (is_sum (guest))
    row->reason =
        g_strdup (_ ("This looks like a sum and not like a guest: if it is a guest, fill in a phone number."));
  else if (invy_guest_check (guest, NULL))
    {
      row->guest = g_steal_pointer (&guest);
      row->couple = g_steal_pointer (&reading.couple);
      row->adds_notes = !reading.has_notes;
      row->warning = warnings->len > 0 ? join (warnings, " ") : NULL;
    }
  else
    row->reason = g_strdup (_ ("The row has neither a name nor a phone number: fill in at least one of them."));

  g_clear_pointer (&reading.couple, invy_couple_free);
  return g_steal_pointer (&row);
}

/**
 * invy_guest_reader_read_row:
 * @columns: what the columns of its table hold
 * @table_row: one row
 * @event_id: the wedding that the guest is for
 *
 * Any thread may call it.
 *
 * Returns: (transfer full) (nullable): the row; %NULL if there is nothing in it
 */
InvyImportRow *
invy_guest_reader_read_row (InvyGuestColumns *columns, const InvyTableRow *table_row, const char *event_id)
{
  return read_row (columns, table_row, invy_guest_new (event_id));
}

typedef struct
{
  InvyGuestColumns *columns;
  const InvyTableRow *const *table_rows;
  const char *event_id;
  char (*ids)[INVY_UUID_SIZE];
  char (*token_ids)[INVY_UUID_SIZE];
  InvyImportRow **rows;
} Share;

static void
read_share (guint i, gpointer data)
{
  Share *share = data;

  InvyGuest *guest = invy_guest_new_with_ids (share->event_id, share->ids[i], share->token_ids[i]);

  share->rows[i] = read_row (share->columns, share->table_rows[i], guest);
}

/**
 * invy_guest_reader_read_rows:
 * @table: a sheet
 * @columns: what its columns hold
 * @event_id: the wedding that the guests are for
 *
 * Reads all rows behind the titles, on all processors. A row with neither a name nor a phone number becomes one with
 * a reason; empty rows are left out. A party size of 0 means that the file does not say. The ids and tokens of
 * the guests are in their order, which makes them quicker to save.
 *
 * Returns: (transfer full) (element-type InvyImportRow): the rows; none at all is possible
 */
GPtrArray *
invy_guest_reader_read_rows (InvyTable *table, InvyGuestColumns *columns, const char *event_id)
{
  const guint n = table->rows->len - columns->first_row;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n, (GDestroyNotify) invy_import_row_free);
  g_autofree InvyImportRow **read = g_new0 (InvyImportRow *, MAX (n, 1));
  g_autofree char (*ids)[INVY_UUID_SIZE] = invy_uuid_new_sorted (n);
  g_autofree char (*token_ids)[INVY_UUID_SIZE] = invy_uuid_new_sorted (n);
  Share share = { columns,   (const InvyTableRow *const *) table->rows->pdata + columns->first_row,
                  event_id,  ids,
                  token_ids, read };

  invy_parallel_run (n, read_share, &share);
  for (guint i = 0; i < n; i++)
    if (read[i] != NULL)
      g_ptr_array_add (rows, read[i]);

  return g_steal_pointer (&rows);
}

/**
 * invy_guest_reader_read_table:
 * @table: a sheet
 * @event_id: the wedding that the guests are for
 * @error: one of #InvyTransferError, with a sentence that says what to do
 *
 * Reads a guest list as people keep them: titles in Hebrew, Arabic, English, French, Russian or none at all, one row
 * per person or per family; see invy_guest_reader_read_rows().
 *
 * Any thread may call it.
 *
 * Returns: (transfer full) (nullable) (element-type InvyImportRow): the rows, at least one
 */
GPtrArray *
invy_guest_reader_read_table (InvyTable *table, const char *event_id, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (InvyGuestColumns) columns = NULL;

  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (event_id != NULL, NULL);

  columns = invy_guest_columns_new (table);
  if (!invy_guest_columns_check (columns, error))
    return NULL;

  rows = invy_guest_reader_read_rows (table, columns, event_id);
  if (rows->len == 0)
    {
      invy_transfer_error_set_empty (error);
      return NULL;
    }

  return g_steal_pointer (&rows);
}

/**
 * invy_guest_reader_find_table:
 * @file: what was read
 *
 * A workbook often has a sheet of sums or of notes before the one with the guests, and a sum has a word and a number
 * as a guest has. Titles tell them apart.
 *
 * Returns: the index of the sheet that is most like a guest list; the first of several
 */
guint
invy_guest_reader_find_table (InvyTableFile *file)
{
  guint best = 0, best_likeness = 0;

  g_return_val_if_fail (file != NULL, 0);

  for (guint i = 0; i < file->tables->len; i++)
    {
      g_autoptr (InvyGuestColumns) columns = invy_guest_columns_new (g_ptr_array_index (file->tables, i));
      guint likeness = !invy_guest_columns_has_people (columns) ? 0 : columns->titles == NULL ? 1 : 2;

      if (likeness > best_likeness)
        {
          best = i;
          best_likeness = likeness;
        }
    }

  return best;
}

static GPtrArray *
read_best_table (InvyTableFile *file, const char *event_id, GError **error)
{
  return invy_guest_reader_read_table (g_ptr_array_index (file->tables, invy_guest_reader_find_table (file)),
                                       event_id, error);
}

/**
 * invy_guest_reader_read_bytes:
 * @bytes: a whole file
 * @event_id: the wedding that the guests are for
 * @error: one of #InvyTransferError, with a sentence that says what to do
 *
 * Reads the sheet of a file that has the guests; see invy_guest_reader_read_table(). Blocks: for threads that may
 * wait.
 *
 * Returns: (transfer full) (nullable) (element-type InvyImportRow): the rows, at least one
 */
GPtrArray *
invy_guest_reader_read_bytes (GBytes *bytes, const char *event_id, GError **error)
{
  g_autoptr (InvyTableFile) file = invy_table_file_read_bytes (bytes, error);

  return file != NULL ? read_best_table (file, event_id, error) : NULL;
}

typedef struct
{
  GFile *file;
  char *event_id;
} ReadArgs;

static void
read_args_free (ReadArgs *args)
{
  g_clear_object (&args->file);
  g_clear_pointer (&args->event_id, g_free);
  g_free (args);
}

static DexFuture *
read_file_fiber (gpointer data)
{
  ReadArgs *args = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyTableFile) file = dex_await_boxed (invy_table_file_read (args->file), &error);
  GPtrArray *rows = file != NULL ? read_best_table (file, args->event_id, &error) : NULL;

  if (rows == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, rows);
}

/**
 * invy_guest_reader_read_file:
 * @file: a guest list
 * @event_id: the wedding that the guests are for
 *
 * Reads @file on another thread; see invy_guest_reader_read_bytes().
 *
 * Returns: (transfer full): a future that resolves to a boxed #GPtrArray of #InvyImportRow, or rejects with one of
 *   #InvyTransferError
 */
DexFuture *
invy_guest_reader_read_file (GFile *file, const char *event_id)
{
  ReadArgs *args;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (event_id != NULL, NULL);

  args = g_new0 (ReadArgs, 1);
  args->file = g_object_ref (file);
  args->event_id = g_strdup (event_id);

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), INVY_FIBER_STACK, read_file_fiber, args,
                              (GDestroyNotify) read_args_free);
}
