/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-guest.h"
#include "transfer/invy-guest-columns.h"
#include "transfer/invy-guest-writer.h"
#include "transfer/invy-sheet-file.h"

#include <glib/gi18n-lib.h>

/* How many guests are looked at before the window may draw again. */
#define N_GUESTS_AT_ONCE 1000

/* What stands for a column that is no text of the guest. */
#define NO_FIELD INVY_GUEST_N_FIELDS

static const struct
{
  InvyGuestColumn meaning;
  InvySheetKind kind;
  InvyGuestField field;
} columns[] = {
  { INVY_GUEST_COLUMN_FIRST_NAME, INVY_SHEET_TEXT, INVY_GUEST_FIRST_NAME },
  { INVY_GUEST_COLUMN_LAST_NAME, INVY_SHEET_TEXT, INVY_GUEST_LAST_NAME },
  { INVY_GUEST_COLUMN_PHONE, INVY_SHEET_PHONE, INVY_GUEST_PHONE_NUMBER },
  { INVY_GUEST_COLUMN_EMAIL, INVY_SHEET_TEXT, INVY_GUEST_EMAIL },
  { INVY_GUEST_COLUMN_LANGUAGE, INVY_SHEET_TEXT, INVY_GUEST_LANGUAGE },
  { INVY_GUEST_COLUMN_SIDE, INVY_SHEET_TEXT, INVY_GUEST_SIDE },
  { INVY_GUEST_COLUMN_GROUP, INVY_SHEET_TEXT, INVY_GUEST_GROUP_NAME },
  { INVY_GUEST_COLUMN_HOUSEHOLD, INVY_SHEET_TEXT, INVY_GUEST_HOUSEHOLD },
  { INVY_GUEST_COLUMN_TAGS, INVY_SHEET_TEXT, INVY_GUEST_TAGS },
  { INVY_GUEST_COLUMN_PARTY_SIZE, INVY_SHEET_NUMBER, NO_FIELD },
  { INVY_GUEST_COLUMN_MEAL, INVY_SHEET_TEXT, INVY_GUEST_MEAL },
  { INVY_GUEST_COLUMN_NOTES, INVY_SHEET_TEXT, INVY_GUEST_NOTES },
  { INVY_GUEST_COLUMN_RSVP, INVY_SHEET_TEXT, NO_FIELD },
  { INVY_GUEST_COLUMN_RSVP_COUNT, INVY_SHEET_NUMBER, NO_FIELD },
  { INVY_GUEST_COLUMN_RSVP_AT, INVY_SHEET_TIME, NO_FIELD },
};

static InvySheet *
new_sheet (const char *language)
{
  InvySheetColumn sheet_columns[G_N_ELEMENTS (columns)];

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    sheet_columns[i] = (InvySheetColumn) {
      .title = invy_guest_column_get_title (columns[i].meaning),
      .kind = columns[i].kind,
      .meaning = columns[i].meaning,
    };

  /* Translators: the name of a sheet in a spreadsheet; at most 31 characters, none of them [ ] : * ? / \ */
  return invy_sheet_new (C_ ("sheet", "Guests"), sheet_columns, G_N_ELEMENTS (columns), language);
}

/* What the guest has that is no text; %NULL for the others. */
static char *
dup_value (InvyGuest *guest, InvyGuestColumn meaning)
{
  if (meaning == INVY_GUEST_COLUMN_PARTY_SIZE)
    return g_strdup_printf ("%u", invy_guest_get_party_size (guest));
  if (meaning == INVY_GUEST_COLUMN_RSVP)
    return g_strdup (invy_enum_to_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest)));
  if (meaning == INVY_GUEST_COLUMN_RSVP_COUNT)
    return g_strdup_printf ("%u", invy_guest_get_rsvp_count (guest));
  if (meaning == INVY_GUEST_COLUMN_RSVP_AT)
    return invy_sheet_dup_time (invy_guest_get_rsvp_at (guest));
  return NULL;
}

static void
add_guest (InvySheet *sheet, InvyGuest *guest)
{
  const char *cells[G_N_ELEMENTS (columns)];
  char *values[G_N_ELEMENTS (columns)];

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      values[i] = dup_value (guest, columns[i].meaning);
      cells[i] = columns[i].field != NO_FIELD ? invy_guest_get (guest, columns[i].field) : values[i];
    }
  invy_sheet_add_row (sheet, cells);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    g_free (values[i]);
}

/**
 * invy_guest_writer_make_sheet:
 * @guests: (element-type InvyGuest): whom to write, in this order
 * @language: (nullable): the wedding's
 *
 * Returns: (transfer full): everything that a person may want to know of @guests, under titles that an import
 *   understands
 */
InvySheet *
invy_guest_writer_make_sheet (GPtrArray *guests, const char *language)
{
  InvySheet *sheet;

  g_return_val_if_fail (guests != NULL, NULL);

  sheet = new_sheet (language);
  for (guint i = 0; i < guests->len; i++)
    add_guest (sheet, g_ptr_array_index (guests, i));

  return sheet;
}

typedef struct
{
  GPtrArray *guests;
  char *language;
  GFile *file;
} WriteArgs;

static void
write_args_free (WriteArgs *args)
{
  g_clear_pointer (&args->guests, g_ptr_array_unref);
  g_clear_pointer (&args->language, g_free);
  g_clear_object (&args->file);
  g_free (args);
}

/* Guests belong to the thread of the window, so their texts are taken here, some at a time. */
static DexFuture *
write_file_fiber (gpointer data)
{
  WriteArgs *args = data;
  g_autoptr (InvySheet) sheet = new_sheet (args->language);

  for (guint i = 0; i < args->guests->len; i++)
    {
      add_guest (sheet, g_ptr_array_index (args->guests, i));
      if ((i + 1) % N_GUESTS_AT_ONCE == 0)
        dex_await (dex_timeout_new_msec (1), NULL);
    }

  return invy_sheet_file_write (g_steal_pointer (&sheet), args->file);
}

/**
 * invy_guest_writer_write_file:
 * @guests: (element-type InvyGuest): whom to write, in this order; the array is copied
 * @language: (nullable): the wedding's
 * @file: where to; the end of its name says what kind of file it becomes. One that is there is replaced as a whole,
 * or not at all
 *
 * Writes a guest list that an import reads back as the same guests. The caller's thread goes on meanwhile; a guest
 * who is changed while it takes place is written as it was before or after.
 *
 * Returns: (transfer full): a future that resolves when the file is there, or rejects with one of #InvyTransferError
 */
DexFuture *
invy_guest_writer_write_file (GPtrArray *guests, const char *language, GFile *file)
{
  WriteArgs *args;

  g_return_val_if_fail (guests != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  args = g_new0 (WriteArgs, 1);
  args->guests = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (args->guests, g_object_ref (g_ptr_array_index (guests, i)));
  args->language = g_strdup (language);
  args->file = g_object_ref (file);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, write_file_fiber, args, (GDestroyNotify) write_args_free);
}
