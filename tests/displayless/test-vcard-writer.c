/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/invy-guest.h"
#include "transfer/invy-guest-writer.h"
#include "transfer/invy-vcard-writer.h"

#include "invy-test.h"

#include <string.h>

static char *
write_card (InvyGuest *guest)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (InvySheet) sheet = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_ptr_array_add (guests, guest);
  sheet = invy_guest_writer_make_sheet (guests, NULL);
  bytes = invy_vcard_writer_write (sheet, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_card (void)
{
  g_autoptr (InvyGuest) guest = invy_guest_new ("event");
  g_autofree char *text = NULL;

  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "נועם; וענבר");
  invy_guest_set (guest, INVY_GUEST_LAST_NAME, "יו\"ם, שקד\\");
  invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, "0502345678 ::: +972-52-234-5678/03-1234567");
  invy_guest_set (guest, INVY_GUEST_EMAIL, "a@example.com");
  invy_guest_set (guest, INVY_GUEST_NOTES, "one\ntwo\r\nthree");
  invy_guest_set (guest, INVY_GUEST_SIDE, "כלה");
  invy_guest_set (guest, INVY_GUEST_HOUSEHOLD, "משפחת שקד");
  invy_guest_set (guest, INVY_GUEST_TAGS, "VIP; close, a\\b");
  invy_guest_set_party_size (guest, 99);
  invy_guest_set_rsvp (guest, INVY_RSVP_MAYBE, 0, 1803575045000);
  text = write_card (guest);

  g_assert_cmpstr (text, ==,
                   "BEGIN:VCARD\r\n"
                   "VERSION:3.0\r\n"
                   "N:יו\"ם\\, שקד\\\\;נועם\\; וענבר;;;\r\n"
                   "FN:נועם\\; וענבר יו\"ם\\, שקד\\\\\r\n"
                   "TEL;TYPE=CELL:0502345678\r\n"
                   "TEL;TYPE=CELL:+972-52-234-5678\r\n"
                   "TEL;TYPE=CELL:03-1234567\r\n"
                   "EMAIL;TYPE=INTERNET:a@example.com\r\n"
                   "NOTE:one\\ntwo\\nthree\r\n"
                   "CATEGORIES:VIP\\; close,a\\\\b\r\n"
                   "X-INVY-SIDE:כלה\r\n"
                   "X-INVY-HOUSEHOLD:משפחת שקד\r\n"
                   "X-INVY-PARTY-SIZE:99\r\n"
                   "X-INVY-RSVP:maybe\r\n"
                   "X-INVY-RSVP-COUNT:0\r\n"
                   "X-INVY-ANSWER-TIME:2027-02-25 19:04:05\r\n"
                   "END:VCARD\r\n");
}

/* No line is longer than 75 octets, each is UTF-8 by itself, and together they are what was written. */
static void
test_folding (void)
{
  g_autoptr (InvyGuest) guest = invy_guest_new ("event");
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (GString) unfolded = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (notes, i % 3 == 0 ? "ש" : i % 3 == 1 ? "😀" : "a");
  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "Dana");
  invy_guest_set (guest, INVY_GUEST_NOTES, notes->str);
  text = write_card (guest);

  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const gboolean goes_on = lines[i][0] == ' ';

      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_string_append_printf (unfolded, "%s%s", goes_on ? "" : "|", lines[i] + goes_on);
    }
  expected = g_strdup_printf ("|NOTE:%s|", notes->str);
  g_assert_nonnull (strstr (unfolded->str, expected));
}

/* A card has to have a name, but a number is none: an import would take it for one. */
static void
test_number_only (void)
{
  g_autoptr (InvyGuest) guest = invy_guest_new ("event");
  g_autofree char *text = NULL;

  invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, "0502345678");
  text = write_card (guest);
  g_assert_nonnull (strstr (text, "\r\nN:;;;;\r\nFN:\r\nTEL;TYPE=CELL:0502345678\r\n"));
}

int
main (int argc, char *argv[])
{
  /* Times are local. */
  g_setenv ("TZ", "Asia/Jerusalem", TRUE);
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/vcard-writer/card", test_card);
  g_test_add_func ("/invy/vcard-writer/folding", test_folding);
  g_test_add_func ("/invy/vcard-writer/number-only", test_number_only);

  return g_test_run ();
}
