/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-uuid.h"

#include <string.h>

static void
test_one (void)
{
  char one[INVY_UUID_SIZE], other[INVY_UUID_SIZE];

  invy_uuid_make (one);
  invy_uuid_make (other);

  g_assert_true (g_uuid_string_is_valid (one));
  g_assert_cmpuint (strlen (one), ==, INVY_UUID_SIZE - 1);
  g_assert_cmpint (one[14], ==, '4');
  g_assert_nonnull (strchr ("89ab", one[19]));
  g_assert_cmpstr (one, !=, other);
}

/* Sorted, and each there once. */
static void
test_sorted (void)
{
  g_autofree char (*uuids)[INVY_UUID_SIZE] = invy_uuid_new_sorted (1000);

  for (guint i = 0; i < 1000; i++)
    {
      g_assert_true (g_uuid_string_is_valid (uuids[i]));
      if (i > 0)
        g_assert_cmpint (strcmp (uuids[i - 1], uuids[i]), <, 0);
    }
  g_assert_null (invy_uuid_new_sorted (0));
}

static void
test_token (void)
{
  char token[INVY_UUID_TOKEN_SIZE];

  invy_uuid_write_token ("0b1c2d3e-4f50-4162-8374-8596a7b8c9da", token);
  g_assert_cmpstr (token, ==, "0b1c2d3e4f50416283748596a7b8c9da");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/uuid/one", test_one);
  g_test_add_func ("/invy/uuid/sorted", test_sorted);
  g_test_add_func ("/invy/uuid/token", test_token);

  return g_test_run ();
}
