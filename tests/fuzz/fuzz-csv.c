/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/invy-guest-merge.h"
#include "transfer/invy-csv-writer.h"
#include "transfer/invy-guest-reader.h"
#include "transfer/invy-guest-writer.h"

#include "invy-fuzz.h"

#include <string.h>

#define N_ITERATIONS 4000
#define SEED 20270826

static const char *const seeds[] = {
  "First name,Last name,Phone\nDana,Cohen,0502345678\n",
  "שם מלא;טלפון;כמות\r\nנועם וענבר שקד;050-2345678 / 0522345678;2\r\n",
  "a\tb\tc\n\"x \"\"y\"\"\"\t\"two\nlines\"\t5.41E+08\n",
  "Name,Count,Table,Group,RSVP,Coming\nיו\"ם,1,19,A,yes,2\n",
  "\xf9\xed,\xe8\xec\xf4\xe5\xef\n\xe3\xf0\xe4,0502345678\n", /* Windows-1255 */
  "0502345678\n0522345678\n",
  "Dana,Cohen,0502345678,2,dana@example.com\n",
  "=\"0502345678\",'=1+1\n",
  "",
};

static void
assert_row (InvyImportRow *row)
{
  g_assert_cmpuint (row->number, >=, 1);
  g_assert_true ((row->guest != NULL) != (row->reason != NULL));
  for (guint field = 0; row->guest != NULL && field < INVY_GUEST_N_FIELDS; field++)
    {
      const char *text = invy_guest_get (row->guest, field);

      g_assert_true (text == NULL || (*text != '\0' && g_utf8_validate (text, -1, NULL)));
    }
}

/* An import into an empty book, an export of that, and a second import, which must find everyone again. */
static void
assert_comes_back (GPtrArray *rows)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (InvyGuestMerge) merge = invy_guest_merge_new (nobody, rows, "IL");
  g_autoptr (InvyGuestMerge) again = invy_guest_merge_new (merge->added, rows, "IL");
  g_autoptr (InvySheet) sheet = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) read_again = NULL;

  g_assert_cmpuint (merge->added->len + merge->n_unchanged + merge->rejected->len, ==, rows->len);
  g_assert_cmpuint (again->added->len, ==, 0);

  sheet = invy_guest_writer_make_sheet (merge->added, NULL);
  bytes = invy_csv_writer_write (sheet, NULL);
  read_again = invy_guest_reader_read_bytes (bytes, "event", NULL);
  g_assert_cmpuint (read_again != NULL ? read_again->len : 0, ==, merge->added->len);
}

static void
test_mutations (void)
{
  g_autoptr (GRand) rand = invy_fuzz_start (SEED);

  for (guint i = 0; invy_fuzz_goes_on (i, N_ITERATIONS); i++)
    {
      g_autoptr (GBytes) bytes = invy_fuzz_mutate (rand, seeds, G_N_ELEMENTS (seeds));
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = invy_guest_reader_read_bytes (bytes, "event", &error);

      if (rows == NULL)
        {
          g_assert_true (error != NULL && error->domain == INVY_TRANSFER_ERROR);
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, >, 0);
      for (guint j = 0; j < rows->len; j++)
        assert_row (g_ptr_array_index (rows, j));
      assert_comes_back (rows);
    }
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/fuzz/csv", test_mutations);

  return g_test_run ();
}
