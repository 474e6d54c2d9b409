/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "template/invy-builtin-template.h"
#include "template/invy-parameter-mapping.h"

#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static InvyTemplate *
new_template (const char *name, const char *components)
{
  InvyTemplate *tmpl = invy_template_new ();

  invy_template_set (tmpl, INVY_TEMPLATE_NAME, name);
  invy_template_set (tmpl, INVY_TEMPLATE_LANGUAGE, "he");
  invy_template_set (tmpl, INVY_TEMPLATE_COMPONENTS, components);

  return tmpl;
}

static void
assert_word (const InvyParameterMapping *mapping, const char *key, const char *word)
{
  const InvyParameterFill *fill = invy_parameter_mapping_get (mapping, key);

  g_test_message ("%s", key);
  if (word == NULL)
    {
      g_assert_null (fill);
      return;
    }
  g_assert_nonnull (fill);
  g_assert_cmpint (fill->kind, ==, INVY_FILL_SOURCE);
  g_assert_cmpstr (invy_parameter_source_get_word (fill->source), ==, word);
}

/* The invitation that Invy brings needs no planner; what the planner says counts all the same. */
static void
test_builtin (void)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (InvyParameterMapping) mapping = invy_parameter_mapping_new (tmpl, event);
  g_autoptr (InvyParameterMapping) changed = NULL;

  assert_word (mapping, "1", "guest.first_name");
  assert_word (mapping, "7", "link");
  g_assert_false (invy_parameter_mapping_is_kept (tmpl, event));

  invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING, "{\"wedding_invitation\": {\"1\": \"guest.name\", \"2\": 7}}");
  changed = invy_parameter_mapping_new (tmpl, event);
  assert_word (changed, "1", "guest.name");
  assert_word (changed, "2", NULL);
  assert_word (changed, "3", "event.partner2_name");
  g_assert_true (invy_parameter_mapping_is_kept (tmpl, event));
}

/* Every kind comes back as it was, beside the mappings of other templates and of other programs. */
static void
test_keep (void)
{
  const char *const fills[] = {
    "\"event.venue\"",
    "{\"text\":\"שלום\"}",
    "{\"media\":\"" HASH "\",\"filename\":\"a.pdf\"}",
    "{\"link\":\"https://a.example/b.jpg\"}",
    "{\"location\":{\"latitude\":\"32.08\",\"longitude\":\"34.78\",\"name\":\"Hall\"}}",
    "{\"currency\":{\"fallback_value\":\"5\",\"amount_1000\":5000}}",
    "{\"date_time\":{\"fallback_value\":\"today\"}}",
  };
  g_autoptr (InvyTemplate) tmpl = new_template ("a", "[{\"type\": \"BODY\", \"text\": \"{{x}}\"}]");
  g_autoptr (InvyEvent) event = invy_event_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      g_autoptr (InvyParameterMapping) mapping = NULL;
      g_autoptr (JsonNode) node = json_from_string (fills[i], NULL);
      g_autofree char *expected = g_strdup_printf ("{\"b\":{\"1\":\"link\"},\"a\":{\"x\":%s}}", fills[i]);

      invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING, "{\"b\":{\"1\":\"link\"}}");
      mapping = invy_parameter_mapping_new (tmpl, event);
      invy_parameter_mapping_take (mapping, "x", invy_parameter_fill_new_from_json (node));
      invy_parameter_mapping_keep (mapping, tmpl, event);
      g_assert_cmpstr (invy_event_get (event, INVY_EVENT_PARAMETER_MAPPING), ==, expected);
    }
}

static void
test_parse (void)
{
  const char *const bad[] = {
    "", "guest.shoe_size", "text", "{", "[]", "{}", "{\"text\": 5}", "{\"location\": \"x\"}"
  };
  g_autoptr (InvyParameterFill) source = invy_parameter_fill_parse ("event.time");
  g_autoptr (InvyParameterFill) text = invy_parameter_fill_parse ("text:a: b");
  g_autoptr (InvyParameterFill) link = invy_parameter_fill_parse ("{\"link\": \"https://a.example/b.jpg\"}");
  g_autoptr (InvyParameterFill) copy = invy_parameter_fill_copy (link);

  g_assert_cmpstr (invy_parameter_source_get_word (source->source), ==, "event.time");
  g_assert_cmpint (text->kind, ==, INVY_FILL_TEXT);
  g_assert_cmpstr (text->text, ==, "a: b");
  g_assert_cmpint (copy->kind, ==, INVY_FILL_LINK);
  g_assert_cmpstr (copy->text, ==, "https://a.example/b.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (invy_parameter_fill_parse (bad[i]));
}

static void
test_guess_named (void)
{
  const struct
  {
    const char *name;
    const char *word;
  } cases[] = {
    { "guest_name", "guest.first_name" },    { "first_name", "guest.first_name" },
    { "name", "guest.first_name" },          { "last_name", "guest.last_name" },
    { "venue_name", "event.venue" },         { "event_date", "event.date" },
    { "event_time", "event.time" },          { "rsvp_link", "link" },
    { "couple", "event.partners" },          { "bride", "event.partner1_name" },
    { "groom_name", "event.partner2_name" }, { "x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *components = g_strdup_printf ("[{\"type\": \"BODY\", \"text\": \"{{%s}}\"}]", cases[i].name);
      g_autoptr (InvyTemplate) tmpl = new_template ("a", components);
      g_autoptr (InvyParameterMapping) mapping = invy_parameter_mapping_new_guess (tmpl);

      assert_word (mapping, cases[i].name, cases[i].word);
    }
}

/* By the words before it, by the example, and the first by custom. */
static void
test_guess_numbered (void)
{
  g_autoptr (InvyTemplate) tmpl = new_template (
      "a", "[{\"type\": \"BODY\", \"text\": \"{{1}}, {{2}} {{3}} {{4}}\\nהאולם: {{5}}\\nبتاريخ {{6}}\\n{{7}}\","
           " \"example\": {\"body_text\": [[\"x\", \"19:30\", \"12.1\", \"12.1.2027\", \"y\", \"z\", \"?\"]]}},"
           " {\"type\": \"HEADER\", \"format\": \"IMAGE\"}]");
  g_autoptr (InvyParameterMapping) mapping = invy_parameter_mapping_new_guess (tmpl);

  assert_word (mapping, "1", "guest.first_name");
  assert_word (mapping, "2", "event.time");
  assert_word (mapping, "3", "event.date");
  assert_word (mapping, "4", "event.full_date");
  assert_word (mapping, "5", "event.venue");
  assert_word (mapping, "6", "event.date");
  assert_word (mapping, "7", NULL);
  assert_word (mapping, "header.image", NULL);
}

/* Whoever mapped nothing still learns who answered what. */
static void
test_answers (void)
{
  g_autoptr (InvyTemplate) tmpl = new_template (
      "a",
      "[{\"type\": \"BUTTONS\", \"buttons\": [{\"type\": \"QUICK_REPLY\", \"text\": \"מגיעים בשמחה\"},"
      " {\"type\": \"QUICK_REPLY\", \"text\": \"לא נוכל להגיע\"}, {\"type\": \"QUICK_REPLY\", \"text\": \"אולי\"},"
      " {\"type\": \"QUICK_REPLY\", \"text\": \"הסרה\"}, {\"type\": \"QUICK_REPLY\", \"text\": \"Not coming\"},"
      " {\"type\": \"QUICK_REPLY\", \"text\": \"سأحضر\"}, {\"type\": \"QUICK_REPLY\", \"text\": \"Where is it?\"},"
      " {\"type\": \"URL\", \"text\": \"Go\", \"url\": \"https://a.example/{{1}}\"}]}]");
  const char *const words[] = { "reply.yes", "reply.no",  "reply.maybe", "reply.stop",
                                "reply.no",  "reply.yes", "reply.other" };
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (InvyParameterMapping) mapping = invy_parameter_mapping_new (tmpl, event);
  g_autoptr (InvyParameterMapping) guess = invy_parameter_mapping_new_guess (tmpl);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *key = g_strdup_printf ("button.%u", i);

      assert_word (mapping, key, words[i]);
    }
  assert_word (mapping, "button.7", NULL);
  assert_word (guess, "button.7", "guest.rsvp_token");
}

/* What cannot be sent is said for the slot that it is about. */
static void
test_check (void)
{
  const struct
  {
    InvySlotKind kind;
    const char *fill;
    const char *reason; /* NULL when it is good */
  } cases[] = {
    { INVY_SLOT_TEXT, "guest.name", NULL },
    { INVY_SLOT_TEXT, "text:a", NULL },
    { INVY_SLOT_TEXT, "text: \u200b ", "empty-parameter" },
    { INVY_SLOT_TEXT, "reply.yes", "unsuitable-parameter" },
    { INVY_SLOT_TEXT, "{\"link\": \"https://a.example\"}", "unsuitable-parameter" },
    { INVY_SLOT_TEXT, "{\"currency\": {\"fallback_value\": \"5\"}}", NULL },
    { INVY_SLOT_TEXT, "{\"date_time\": {}}", "empty-parameter" },
    { INVY_SLOT_URL_SUFFIX, "guest.rsvp_token", NULL },
    { INVY_SLOT_URL_SUFFIX, "link", "unsuitable-parameter" },
    { INVY_SLOT_PAYLOAD, "reply.no", NULL },
    { INVY_SLOT_PAYLOAD, "guest.name", "unsuitable-parameter" },
    { INVY_SLOT_CODE, "text:123456789012345", NULL },
    { INVY_SLOT_CODE, "text:1234567890123456", "code-too-long" },
    { INVY_SLOT_IMAGE, "{\"media\": \"" HASH "\"}", NULL },
    { INVY_SLOT_IMAGE, "{\"media\": \"\"}", "missing-media" },
    { INVY_SLOT_VIDEO, "{\"link\": \"a b\"}", "bad-media-link" },
    { INVY_SLOT_DOCUMENT, "text:a", "unsuitable-parameter" },
    { INVY_SLOT_LOCATION,
      "{\"location\": {\"latitude\": \"-90\", \"longitude\": \"180.0\", \"name\": \"a\", \"address\": \"b\", \"x\": "
      "1}}",
      NULL },
    { INVY_SLOT_LOCATION, "{\"location\": {\"latitude\": \"0\", \"longitude\": \"0\", \"name\": \"a\"}}",
      "bad-location" },
    { INVY_SLOT_LOCATION, "{\"location\": {\"latitude\": \"91\", \"longitude\": \"0\"}}", "bad-location" },
    { INVY_SLOT_LOCATION, "{\"location\": {\"latitude\": \"32,1\", \"longitude\": \"0\"}}", "bad-location" },
    { INVY_SLOT_LOCATION, "{\"location\": {\"latitude\": 5, \"longitude\": 6}}", "bad-location" },
    { INVY_SLOT_LOCATION, "{\"location\": {}}", "bad-location" },
    { INVY_SLOT_LOCATION, "event.venue", "unsuitable-parameter" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      InvyTemplateSlot slot = { .key = (char *) "the-slot", .kind = cases[i].kind };
      g_autoptr (InvyParameterFill) fill = invy_parameter_fill_parse (cases[i].fill);
      g_autoptr (InvyTemplateProblem) problem = invy_parameter_fill_check (fill, &slot);

      g_test_message ("%s", cases[i].fill);
      g_assert_cmpstr (problem != NULL ? problem->reason : NULL, ==, cases[i].reason);
      if (problem != NULL)
        g_assert_cmpstr (problem->slot, ==, "the-slot");
    }
}

static void
test_long_payload (void)
{
  InvyTemplateSlot slot = { .key = (char *) "button.0", .kind = INVY_SLOT_PAYLOAD };
  g_autofree char *long_text = g_strnfill (129, 'a');
  g_autoptr (InvyParameterFill) fill = invy_parameter_fill_new_text (long_text);
  g_autoptr (InvyTemplateProblem) problem = invy_parameter_fill_check (fill, &slot);

  g_assert_cmpstr (problem->reason, ==, "payload-too-long");
}

/* What is offered for a kind can be chosen for it. */
static void
test_sources (void)
{
  for (InvySlotKind kind = INVY_SLOT_TEXT; kind <= INVY_SLOT_CODE; kind++)
    {
      g_autoptr (GPtrArray) list = invy_parameter_source_list (kind);
      const gboolean has_none = invy_slot_kind_is_media (kind) || kind == INVY_SLOT_LOCATION;

      g_assert_cmpint (list->len == 0, ==, has_none);
      for (guint i = 0; i < list->len; i++)
        {
          const InvyParameterSource *source = g_ptr_array_index (list, i);

          g_assert_true (invy_parameter_source_find (invy_parameter_source_get_word (source)) == source);
          g_assert_cmpuint (strlen (invy_parameter_source_get_title (source)), >, 2);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/parameter-mapping/builtin", test_builtin);
  g_test_add_func ("/invy/parameter-mapping/keep", test_keep);
  g_test_add_func ("/invy/parameter-mapping/parse", test_parse);
  g_test_add_func ("/invy/parameter-mapping/guess-named", test_guess_named);
  g_test_add_func ("/invy/parameter-mapping/guess-numbered", test_guess_numbered);
  g_test_add_func ("/invy/parameter-mapping/answers", test_answers);
  g_test_add_func ("/invy/parameter-mapping/check", test_check);
  g_test_add_func ("/invy/parameter-mapping/long-payload", test_long_payload);
  g_test_add_func ("/invy/parameter-mapping/sources", test_sources);

  return g_test_run ();
}
