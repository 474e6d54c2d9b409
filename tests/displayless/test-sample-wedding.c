/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/invy-sample-wedding.h"
#include "model/invy-guest.h"
#include "phone/invy-phone.h"

#include <string.h>

#define N_PROBLEMS 7

static InvyEvent *
new_wedding (GPtrArray **guests)
{
  g_autoptr (GError) error = NULL;
  InvyEvent *event = invy_sample_wedding_new (guests, &error);

  g_assert_no_error (error);
  return event;
}

static void
test_event (void)
{
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (InvyEvent) event = new_wedding (&guests);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  g_assert_true (invy_event_get_practice_only (event));
  g_assert_cmpstr (invy_event_get (event, INVY_EVENT_DATE), >, today);
  for (InvyEventField field = 0; field < INVY_EVENT_N_FIELDS; field++)
    {
      const char *text = invy_event_get (event, field);
      g_autofree char *normalized = invy_event_field_normalize (field, text, NULL);

      g_assert_cmpstr (text, ==, normalized);
      g_assert_true (text != NULL || field == INVY_EVENT_PARAMETER_MAPPING);
    }
}

static void
test_guests (void)
{
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (InvyEvent) event = new_wedding (&guests);
  g_autoptr (GHashTable) languages = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (guests->len, ==, 60);
  for (guint i = 0; i < guests->len; i++)
    {
      InvyGuest *guest = g_ptr_array_index (guests, i);

      g_assert_true (invy_guest_check (guest, NULL));
      g_assert_cmpstr (invy_guest_get_event_id (guest), ==, invy_event_get_id (event));
      g_assert_nonnull (invy_guest_get (guest, INVY_GUEST_RSVP_TOKEN));
      g_assert_cmpuint (invy_guest_get_party_size (guest), >=, 1);
      g_assert_cmpuint (invy_guest_get_rsvp_count (guest), <=, invy_guest_get_party_size (guest));
      g_hash_table_add (languages, (char *) invy_guest_get (guest, INVY_GUEST_LANGUAGE));
      g_hash_table_add (ids, (char *) invy_guest_get_id (guest));
    }
  g_assert_cmpuint (g_hash_table_size (languages), >=, 4);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 60);
}

/* A number in a range that is in use must be one that is kept for fiction. */
static gboolean
is_fiction (const char *e164)
{
  return g_regex_match_simple ("^\\+1[2-9]\\d{2}55501\\d{2}$", e164, 0, 0)
         || g_regex_match_simple ("^\\+442079460\\d{3}$", e164, 0, 0)
         || g_regex_match_simple ("^\\+447700900\\d{3}$", e164, 0, 0)
         || g_regex_match_simple ("^\\+3363998\\d{4}$", e164, 0, 0);
}

static void
test_nobody_has_the_numbers (void)
{
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (InvyEvent) event = new_wedding (&guests);
  InvyPhoneWarnings all_warnings = INVY_PHONE_WARNING_NONE;
  guint n_problems = 0;

  for (guint i = 0; i < guests->len; i++)
    {
      InvyGuest *guest = g_ptr_array_index (guests, i);
      const char *typed = invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER);
      g_autoptr (InvyPhone) phone = invy_phone_parse (typed, invy_event_get (event, INVY_EVENT_COUNTRY), NULL);

      g_test_message ("%s", typed);
      g_assert_cmpstr (invy_guest_get_phone_e164 (guest), ==, phone != NULL ? phone->e164 : NULL);
      if (phone == NULL)
        {
          n_problems++;
          continue;
        }
      g_assert_true ((phone->warnings & INVY_PHONE_WARNING_UNKNOWN_RANGE) || is_fiction (phone->e164));
      all_warnings |= phone->warnings;
    }

  g_assert_cmpuint (n_problems, ==, N_PROBLEMS);
  g_assert_cmphex (all_warnings, ==,
                   INVY_PHONE_WARNING_UNKNOWN_RANGE | INVY_PHONE_WARNING_LANDLINE | INVY_PHONE_WARNING_SECOND_NUMBER
                       | INVY_PHONE_WARNING_REPAIRED);
}

static void
test_each_is_another (void)
{
  g_autoptr (GPtrArray) guests = NULL, other_guests = NULL;
  g_autoptr (InvyEvent) event = new_wedding (&guests);
  g_autoptr (InvyEvent) other = new_wedding (&other_guests);

  g_assert_cmpstr (invy_event_get_id (event), !=, invy_event_get_id (other));
  g_assert_cmpstr (invy_guest_get_id (g_ptr_array_index (guests, 0)), !=,
                   invy_guest_get_id (g_ptr_array_index (other_guests, 0)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/sample-wedding/event", test_event);
  g_test_add_func ("/invy/sample-wedding/guests", test_guests);
  g_test_add_func ("/invy/sample-wedding/nobody-has-the-numbers", test_nobody_has_the_numbers);
  g_test_add_func ("/invy/sample-wedding/each-is-another", test_each_is_another);

  return g_test_run ();
}
