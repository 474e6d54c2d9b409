/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/invy-csv-writer.h"
#include "transfer/invy-guest-reader.h"
#include "transfer/invy-guest-writer.h"

#include "invy-test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* first name, last name, phone, notes: what is hard to bring through a spreadsheet's format */
static const char *const guests[][4] = {
  { "Dana", "Cohen", "0502345678", NULL },
  { "ד\"ר אסף", "בר-און", "+972-50-234-5678", "שורה\nשנייה" },
  { "נועם וענבר", NULL, "0502345678 / 0522345678", "a, b; c" },
  { NULL, NULL, "050 234 5678", NULL },
  { "=1+1", "@all", "5.41E+08", "+plus" },
  { "'=quoted", "-minus", "no number", "'plain quote" },
  { "Noa", "🤍", "0502345678", "👍" },
  { "Anna", NULL, NULL, "she said \"yes\"" },
  { "Ольга", "Петрова", "+1 (212) 555-0123", "https://example.com/?a=b,c" },
};

static GPtrArray *
new_guests (void)
{
  GPtrArray *made = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (guests); i++)
    {
      InvyGuest *guest = invy_guest_new ("event");

      invy_guest_set (guest, INVY_GUEST_FIRST_NAME, guests[i][0]);
      invy_guest_set (guest, INVY_GUEST_LAST_NAME, guests[i][1]);
      invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, guests[i][2]);
      invy_guest_set (guest, INVY_GUEST_NOTES, guests[i][3]);
      invy_guest_set (guest, INVY_GUEST_EMAIL, "someone@example.com");
      invy_guest_set (guest, INVY_GUEST_LANGUAGE, i % 2 == 0 ? "he" : "en_US");
      invy_guest_set (guest, INVY_GUEST_SIDE, "כלה");
      invy_guest_set (guest, INVY_GUEST_GROUP_NAME, "Family; close");
      invy_guest_set (guest, INVY_GUEST_MEAL, "vegan");
      invy_guest_set (guest, INVY_GUEST_HOUSEHOLD, "+משפחת \"כהן\"");
      invy_guest_set (guest, INVY_GUEST_TAGS, "=VIP, a;b, עבודה");
      invy_guest_set_party_size (guest, (guint) i + 1);
      invy_guest_set_rsvp (guest, (InvyRsvp) (i % 4), i % 4 == INVY_RSVP_YES ? 2 : 0,
                           i % 4 != INVY_RSVP_NONE ? 1803575045000 : 0);
      g_ptr_array_add (made, guest);
    }

  return made;
}

static void
assert_same (InvyGuest *guest, InvyGuest *original)
{
  static const InvyGuestField fields[] = {
    INVY_GUEST_FIRST_NAME, INVY_GUEST_LAST_NAME, INVY_GUEST_PHONE_NUMBER, INVY_GUEST_EMAIL,
    INVY_GUEST_LANGUAGE,   INVY_GUEST_SIDE,      INVY_GUEST_GROUP_NAME,   INVY_GUEST_MEAL,
    INVY_GUEST_NOTES,      INVY_GUEST_HOUSEHOLD, INVY_GUEST_TAGS,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (invy_guest_get (guest, fields[i]), ==, invy_guest_get (original, fields[i]));
  g_assert_cmpuint (invy_guest_get_party_size (guest), ==, invy_guest_get_party_size (original));
  g_assert_cmpint (invy_guest_get_rsvp (guest), ==, invy_guest_get_rsvp (original));
  g_assert_cmpint (invy_guest_get_rsvp_at (guest), ==, invy_guest_get_rsvp_at (original));
  g_assert_cmpuint (invy_guest_get_rsvp_count (guest), ==, invy_guest_get_rsvp_count (original));
}

static GBytes *
write_csv (GPtrArray *originals)
{
  g_autoptr (InvySheet) sheet = invy_guest_writer_make_sheet (originals, NULL);

  return invy_csv_writer_write (sheet, NULL);
}

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) originals = new_guests ();
  g_autoptr (GBytes) bytes = write_csv (originals);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = invy_guest_reader_read_bytes (bytes, "event", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (guests));
  for (guint i = 0; i < rows->len; i++)
    {
      InvyImportRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpstr (row->reason, ==, NULL);
      g_assert_cmpstr (row->warning, ==, NULL);
      assert_same (row->guest, originals->pdata[i]);
    }
}

/* Every cell that a spreadsheet would run or round is protected. */
static void
test_safe_in_spreadsheets (void)
{
  g_autoptr (GPtrArray) originals = new_guests ();
  g_autoptr (GBytes) bytes = write_csv (originals);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"));
  g_assert_nonnull (strstr (text, "\r\n'=1+1,'@all,"));
  g_assert_nonnull (strstr (text, ",\"\t0502345678\","));
  g_assert_nonnull (strstr (text, ",\"\t+972-50-234-5678\","));
  g_assert_null (strstr (text, ",+"));
  g_assert_null (strstr (text, ",="));
  g_assert_null (strstr (text, ",@"));
}

static void
assert_refuses (GPtrArray *originals, const char *folder, const char *name, InvyTransferError code)
{
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);

  invy_test_await_error (invy_guest_writer_write_file (originals, "he", file), INVY_TRANSFER_ERROR, (int) code);
}

static void
test_files (void)
{
  g_autoptr (GPtrArray) originals = new_guests ();
  g_autoptr (GBytes) expected = write_csv (originals);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  char *folder = invy_test_make_folder ();
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "guests.CSV", NULL);
  g_autofree char *taken = g_build_filename (folder, "taken.csv", NULL);

  g_assert_true (invy_test_await (invy_guest_writer_write_file (originals, "he", file), &error));
  g_assert_no_error (error);
  written = g_file_load_bytes (file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (written, expected));

  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
  assert_refuses (originals, folder, "taken.csv", INVY_TRANSFER_ERROR_NOT_A_FILE);
  assert_refuses (originals, folder, "nowhere/guests.csv", INVY_TRANSFER_ERROR_NOT_FOUND);
  assert_refuses (originals, folder, "guests", INVY_TRANSFER_ERROR_UNKNOWN_FORMAT);
  assert_refuses (originals, folder, "guests.xls", INVY_TRANSFER_ERROR_UNKNOWN_FORMAT);
  assert_refuses (originals, folder, "csv", INVY_TRANSFER_ERROR_UNKNOWN_FORMAT);

  invy_test_remove_folder (folder);
}

/* A disk that takes no more leaves what was there. */
static void
test_full_disk (void)
{
  static const char *const names[] = { "guests.csv", "guests.vcf", "guests.xlsx" };
  g_autoptr (GPtrArray) originals = new_guests ();
  char *folder = invy_test_make_folder ();
  const struct rlimit small = { 16, RLIM_INFINITY };
  const struct rlimit any = { RLIM_INFINITY, RLIM_INFINITY };

  /* To a program that ignores the signal, a file that may not grow is what a full disk is. */
  signal (SIGXFSZ, SIG_IGN);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (folder, names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_true (g_file_replace_contents (file, "old", 3, NULL, FALSE, 0, NULL, NULL, NULL));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      g_assert_false (invy_test_await (invy_guest_writer_write_file (originals, NULL, file), &error));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &any), ==, 0);
      g_assert_true (error->domain == INVY_TRANSFER_ERROR);
      g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
    }

  invy_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/invy/guest-writer/round-trip", test_round_trip);
  g_test_add_func ("/invy/guest-writer/safe-in-spreadsheets", test_safe_in_spreadsheets);
  g_test_add_func ("/invy/guest-writer/files", test_files);
  g_test_add_func ("/invy/guest-writer/full-disk", test_full_disk);

  return g_test_run ();
}
