/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phone/invy-phone.h"

#include "invy-fuzz.h"

#define N_ITERATIONS 20000
#define SEED 20270826

static const char *const seeds[] = {
  "0502345678",
  "+972-50-234-5678",
  "+1-555-123-4567",
  "9720502345678",
  "00972502345678",
  "502345678",
  "5.41E+08",
  "050-2345678 / 052-2345678",
  "0502345678 ::: 0522345678",
  "٠٥٠٢٣٤٥٦٧٨",
  "＋９７２ ５０",
  "tel:+44 20 7946 0123;ext=5",
  "+39 06 1234 5678",
  "+870301234567",
  "*5287",
  "",
};

static const char *const countries[] = { "IL", "US", "GB", "DE", "IT", "AR", "MX", "BR", "RU", "XX", "", NULL };

static void
try_one (const char *text, const char *country)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyPhone) phone = invy_phone_parse (text, country, &error);
  g_autoptr (InvyPhone) again = NULL;

  if (phone == NULL)
    {
      g_assert_true (error != NULL && error->domain == INVY_PHONE_ERROR);
      return;
    }

  g_assert_no_error (error);
  g_assert_true (g_regex_match_simple ("^\\+[1-9][0-9]{3,16}$", phone->e164, 0, 0));
  g_assert_true (g_utf8_validate (phone->display, -1, NULL));
  /* What is sent to is a number itself, and the same. */
  again = invy_phone_parse (phone->e164, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->e164, ==, phone->e164);
}

static void
test_mutations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_ITERATIONS; i++)
    {
      g_autoptr (GBytes) bytes = invy_fuzz_mutate (rand, seeds, G_N_ELEMENTS (seeds));
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);
      g_autofree char *text = g_strndup (data, size);

      try_one (text, countries[i % G_N_ELEMENTS (countries)]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/fuzz/phone", test_mutations);

  return g_test_run ();
}
