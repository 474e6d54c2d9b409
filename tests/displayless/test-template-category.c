/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "template/invy-template-category.h"

#include <string.h>

static InvyTemplate *
new_template (const char *language, const char *category)
{
  InvyTemplate *tmpl = invy_template_new ();

  invy_template_set (tmpl, INVY_TEMPLATE_NAME, "party");
  invy_template_set (tmpl, INVY_TEMPLATE_LANGUAGE, language);
  invy_template_set (tmpl, INVY_TEMPLATE_CATEGORY, category);

  return tmpl;
}

static void
test_change (void)
{
  const struct
  {
    const char *before;
    const char *now;
    const char *word; /* NULL when nothing is said */
  } cases[] = {
    { "UTILITY", "UTILITY", NULL },
    { "UTILITY", "utility", NULL },
    { NULL, "MARKETING", NULL },
    { "MARKETING", NULL, NULL },
    { "UTILITY", "MARKETING", "United States" },
    { "MARKETING", "UTILITY", "do not hold" },
    { "MARKETING", "NEXT_YEAR", "WhatsApp Manager" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyTemplate) before = new_template ("he", cases[i].before);
      g_autoptr (InvyTemplate) now = new_template ("he", cases[i].now);
      g_autofree char *change = invy_template_category_dup_change (before, now);

      g_assert_cmpint (change != NULL, ==, cases[i].word != NULL);
      if (change != NULL)
        {
          g_assert_nonnull (strstr (change, cases[i].word));
          g_assert_nonnull (strstr (change, "party"));
        }
    }
}

/* Each translation has a category of its own; new ones and those that are gone have not changed. */
static void
test_changes (void)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) changes = NULL;

  g_ptr_array_add (before, new_template ("ar", "UTILITY"));
  g_ptr_array_add (before, new_template ("en", "UTILITY"));
  g_ptr_array_add (before, new_template ("he", "UTILITY"));
  g_ptr_array_add (now, new_template ("en", "UTILITY"));
  g_ptr_array_add (now, new_template ("he", "MARKETING"));
  g_ptr_array_add (now, new_template ("ru", "MARKETING"));
  changes = invy_template_category_dup_changes (before, now);

  g_assert_cmpuint (g_strv_length (changes), ==, 1);
  g_assert_nonnull (strstr (changes[0], "(he)"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/invy/template-category/change", test_change);
  g_test_add_func ("/invy/template-category/changes", test_changes);

  return g_test_run ();
}
