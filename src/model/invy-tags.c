/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-tags.h"

#include <string.h>

#define ARABIC_COMMA "،"

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Two spellings that differ in nothing but case are one tag; the one that was there first stays. */
static gboolean
is_known (GPtrArray *tags, const char *tag)
{
  g_autofree char *folded = g_utf8_casefold (tag, -1);

  for (guint i = 0; i < tags->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (tags->pdata[i], -1);

      if (g_str_equal (other, folded))
        return TRUE;
    }

  return FALSE;
}

static void
add_tags (GPtrArray *tags, const char *text)
{
  g_auto (GStrv) by_arabic_comma = g_strsplit (text != NULL ? text : "", ARABIC_COMMA, -1);
  g_autofree char *joined = g_strjoinv (",", by_arabic_comma);
  g_auto (GStrv) parts = g_strsplit (joined, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *tag = g_strstrip (parts[i]);

      if (*tag != '\0' && !is_known (tags, tag))
        g_ptr_array_add (tags, g_strdup (tag));
    }
}

static char *
join_tags (GPtrArray *tags)
{
  GString *text = g_string_new (NULL);

  g_ptr_array_sort (tags, compare_tags);
  for (guint i = 0; i < tags->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) tags->pdata[i]);

  return g_string_free_and_steal (text);
}

/**
 * invy_tags_clean:
 * @text: (nullable): tags between commas, Arabic ones too
 *
 * Returns: (transfer full): the same tags trimmed and sorted, none of them twice, with ", " between them; "" for none
 */
char *
invy_tags_clean (const char *text)
{
  return invy_tags_add (text, NULL);
}

/**
 * invy_tags_split:
 * @text: (nullable): tags between commas
 *
 * Returns: (transfer full): each of them, cleaned and sorted; empty for none
 */
GStrv
invy_tags_split (const char *text)
{
  g_autofree char *clean = invy_tags_clean (text);

  return *clean != '\0' ? g_strsplit (clean, ", ", -1) : g_new0 (char *, 1);
}

/**
 * invy_tags_contain:
 * @text: (nullable): tags between commas
 *
 * Returns: whether @tag is one of them, whatever its case
 */
gboolean
invy_tags_contain (const char *text, const char *tag)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);

  add_tags (tags, text);
  return is_known (tags, tag);
}

/**
 * invy_tags_add:
 * @text: (nullable): tags between commas
 * @more: (nullable): tags between commas
 *
 * Returns: (transfer full): both, as invy_tags_clean() makes them
 */
char *
invy_tags_add (const char *text, const char *more)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);

  add_tags (tags, text);
  add_tags (tags, more);
  return join_tags (tags);
}

/**
 * invy_tags_remove:
 * @text: (nullable): tags between commas
 * @less: (nullable): tags between commas
 *
 * Returns: (transfer full): those of @text that are not in @less, as invy_tags_clean() makes them
 */
char *
invy_tags_remove (const char *text, const char *less)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (g_free);

  add_tags (tags, text);
  add_tags (taken, less);
  for (guint i = tags->len; i-- > 0;)
    if (is_known (taken, tags->pdata[i]))
      g_ptr_array_remove_index (tags, i);

  return join_tags (tags);
}
