/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-rendering.h"

#include <string.h>

#define RSVP_BASE "https://rsvp.example/g"

static InvyEvent *
new_event (void)
{
  InvyEvent *event = invy_event_new ();

  invy_event_set (event, INVY_EVENT_PARTNER1_NAME, "דביר");
  invy_event_set (event, INVY_EVENT_PARTNER2_NAME, "ורד");
  invy_event_set (event, INVY_EVENT_VENUE, "גן האלה");
  invy_event_set (event, INVY_EVENT_DATE, "2027-02-05");
  invy_event_set (event, INVY_EVENT_EVENT_TIME, "19:05");
  invy_event_set (event, INVY_EVENT_GUEST_LINK, "https://rsvp.example/d-v");

  return event;
}

static InvyGuest *
new_guest (const char *first_name)
{
  InvyGuest *guest = invy_guest_new ("event");

  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, first_name);
  invy_guest_set (guest, INVY_GUEST_RSVP_TOKEN, "t0ken");

  return guest;
}

static InvyRendering *
render (InvyEvent *event, const char *first_name, const char *rsvp_base_url)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyGuest) guest = new_guest (first_name);

  return invy_rendering_new (tmpl, event, guest, rsvp_base_url);
}

static void
assert_problem (InvyRendering *rendering, InvyTemplateProblemScope scope, const char *reason, InvyEventField field)
{
  const InvyTemplateProblem *problem;

  g_assert_cmpuint (rendering->problems->len, ==, 1);
  problem = g_ptr_array_index (rendering->problems, 0);
  g_assert_cmpstr (problem->reason, ==, reason);
  g_assert_cmpint (problem->scope, ==, scope);
  g_assert_cmpint (problem->event_field, ==, field);
  g_assert_cmpuint (strlen (problem->sentence), >, 10);
}

/* What Meta approved, and nothing else: no newline behind it, no marks. */
static void
test_to_the_letter (void)
{
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyRendering) rendering = render (event, "נועה", NULL);
  const char *const parameters[] = { "נועה", "דביר", "ורד", "גן האלה", "05/02", "19:05", "https://rsvp.example/d-v",
                                     NULL };

  g_assert_cmpstr (rendering->text, ==,
                   "היי נועה 🤍\n"
                   "\n"
                   "זה קורה! 🎉\n"
                   "דביר ו-ורד מתחתנים ונשמח שתהיה/י איתנו ברגע המיוחד הזה ✨\n"
                   "\n"
                   "📍 האולם: \"גן האלה\"\n"
                   "📅 התאריך: 05/02\n"
                   "🕒 השעה: 19:05\n"
                   "\n"
                   "לאישור הגעה ופרטים נוספים:\n"
                   "https://rsvp.example/d-v\n"
                   "\n"
                   "מתרגשים ומצפים לראותך 💞");
  g_assert_cmpstr (rendering->language, ==, "he");
  g_assert_cmpuint (rendering->problems->len, ==, 0);
  g_assert_cmpstrv (rendering->parameters, parameters);
}

static void
test_body (void)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();

  g_assert_cmpstr (invy_template_get (tmpl, INVY_TEMPLATE_NAME), ==, "wedding_invitation");
  g_assert_cmpstr (invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE), ==, "he");
  g_assert_null (invy_template_get (tmpl, INVY_TEMPLATE_STATUS));
  g_assert_cmpstr (invy_template_get_body (tmpl), ==,
                   "היי {{1}} 🤍\n\nזה קורה! 🎉\n{{2}} ו-{{3}} מתחתנים ונשמח שתהיה/י איתנו ברגע המיוחד הזה ✨\n\n"
                   "📍 האולם: \"{{4}}\"\n📅 התאריך: {{5}}\n🕒 השעה: {{6}}\n\n"
                   "לאישור הגעה ופרטים נוספים:\n{{7}}\n\nמתרגשים ומצפים לראותך 💞");
}

/* Each span is exactly what was filled in, in bytes. */
static void
test_spans (void)
{
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyRendering) rendering = render (event, "נועה", NULL);

  g_assert_cmpuint (rendering->spans->len, ==, 7);
  for (guint i = 0; i < rendering->spans->len; i++)
    {
      const InvyTemplateSpan *span = &g_array_index (rendering->spans, InvyTemplateSpan, i);
      g_autofree char *part = g_strndup (rendering->text + span->start, span->end - span->start);

      g_assert_cmpuint (span->parameter, ==, i);
      g_assert_cmpstr (part, ==, rendering->parameters[i]);
      g_assert_cmpint (span->is_link, ==, i == 6);
    }
}

static void
test_first_name_fallback (void)
{
  const char *const nameless[] = { NULL, "  ", "\u200f\u200b" };
  g_autoptr (InvyEvent) event = new_event ();

  for (guint i = 0; i < G_N_ELEMENTS (nameless); i++)
    {
      g_autoptr (InvyRendering) rendering = render (event, nameless[i], NULL);

      g_assert_cmpstr (rendering->parameters[0], ==, "חבר");
      g_assert_true (g_str_has_prefix (rendering->text, "היי חבר 🤍\n"));
      g_assert_cmpuint (rendering->problems->len, ==, 0);
    }
}

static void
test_names_are_cleaned (void)
{
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyRendering) rendering = NULL;

  invy_event_set (event, INVY_EVENT_VENUE, "גן\nהאלה\t \u202cחיפה");
  rendering = render (event, "\u2068נועה\u2069\n", NULL);

  g_assert_cmpstr (rendering->parameters[0], ==, "נועה");
  g_assert_cmpstr (rendering->parameters[3], ==, "גן האלה חיפה");
}

static void
test_missing_details (void)
{
  const struct
  {
    InvyEventField field;
    const char *reason;
    const char *placeholder;
  } cases[] = {
    { INVY_EVENT_PARTNER1_NAME, "missing-partner1-name", "{{2}}" },
    { INVY_EVENT_PARTNER2_NAME, "missing-partner2-name", "{{3}}" },
    { INVY_EVENT_VENUE, "missing-venue", "{{4}}" },
    { INVY_EVENT_DATE, "missing-date", "{{5}}" },
    { INVY_EVENT_EVENT_TIME, "missing-time", "{{6}}" },
    { INVY_EVENT_GUEST_LINK, "missing-link", "{{7}}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyEvent) event = new_event ();
      g_autoptr (InvyRendering) rendering = NULL;

      invy_event_set (event, cases[i].field, NULL);
      rendering = render (event, "נועה", NULL);
      assert_problem (rendering, INVY_TEMPLATE_PROBLEM_EVENT, cases[i].reason, cases[i].field);
      g_assert_nonnull (strstr (rendering->text, cases[i].placeholder));
      g_assert_cmpuint (rendering->spans->len, ==, 6);
      g_assert_cmpstr (rendering->parameters[i + 1], ==, "");
    }
}

/* All at once, so that they can be named all at once. */
static void
test_nothing_filled (void)
{
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (InvyRendering) rendering = render (event, "נועה", NULL);

  g_assert_cmpuint (rendering->problems->len, ==, 6);
  g_assert_cmpuint (rendering->spans->len, ==, 1);
}

static void
test_bad_details (void)
{
  const struct
  {
    InvyEventField field;
    const char *text;
    const char *reason;
  } cases[] = {
    { INVY_EVENT_DATE, "2027-02-30", "bad-date" },     { INVY_EVENT_DATE, "soon", "bad-date" },
    { INVY_EVENT_EVENT_TIME, "25:70", "bad-time" },    { INVY_EVENT_EVENT_TIME, "evening", "bad-time" },
    { INVY_EVENT_GUEST_LINK, "no link", "bad-link" },  { INVY_EVENT_GUEST_LINK, "ftp://a.example/", "bad-link" },
    { INVY_EVENT_GUEST_LINK, "https://", "bad-link" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyEvent) event = new_event ();
      g_autoptr (InvyRendering) rendering = NULL;

      invy_event_set (event, cases[i].field, cases[i].text);
      rendering = render (event, "נועה", NULL);
      assert_problem (rendering, INVY_TEMPLATE_PROBLEM_EVENT, cases[i].reason, cases[i].field);
    }
}

static void
test_personal_link (void)
{
  const struct
  {
    const char *base;
    const char *link;
  } cases[] = {
    { "https://rsvp.example/g", "https://rsvp.example/g/t0ken" },
    { "https://rsvp.example/g/", "https://rsvp.example/g/t0ken" },
    { "https://rsvp.example/?g=", "https://rsvp.example/?g=t0ken" },
  };
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyRendering) own = render (event, "נועה", RSVP_BASE);

  /* The wedding's link is for all, and comes first. */
  g_assert_cmpstr (own->parameters[6], ==, "https://rsvp.example/d-v");

  invy_event_set (event, INVY_EVENT_GUEST_LINK, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyRendering) rendering = render (event, "נועה", cases[i].base);

      g_assert_cmpstr (rendering->parameters[6], ==, cases[i].link);
      g_assert_cmpuint (rendering->problems->len, ==, 0);
    }
}

static void
test_no_token (void)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyGuest) guest = new_guest ("נועה");
  g_autoptr (InvyRendering) rendering = NULL;

  invy_event_set (event, INVY_EVENT_GUEST_LINK, NULL);
  invy_guest_set (guest, INVY_GUEST_RSVP_TOKEN, NULL);
  rendering = invy_rendering_new (tmpl, event, guest, RSVP_BASE);
  assert_problem (rendering, INVY_TEMPLATE_PROBLEM_GUEST, "no-personal-link", INVY_EVENT_N_FIELDS);
}

/* A message to the planner carries nobody's link. */
static void
test_sample (void)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyGuest) guest = new_guest ("נועה");
  g_autoptr (InvyRendering) rendering = NULL;

  invy_event_set (event, INVY_EVENT_GUEST_LINK, NULL);
  rendering = invy_rendering_new_sample (tmpl, event, guest, RSVP_BASE);
  g_assert_cmpstr (rendering->parameters[0], ==, "נועה");
  g_assert_cmpstr (rendering->parameters[6], ==, RSVP_BASE);
  g_assert_null (strstr (rendering->text, "t0ken"));
}

static void
test_too_long (void)
{
  g_autoptr (InvyEvent) event = new_event ();
  g_autofree char *long_text = g_strnfill (1200, 'a');
  g_autoptr (InvyRendering) by_guest = render (event, long_text, NULL);
  g_autoptr (InvyRendering) by_event = NULL;

  assert_problem (by_guest, INVY_TEMPLATE_PROBLEM_GUEST, "template-too-long", INVY_EVENT_N_FIELDS);

  invy_event_set (event, INVY_EVENT_VENUE, long_text);
  by_event = render (event, "נועה", NULL);
  assert_problem (by_event, INVY_TEMPLATE_PROBLEM_EVENT, "template-too-long", INVY_EVENT_N_FIELDS);
}

/* 1024 characters are allowed, not bytes. */
static void
test_longest (void)
{
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyRendering) shortest = render (event, "א", NULL);
  const glong n_left = INVY_TEMPLATE_BODY_MAX - g_utf8_strlen (shortest->text, -1) + 1;
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (InvyRendering) longest = NULL;
  g_autoptr (InvyRendering) too_long = NULL;

  for (glong i = 0; i < n_left; i++)
    g_string_append (name, "א");
  longest = render (event, name->str, NULL);
  g_assert_cmpint (g_utf8_strlen (longest->text, -1), ==, INVY_TEMPLATE_BODY_MAX);
  g_assert_cmpuint (longest->problems->len, ==, 0);

  g_string_append (name, "א");
  too_long = render (event, name->str, NULL);
  assert_problem (too_long, INVY_TEMPLATE_PROBLEM_GUEST, "template-too-long", INVY_EVENT_N_FIELDS);
}

static InvyRendering *
render_body (InvyEvent *event, const char *name, const char *body)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new ();
  g_autoptr (InvyGuest) guest = new_guest ("Noa");

  invy_template_set (tmpl, INVY_TEMPLATE_NAME, name);
  invy_template_set (tmpl, INVY_TEMPLATE_LANGUAGE, "en");
  invy_template_set_body (tmpl, body);

  return invy_rendering_new (tmpl, event, guest, NULL);
}

static void
test_own_mapping (void)
{
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyRendering) numbered = NULL;
  g_autoptr (InvyRendering) named = NULL;
  const char *const numbered_parameters[] = { "Noa", "גן האלה", "19:05", NULL };
  const char *const named_parameters[] = { "05/02", "Noa", NULL };

  invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING,
                  "{\"save\": {\"1\": \"guest.first_name\", \"2\": \"event.venue\", \"10\": \"event.time\"},"
                  " \"dear\": {\"guest\": \"guest.name\", \"day\": \"event.date\"}}");

  /* The tenth is sent behind the second, wherever they stand; the first twice in the text is one parameter. */
  numbered = render_body (event, "save", "{{10}} {{1}} {{2}} {{1}} {x} {{ }} {{{{1}}");
  g_assert_cmpstrv (numbered->parameters, numbered_parameters);
  g_assert_cmpstr (numbered->text, ==, "19:05 Noa גן האלה Noa {x} {{ }} {{Noa");
  g_assert_cmpuint (numbered->problems->len, ==, 0);

  named = render_body (event, "dear", "{{day}}: {{guest}}");
  g_assert_cmpstrv (named->parameters, named_parameters);
  g_assert_cmpstr (named->text, ==, "05/02: Noa");
}

static void
test_unmapped (void)
{
  const char *const mappings[] = { NULL,
                                   "{}",
                                   "not JSON",
                                   "[1]",
                                   "{\"save\": {\"1\": 7}}",
                                   "{\"save\": {\"1\": \"guest.shoe_size\"}}",
                                   "{\"save\": \"x\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (mappings); i++)
    {
      g_autoptr (InvyEvent) event = new_event ();
      g_autoptr (InvyRendering) rendering = NULL;

      invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING, mappings[i]);
      rendering = render_body (event, "save", "Dear {{1}}");
      assert_problem (rendering, INVY_TEMPLATE_PROBLEM_EVENT, "unmapped-parameter", INVY_EVENT_PARAMETER_MAPPING);
      g_assert_cmpstr (rendering->text, ==, "Dear {{1}}");
    }
}

static void
test_no_text (void)
{
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyRendering) rendering = render_body (event, "save", NULL);

  assert_problem (rendering, INVY_TEMPLATE_PROBLEM_EVENT, "no-template-text", INVY_EVENT_N_FIELDS);
}

static void
test_without_guest (void)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyRendering) rendering = NULL;

  invy_event_set (event, INVY_EVENT_GUEST_LINK, NULL);
  rendering = invy_rendering_new (tmpl, event, NULL, RSVP_BASE);
  g_assert_cmpuint (rendering->problems->len, ==, 0);
}

/* A template of every part, for a wedding that maps it. */
static InvyTemplate *
new_full_template (void)
{
  InvyTemplate *tmpl = invy_template_new ();

  invy_template_set (tmpl, INVY_TEMPLATE_NAME, "full");
  invy_template_set (tmpl, INVY_TEMPLATE_LANGUAGE, "en");
  invy_template_set (
      tmpl, INVY_TEMPLATE_COMPONENTS,
      "[{\"type\": \"HEADER\", \"format\": \"TEXT\", \"text\": \"For {{1}}!\"},"
      " {\"type\": \"BODY\", \"text\": \"At {{1}}\"}, {\"type\": \"FOOTER\", \"text\": \"Write stop\"},"
      " {\"type\": \"BUTTONS\", \"buttons\": [{\"type\": \"QUICK_REPLY\", \"text\": \"Yes\"},"
      "  {\"type\": \"URL\", \"text\": \"Open\", \"url\": \"https://a.example/{{1}}\"},"
      "  {\"type\": \"PHONE_NUMBER\", \"text\": \"Call\", \"phone_number\": \"+15550100\"},"
      "  {\"type\": \"COPY_CODE\", \"text\": \"Copy\"}]}]");

  return tmpl;
}

#define FULL_MAPPING(header, suffix)                                                          \
  "{\"full\": {\"header.1\": \"" header "\", \"1\": \"event.venue\", \"button.1\": \"" suffix \
  "\", \"button.3\": {\"text\": \"TAXI\"}}}"

static InvyRendering *
render_full (InvyGuest *guest, const char *mapping)
{
  g_autoptr (InvyTemplate) tmpl = new_full_template ();
  g_autoptr (InvyEvent) event = new_event ();

  invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING, mapping);

  return invy_rendering_new (tmpl, event, guest, NULL);
}

static void
test_all_parts (void)
{
  g_autoptr (InvyGuest) guest = new_guest ("נועה");
  g_autoptr (InvyRendering) rendering = render_full (guest, FULL_MAPPING ("guest.first_name", "guest.first_name"));
  const InvyTemplateSpan *span;
  const struct
  {
    InvyTemplateButtonKind kind;
    const char *text;
    const char *target;
  } buttons[] = {
    { INVY_TEMPLATE_BUTTON_QUICK_REPLY, "Yes", NULL },
    { INVY_TEMPLATE_BUTTON_URL, "Open", "https://a.example/%D7%A0%D7%95%D7%A2%D7%94" },
    { INVY_TEMPLATE_BUTTON_PHONE_NUMBER, "Call", "+15550100" },
    { INVY_TEMPLATE_BUTTON_COPY_CODE, "Copy", "TAXI" },
  };

  g_assert_cmpuint (rendering->problems->len, ==, 0);
  g_assert_cmpint (rendering->header_kind, ==, INVY_TEMPLATE_HEADER_TEXT);
  g_assert_cmpstr (rendering->header, ==, "For נועה!");
  g_assert_cmpuint (rendering->header_spans->len, ==, 1);
  span = &g_array_index (rendering->header_spans, InvyTemplateSpan, 0);
  g_assert_cmpuint (span->start, ==, strlen ("For "));
  g_assert_cmpuint (span->end, ==, strlen ("For נועה"));
  g_assert_cmpstr (rendering->text, ==, "At גן האלה");
  g_assert_cmpstr (rendering->footer, ==, "Write stop");
  g_assert_nonnull (rendering->frozen);
  g_assert_cmpuint (rendering->buttons->len, ==, G_N_ELEMENTS (buttons));
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      const InvyRenderedButton *button = g_ptr_array_index (rendering->buttons, i);

      g_assert_cmpint (button->kind, ==, buttons[i].kind);
      g_assert_cmpstr (button->text, ==, buttons[i].text);
      g_assert_cmpstr (button->target, ==, buttons[i].target);
    }
}

/* Each is named, and the preview shows where it is missing. */
static void
test_unmapped_parts (void)
{
  g_autoptr (InvyGuest) guest = new_guest ("נועה");
  g_autoptr (InvyRendering) rendering = render_full (guest, NULL);
  const char *const slots[] = { "header.1", "1", "button.1", "button.3" };
  const InvyRenderedButton *button = g_ptr_array_index (rendering->buttons, 1);

  g_assert_cmpstr (rendering->header, ==, "For {{1}}!");
  g_assert_cmpstr (button->target, ==, "https://a.example/{{1}}");
  g_assert_null (rendering->frozen);
  g_assert_cmpuint (rendering->problems->len, ==, G_N_ELEMENTS (slots));
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      const InvyTemplateProblem *problem = g_ptr_array_index (rendering->problems, i);

      g_assert_cmpstr (problem->slot, ==, slots[i]);
      g_assert_cmpstr (problem->reason, ==, "unmapped-parameter");
    }
}

/* A choice is seen before it is kept. */
static void
test_with_mapping (void)
{
  g_autoptr (InvyTemplate) tmpl = new_full_template ();
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyGuest) guest = new_guest ("Noa");
  g_autoptr (InvyParameterMapping) mapping = invy_parameter_mapping_new (tmpl, event);
  g_autoptr (InvyRendering) rendering = NULL;

  invy_parameter_mapping_take (mapping, "1", invy_parameter_fill_new_text ("the beach"));
  rendering = invy_rendering_new_with_mapping (tmpl, mapping, event, guest, NULL);
  g_assert_cmpstr (rendering->text, ==, "At the beach");
}

static void
test_header_fill (void)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new ();
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyRendering) unmapped = NULL;
  g_autoptr (InvyRendering) mapped = NULL;

  invy_template_set (tmpl, INVY_TEMPLATE_NAME, "picture");
  invy_template_set (tmpl, INVY_TEMPLATE_COMPONENTS,
                     "[{\"type\": \"HEADER\", \"format\": \"IMAGE\"}, {\"type\": \"BODY\", \"text\": \"Hi\"}]");
  unmapped = invy_rendering_new (tmpl, event, NULL, NULL);
  assert_problem (unmapped, INVY_TEMPLATE_PROBLEM_EVENT, "unmapped-parameter", INVY_EVENT_PARAMETER_MAPPING);
  g_assert_null (unmapped->header_fill);

  invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING,
                  "{\"picture\": {\"header.image\": {\"link\": \"https://a.example/b.jpg\"}}}");
  mapped = invy_rendering_new (tmpl, event, NULL, NULL);
  g_assert_cmpuint (mapped->problems->len, ==, 0);
  g_assert_cmpint (mapped->header_fill->kind, ==, INVY_FILL_LINK);
  g_assert_cmpstr (mapped->header_fill->text, ==, "https://a.example/b.jpg");
}

/* One guest's gap leaves that guest out; without a guest nobody knows. */
static void
test_guest_without_detail (void)
{
  g_autoptr (InvyGuest) guest = new_guest ("נועה");
  const char *mapping = FULL_MAPPING ("guest.last_name", "guest.rsvp_token");
  g_autoptr (InvyRendering) common = render_full (NULL, mapping);
  g_autoptr (InvyRendering) rendering = render_full (guest, mapping);

  g_assert_cmpuint (common->problems->len, ==, 0);
  g_assert_true (invy_rendering_needs_guest (common, guest));
  assert_problem (rendering, INVY_TEMPLATE_PROBLEM_GUEST, "missing-last-name", INVY_EVENT_N_FIELDS);
}

/* Whoever has everything that is asked for need not be rendered to be sure. */
static void
test_needs_guest (void)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyRendering) common = invy_rendering_new (tmpl, event, NULL, NULL);
  g_autofree char *long_text = g_strnfill (1000, 'a');
  g_autoptr (InvyGuest) plain = new_guest ("נועה");
  g_autoptr (InvyGuest) long_one = new_guest (long_text);
  g_autoptr (InvyGuest) tokenless = new_guest ("נועה");

  invy_guest_set (tokenless, INVY_GUEST_RSVP_TOKEN, NULL);
  g_assert_false (invy_rendering_needs_guest (common, plain));
  g_assert_true (invy_rendering_needs_guest (common, long_one));
  g_assert_true (invy_rendering_needs_guest (common, tokenless));
}

static void
test_short_places (void)
{
  g_autofree char *long_text = g_strnfill (61, 'a');
  g_autofree char *longer_text = g_strnfill (2000, 'a');
  g_autoptr (InvyGuest) long_guest = new_guest (long_text);
  g_autoptr (InvyGuest) longer_guest = new_guest (longer_text);
  g_autoptr (InvyRendering) header = render_full (long_guest, FULL_MAPPING ("guest.first_name", "guest.rsvp_token"));
  g_autoptr (InvyRendering) url = render_full (longer_guest, FULL_MAPPING ("event.time", "guest.first_name"));
  g_autoptr (InvyRendering) fits = render_full (long_guest, FULL_MAPPING ("event.time", "guest.first_name"));

  assert_problem (header, INVY_TEMPLATE_PROBLEM_GUEST, "template-too-long", INVY_EVENT_N_FIELDS);
  assert_problem (url, INVY_TEMPLATE_PROBLEM_GUEST, "template-too-long", INVY_EVENT_N_FIELDS);
  g_assert_cmpuint (fits->problems->len, ==, 0);
}

/* A message that is nobody's answers for nobody either. */
static void
test_sample_parts (void)
{
  g_autoptr (InvyTemplate) tmpl = new_full_template ();
  g_autoptr (InvyEvent) event = new_event ();
  g_autoptr (InvyGuest) guest = new_guest ("נועה");
  g_autoptr (InvyRendering) rendering = NULL;

  invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING, FULL_MAPPING ("guest.first_name", "guest.rsvp_token"));
  rendering = invy_rendering_new_sample (tmpl, event, guest, NULL);
  g_assert_cmpuint (rendering->problems->len, ==, 0);
  g_assert_null (strstr (rendering->frozen, "t0ken"));
  g_assert_nonnull (strstr (rendering->frozen, "rsvp:yes:test"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/rendering/to-the-letter", test_to_the_letter);
  g_test_add_func ("/invy/rendering/body", test_body);
  g_test_add_func ("/invy/rendering/spans", test_spans);
  g_test_add_func ("/invy/rendering/first-name-fallback", test_first_name_fallback);
  g_test_add_func ("/invy/rendering/names-are-cleaned", test_names_are_cleaned);
  g_test_add_func ("/invy/rendering/missing-details", test_missing_details);
  g_test_add_func ("/invy/rendering/nothing-filled", test_nothing_filled);
  g_test_add_func ("/invy/rendering/bad-details", test_bad_details);
  g_test_add_func ("/invy/rendering/personal-link", test_personal_link);
  g_test_add_func ("/invy/rendering/no-token", test_no_token);
  g_test_add_func ("/invy/rendering/sample", test_sample);
  g_test_add_func ("/invy/rendering/too-long", test_too_long);
  g_test_add_func ("/invy/rendering/longest", test_longest);
  g_test_add_func ("/invy/rendering/own-mapping", test_own_mapping);
  g_test_add_func ("/invy/rendering/unmapped", test_unmapped);
  g_test_add_func ("/invy/rendering/no-text", test_no_text);
  g_test_add_func ("/invy/rendering/without-guest", test_without_guest);
  g_test_add_func ("/invy/rendering/all-parts", test_all_parts);
  g_test_add_func ("/invy/rendering/unmapped-parts", test_unmapped_parts);
  g_test_add_func ("/invy/rendering/with-mapping", test_with_mapping);
  g_test_add_func ("/invy/rendering/header-fill", test_header_fill);
  g_test_add_func ("/invy/rendering/guest-without-detail", test_guest_without_detail);
  g_test_add_func ("/invy/rendering/needs-guest", test_needs_guest);
  g_test_add_func ("/invy/rendering/short-places", test_short_places);
  g_test_add_func ("/invy/rendering/sample-parts", test_sample_parts);

  return g_test_run ();
}
