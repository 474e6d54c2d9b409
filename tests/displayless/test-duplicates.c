/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"

#include "book/invy-duplicates.h"
#include "book/invy-guest-phone.h"

static GListStore *guests;

static InvyGuest *
add (const char *first, const char *last, const char *phone)
{
  g_autoptr (InvyGuest) guest = invy_guest_new ("wedding");

  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, first);
  invy_guest_set (guest, INVY_GUEST_LAST_NAME, last);
  invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, phone);
  invy_guest_judge_phone (guest, "IL");
  g_list_store_append (guests, guest);

  return guest;
}

static GPtrArray *
find (void)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = invy_test_await_boxed (invy_duplicates_find (G_LIST_MODEL (guests)), &error);

  g_assert_no_error (error);
  return found;
}

static void
assert_only (InvyLikeness likeness, guint n_guests)
{
  g_autoptr (GPtrArray) found = find ();
  InvyDuplicates *first;

  g_assert_cmpuint (found->len, ==, 1);
  first = found->pdata[0];
  g_assert_cmpint (first->likeness, ==, likeness);
  g_assert_cmpuint (first->guests->len, ==, n_guests);
}

static void
set_up (gpointer *fixture, gconstpointer data)
{
  guests = g_list_store_new (INVY_TYPE_GUEST);
}

static void
tear_down (gpointer *fixture, gconstpointer data)
{
  g_clear_object (&guests);
}

static void
test_person (gpointer *fixture, gconstpointer data)
{
  add ("Noa", "Levi", "050-765-4321");
  add ("Dan", "Katz", "052-765-4321");
  add ("נועה", NULL, "+972 50 765 4321");
  assert_only (INVY_LIKENESS_PERSON, 2);
}

static void
test_name (gpointer *fixture, gconstpointer data)
{
  add ("David", "Cohen", "050-765-4321");
  add ("דוד", "כהן", "052-765-4321");
  add ("cohen", "DAVID", NULL);
  add ("Давид", "Кохен", NULL);
  add ("Dana", "Katz", NULL);
  add ("Dina", "Katz", NULL);
  assert_only (INVY_LIKENESS_NAME, 4);
}

static void
test_number (gpointer *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *household = NULL;
  InvyGuest *one = add ("Yossi", "Mizrahi", "050-765-4321");
  InvyGuest *other = add ("Ruth", "Mizrahi", "0507654321");

  found = find ();
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (((InvyDuplicates *) found->pdata[0])->likeness, ==, INVY_LIKENESS_NUMBER);
  household = invy_duplicates_dup_household (found->pdata[0]);
  g_assert_cmpstr (household, ==, "Mizrahi");

  /* Who answers together already is not offered again. */
  invy_guest_set (one, INVY_GUEST_HOUSEHOLD, household);
  invy_guest_set (other, INVY_GUEST_HOUSEHOLD, household);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = find ();
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_nobody (gpointer *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;

  add ("Noa", NULL, NULL);
  add ("Noa", NULL, NULL);
  add (NULL, NULL, "12");
  add (NULL, NULL, "12");
  add ("Guest", "1", NULL);
  add ("Guest", "2", NULL);
  found = find ();
  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, func) g_test_add ("/invy/duplicates/" name, gpointer, NULL, set_up, func, tear_down)
  ADD ("person", test_person);
  ADD ("name", test_name);
  ADD ("number", test_number);
  ADD ("nobody", test_nobody);
#undef ADD

  return g_test_run ();
}
