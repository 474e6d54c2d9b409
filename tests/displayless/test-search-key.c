/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/invy-guest-phone.h"
#include "book/invy-search-key.h"

static InvyGuest *
new_guest (const char *first_name, const char *last_name, const char *phone)
{
  InvyGuest *guest = invy_guest_new ("event");

  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, first_name);
  invy_guest_set (guest, INVY_GUEST_LAST_NAME, last_name);
  invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, phone);
  invy_guest_set (guest, INVY_GUEST_GROUP_NAME, "צה\"ל");
  invy_guest_set (guest, INVY_GUEST_EMAIL, "Dana@Example.com");
  invy_guest_judge_phone (guest, "IL");

  return guest;
}

static gboolean
finds (InvyGuest *guest, const char *text)
{
  g_autofree char *guest_key = invy_search_key_for_guest (guest);
  g_autofree char *text_key = invy_search_key_new (text);

  return invy_search_key_matches (guest_key, text_key);
}

static void
test_found (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "דנה",
    "דנ",
    "ד\u05b8נה",
    "כהן",
    "כהן דנה",
    "דנה כה",
    "צהל",
    "צה״ל",
    "dana@example",
    "EXAMPLE",
    "0502345678",
    "050-234",
    "050 234 5678",
    "502345",
    "5678",
    "972502345678",
    "+972 50-234-5678",
    "+97250",
    "٠٥٠٢٣٤",
  };
  g_autoptr (InvyGuest) guest = new_guest ("דנה", "כהן", "050-234 5678");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_true (finds (guest, texts[i]));
    }
}

static void
test_not_found (void)
{
  static const char *const texts[] = { "לוי", "דנה לוי", "0521", "הנד", "q" };
  g_autoptr (InvyGuest) guest = new_guest ("דנה", "כהן", "+972502345678");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (finds (guest, texts[i]));
  g_assert_true (finds (guest, "0502345678"));
}

static void
test_bad_number_as_typed (void)
{
  g_autoptr (InvyGuest) letters = new_guest ("José", NULL, "05O2345678");
  g_autoptr (InvyGuest) nobody = new_guest (NULL, NULL, NULL);

  g_assert_true (finds (letters, "05o23"));
  g_assert_true (finds (letters, "jose"));
  g_assert_false (finds (nobody, "5"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/search-key/found", test_found);
  g_test_add_func ("/invy/search-key/not-found", test_not_found);
  g_test_add_func ("/invy/search-key/bad-number-as-typed", test_bad_number_as_typed);

  return g_test_run ();
}
