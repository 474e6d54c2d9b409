/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phone/invy-country.h"
#include "phone/invy-phone.h"

#include <glib.h>

/* Every country whose numbers are understood is there, with a name. */
static void
test_all (void)
{
  g_auto (GStrv) codes = invy_country_dup_codes ();

  g_assert_cmpuint (g_strv_length (codes), >, 240);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *name = invy_country_dup_name (codes[i]);

      g_assert_true (invy_phone_is_country (codes[i]));
      g_assert_cmpstr (name, !=, codes[i]);
      g_assert_true (g_utf8_validate (name, -1, NULL));
    }
  g_assert_true (g_strv_contains ((const char *const *) codes, "IL"));
  g_assert_true (g_strv_contains ((const char *const *) codes, "XK"));
}

/* In the language of the interface. */
static void
test_names (void)
{
  const char *expected = g_test_subprocess () ? g_getenv ("INVY_EXPECTED") : NULL;
  static const char *const languages[][2] = { { "en_US.UTF-8", "Israel" }, { "he", "ישראל" }, { "ar", "إسرائيل" } };

  if (expected != NULL)
    {
      g_autofree char *name = invy_country_dup_name ("IL");

      g_assert_cmpstr (name, ==, expected);
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_auto (GStrv) environment = g_get_environ ();

      environment = g_environ_setenv (environment, "LC_ALL", "he_IL.UTF-8", TRUE);
      environment = g_environ_setenv (environment, "LANGUAGE", languages[i][0], TRUE);
      environment = g_environ_setenv (environment, "INVY_EXPECTED", languages[i][1], TRUE);
      g_test_trap_subprocess_with_envp (NULL, (const char *const *) environment, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/country/all", test_all);
  g_test_add_func ("/invy/country/names", test_names);

  return g_test_run ();
}
