/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-values.h"

#include "model/invy-tags.h"

/* How often a text is used. */
typedef struct
{
  char *text;
  guint n_uses;
} Value;

static void
count_value (GHashTable *counts, const char *text)
{
  const guint n_uses = GPOINTER_TO_UINT (g_hash_table_lookup (counts, text));

  g_hash_table_insert (counts, g_strdup (text), GUINT_TO_POINTER (n_uses + 1));
}

/* A guest has one text of each field, but any number of tags. */
static void
count_guest (GHashTable *counts, InvyGuest *guest, InvyGuestField field)
{
  const char *text = invy_guest_get (guest, field);

  if (text == NULL || *text == '\0')
    return;

  if (field == INVY_GUEST_TAGS)
    {
      g_auto (GStrv) tags = invy_tags_split (text);

      for (guint i = 0; tags[i] != NULL; i++)
        count_value (counts, tags[i]);
    }
  else
    count_value (counts, text);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const Value *first = a, *second = b;

  if (first->n_uses != second->n_uses)
    return first->n_uses > second->n_uses ? -1 : 1;

  return g_utf8_collate (first->text, second->text);
}

/**
 * invy_guest_values_dup:
 * @guests: of #InvyGuest
 *
 * Returns: (transfer full): what the guests have in @field, each text (or tag) once; what is used most comes first
 */
GStrv
invy_guest_values_dup (GListModel *guests, InvyGuestField field)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer text, n_uses;

  g_return_val_if_fail (G_IS_LIST_MODEL (guests), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (guests); i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (guests, i);

      count_guest (counts, guest, field);
    }

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &text, &n_uses))
    {
      const Value value = { text, GPOINTER_TO_UINT (n_uses) };

      g_array_append_val (values, value);
    }
  g_array_sort (values, compare_values);
  for (guint i = 0; i < values->len; i++)
    g_strv_builder_add (texts, g_array_index (values, Value, i).text);

  return g_strv_builder_end (texts);
}
