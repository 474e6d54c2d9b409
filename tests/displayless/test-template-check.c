/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "template/invy-builtin-template.h"
#include "template/invy-template-check.h"

#include <string.h>

#define BODY "{\"type\": \"BODY\", \"text\": \"Hi\"}"
#define BUTTONS(buttons) "[" BODY ", {\"type\": \"BUTTONS\", \"buttons\": [" buttons "]}]"
#define REPLY "{\"type\": \"QUICK_REPLY\", \"text\": \"Yes\"}"
#define URL "{\"type\": \"URL\", \"text\": \"Go\", \"url\": \"https://a.example/{{1}}\"}"

static InvyTemplate *
new_template (const char *components)
{
  InvyTemplate *tmpl = invy_template_new ();

  invy_template_set (tmpl, INVY_TEMPLATE_COMPONENTS, components);

  return tmpl;
}

static void
test_kinds (void)
{
  const struct
  {
    const char *components;
    const char *reason; /* NULL when it can be sent */
    const char *word;   /* that the sentence has to say */
  } cases[] = {
    { "[" BODY "]", NULL, NULL },
    { "[]", "no-template-text", "text" },
    { "[" BODY ", {\"type\": \"HEADER\", \"format\": \"IMAGE\"}]", NULL, NULL },
    { "[" BODY ", {\"type\": \"HEADER\", \"format\": \"PRODUCT\"}]", "template-not-supported", "PRODUCT" },
    { "[" BODY ", {\"type\": \"CAROUSEL\", \"cards\": []}]", "template-not-supported", "CAROUSEL" },
    { "[" BODY ", {\"type\": \"NEXT_YEAR\"}]", "template-not-supported", "NEXT_YEAR" },
    { BUTTONS (REPLY ", " URL), NULL, NULL },
    { BUTTONS ("{\"type\": \"PHONE_NUMBER\", \"text\": \"Call\"}"), NULL, NULL },
    { BUTTONS ("{\"type\": \"FLOW\", \"text\": \"Answer\"}"), "template-not-supported", "FLOW" },
    { BUTTONS ("{\"type\": \"URL\", \"url\": \"https://{{1}}.example/\"}"), "template-not-supported", "URL" },
    { BUTTONS ("{\"type\": \"URL\", \"url\": \"https://a.example/{{1}}{{2}}\"}"), "template-not-supported", "URL" },
    { BUTTONS ("7"), "template-not-supported", "BUTTONS" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyTemplate) tmpl = new_template (cases[i].components);
      g_autoptr (InvyTemplateProblem) problem = invy_template_check_kind (tmpl);

      g_test_message ("%s", cases[i].components);
      g_assert_cmpstr (problem != NULL ? problem->reason : NULL, ==, cases[i].reason);
      if (problem != NULL)
        g_assert_nonnull (strstr (problem->sentence, cases[i].word));
    }
}

static void
test_status (void)
{
  const char *const refused[] = { "PENDING",  "IN_APPEAL", "REJECTED", "PAUSED",
                                  "DISABLED", "ARCHIVED",  "approval", "SOMETHING_NEW" };
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();

  g_assert_null (invy_template_check_status (tmpl)); /* never read: nobody knows better */
  invy_template_set (tmpl, INVY_TEMPLATE_STATUS, "approved");
  g_assert_null (invy_template_check_status (tmpl));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (InvyTemplateProblem) problem = NULL;

      invy_template_set (tmpl, INVY_TEMPLATE_STATUS, refused[i]);
      problem = invy_template_check_status (tmpl);
      g_assert_cmpstr (problem->reason, ==, "template-not-approved");
      g_assert_cmpuint (strlen (problem->sentence), >, 20);
    }
}

static void
test_notices (void)
{
  const struct
  {
    const char *components;
    guint n_notices;
  } cases[] = {
    { "[" BODY "]", 0 },
    { BUTTONS (REPLY ", " REPLY ", " REPLY), 0 },
    { BUTTONS (URL), 0 },
    { BUTTONS (REPLY ", " URL), 1 },
    { BUTTONS (REPLY ", " REPLY ", " REPLY ", " REPLY), 2 },
    { BUTTONS (URL ", " URL ", " URL), 1 },
    { BUTTONS ("{\"type\": \"URL\", \"text\": \"Twenty-six letters or more\"}"), 1 },
    { "[" BODY ", {\"type\": \"FOOTER\", \"text\": \"A footer of more than sixty characters, which is more than Meta "
      "allows.\"}]",
      1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyTemplate) tmpl = new_template (cases[i].components);
      g_auto (GStrv) notices = invy_template_dup_notices (tmpl);

      g_test_message ("%s", cases[i].components);
      g_assert_cmpuint (g_strv_length (notices), ==, cases[i].n_notices);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/template-check/kinds", test_kinds);
  g_test_add_func ("/invy/template-check/status", test_status);
  g_test_add_func ("/invy/template-check/notices", test_notices);

  return g_test_run ();
}
