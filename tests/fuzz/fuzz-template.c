/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/invy-template-request.h"
#include "template/invy-markup.h"
#include "template/invy-rendering.h"
#include "template/invy-template-check.h"

#include "invy-fuzz.h"

#define N_ITERATIONS 20000
#define SEED 20270205

/* Components, mappings and bodies: each is tried as each. */
static const char *const seeds[] = {
  "[{\"type\": \"HEADER\", \"format\": \"TEXT\", \"text\": \"For {{1}}\", \"example\": {\"header_text\": [\"Noa\"]}},"
  " {\"type\": \"BODY\", \"text\": \"*{{1}}* {{2}}\", \"example\": {\"body_text\": [[\"x\", \"19:30\"]]}}]",
  "[{\"type\": \"HEADER\", \"format\": \"IMAGE\"}, {\"type\": \"BODY\", \"text\": \"_Hi_ {{guest_name}}\","
  " \"example\": {\"body_text_named_params\": [{\"param_name\": \"guest_name\", \"example\": \"Dana\"}]}},"
  " {\"type\": \"FOOTER\", \"text\": \"Stop\"}]",
  "[{\"type\": \"BODY\", \"text\": \"```x```\"}, {\"type\": \"BUTTONS\", \"buttons\": [{\"type\": \"QUICK_REPLY\","
  " \"text\": \"כן\"}, {\"type\": \"URL\", \"text\": \"Go\", \"url\": \"https://a.example/{{1}}\", \"example\": "
  "[\"x\"]},"
  " {\"type\": \"PHONE_NUMBER\", \"phone_number\": \"+15550100\"}, {\"type\": \"COPY_CODE\"}, {\"type\": "
  "\"FLOW\"}]}]",
  "[{\"type\": \"CAROUSEL\", \"cards\": [{\"components\": []}]}, {\"type\": \"LOCATION\"}, null, 7]",
  "{\"a\": {\"1\": \"guest.name\", \"2\": {\"text\": \"x\"}, \"header.1\": \"event.venue\","
  " \"button.0\": \"reply.yes\", \"button.1\": \"guest.rsvp_token\"}}",
  "{\"a\": {\"1\": {\"currency\": {\"fallback_value\": \"5\"}}, \"header.image\": {\"media\": \"00\"},"
  " \"guest_name\": {\"date_time\": {}}, \"header.location\": {\"location\": {\"latitude\": \"1\"}}}}",
  "[{\"type\": \"header\", \"parameters\": [{\"type\": \"image\", \"image\": {\"sha256\": \"00\"}}]},"
  " {\"type\": \"body\", \"parameters\": [{\"type\": \"text\", \"text\": \"x\"}]}, \"y\"]",
  "שלום *{{1}}* _{{2}} ~a~_ ```b``` `c` https://a.example/_x_",
  "",
};

static char *
mutate (GRand *rand)
{
  g_autoptr (GBytes) bytes = invy_fuzz_mutate (rand, seeds, G_N_ELEMENTS (seeds));
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data != NULL ? data : "", length);
}

static void
assert_spans (const char *text, GArray *spans)
{
  gsize behind = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const InvyTemplateSpan *span = &g_array_index (spans, InvyTemplateSpan, i);

      g_assert_cmpuint (span->start, >=, behind);
      g_assert_cmpuint (span->end, >, span->start);
      behind = span->end;
    }
  g_assert_cmpuint (behind, <=, strlen (text));
}

static void
assert_markup (const char *text)
{
  g_autoptr (InvyMarkup) markup = invy_markup_new (text);

  g_assert_true (g_utf8_validate (markup->text, -1, NULL));
  g_assert_cmpuint (strlen (markup->text) + markup->marks->len, ==, strlen (text));
  for (guint i = 0; i < markup->spans->len; i++)
    {
      const InvyMarkupSpan *span = &g_array_index (markup->spans, InvyMarkupSpan, i);

      g_assert_cmpuint (span->start, <, span->end);
      g_assert_cmpuint (span->end, <=, strlen (markup->text));
    }
}

/* Whatever is frozen makes a request, and nothing is frozen that has a problem. */
static void
assert_request (const char *frozen)
{
  g_autoptr (InvyMessage) message = invy_message_new ();
  g_autoptr (JsonNode) request = NULL;
  g_auto (GStrv) parameters = NULL;

  invy_message_set (message, INVY_MESSAGE_TEMPLATE_NAME, "a");
  invy_message_set (message, INVY_MESSAGE_LANGUAGE, "he");
  invy_message_set (message, INVY_MESSAGE_PARAMETERS, frozen);
  request = invy_template_request_new (message, "1");
  g_assert_true (JSON_NODE_HOLDS_OBJECT (request));
  parameters = invy_message_dup_parameters (message);
}

static void
assert_template (const char *components, const char *mapping)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new ();
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (InvyGuest) guest = invy_guest_new ("event");
  g_autoptr (InvyParameterMapping) guess = NULL;
  g_autoptr (InvyRendering) rendering = NULL;
  g_auto (GStrv) notices = NULL;
  g_autofree char *fingerprint = NULL;

  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "Noa");
  invy_guest_set (guest, INVY_GUEST_RSVP_TOKEN, "t0ken");
  invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING, mapping);
  invy_template_set (tmpl, INVY_TEMPLATE_NAME, "a");
  invy_template_set (tmpl, INVY_TEMPLATE_COMPONENTS, components);

  rendering = invy_rendering_new (tmpl, event, guest, NULL);
  g_assert_true ((rendering->frozen == NULL) == (rendering->problems->len > 0));
  assert_spans (rendering->text, rendering->spans);
  if (rendering->header != NULL)
    assert_spans (rendering->header, rendering->header_spans);
  if (rendering->frozen != NULL)
    assert_request (rendering->frozen);
  assert_markup (rendering->text);

  guess = invy_parameter_mapping_new_guess (tmpl);
  invy_parameter_mapping_keep (guess, tmpl, event);
  notices = invy_template_dup_notices (tmpl);
  fingerprint = invy_template_dup_fingerprint (tmpl);
}

static void
test_mutations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_ITERATIONS; i++)
    {
      g_autofree char *first = mutate (rand);
      g_autofree char *second = mutate (rand);
      g_autofree char *valid = g_utf8_make_valid (first, -1);

      assert_template (first, second);
      assert_request (first);
      assert_markup (valid);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/fuzz/template", test_mutations);

  return g_test_run ();
}
