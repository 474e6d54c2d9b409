/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-guest.h"
#include "transfer/invy-csv-cell.h"
#include "transfer/invy-csv.h"
#include "transfer/invy-guest-columns.h"
#include "transfer/invy-guest-writer.h"

#include <string.h>

static const InvyGuestColumn columns[] = {
  INVY_GUEST_COLUMN_FIRST_NAME, INVY_GUEST_COLUMN_LAST_NAME, INVY_GUEST_COLUMN_PHONE, INVY_GUEST_COLUMN_EMAIL,
  INVY_GUEST_COLUMN_LANGUAGE,   INVY_GUEST_COLUMN_SIDE,      INVY_GUEST_COLUMN_GROUP, INVY_GUEST_COLUMN_PARTY_SIZE,
  INVY_GUEST_COLUMN_MEAL,       INVY_GUEST_COLUMN_NOTES,     INVY_GUEST_COLUMN_RSVP,  INVY_GUEST_COLUMN_RSVP_COUNT,
};

static char *
dup_field (InvyGuest *guest, InvyGuestField field)
{
  const char *text = invy_guest_get (guest, field);

  return field == INVY_GUEST_PHONE_NUMBER ? invy_csv_cell_protect_phone (text) : invy_csv_cell_protect_text (text);
}

static char *
dup_cell (InvyGuest *guest, InvyGuestColumn column)
{
  switch (column)
    {
    case INVY_GUEST_COLUMN_FIRST_NAME:
      return dup_field (guest, INVY_GUEST_FIRST_NAME);
    case INVY_GUEST_COLUMN_LAST_NAME:
      return dup_field (guest, INVY_GUEST_LAST_NAME);
    case INVY_GUEST_COLUMN_PHONE:
      return dup_field (guest, INVY_GUEST_PHONE_NUMBER);
    case INVY_GUEST_COLUMN_EMAIL:
      return dup_field (guest, INVY_GUEST_EMAIL);
    case INVY_GUEST_COLUMN_LANGUAGE:
      return dup_field (guest, INVY_GUEST_LANGUAGE);
    case INVY_GUEST_COLUMN_SIDE:
      return dup_field (guest, INVY_GUEST_SIDE);
    case INVY_GUEST_COLUMN_GROUP:
      return dup_field (guest, INVY_GUEST_GROUP_NAME);
    case INVY_GUEST_COLUMN_MEAL:
      return dup_field (guest, INVY_GUEST_MEAL);
    case INVY_GUEST_COLUMN_NOTES:
      return dup_field (guest, INVY_GUEST_NOTES);
    case INVY_GUEST_COLUMN_PARTY_SIZE:
      return g_strdup_printf ("%u", invy_guest_get_party_size (guest));
    case INVY_GUEST_COLUMN_RSVP:
      return g_strdup (invy_enum_to_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest)));
    case INVY_GUEST_COLUMN_RSVP_COUNT:
      return g_strdup_printf ("%u", invy_guest_get_rsvp_count (guest));
    case INVY_GUEST_COLUMN_NAME:
    case INVY_GUEST_COLUMN_MOBILE:
    case INVY_GUEST_COLUMN_REMARK:
    case INVY_GUEST_COLUMN_IGNORED:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

static void
append_row (GString *text, InvyGuest *guest)
{
  char *cells[G_N_ELEMENTS (columns) + 1] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    cells[i] = dup_cell (guest, columns[i]);
  invy_csv_append_row (text, (const char *const *) cells);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    g_free (cells[i]);
}

/**
 * invy_guest_writer_write_csv:
 * @guests: (element-type InvyGuest): whom to write, in this order
 *
 * Writes a guest list that spreadsheets open as it is and that an import reads back as the same guests: UTF-8 with a
 * byte order mark, lines that end with CR LF.
 *
 * Returns: (transfer full): the file's text
 */
char *
invy_guest_writer_write_csv (GListModel *guests)
{
  g_autoptr (GString) text = g_string_new (INVY_CSV_BYTE_ORDER_MARK);
  const char *titles[G_N_ELEMENTS (columns) + 1] = { NULL };

  g_return_val_if_fail (G_IS_LIST_MODEL (guests), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    titles[i] = invy_guest_column_get_title (columns[i]);
  invy_csv_append_row (text, titles);

  for (guint i = 0; i < g_list_model_get_n_items (guests); i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (guests, i);

      append_row (text, guest);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static DexFuture *
write_failed_cb (DexFuture *future, gpointer data)
{
  GError *system_error = NULL;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &system_error);
  invy_transfer_error_take (&error, system_error);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * invy_guest_writer_write_file:
 * @guests: (element-type InvyGuest): whom to write, in this order
 * @file: where to; one that is there is replaced as a whole, or not at all
 *
 * Writes what invy_guest_writer_write_csv() gives. A new file can be read by its owner only: numbers are nobody
 * else's business.
 *
 * Returns: (transfer full): a future that resolves when the file is there, or rejects with one of #InvyTransferError
 */
DexFuture *
invy_guest_writer_write_file (GListModel *guests, GFile *file)
{
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  g_return_val_if_fail (G_IS_LIST_MODEL (guests), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  text = invy_guest_writer_write_csv (guests);
  bytes = g_bytes_new_take (text, strlen (text));

  return dex_future_catch (dex_file_replace_contents_bytes (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE),
                           write_failed_cb, NULL, NULL);
}
