/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-template.h"
#include "invy-emulator-json.h"

/* As Meta approved it. It stands here again, and not taken from the library, so that a change there is noticed. */
#define WEDDING_INVITATION                                           \
  "היי {{1}} 🤍\n\n"                                                 \
  "זה קורה! 🎉\n"                                                    \
  "{{2}} ו-{{3}} מתחתנים ונשמח שתהיה/י איתנו ברגע המיוחד הזה ✨\n\n" \
  "📍 האולם: \"{{4}}\"\n"                                            \
  "📅 התאריך: {{5}}\n"                                               \
  "🕒 השעה: {{6}}\n\n"                                               \
  "לאישור הגעה ופרטים נוספים:\n"                                     \
  "{{7}}\n\n"                                                        \
  "מתרגשים ומצפים לראותך 💞"

static void
set_default (JsonObject *object, const char *name, const char *text)
{
  if (!json_object_has_member (object, name))
    json_object_set_string_member (object, name, text);
}

/* A short way to write a template that has a body and nothing else. */
static void
set_body (JsonObject *object, const char *body)
{
  JsonObject *component = json_object_new ();
  JsonArray *components = json_array_new ();

  json_object_set_string_member (component, "type", "BODY");
  json_object_set_string_member (component, "text", body);
  json_array_add_object_element (components, component);
  json_object_set_array_member (object, "components", components);
  json_object_remove_member (object, "body");
}

/**
 * invy_emulator_template_new:
 * @object: as Graph lists it, or "name", "language" and "body"; what is missing is as in an approved one
 *
 * Returns: (transfer full): a template
 */
InvyEmulatorTemplate *
invy_emulator_template_new (JsonObject *object)
{
  static guint64 last_id = 1387372356726668;
  InvyEmulatorTemplate *self = g_new0 (InvyEmulatorTemplate, 1);
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, ++last_id);
  g_autofree char *body = g_strdup (invy_emulator_json_get_text (object, "body"));

  self->graph = json_object_ref (object);
  if (body != NULL)
    set_body (object, body);
  set_default (object, "status", "APPROVED");
  set_default (object, "category", "MARKETING");
  set_default (object, "parameter_format", "POSITIONAL");
  set_default (object, "id", id);

  return self;
}

/**
 * invy_emulator_template_new_wedding_invitation:
 *
 * Returns: (transfer full): the template that Invy brings
 */
InvyEmulatorTemplate *
invy_emulator_template_new_wedding_invitation (void)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "name", "wedding_invitation");
  json_object_set_string_member (object, "language", "he");
  json_object_set_string_member (object, "body", WEDDING_INVITATION);

  return invy_emulator_template_new (object);
}

/**
 * invy_emulator_template_free:
 *
 * Frees @self.
 */
void
invy_emulator_template_free (InvyEmulatorTemplate *self)
{
  json_object_unref (self->graph);
  g_free (self);
}

/**
 * invy_emulator_template_get:
 * @name: "name", "language", "status", …
 *
 * Returns: (nullable): what a listing says
 */
const char *
invy_emulator_template_get (const InvyEmulatorTemplate *self, const char *name)
{
  return invy_emulator_json_get_text (self->graph, name);
}

/**
 * invy_emulator_template_find_component:
 * @type: "HEADER", "BODY", "FOOTER", "BUTTONS"
 *
 * Returns: (transfer none) (nullable): the component
 */
JsonObject *
invy_emulator_template_find_component (const InvyEmulatorTemplate *self, const char *type)
{
  JsonArray *components = invy_emulator_json_get_array (self->graph, "components");

  for (guint i = 0; components != NULL && i < json_array_get_length (components); i++)
    {
      JsonObject *component = invy_emulator_json_get_element (components, i);
      const char *own = component != NULL ? invy_emulator_json_get_text (component, "type") : NULL;

      if (own != NULL && g_ascii_strcasecmp (own, type) == 0)
        return component;
    }

  return NULL;
}

/**
 * invy_emulator_template_is_named:
 *
 * Returns: whether its parameters have names
 */
gboolean
invy_emulator_template_is_named (const InvyEmulatorTemplate *self)
{
  const char *format = invy_emulator_template_get (self, "parameter_format");

  return format != NULL && g_ascii_strcasecmp (format, "NAMED") == 0;
}

/**
 * invy_emulator_template_list_places:
 * @text: (nullable): of a component
 *
 * Returns: (transfer full): what stands between double braces in @text, each once: numbers in ascending order, names
 * as they come
 */
GStrv
invy_emulator_template_list_places (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\{\\{([0-9a-z_]+)\\}\\}", G_REGEX_DEFAULT, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *places = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  guint64 highest = 0;

  for (g_regex_match (regex, text != NULL ? text : "", 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *place = g_match_info_fetch (match, 1);

      highest = MAX (highest, g_ascii_strtoull (place, NULL, 10));
      if (!g_ptr_array_find_with_equal_func (places, place, g_str_equal, NULL))
        g_ptr_array_add (places, g_steal_pointer (&place));
    }

  if (highest > 0)
    g_ptr_array_set_size (places, 0);
  for (guint64 i = 1; i <= highest; i++)
    g_ptr_array_add (places, g_strdup_printf ("%" G_GUINT64_FORMAT, i));

  return (GStrv) g_ptr_array_free (places, FALSE);
}

/**
 * invy_emulator_template_fill:
 * @places: those of @text
 * @values: (element-type utf8): a text for each of them
 *
 * Returns: (transfer full): the text as a guest reads it
 */
char *
invy_emulator_template_fill (const char *text, const char *const *places, GPtrArray *values)
{
  g_autoptr (GString) filled = g_string_new (text);

  /* From the last to the first, and each place once: what is filled in may look like a place itself. */
  for (guint i = values->len; i > 0; i--)
    {
      g_autofree char *place = g_strdup_printf ("{{%s}}", places[i - 1]);

      g_string_replace (filled, place, g_ptr_array_index (values, i - 1), 1);
    }

  return g_string_free (g_steal_pointer (&filled), FALSE);
}
