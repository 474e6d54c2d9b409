/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "phone/invy-phone-plan-private.h"

#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

/* What is read by our rules has to be what libphonenumber reads: of every country, with every beginning and length.
 */

#define N_LAST_DIGITS 3

static guint
check_number (const char *e164)
{
  PhoneNumber parsed;
  int country_code = 0;
  guint64 national = 0;

  if (!invy_phone_plan_read (e164, &country_code, &national))
    return 0;

  g_assert_cmpint (PhoneNumberUtil::GetInstance ()->Parse (e164, "ZZ", &parsed), ==,
                   PhoneNumberUtil::NO_PARSING_ERROR);
  g_assert_cmpint (parsed.country_code (), ==, country_code);
  g_assert_cmpuint (parsed.national_number (), ==, national);
  g_assert_false (parsed.italian_leading_zero ());
  return 1;
}

/* @beginning: two digits that the number begins with inside its country */
static guint
check_beginning (int country_code, int beginning, GRand *rand)
{
  guint n_read = 0;

  for (guint length = 0; length <= 12; length++)
    for (guint i = 0; i < N_LAST_DIGITS; i++)
      {
        g_autoptr (GString) e164 = g_string_new (NULL);

        g_string_printf (e164, "+%d%02d", country_code, beginning);
        for (guint j = 0; j < length; j++)
          g_string_append_c (e164, (char) ('0' + g_rand_int_range (rand, 0, 10)));
        n_read += check_number (e164->str);
      }
  return n_read;
}

static void
test_all_beginnings (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20270225);
  std::set<int> codes;
  guint n_read = 0;

  PhoneNumberUtil::GetInstance ()->GetSupportedCallingCodes (&codes);
  for (int code : codes)
    for (int beginning = 0; beginning < 100; beginning++)
      n_read += check_beginning (code, beginning, rand);
  g_assert_cmpuint (n_read, >, 50000);
}

static void
test_left_alone (void)
{
  static const char *const others[] = {
    "",
    "+",
    "972501234567",
    "+972",
    "+972123",
    "+9720501234567",
    "+972-501234567",
    "+18005551234567890",
    "+12",
    "+11234567890",
    "+54911234567",
    "+0501234567",
  };
  int country_code;
  guint64 national;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (invy_phone_plan_read (others[i], &country_code, &national));
  g_assert_true (invy_phone_plan_read ("+972501234567", &country_code, &national));
  g_assert_cmpint (country_code, ==, 972);
  g_assert_cmpuint (national, ==, 501234567);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/phone-plan/all-beginnings", test_all_beginnings);
  g_test_add_func ("/invy/phone-plan/left-alone", test_left_alone);

  return g_test_run ();
}
