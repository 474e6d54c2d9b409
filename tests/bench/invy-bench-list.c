/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-list.h"

#include "model/invy-guest.h"

/**
 * invy_bench_list_write:
 * @path: of the file
 * @guests: (element-type InvyGuest): the first @n_guests of them are written
 *
 * Writes a guest list as a spreadsheet saves one: with titles, and with what most lists say beside name and number.
 */
void
invy_bench_list_write (const char *path, GPtrArray *guests, guint n_guests)
{
  static const char *const sides[] = { "bride", "groom" };
  static const char *const groups[] = { "Family", "Friends", "Work", "Neighbours" };
  g_autoptr (GString) text = g_string_new ("First name,Last name,Phone,Email,Side,Group,People\r\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_guests; i++)
    {
      InvyGuest *guest = guests->pdata[i];

      g_string_append_printf (
          text, "%s,%s,%s,guest%u@example.com,%s,%s,%u\r\n", invy_guest_get (guest, INVY_GUEST_FIRST_NAME),
          invy_guest_get (guest, INVY_GUEST_LAST_NAME), invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER), i,
          sides[i % G_N_ELEMENTS (sides)], groups[i / 2 % G_N_ELEMENTS (groups)], 1 + i % 4);
    }

  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
}
