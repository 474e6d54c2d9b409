/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-template-set.h"

/* Which translation a guest gets. */

static InvyTemplateSet *
new_set (const char *const *languages, const char *main_language, const char *fallback)
{
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; languages[i] != NULL; i++)
    {
      InvyTemplate *tmpl = invy_template_new ();

      invy_template_set (tmpl, INVY_TEMPLATE_NAME, "save_the_date");
      invy_template_set (tmpl, INVY_TEMPLATE_LANGUAGE, languages[i]);
      g_ptr_array_add (templates, tmpl);
    }

  return invy_template_set_new (templates, main_language, fallback);
}

static void
test_choose (void)
{
  const char *const languages[] = { "en_GB", "he", "en_US", "pt_BR", "ar", NULL };
  const struct
  {
    const char *language;
    const char *fallback;
    const char *expected; /* NULL to be left out */
    gboolean is_fallback;
  } cases[] = {
    { NULL, NULL, "he", FALSE },
    { "he", NULL, "he", FALSE },
    { "AR", NULL, "ar", FALSE },
    { "en_US", NULL, "en_US", FALSE },
    { "en", NULL, "en_GB", FALSE },
    { "en_AU", NULL, "en_GB", FALSE },
    { "pt-BR", NULL, "pt_BR", FALSE },
    { "pt", NULL, "pt_BR", FALSE },
    { "ru", NULL, "he", TRUE },
    { "ru", INVY_FALLBACK_WEDDING, "he", TRUE },
    { "ru", "en_US", "en_US", TRUE },
    { "ru", "fr", "he", TRUE },
    { "ru", INVY_FALLBACK_LEAVE_OUT, NULL, TRUE },
    { NULL, INVY_FALLBACK_LEAVE_OUT, "he", FALSE },
    { "English?", INVY_FALLBACK_LEAVE_OUT, "he", FALSE },
    { "e", INVY_FALLBACK_LEAVE_OUT, "he", FALSE },
    { "", NULL, "he", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyTemplateSet) set = new_set (languages, "he", cases[i].fallback);
      gboolean is_fallback;
      InvyTemplate *tmpl = invy_template_set_choose (set, cases[i].language, &is_fallback);
      InvyTemplate *shown = invy_template_set_choose_shown (set, cases[i].language);

      g_assert_cmpstr (tmpl != NULL ? invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE) : NULL, ==, cases[i].expected);
      g_assert_cmpint (is_fallback, ==, cases[i].is_fallback);
      g_assert_cmpstr (invy_template_get (shown, INVY_TEMPLATE_LANGUAGE), ==,
                       cases[i].expected != NULL ? cases[i].expected : "he");
    }
}

/* The one without a region stands for all regions. */
static void
test_plain_before_region (void)
{
  const char *const languages[] = { "en_GB", "en", NULL };
  g_autoptr (InvyTemplateSet) set = new_set (languages, NULL, NULL);

  g_assert_cmpstr (invy_template_get (invy_template_set_choose (set, "en_US", NULL), INVY_TEMPLATE_LANGUAGE), ==,
                   "en");
  g_assert_cmpstr (invy_template_get (invy_template_set_get_main (set), INVY_TEMPLATE_LANGUAGE), ==, "en_GB");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/template-set/choose", test_choose);
  g_test_add_func ("/invy/template-set/plain-before-region", test_plain_before_region);

  return g_test_run ();
}
