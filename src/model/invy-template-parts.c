/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-template-parts.h"
#include "text/invy-json.h"

#include <string.h>

static const struct
{
  const char *format;
  InvyTemplateHeaderKind kind;
} header_kinds[] = {
  { "TEXT", INVY_TEMPLATE_HEADER_TEXT },         { "IMAGE", INVY_TEMPLATE_HEADER_IMAGE },
  { "VIDEO", INVY_TEMPLATE_HEADER_VIDEO },       { "DOCUMENT", INVY_TEMPLATE_HEADER_DOCUMENT },
  { "LOCATION", INVY_TEMPLATE_HEADER_LOCATION },
};

static const struct
{
  const char *type;
  InvyTemplateButtonKind kind;
} button_kinds[] = {
  { "QUICK_REPLY", INVY_TEMPLATE_BUTTON_QUICK_REPLY },
  { "URL", INVY_TEMPLATE_BUTTON_URL },
  { "PHONE_NUMBER", INVY_TEMPLATE_BUTTON_PHONE_NUMBER },
  { "COPY_CODE", INVY_TEMPLATE_BUTTON_COPY_CODE },
};

static void
button_free (gpointer data)
{
  InvyTemplateButton *button = data;

  g_clear_pointer (&button->type, g_free);
  g_clear_pointer (&button->text, g_free);
  g_clear_pointer (&button->url, g_free);
  g_clear_pointer (&button->phone_number, g_free);
  g_clear_pointer (&button->example, g_free);
  g_free (button);
}

static InvyTemplateHeaderKind
find_header_kind (const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (header_kinds); i++)
    {
      if (g_ascii_strcasecmp (header_kinds[i].format, format) == 0)
        return header_kinds[i].kind;
    }

  return INVY_TEMPLATE_HEADER_OTHER;
}

static InvyTemplateButtonKind
find_button_kind (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (button_kinds); i++)
    {
      if (g_ascii_strcasecmp (button_kinds[i].type, type) == 0)
        return button_kinds[i].kind;
    }

  return INVY_TEMPLATE_BUTTON_OTHER;
}

/* The names of positional parameters are their numbers. */
static void
read_positional_examples (GHashTable *examples, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = invy_json_get_element_text (array, i);

      if (text != NULL)
        g_hash_table_replace (examples, g_strdup_printf ("%u", i + 1), g_strdup (text));
    }
}

static void
read_named_examples (GHashTable *examples, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = invy_json_get_element (array, i);
      const char *name = object != NULL ? invy_json_get_text (object, "param_name") : NULL;
      const char *text = object != NULL ? invy_json_get_text (object, "example") : NULL;

      if (name != NULL && text != NULL)
        g_hash_table_replace (examples, g_strdup (name), g_strdup (text));
    }
}

/* WhatsApp Cloud API, templates: the header's examples are a flat array, the body's an array of arrays, and those of
 * named parameters objects. */
static void
read_examples (GHashTable *examples, JsonObject *component, const char *positional, const char *named)
{
  JsonObject *example = invy_json_get_object (component, "example");
  JsonArray *array = example != NULL ? invy_json_get_array (example, positional) : NULL;
  JsonArray *named_array = example != NULL ? invy_json_get_array (example, named) : NULL;

  if (array != NULL && json_array_get_length (array) > 0)
    {
      JsonNode *first = json_array_get_element (array, 0);

      read_positional_examples (examples, JSON_NODE_HOLDS_ARRAY (first) ? json_node_get_array (first) : array);
    }
  if (named_array != NULL)
    read_named_examples (examples, named_array);
}

/* Graph lists one of a kind; of more the last counts. */
static void
read_header (InvyTemplateParts *self, JsonObject *component)
{
  const char *format = invy_json_get_text (component, "format");

  g_set_str (&self->header_format, format);
  self->header_kind = format != NULL ? find_header_kind (format) : INVY_TEMPLATE_HEADER_OTHER;
  if (self->header_kind != INVY_TEMPLATE_HEADER_TEXT)
    return;

  g_set_str (&self->header_text, invy_json_get_text (component, "text"));
  read_examples (self->header_examples, component, "header_text", "header_text_named_params");
}

static char *
dup_button_example (JsonObject *object)
{
  JsonArray *array = invy_json_get_array (object, "example");

  return g_strdup (array != NULL ? invy_json_get_element_text (array, 0) : invy_json_get_text (object, "example"));
}

/* What is no object is kept all the same: the buttons behind it keep their places. */
static InvyTemplateButton *
read_button (JsonObject *object)
{
  InvyTemplateButton *button = g_new0 (InvyTemplateButton, 1);
  const char *type = object != NULL ? invy_json_get_text (object, "type") : NULL;
  const char *text = object != NULL ? invy_json_get_text (object, "text") : NULL;

  button->kind = type != NULL ? find_button_kind (type) : INVY_TEMPLATE_BUTTON_OTHER;
  button->type = g_strdup (type != NULL ? type : "");
  button->text = g_strdup (text != NULL ? text : "");
  if (object == NULL)
    return button;

  button->url = g_strdup (invy_json_get_text (object, "url"));
  button->phone_number = g_strdup (invy_json_get_text (object, "phone_number"));
  button->example = dup_button_example (object);

  return button;
}

static void
read_buttons (InvyTemplateParts *self, JsonObject *component)
{
  JsonArray *array = invy_json_get_array (component, "buttons");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (self->buttons, read_button (invy_json_get_element (array, i)));
}

static void
read_component (InvyTemplateParts *self, JsonObject *component, GStrvBuilder *others)
{
  const char *type = component != NULL ? invy_json_get_text (component, "type") : NULL;

  if (type == NULL)
    {
      g_strv_builder_add (others, "?");
    }
  else if (g_ascii_strcasecmp (type, "HEADER") == 0)
    {
      read_header (self, component);
    }
  else if (g_ascii_strcasecmp (type, "BODY") == 0)
    {
      g_set_str (&self->body, invy_json_get_text (component, "text"));
      read_examples (self->body_examples, component, "body_text", "body_text_named_params");
    }
  else if (g_ascii_strcasecmp (type, "FOOTER") == 0)
    {
      g_set_str (&self->footer, invy_json_get_text (component, "text"));
    }
  else if (g_ascii_strcasecmp (type, "BUTTONS") == 0)
    {
      read_buttons (self, component);
    }
  else
    {
      g_strv_builder_add (others, type);
    }
}

/**
 * invy_template_parts_new:
 * @components: (nullable): the JSON array that Graph lists; anything else makes a template without parts
 *
 * Takes a template apart. Whatever is of another type than expected counts as missing; letters of either case are
 * understood, since Graph does not keep to one (WhatsApp Cloud API, templates: components).
 *
 * Returns: (transfer full): the parts
 */
InvyTemplateParts *
invy_template_parts_new (const char *components)
{
  InvyTemplateParts *self = g_new0 (InvyTemplateParts, 1);
  g_autoptr (JsonNode) root = components != NULL ? invy_json_parse (components, strlen (components)) : NULL;
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  self->buttons = g_ptr_array_new_with_free_func (button_free);
  self->header_examples = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->body_examples = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    read_component (self, invy_json_get_element (array, i), others);
  self->others = g_strv_builder_end (others);

  return self;
}

void
invy_template_parts_free (InvyTemplateParts *self)
{
  g_clear_pointer (&self->header_format, g_free);
  g_clear_pointer (&self->header_text, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->footer, g_free);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->others, g_strfreev);
  g_clear_pointer (&self->header_examples, g_hash_table_unref);
  g_clear_pointer (&self->body_examples, g_hash_table_unref);
  g_free (self);
}
