/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/invy-template.h"
#include "template/invy-template-slot.h"
#include "text/invy-json.h"

#include <string.h>

static InvyTemplate *
new_template (const char *components)
{
  InvyTemplate *tmpl = invy_template_new ();

  invy_template_set (tmpl, INVY_TEMPLATE_NAME, "a");
  invy_template_set (tmpl, INVY_TEMPLATE_LANGUAGE, "he");
  invy_template_set (tmpl, INVY_TEMPLATE_COMPONENTS, components);

  return tmpl;
}

static InvyTemplate *
read_listed (const char *json)
{
  g_autoptr (JsonNode) node = invy_json_parse_object (json, strlen (json));

  g_assert_nonnull (node);
  return invy_template_new_from_graph (json_node_get_object (node), "waba");
}

/* Words that nobody has heard of yet are kept as they are. */
static void
test_listed (void)
{
  g_autoptr (InvyTemplate) tmpl =
      read_listed ("{\"name\": \"a\", \"language\": \"en_US\", \"status\": \"SOMETHING_NEW\", \"category\": \"NEW\","
                   " \"parameter_format\": \"named\", \"quality_score\": {\"score\": \"GREEN\", \"date\": 1},"
                   " \"components\": [{\"type\": \"BODY\", \"text\": \"Hi {{guest}}\"}]}");

  g_assert_cmpstr (invy_template_get (tmpl, INVY_TEMPLATE_WABA_ID), ==, "waba");
  g_assert_cmpstr (invy_template_get (tmpl, INVY_TEMPLATE_NAME), ==, "a");
  g_assert_cmpstr (invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE), ==, "en_US");
  g_assert_cmpstr (invy_template_get (tmpl, INVY_TEMPLATE_STATUS), ==, "SOMETHING_NEW");
  g_assert_cmpstr (invy_template_get (tmpl, INVY_TEMPLATE_CATEGORY), ==, "NEW");
  g_assert_cmpstr (invy_template_get (tmpl, INVY_TEMPLATE_QUALITY), ==, "GREEN");
  g_assert_true (invy_template_is_named (tmpl));
  g_assert_cmpstr (invy_template_get_body (tmpl), ==, "Hi {{guest}}");
}

static void
test_listed_badly (void)
{
  const char *const nameless[] = {
    "{}",
    "{\"name\": \"a\"}",
    "{\"language\": \"he\"}",
    "{\"name\": 1, \"language\": \"he\"}",
    "{\"name\": \"a\", \"language\": [\"he\"]}",
  };
  g_autoptr (InvyTemplate) odd = read_listed (
      "{\"name\": \"a\", \"language\": \"he\", \"status\": 5, \"category\": null, \"quality_score\": \"x\","
      " \"components\": {\"type\": \"BODY\"}}");

  for (guint i = 0; i < G_N_ELEMENTS (nameless); i++)
    g_assert_null (read_listed (nameless[i]));

  g_assert_null (invy_template_get (odd, INVY_TEMPLATE_STATUS));
  g_assert_null (invy_template_get (odd, INVY_TEMPLATE_CATEGORY));
  g_assert_null (invy_template_get (odd, INVY_TEMPLATE_QUALITY));
  g_assert_null (invy_template_get_body (odd));
}

static void
test_parts (void)
{
  g_autoptr (InvyTemplate) tmpl = new_template (
      "[{\"type\": \"HEADER\", \"format\": \"TEXT\", \"text\": \"For {{1}}\", \"example\": {\"header_text\": "
      "[\"Noa\"]}},"
      " {\"type\": \"body\", \"text\": \"{{1}} {{2}}\", \"example\": {\"body_text\": [[\"x\", \"19:30\"]]}},"
      " {\"type\": \"FOOTER\", \"text\": \"Stop\"},"
      " {\"type\": \"LIMITED_TIME_OFFER\"}, {\"type\": 5}, \"CAROUSEL\","
      " {\"type\": \"BUTTONS\", \"buttons\": [{\"type\": \"URL\", \"text\": \"Go\", \"url\": \"https://a/{{1}}\","
      "  \"example\": [\"https://a/x\"]}, {\"type\": \"QUICK_REPLY\", \"text\": \"Yes\"}, 7,"
      "  {\"type\": \"phone_number\", \"text\": \"Call\", \"phone_number\": \"+15550100\"},"
      "  {\"type\": \"COPY_CODE\", \"example\": \"X1\"}, {\"type\": \"FLOW\", \"text\": \"Answer\"}]}]");
  const InvyTemplateParts *parts = invy_template_get_parts (tmpl);
  const char *const others[] = { "LIMITED_TIME_OFFER", "?", "?", NULL };
  const struct
  {
    InvyTemplateButtonKind kind;
    const char *text;
    const char *example;
  } buttons[] = {
    { INVY_TEMPLATE_BUTTON_URL, "Go", "https://a/x" }, { INVY_TEMPLATE_BUTTON_QUICK_REPLY, "Yes", NULL },
    { INVY_TEMPLATE_BUTTON_OTHER, "", NULL },          { INVY_TEMPLATE_BUTTON_PHONE_NUMBER, "Call", NULL },
    { INVY_TEMPLATE_BUTTON_COPY_CODE, "", "X1" },      { INVY_TEMPLATE_BUTTON_OTHER, "Answer", NULL },
  };

  g_assert_cmpint (parts->header_kind, ==, INVY_TEMPLATE_HEADER_TEXT);
  g_assert_cmpstr (parts->header_text, ==, "For {{1}}");
  g_assert_cmpstr (g_hash_table_lookup (parts->header_examples, "1"), ==, "Noa");
  g_assert_cmpstr (parts->body, ==, "{{1}} {{2}}");
  g_assert_cmpstr (g_hash_table_lookup (parts->body_examples, "2"), ==, "19:30");
  g_assert_cmpstr (parts->footer, ==, "Stop");
  g_assert_cmpstrv (parts->others, others);
  g_assert_cmpuint (parts->buttons->len, ==, G_N_ELEMENTS (buttons));
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      const InvyTemplateButton *button = g_ptr_array_index (parts->buttons, i);

      g_assert_cmpint (button->kind, ==, buttons[i].kind);
      g_assert_cmpstr (button->text, ==, buttons[i].text);
      g_assert_cmpstr (button->example, ==, buttons[i].example);
    }
}

static void
test_header_kinds (void)
{
  const struct
  {
    const char *components;
    InvyTemplateHeaderKind kind;
  } cases[] = {
    { "[]", INVY_TEMPLATE_HEADER_NONE },
    { "[{\"type\": \"HEADER\", \"format\": \"IMAGE\"}]", INVY_TEMPLATE_HEADER_IMAGE },
    { "[{\"type\": \"HEADER\", \"format\": \"video\"}]", INVY_TEMPLATE_HEADER_VIDEO },
    { "[{\"type\": \"HEADER\", \"format\": \"DOCUMENT\"}]", INVY_TEMPLATE_HEADER_DOCUMENT },
    { "[{\"type\": \"HEADER\", \"format\": \"LOCATION\"}]", INVY_TEMPLATE_HEADER_LOCATION },
    { "[{\"type\": \"HEADER\", \"format\": \"GIF\"}]", INVY_TEMPLATE_HEADER_OTHER },
    { "[{\"type\": \"HEADER\"}]", INVY_TEMPLATE_HEADER_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyTemplate) tmpl = new_template (cases[i].components);

      g_assert_cmpint (invy_template_get_parts (tmpl)->header_kind, ==, cases[i].kind);
    }
}

/* Nothing of it is a template; none of it is a crash: neither two values, nor what a comment could hide. */
static void
test_broken (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *commented = g_strconcat ("/* \" */", deep, NULL);
  const char *const broken[] = {
    NULL,
    "",
    "x",
    "{}",
    "[",
    "[1, null, [], {}]",
    "[{\"type\": \"BODY\", \"text\": 7}]",
    "[{\"type\": \"BUTTONS\", \"buttons\": {}}]",
    "[{\"type\": \"BODY\", \"example\": {\"body_text\": [7, []]}}]",
    deep,
    "[]{}",
    "7 [1]",
    commented,
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (InvyTemplate) tmpl = new_template (broken[i]);
      g_autoptr (GPtrArray) slots = invy_template_slots_new (tmpl);

      g_assert_null (invy_template_get_body (tmpl));
      g_assert_cmpuint (slots->len, ==, 0);
    }
}

/* The parts follow what is set, and a new sample picture makes no other template. */
static void
test_fingerprint (void)
{
  g_autoptr (InvyTemplate) tmpl = new_template ("[{\"type\": \"HEADER\", \"format\": \"IMAGE\", \"example\": {\"a\": "
                                                "1}}, {\"type\": \"BODY\", \"text\": \"Hi\"}]");
  g_autofree char *first = invy_template_dup_fingerprint (tmpl);
  g_autofree char *same = NULL;
  g_autofree char *named = NULL;
  g_autofree char *other = NULL;

  invy_template_set (tmpl, INVY_TEMPLATE_COMPONENTS,
                     "[{\"type\": \"header\", \"format\": \"IMAGE\"}, {\"type\": \"BODY\", \"text\": \"Hi\"}]");
  same = invy_template_dup_fingerprint (tmpl);
  invy_template_set (tmpl, INVY_TEMPLATE_PARAMETER_FORMAT, "NAMED");
  named = invy_template_dup_fingerprint (tmpl);
  invy_template_set_body (tmpl, "Hi");
  other = invy_template_dup_fingerprint (tmpl);

  g_assert_cmpstr (same, ==, first);
  g_assert_cmpstr (named, !=, first);
  g_assert_cmpstr (other, !=, named);
}

static void
test_slots (void)
{
  g_autoptr (InvyTemplate) tmpl = new_template (
      "[{\"type\": \"HEADER\", \"format\": \"TEXT\", \"text\": \"For {{1}}\"},"
      " {\"type\": \"BODY\", \"text\": \"Hi {{1}}\\nTime: {{10}}\\nAt {{2}}{{3}} {{1}}\","
      "  \"example\": {\"body_text\": [[\"Noa\", \"Hall\"]]}},"
      " {\"type\": \"BUTTONS\", \"buttons\": [{\"type\": \"PHONE_NUMBER\", \"text\": \"Call\"},"
      "  {\"type\": \"URL\", \"text\": \"Home\", \"url\": \"https://a.example\"},"
      "  {\"type\": \"URL\", \"text\": \"Go\", \"url\": \"https://a.example/{{1}}\"},"
      "  {\"type\": \"QUICK_REPLY\", \"text\": \"Yes\"}, {\"type\": \"COPY_CODE\", \"text\": \"Copy\"}]}]");
  g_autoptr (GPtrArray) slots = invy_template_slots_new (tmpl);
  const struct
  {
    const char *key;
    InvySlotKind kind;
    const char *context;
    const char *example;
  } expected[] = {
    { "header.1", INVY_SLOT_TEXT, "For", NULL },    { "1", INVY_SLOT_TEXT, "Hi", "Noa" },
    { "2", INVY_SLOT_TEXT, "At", "Hall" },          { "3", INVY_SLOT_TEXT, "", NULL },
    { "10", INVY_SLOT_TEXT, "Time:", NULL },        { "button.2", INVY_SLOT_URL_SUFFIX, "Go", NULL },
    { "button.3", INVY_SLOT_PAYLOAD, "Yes", NULL }, { "button.4", INVY_SLOT_CODE, "Copy", NULL },
  };

  g_assert_cmpuint (slots->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < slots->len; i++)
    {
      const InvyTemplateSlot *slot = g_ptr_array_index (slots, i);
      g_autofree char *title = invy_template_slot_dup_title (slot);

      g_assert_cmpstr (slot->key, ==, expected[i].key);
      g_assert_cmpint (slot->kind, ==, expected[i].kind);
      g_assert_cmpstr (slot->context, ==, expected[i].context);
      g_assert_cmpstr (slot->example, ==, expected[i].example);
      g_assert_cmpuint (strlen (title), >, 4);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/template/listed", test_listed);
  g_test_add_func ("/invy/template/listed-badly", test_listed_badly);
  g_test_add_func ("/invy/template/parts", test_parts);
  g_test_add_func ("/invy/template/header-kinds", test_header_kinds);
  g_test_add_func ("/invy/template/broken", test_broken);
  g_test_add_func ("/invy/template/fingerprint", test_fingerprint);
  g_test_add_func ("/invy/template/slots", test_slots);

  return g_test_run ();
}
