/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-store.h"

#include <glib.h>

static void
test_protected (void)
{
  const char *const uris[] = {
    "sqlite:/home/dana/invy.db",
    "postgresql:///invy",
    "postgresql://dana@localhost/invy",
    "postgresql://dana@127.0.0.1:5433/invy?sslmode=disable",
    "postgresql://dana@[::1]/invy",
    "postgresql://dana@%2Frun%2Fpostgresql/invy",
    "postgresql:///invy?host=/run/postgresql",
    "postgresql://dana@db.example.org/invy?sslmode=verify-full",
    "postgresql://a.example.org,b.example.org/invy?sslmode=verify-full&target_session_attrs=read-write",
  };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_test_message ("%s", uris[i]);
      g_assert_true (invy_store_is_protected (uris[i]));
    }
}

static void
test_unprotected (void)
{
  const char *const uris[] = {
    "postgresql://dana@db.example.org/invy",
    "postgresql://dana@db.example.org/invy?sslmode=require",
    "postgresql://dana@db.example.org/invy?sslmode=verify-ca",
    "postgresql://localhost,db.example.org/invy",
    "postgresql://localhost/invy?hostaddr=192.0.2.7",
    "postgresql:///invy?host=db.example.org",
    "postgres://192.0.2.7/invy",
  };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_test_message ("%s", uris[i]);
      g_assert_false (invy_store_is_protected (uris[i]));
    }
}

static void
test_environment (void)
{
  g_assert_true (g_setenv ("PGHOST", "db.example.org", TRUE));
  g_assert_false (invy_store_is_protected ("postgresql:///invy"));
  g_assert_true (invy_store_is_protected ("postgresql://localhost/invy"));
  g_assert_true (g_setenv ("PGSSLMODE", "verify-full", TRUE));
  g_assert_true (invy_store_is_protected ("postgresql:///invy"));
  g_assert_false (invy_store_is_protected ("postgresql:///invy?sslmode=prefer"));
  g_unsetenv ("PGHOST");
  g_unsetenv ("PGSSLMODE");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/postgres-address/protected", test_protected);
  g_test_add_func ("/invy/postgres-address/unprotected", test_unprotected);
  g_test_add_func ("/invy/postgres-address/environment", test_environment);

  return g_test_run ();
}
