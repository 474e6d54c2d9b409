/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "whatsapp/invy-api-version.h"

#include <string.h>

static GDateTime *
at (const char *day)
{
  g_autofree char *text = g_strconcat (day, "T12:00:00Z", NULL);

  return g_date_time_new_from_iso8601 (text, NULL);
}

static void
test_ends (void)
{
  g_assert_cmpstr (invy_api_version_get_end ("v20.0"), ==, "2026-09-24");
  g_assert_cmpstr (invy_api_version_get_end ("v25.0"), ==, "2028-07-29");
  g_assert_null (invy_api_version_get_end ("v26.0"));
  g_assert_null (invy_api_version_get_end ("v100.0"));
  g_assert_cmpstr (invy_api_version_get_end ("v9.0"), ==, "2026-09-24");
}

static void
test_judge (void)
{
  static const struct
  {
    const char *version;
    const char *day;
    InvyApiVersionState state;
  } rows[] = {
    { "v20.0", "2026-09-23", INVY_API_VERSION_EXPIRING }, { "v20.0", "2026-09-24", INVY_API_VERSION_EXPIRED },
    { "v21.0", "2026-10-22", INVY_API_VERSION_CURRENT },  { "v21.0", "2026-10-24", INVY_API_VERSION_EXPIRING },
    { "v25.0", "2026-11-22", INVY_API_VERSION_CURRENT },  { "v26.0", "2040-01-01", INVY_API_VERSION_CURRENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) now = at (rows[i].day);

      g_assert_cmpint (invy_api_version_judge (rows[i].version, now), ==, rows[i].state);
    }
}

static void
check_warning (const char *version, const char *served, const char *day, const char *hint)
{
  g_autoptr (GDateTime) now = at (day);
  g_autofree char *warning = invy_api_version_dup_warning (version, served, now);

  if (hint == NULL)
    g_assert_null (warning);
  else
    g_assert_true (warning != NULL && strstr (warning, hint) != NULL);
}

static void
test_warnings (void)
{
  check_warning ("v25.0", "v25.0", "2026-11-22", NULL);
  check_warning ("v25.0", NULL, "2026-11-22", NULL);
  check_warning ("v25.0", "v26.0", "2026-11-22", "v26.0");
  check_warning ("v21.0", "v21.0", "2026-11-22", "ends on");
  check_warning ("v20.0", "v21.0", "2026-11-22", "ended on");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/api-version/ends", test_ends);
  g_test_add_func ("/invy/api-version/judge", test_judge);
  g_test_add_func ("/invy/api-version/warnings", test_warnings);

  return g_test_run ();
}
