/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/invy-guest-reader.h"
#include "transfer/invy-guest-writer.h"

#include "invy-test.h"

#include <string.h>

/* first name, last name, phone, notes: what is hard to bring through a spreadsheet's format */
static const char *const guests[][4] = {
  { "Dana", "Cohen", "0502345678", NULL },
  { "ד\"ר אסף", "בר-און", "+972-50-234-5678", "שורה\nשנייה" },
  { "נועם וענבר", NULL, "0502345678 / 0522345678", "a, b; c" },
  { NULL, NULL, "050 234 5678", NULL },
  { "=1+1", "@all", "5.41E+08", "+plus" },
  { "'=quoted", "-minus", "no number", "'plain quote" },
  { "Anna", NULL, NULL, "she said \"yes\"" },
  { "Ольга", "Петрова", "+1 (212) 555-0123", "https://example.com/?a=b,c" },
};

static GListModel *
new_guests (void)
{
  GListStore *store = g_list_store_new (INVY_TYPE_GUEST);

  for (gsize i = 0; i < G_N_ELEMENTS (guests); i++)
    {
      g_autoptr (InvyGuest) guest = invy_guest_new ("event");

      invy_guest_set (guest, INVY_GUEST_FIRST_NAME, guests[i][0]);
      invy_guest_set (guest, INVY_GUEST_LAST_NAME, guests[i][1]);
      invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, guests[i][2]);
      invy_guest_set (guest, INVY_GUEST_NOTES, guests[i][3]);
      invy_guest_set (guest, INVY_GUEST_EMAIL, "someone@example.com");
      invy_guest_set (guest, INVY_GUEST_LANGUAGE, i % 2 == 0 ? "he" : "en_US");
      invy_guest_set (guest, INVY_GUEST_SIDE, "כלה");
      invy_guest_set (guest, INVY_GUEST_GROUP_NAME, "Family; close");
      invy_guest_set (guest, INVY_GUEST_MEAL, "vegan");
      invy_guest_set_party_size (guest, (guint) i + 1);
      invy_guest_set_rsvp (guest, (InvyRsvp) (i % 4), i % 4 == INVY_RSVP_YES ? 2 : 0, 1);
      g_list_store_append (store, guest);
    }

  return G_LIST_MODEL (store);
}

static void
assert_same (InvyGuest *guest, InvyGuest *original)
{
  static const InvyGuestField fields[] = {
    INVY_GUEST_FIRST_NAME, INVY_GUEST_LAST_NAME,  INVY_GUEST_PHONE_NUMBER, INVY_GUEST_EMAIL, INVY_GUEST_LANGUAGE,
    INVY_GUEST_SIDE,       INVY_GUEST_GROUP_NAME, INVY_GUEST_MEAL,         INVY_GUEST_NOTES,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (invy_guest_get (guest, fields[i]), ==, invy_guest_get (original, fields[i]));
  g_assert_cmpuint (invy_guest_get_party_size (guest), ==, invy_guest_get_party_size (original));
  g_assert_cmpint (invy_guest_get_rsvp (guest), ==, invy_guest_get_rsvp (original));
  g_assert_cmpuint (invy_guest_get_rsvp_count (guest), ==, invy_guest_get_rsvp_count (original));
}

static void
test_round_trip (void)
{
  g_autoptr (GListModel) originals = new_guests ();
  g_autofree char *text = invy_guest_writer_write_csv (originals);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = invy_guest_reader_read_bytes (bytes, "event", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (guests));
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (InvyGuest) original = g_list_model_get_item (originals, i);
      InvyImportRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpstr (row->reason, ==, NULL);
      g_assert_cmpstr (row->warning, ==, NULL);
      assert_same (row->guest, original);
    }
}

/* Every cell that a spreadsheet would run or round is protected. */
static void
test_safe_in_spreadsheets (void)
{
  g_autoptr (GListModel) originals = new_guests ();
  g_autofree char *text = invy_guest_writer_write_csv (originals);

  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"));
  g_assert_nonnull (strstr (text, "\r\n'=1+1,'@all,"));
  g_assert_nonnull (strstr (text, ",\"\t0502345678\","));
  g_assert_nonnull (strstr (text, ",\"\t+972-50-234-5678\","));
  g_assert_null (strstr (text, ",+"));
  g_assert_null (strstr (text, ",="));
  g_assert_null (strstr (text, ",@"));
}

static void
test_files (void)
{
  g_autoptr (GListModel) originals = new_guests ();
  g_autofree char *text = invy_guest_writer_write_csv (originals);
  g_autoptr (GError) error = NULL;
  char *folder = invy_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "guests.csv", NULL);
  g_autofree char *nowhere_path = g_build_filename (folder, "nowhere", "guests.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder_file = g_file_new_for_path (folder);
  g_autoptr (GFile) nowhere = g_file_new_for_path (nowhere_path);
  g_autofree char *written = NULL;

  g_assert_true (invy_test_await (invy_guest_writer_write_file (originals, file), &error));
  g_assert_no_error (error);
  g_file_get_contents (path, &written, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (written, ==, text);

  invy_test_await_error (invy_guest_writer_write_file (originals, folder_file), INVY_TRANSFER_ERROR,
                         INVY_TRANSFER_ERROR_NOT_A_FILE);
  invy_test_await_error (invy_guest_writer_write_file (originals, nowhere), INVY_TRANSFER_ERROR,
                         INVY_TRANSFER_ERROR_NOT_FOUND);

  invy_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/guest-writer/round-trip", test_round_trip);
  g_test_add_func ("/invy/guest-writer/safe-in-spreadsheets", test_safe_in_spreadsheets);
  g_test_add_func ("/invy/guest-writer/files", test_files);

  return g_test_run ();
}
