/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "phone/invy-phone-cell.h"
#include "phone/invy-phone-text-private.h"
#include "phone/invy-phone.h"

#include <string.h>

static gboolean
is_several (const char *text, const char *country)
{
  g_autoptr (InvyPhone) phone = invy_phone_parse (text, country, NULL);

  return phone == NULL || (phone->warnings & INVY_PHONE_WARNING_SECOND_NUMBER) != 0;
}

/* A slash or a comma parts two numbers only where they are not one. */
static GPtrArray *
split (const char *text, const char *country)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *simple = invy_phone_text_simplify (text);
  g_auto (GStrv) pieces = invy_phone_text_split_cell (simple);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_auto (GStrv) smaller = NULL;

      if (!is_several (pieces[i], country))
        {
          g_ptr_array_add (parts, g_strdup (pieces[i]));
          continue;
        }
      smaller = invy_phone_text_split_piece (pieces[i]);
      for (guint j = 0; smaller[j] != NULL; j++)
        g_ptr_array_add (parts, g_strdup (smaller[j]));
    }

  return parts;
}

/* The first that a message reaches for sure; else the first that one can be sent to at all. */
static int
find_best (GPtrArray *parts, const char *country)
{
  int best = -1;

  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr (InvyPhone) phone = invy_phone_parse (g_ptr_array_index (parts, i), country, NULL);

      if (phone == NULL)
        continue;
      if ((phone->warnings & (INVY_PHONE_WARNING_LANDLINE | INVY_PHONE_WARNING_SERVICE)) == 0)
        return (int) i;
      if (best < 0)
        best = (int) i;
    }

  return best;
}

/**
 * invy_phone_cell_part:
 * @text: what a cell with several phone numbers says
 * @country: (nullable): ISO 3166 letters of the country that numbers without a country code belong to
 * @others: (out): the other numbers, with commas between them
 *
 * Chooses the number that messages go to: the first mobile one that something can be sent to.
 *
 * Any thread may call it.
 *
 * Returns: (transfer full) (nullable): that number as it was typed; %NULL, and nothing in @others, if there is only
 * one or none can be used
 */
char *
invy_phone_cell_part (const char *text, const char *country, char **others)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GString) rest = g_string_new (NULL);
  int best;

  g_return_val_if_fail (text != NULL, NULL);

  *others = NULL;
  parts = split (text, country);
  best = find_best (parts, country);
  if (best < 0 || parts->len < 2)
    return NULL;

  for (guint i = 0; i < parts->len; i++)
    if ((int) i != best)
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? ", " : "", (char *) g_ptr_array_index (parts, i));
  *others = g_string_free_and_steal (g_steal_pointer (&rest));
  return g_strdup (g_ptr_array_index (parts, (guint) best));
}
