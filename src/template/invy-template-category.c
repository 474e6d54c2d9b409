/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-template-category.h"

#include <glib/gi18n-lib.h>

/* What a category means for who gets the message (fact sheet, sections 3 and 5). */
static const char *
get_meaning (const char *category)
{
  if (g_ascii_strcasecmp (category, "MARKETING") == 0)
    return _ ("WhatsApp does not deliver marketing to the United States, gives each person only so much of it, and "
              "lets people turn it off.");
  if (g_ascii_strcasecmp (category, "UTILITY") == 0)
    return _ ("The restrictions for marketing do not hold for it.");
  return _ ("Look in WhatsApp Manager for what that means.");
}

/**
 * invy_template_category_dup_change:
 * @before: a template as it was known
 * @now: the same as it was just read
 *
 * Returns: (transfer full) (nullable): that Meta put it into another category, and what that means; %NULL if it did
 * not, or if nothing was known before
 */
char *
invy_template_category_dup_change (InvyTemplate *before, InvyTemplate *now)
{
  const char *was = invy_template_get (before, INVY_TEMPLATE_CATEGORY);
  const char *is = invy_template_get (now, INVY_TEMPLATE_CATEGORY);

  if (was == NULL || is == NULL || g_ascii_strcasecmp (was, is) == 0)
    return NULL;

  /* Translators: %1$s is the name of a message template, %2$s its language, %3$s and %4$s are categories as Meta
   * writes them: MARKETING, UTILITY; %5$s is a sentence that says what the new one means */
  return g_strdup_printf (_ ("Meta changed the category of “%1$s” (%2$s) from %3$s to %4$s. %5$s"),
                          invy_template_get (now, INVY_TEMPLATE_NAME),
                          invy_template_get (now, INVY_TEMPLATE_LANGUAGE), was, is, get_meaning (is));
}

static char *
dup_key (InvyTemplate *tmpl)
{
  return g_strdup_printf ("%s/%s", invy_template_get (tmpl, INVY_TEMPLATE_NAME),
                          invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE));
}

/**
 * invy_template_category_dup_changes:
 * @before: (element-type InvyTemplate): what was known of an account
 * @now: (element-type InvyTemplate): what was just read of it
 *
 * Returns: (transfer full) (array zero-terminated=1): a sentence for each template whose category is another now
 */
GStrv
invy_template_category_dup_changes (GPtrArray *before, GPtrArray *now)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) changes = g_strv_builder_new ();

  for (guint i = 0; i < before->len; i++)
    g_hash_table_insert (known, dup_key (before->pdata[i]), before->pdata[i]);

  for (guint i = 0; i < now->len; i++)
    {
      g_autofree char *key = dup_key (now->pdata[i]);
      InvyTemplate *was = g_hash_table_lookup (known, key);
      g_autofree char *change = was != NULL ? invy_template_category_dup_change (was, now->pdata[i]) : NULL;

      if (change != NULL)
        g_strv_builder_add (changes, change);
    }

  return g_strv_builder_end (changes);
}
