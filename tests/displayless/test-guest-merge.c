/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/invy-guest-merge.h"
#include "transfer/invy-guest-reader.h"

#include <string.h>

static GPtrArray *
read_rows (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = invy_guest_reader_read_bytes (bytes, "event", &error);

  g_assert_no_error (error);
  return rows;
}

/* A guest book as it is after @text was imported into an empty one. */
static GPtrArray *
new_book (const char *text)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = read_rows (text);
  g_autoptr (InvyGuestMerge) merge = invy_guest_merge_new (nobody, rows, "IL");

  g_assert_cmpuint (merge->updated->len, ==, 0);
  return g_steal_pointer (&merge->added);
}

static InvyGuestMerge *
import (GPtrArray *book, const char *text)
{
  g_autoptr (GPtrArray) rows = read_rows (text);

  return invy_guest_merge_new (book, rows, "IL");
}

static void
assert_counts (InvyGuestMerge *merge, guint n_added, guint n_updated, guint n_unchanged, guint n_warnings)
{
  g_assert_cmpuint (merge->added->len, ==, n_added);
  g_assert_cmpuint (merge->updated->len, ==, n_updated);
  g_assert_cmpuint (merge->n_unchanged, ==, n_unchanged);
  g_assert_cmpuint (merge->warnings->len, ==, n_warnings);
}

#define LIST                                 \
  "First name,Last name,Phone,Count,Notes\n" \
  "Dana,Cohen,0502345678,2,front\n"          \
  "Avi,Levi,0522345678,,\n"                  \
  "Noa,Levi,0522345678,,\n"                  \
  "Ruth,,,1,\n"                              \
  "Ruth,,,1,\n"                              \
  ",,0532345678,,\n"                         \
  "Gil,Katz,5.41E+08,,\n"

static void
test_new_guests (void)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (InvyGuestMerge) merge = import (nobody, LIST);
  InvyGuest *dana, *avi, *gil;

  /* Noa shares a number, both Ruths have none, and Gil's lost its digits. */
  assert_counts (merge, 7, 0, 0, 4);
  dana = g_ptr_array_index (merge->added, 0);
  avi = g_ptr_array_index (merge->added, 1);
  gil = g_ptr_array_index (merge->added, 6);
  g_assert_cmpstr (invy_guest_get_phone_e164 (dana), ==, "+972502345678");
  g_assert_cmpuint (invy_guest_get_party_size (dana), ==, 2);
  g_assert_cmpuint (invy_guest_get_party_size (avi), ==, 1);
  g_assert_null (invy_guest_get_phone_e164 (gil));
  g_assert_nonnull (invy_guest_get_phone_problem (gil));
}

static void
test_same_file_twice (void)
{
  g_autoptr (GPtrArray) book = new_book (LIST);
  g_autoptr (InvyGuestMerge) merge = import (book, LIST);

  g_assert_cmpuint (merge->added->len, ==, 0);
  g_assert_cmpuint (merge->updated->len, ==, 0);
  g_assert_cmpuint (merge->n_unchanged, ==, 7);
}

static void
test_empty_never_overwrites (void)
{
  g_autoptr (GPtrArray) book = new_book (LIST);
  g_autoptr (InvyGuestMerge) merge =
      import (book, "Name,Phone,Count,Notes,Email\nDana Cohen,+972-50-234-5678,,,dana@example.com\n");
  InvyGuest *dana;

  assert_counts (merge, 0, 1, 0, 0);
  dana = g_ptr_array_index (merge->updated, 0);
  g_assert_true (dana != g_ptr_array_index (book, 0));
  g_assert_cmpstr (invy_guest_get_id (dana), ==, invy_guest_get_id (g_ptr_array_index (book, 0)));
  g_assert_cmpstr (invy_guest_get (dana, INVY_GUEST_EMAIL), ==, "dana@example.com");
  g_assert_cmpstr (invy_guest_get (dana, INVY_GUEST_NOTES), ==, "front");
  g_assert_cmpstr (invy_guest_get (dana, INVY_GUEST_PHONE_NUMBER), ==, "0502345678");
  g_assert_cmpuint (invy_guest_get_party_size (dana), ==, 2);
  g_assert_null (invy_guest_get (g_ptr_array_index (book, 0), INVY_GUEST_EMAIL));
}

static void
test_name_alone_is_nobody (void)
{
  g_autoptr (GPtrArray) book = new_book (LIST);
  g_autoptr (InvyGuestMerge) other_number = import (book, "Name,Phone\nDana Cohen,0542345678\n");
  g_autoptr (InvyGuestMerge) no_number = import (book, "Name,Phone\nDana Cohen,\n");
  g_autoptr (InvyGuestMerge) other_name = import (book, "Name,Phone\nDina Cohen,0502345678\n");

  assert_counts (other_number, 1, 0, 0, 1);
  assert_counts (no_number, 1, 0, 0, 1);
  assert_counts (other_name, 1, 0, 0, 1);
}

/* A planner who parted a name, or filled one in, keeps it. */
static void
test_names_stay (void)
{
  g_autoptr (GPtrArray) book = new_book ("Name,Phone\nנועם וענבר שקד,0502345678\n,0522345678\n");
  InvyGuest *couple = g_ptr_array_index (book, 0), *nameless = g_ptr_array_index (book, 1);
  g_autoptr (InvyGuestMerge) again = NULL, named = NULL;
  InvyGuest *updated;

  invy_guest_set (couple, INVY_GUEST_FIRST_NAME, "נועם וענבר");
  invy_guest_set (couple, INVY_GUEST_LAST_NAME, "שקד");
  invy_guest_set (nameless, INVY_GUEST_FIRST_NAME, "Gil");

  again = import (book, "Name,Phone\nנועם וענבר שקד,0502345678\n,0522345678\n");
  g_assert_cmpuint (again->n_unchanged, ==, 2);

  /* But a number without a name takes the first name that comes. */
  invy_guest_set (nameless, INVY_GUEST_FIRST_NAME, NULL);
  named = import (book, "Name,Phone\nGil,0522345678\nRon,0522345678\n");
  assert_counts (named, 1, 1, 0, 1);
  updated = g_ptr_array_index (named->updated, 0);
  g_assert_cmpstr (invy_guest_get (updated, INVY_GUEST_FIRST_NAME), ==, "Gil");
}

static void
test_twice_in_one_file (void)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (InvyGuestMerge) merge = import (nobody, "Name,Phone,Group\n"
                                                     "Dana Cohen,0502345678,\n"
                                                     "dana  cohen,+972502345678,work\n");
  InvyGuest *dana;

  assert_counts (merge, 1, 0, 1, 1);
  dana = g_ptr_array_index (merge->added, 0);
  g_assert_cmpstr (invy_guest_get (dana, INVY_GUEST_GROUP_NAME), ==, "work");
  g_assert_cmpuint (((InvyImportRow *) g_ptr_array_index (merge->warnings, 0))->number, ==, 3);
}

/* A name of punctuation is still a name. */
static void
test_odd_names (void)
{
  g_autoptr (GPtrArray) book = new_book ("Name,Phone\n*,\n#,0502345678\n");
  g_autoptr (InvyGuestMerge) merge = import (book, "Name,Phone\n*,\n#,0502345678\n");

  g_assert_cmpuint (book->len, ==, 2);
  g_assert_cmpuint (merge->n_unchanged, ==, 2);
}

static void
test_rejected (void)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = read_rows ("Name,Phone,Group\n,,family\nDana,0502345678,\n");
  g_autoptr (InvyGuestMerge) merge = invy_guest_merge_new (nobody, rows, "IL");

  assert_counts (merge, 1, 0, 0, 0);
  g_assert_cmpuint (merge->rejected->len, ==, 1);
  g_assert_true (g_ptr_array_index (merge->rejected, 0) == g_ptr_array_index (rows, 0));
}

/* Asking what would happen changes nothing, so asking again gives the same answer. */
static void
test_rows_stay (void)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = read_rows (LIST);
  g_autoptr (InvyGuestMerge) first = invy_guest_merge_new (nobody, rows, "IL");
  g_autoptr (InvyGuestMerge) second = invy_guest_merge_new (nobody, rows, NULL);
  g_autoptr (InvyGuestMerge) third = invy_guest_merge_new (nobody, rows, "IL");

  g_assert_cmpuint (second->warnings->len, ==, 7);
  g_assert_cmpuint (third->warnings->len, ==, first->warnings->len);
  for (guint i = 0; i < first->warnings->len; i++)
    {
      InvyImportRow *before = g_ptr_array_index (first->warnings, i), *after = g_ptr_array_index (third->warnings, i);

      g_assert_cmpstr (before->warning, ==, after->warning);
    }
}

/* The mobile number is the guest's, the other one is kept in the notes, and the same file says nothing new. */
static void
test_several_numbers (void)
{
  static const char list[] = "Name,Phone\nDana,036234567 / 050-234-5678\nAvi,052-234-5678 ::: 03-6234568\n";
  g_autoptr (GPtrArray) book = new_book (list);
  g_autoptr (InvyGuestMerge) again = import (book, list);
  InvyGuest *dana = g_ptr_array_index (book, 0), *avi = g_ptr_array_index (book, 1);

  g_assert_cmpstr (invy_guest_get (dana, INVY_GUEST_PHONE_NUMBER), ==, "050-234-5678");
  g_assert_cmpstr (invy_guest_get (dana, INVY_GUEST_NOTES), ==, "☎ 036234567");
  g_assert_cmpstr (invy_guest_get (avi, INVY_GUEST_PHONE_NUMBER), ==, "052-234-5678");
  g_assert_cmpstr (invy_guest_get (avi, INVY_GUEST_NOTES), ==, "☎ 03-6234568");
  g_assert_cmpuint (again->n_unchanged, ==, 2);
}

/* What columns without a place of their own add to the notes leaves the planner's words there, whose cell is empty.
 */
static void
test_notes_stay (void)
{
  static const char list[] = "Name,Phone,Table,Notes\nDana,0502345678 / 036234567,5,\nAvi,0522345678,6,front\n";
  g_autoptr (GPtrArray) book = new_book (list);
  g_autoptr (InvyGuestMerge) again = NULL, moved = NULL;
  InvyGuest *dana = g_ptr_array_index (book, 0);

  g_assert_cmpstr (invy_guest_get (dana, INVY_GUEST_NOTES), ==, "Table: 5\n☎ 036234567");
  invy_guest_set (dana, INVY_GUEST_NOTES, "Allergic to nuts\nTable: 5\n☎ 036234567\nCall first");
  again = import (book, list);
  g_assert_cmpuint (again->n_unchanged, ==, 2);

  moved = import (book, "Name,Phone,Table\nDana,0502345678 / 036234569,7\nAvi,0522345678,6\n");
  assert_counts (moved, 0, 1, 1, 1);
  dana = g_ptr_array_index (moved->updated, 0);
  g_assert_cmpstr (invy_guest_get (dana, INVY_GUEST_NOTES), ==,
                   "Allergic to nuts\nTable: 7\n☎ 036234569\nCall first");
}

/* Each row says what becomes of it, with the guest before and after. */
static void
test_rows (void)
{
  g_autoptr (GPtrArray) book = new_book ("Name,Phone,Group\nDana,0502345678,Work\n");
  g_autoptr (InvyGuestMerge) merge =
      import (book, "Name,Phone,Group\nDana,0502345678,Family\nAvi,0522345678,\n,,x\nDana,0502345678,\n");
  static const InvyMergeKind kinds[] = { INVY_MERGE_UPDATED, INVY_MERGE_ADDED, INVY_MERGE_REJECTED,
                                         INVY_MERGE_UNCHANGED };
  const InvyMergeRow *changed;

  g_assert_cmpuint (merge->rows->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < merge->rows->len; i++)
    g_assert_cmpint (((InvyMergeRow *) g_ptr_array_index (merge->rows, i))->kind, ==, kinds[i]);
  changed = g_ptr_array_index (merge->rows, 0);
  g_assert_cmpstr (invy_guest_get (changed->before, INVY_GUEST_GROUP_NAME), ==, "Work");
  g_assert_cmpstr (invy_guest_get (changed->after, INVY_GUEST_GROUP_NAME), ==, "Family");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/guest-merge/new-guests", test_new_guests);
  g_test_add_func ("/invy/guest-merge/same-file-twice", test_same_file_twice);
  g_test_add_func ("/invy/guest-merge/empty-never-overwrites", test_empty_never_overwrites);
  g_test_add_func ("/invy/guest-merge/name-alone-is-nobody", test_name_alone_is_nobody);
  g_test_add_func ("/invy/guest-merge/names-stay", test_names_stay);
  g_test_add_func ("/invy/guest-merge/twice-in-one-file", test_twice_in_one_file);
  g_test_add_func ("/invy/guest-merge/odd-names", test_odd_names);
  g_test_add_func ("/invy/guest-merge/rejected", test_rejected);
  g_test_add_func ("/invy/guest-merge/rows-stay", test_rows_stay);
  g_test_add_func ("/invy/guest-merge/several-numbers", test_several_numbers);
  g_test_add_func ("/invy/guest-merge/notes-stay", test_notes_stay);
  g_test_add_func ("/invy/guest-merge/rows", test_rows);

  return g_test_run ();
}
