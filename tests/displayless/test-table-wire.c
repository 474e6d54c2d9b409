/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-test-table.h"

#include <string.h>

static GBytes *
new_answer (void)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_table_unref);

  g_ptr_array_add (tables, invy_table_new ("אורחים"));
  g_ptr_array_add (tables, invy_table_new ("empty"));
  g_ptr_array_add (tables, invy_table_new (NULL));
  invy_table_add_row (tables->pdata[0], 1, "שם\0טלפון", sizeof "שם\0טלפון");
  invy_table_add_row (tables->pdata[0], 7, "\0\0x", sizeof "\0\0x");
  invy_table_add_row (tables->pdata[2], 2, "y", sizeof "y");

  return invy_table_wire_write (INVY_TABLE_WIRE_ODS, tables);
}

static void
test_round_trip (void)
{
  g_autoptr (GBytes) bytes = new_answer ();
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *description = NULL;
  InvyTableWireKind kind;

  tables = invy_table_wire_read (bytes, &kind);
  g_assert_nonnull (tables);
  g_assert_cmpint (kind, ==, INVY_TABLE_WIRE_ODS);
  description = invy_test_table_describe (tables);
  g_assert_cmpstr (description, ==, "אורחים\n1:שם|טלפון\n7:||x\n-\n2:y\n");
}

/* Whatever the helper says arrives, or a file would be called damaged that is not. */
static void
test_refusals (void)
{
  for (int said = INVY_TABLE_WIRE_EMPTY; said < INVY_TABLE_WIRE_N_KINDS; said++)
    {
      g_autoptr (GBytes) refusal = invy_table_wire_write ((InvyTableWireKind) said, NULL);
      InvyTableWireKind kind = INVY_TABLE_WIRE_XLSX;
      g_autoptr (GPtrArray) none = invy_table_wire_read (refusal, &kind);

      g_assert_nonnull (none);
      g_assert_cmpuint (none->len, ==, 0);
      g_assert_cmpint ((int) kind, ==, said);
    }
}

static void
read_damaged (const guint8 *data, gsize size, gboolean must_fail)
{
  /* of its own, so that a sanitizer sees a step beyond the end */
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) tables = NULL;
  InvyTableWireKind kind = INVY_TABLE_WIRE_EMPTY;

  tables = invy_table_wire_read (bytes, &kind);
  if (must_fail)
    g_assert_null (tables);
  if (tables != NULL)
    {
      g_autofree char *description = invy_test_table_describe (tables);

      g_assert_true (g_utf8_validate (description, -1, NULL));
    }
}

/* Every place cut off, and every byte turned into others: what is accepted is a table all the same. */
static void
test_damage (void)
{
  g_autoptr (GBytes) bytes = new_answer ();
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autofree guint8 *longer = g_malloc0 (size + 1);

  for (gsize i = 0; i < size; i++)
    {
      read_damaged (data, i, TRUE);
      for (guint bit = 0; bit < 8; bit++)
        {
          copy[i] = data[i] ^ (guint8) (1 << bit);
          read_damaged (copy, size, i < 4);
        }
      copy[i] = 0xff;
      read_damaged (copy, size, FALSE);
      copy[i] = data[i];
    }

  memcpy (longer, data, size);
  read_damaged (longer, size + 1, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/table-wire/round-trip", test_round_trip);
  g_test_add_func ("/invy/table-wire/refusals", test_refusals);
  g_test_add_func ("/invy/table-wire/damage", test_damage);

  return g_test_run ();
}
