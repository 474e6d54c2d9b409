/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-problem.h"

#include <json-glib/json-glib.h>

/* Titles and HTTP statuses as Meta documented them; neither may matter to a client. */
static const struct
{
  int code;
  guint http_status;
  const char *title;
} known[] = {
  { 2, 503, "Service temporarily unavailable" },
  { 4, 429, "Application request limit reached" },
  { 10, 403, "Permission denied" },
  { 100, 400, "Invalid parameter" },
  { 104, 401, "An access token is required to request this resource" },
  { 190, 401, "Invalid OAuth access token" },
  { 200, 403, "Permissions error" },
  { 2500, 400, "Unknown path components" },
  { 80007, 429, "Rate limit issues" },
  { 130429, 429, "Rate limit hit" },
  { 131000, 500, "Something went wrong" },
  { 131008, 400, "Required parameter is missing" },
  { 131009, 400, "Parameter value is not valid" },
  { 131016, 500, "Service unavailable" },
  { 131026, 400, "Message undeliverable" },
  { 131053, 400, "Media upload error" },
  { 131056, 400, "(Business Account, Consumer Account) pair rate limit hit" },
  { 131057, 500, "Account in maintenance mode" },
  { 132000, 400, "Number of parameters does not match the expected number of params" },
  { 132001, 404, "Template name does not exist in the translation" },
  { 132005, 400, "Translated text too long" },
  { 132012, 400, "Parameter format does not match format in the created template" },
  { 132015, 400, "Template is paused" },
  { 132016, 400, "Template is disabled" },
  { 132018, 400, "Template could not be validated" },
};

static const char *
get_title (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (known[i].code == code)
        return known[i].title;
    }

  return "Error";
}

static guint
get_http_status (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (known[i].code == code)
        return known[i].http_status;
    }

  return 400;
}

/**
 * invy_emulator_problem_new:
 * @code: Graph's error code
 * @format: (nullable): the details, as for printf
 *
 * Returns: (transfer full): an error with the HTTP status that is usual for @code
 */
InvyEmulatorProblem *
invy_emulator_problem_new (int code, const char *format, ...)
{
  InvyEmulatorProblem *self = g_new0 (InvyEmulatorProblem, 1);
  va_list args;

  self->code = code;
  self->http_status = get_http_status (code);
  if (format != NULL)
    {
      va_start (args, format);
      self->details = g_strdup_vprintf (format, args);
      va_end (args);
    }

  return self;
}

/**
 * invy_emulator_problem_free:
 *
 * Frees @self.
 */
void
invy_emulator_problem_free (InvyEmulatorProblem *self)
{
  g_free (self->details);
  g_free (self);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_int (JsonBuilder *builder, const char *name, int value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * invy_emulator_problem_to_json:
 * @fbtrace_id: what Meta's support would ask for
 *
 * Returns: (transfer full): the body of the answer
 */
char *
invy_emulator_problem_to_json (const InvyEmulatorProblem *self, const char *fbtrace_id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *message = g_strdup_printf ("(#%d) %s", self->code, get_title (self->code));

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  add_text (builder, "message", message);
  add_text (builder, "type", self->subcode == 33 ? "GraphMethodException" : "OAuthException");
  add_int (builder, "code", self->code);
  if (self->subcode != 0)
    add_int (builder, "error_subcode", self->subcode);
  if (self->details != NULL)
    {
      json_builder_set_member_name (builder, "error_data");
      json_builder_begin_object (builder);
      add_text (builder, "messaging_product", "whatsapp");
      add_text (builder, "details", self->details);
      json_builder_end_object (builder);
    }
  add_text (builder, "fbtrace_id", fbtrace_id);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
