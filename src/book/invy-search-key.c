/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem */
#endif
#include "invy-config.h"

#include "book/invy-search-key.h"
#include "phone/invy-phone.h"
#include "text/invy-fold.h"

#include <string.h>

/* @folded as digits alone if it is nothing but a number, however its digits were grouped; else NULL. */
static char *
dup_number (const char *folded)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if (*p != ' ')
      return NULL;

  return digits->len > 0 ? g_string_free_and_steal (g_steal_pointer (&digits)) : NULL;
}

/**
 * invy_search_key_new:
 * @text: (nullable): what somebody looks for
 *
 * Writes @text as invy_search_key_matches() wants it: folded as invy_fold() does, and a number without the marks that
 * group its digits.
 *
 * Returns: (transfer full): the key; "" finds everyone
 */
char *
invy_search_key_new (const char *text)
{
  g_autofree char *folded = invy_fold (text);
  char *number = dup_number (folded);

  return number != NULL ? number : g_steal_pointer (&folded);
}

static void
append_field (GString *key, InvyGuest *guest, InvyGuestField field)
{
  g_autofree char *folded = invy_fold (invy_guest_get (guest, field));

  if (*folded != '\0')
    g_string_append_printf (key, "%s\n", folded);
}

/* The number in the ways people type it: as it was written, from inside the country, from outside. */
static void
append_phone (GString *key, InvyGuest *guest)
{
  g_autofree char *typed = invy_search_key_new (invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER));
  const char *e164 = invy_guest_get_phone_e164 (guest);
  g_autoptr (InvyPhone) phone = e164 != NULL ? invy_phone_parse (e164, NULL, NULL) : NULL;

  g_string_append_printf (key, "%s\n", typed);
  if (phone != NULL)
    g_string_append_printf (key, "%s\n%s\n", phone->national, phone->e164 + strlen ("+"));
}

/**
 * invy_search_key_for_guest:
 * @guest: a guest whose number was judged
 *
 * Returns: (transfer full): everything that @guest can be found by: names, group, email, and the number in the ways
 * people type it
 */
char *
invy_search_key_for_guest (InvyGuest *guest)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *name = NULL, *folded_name = NULL;

  g_return_val_if_fail (INVY_IS_GUEST (guest), NULL);

  name = invy_guest_dup_name (guest);
  folded_name = invy_fold (name);
  g_string_append_printf (key, "%s\n", folded_name);
  append_field (key, guest, INVY_GUEST_GROUP_NAME);
  append_field (key, guest, INVY_GUEST_EMAIL);
  append_phone (key, guest);

  return g_string_free_and_steal (g_steal_pointer (&key));
}

/**
 * invy_search_key_matches:
 * @guest_key: from invy_search_key_for_guest()
 * @text_key: from invy_search_key_new()
 *
 * Returns: whether each word of @text_key is part of @guest_key, in any order
 */
gboolean
invy_search_key_matches (const char *guest_key, const char *text_key)
{
  const char *word = text_key;

  g_return_val_if_fail (guest_key != NULL, FALSE);
  g_return_val_if_fail (text_key != NULL, FALSE);

  while (*word != '\0')
    {
      gsize length = strcspn (word, " ");

      if (memmem (guest_key, strlen (guest_key), word, length) == NULL)
        return FALSE;
      word += length;
      word += strspn (word, " ");
    }

  return TRUE;
}
