/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-parameter-fill.h"
#include "template/invy-parameter-text.h"
#include "template/invy-template-limits.h"
#include "text/invy-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HASH_LENGTH 64
#define TEXT_PREFIX "text:"

/* What a mapping calls the kinds that are an object with one member of this name; a source is a plain string. */
static const struct
{
  const char *member;
  InvyFillKind kind;
} members[] = {
  { "text", INVY_FILL_TEXT },         { "media", INVY_FILL_MEDIA },       { "link", INVY_FILL_LINK },
  { "location", INVY_FILL_LOCATION }, { "currency", INVY_FILL_CURRENCY }, { "date_time", INVY_FILL_DATE_TIME },
};

static InvyParameterFill *
fill_new (InvyFillKind kind, const char *text, const char *filename)
{
  InvyParameterFill *self = g_new0 (InvyParameterFill, 1);

  self->kind = kind;
  self->text = g_strdup (text);
  self->filename = g_strdup (filename != NULL && *filename != '\0' ? filename : NULL);

  return self;
}

/**
 * invy_parameter_fill_new_source:
 * @source: lives for ever
 *
 * Returns: (transfer full): a slot is filled from a field of the guest or of the wedding
 */
InvyParameterFill *
invy_parameter_fill_new_source (const InvyParameterSource *source)
{
  InvyParameterFill *self = fill_new (INVY_FILL_SOURCE, NULL, NULL);

  self->source = source;

  return self;
}

/**
 * invy_parameter_fill_new_text:
 *
 * Returns: (transfer full): a slot is filled with the same text for everybody
 */
InvyParameterFill *
invy_parameter_fill_new_text (const char *text)
{
  return fill_new (INVY_FILL_TEXT, text, NULL);
}

/**
 * invy_parameter_fill_new_media:
 * @sha256: of the file's bytes, in 64 lower-case hexadecimal digits
 * @filename: (nullable): what the guest sees a document called
 *
 * Returns: (transfer full): the header is a file
 */
InvyParameterFill *
invy_parameter_fill_new_media (const char *sha256, const char *filename)
{
  return fill_new (INVY_FILL_MEDIA, sha256, filename);
}

/**
 * invy_parameter_fill_new_link:
 * @url: from where WhatsApp takes the file for each message
 * @filename: (nullable): what the guest sees a document called
 *
 * Returns: (transfer full): the header is a file that lies somewhere on the web
 */
InvyParameterFill *
invy_parameter_fill_new_link (const char *url, const char *filename)
{
  return fill_new (INVY_FILL_LINK, url, filename);
}

/**
 * invy_parameter_fill_new_location:
 * @latitude: (nullable): in degrees, north is positive: "32.08"; %NULL while it is not known, as with the others
 * @longitude: in degrees, east is positive: "34.78"
 * @name: what the place is called
 * @address: where it is
 *
 * Returns: (transfer full): the header is a place on the map. Graph's own example has the degrees as texts.
 */
InvyParameterFill *
invy_parameter_fill_new_location (const char *latitude, const char *longitude, const char *name, const char *address)
{
  const char *const values[][2] = {
    { "latitude", latitude }, { "longitude", longitude }, { "name", name }, { "address", address }
  };
  InvyParameterFill *self = fill_new (INVY_FILL_LOCATION, NULL, NULL);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      if (values[i][1] != NULL && *values[i][1] != '\0')
        json_object_set_string_member (object, values[i][0], values[i][1]);
    }
  self->object = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (self->object, object);

  return self;
}

static InvyParameterFill *
read_file (InvyFillKind kind, JsonNode *node, JsonObject *object)
{
  const char *text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  return text != NULL ? fill_new (kind, text, invy_json_get_text (object, "filename")) : NULL;
}

static InvyParameterFill *
read_location (JsonObject *object)
{
  return invy_parameter_fill_new_location (
      invy_json_get_text (object, "latitude"), invy_json_get_text (object, "longitude"),
      invy_json_get_text (object, "name"), invy_json_get_text (object, "address"));
}

static InvyParameterFill *
read_object (InvyFillKind kind, JsonNode *node)
{
  InvyParameterFill *self;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  if (kind == INVY_FILL_LOCATION)
    return read_location (json_node_get_object (node));

  self = fill_new (kind, NULL, NULL);
  self->object = json_node_copy (node);

  return self;
}

static const InvyParameterSource *
find_source (JsonNode *node)
{
  const char *word = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  return word != NULL ? invy_parameter_source_find (word) : NULL;
}

/**
 * invy_parameter_fill_new_from_json:
 * @node: what invy_parameter_fill_to_json() made, or anything else
 *
 * Returns: (transfer full) (nullable): what a slot is filled with; %NULL when @node does not say
 */
InvyParameterFill *
invy_parameter_fill_new_from_json (JsonNode *node)
{
  const InvyParameterSource *source = find_source (node);
  JsonObject *object;

  if (source != NULL)
    return invy_parameter_fill_new_source (source);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *value = json_object_get_member (object, members[i].member);

      if (value != NULL)
        return members[i].kind <= INVY_FILL_LINK ? read_file (members[i].kind, value, object)
                                                 : read_object (members[i].kind, value);
    }

  return NULL;
}

/**
 * invy_parameter_fill_parse:
 * @word: "event.venue"; "text:" and the text; or a JSON object as it stands in a mapping
 *
 * Returns: (transfer full) (nullable): what people say on a command line; %NULL when it makes no sense
 */
InvyParameterFill *
invy_parameter_fill_parse (const char *word)
{
  const InvyParameterSource *source = invy_parameter_source_find (word);
  g_autoptr (JsonNode) node = NULL;

  if (source != NULL)
    return invy_parameter_fill_new_source (source);
  if (g_str_has_prefix (word, TEXT_PREFIX))
    return invy_parameter_fill_new_text (word + strlen (TEXT_PREFIX));

  node = invy_json_parse_object (word, strlen (word));
  return node != NULL ? invy_parameter_fill_new_from_json (node) : NULL;
}

/**
 * invy_parameter_fill_copy:
 *
 * Returns: (transfer full): another one like it
 */
InvyParameterFill *
invy_parameter_fill_copy (const InvyParameterFill *self)
{
  InvyParameterFill *copy = fill_new (self->kind, self->text, self->filename);

  copy->source = self->source;
  copy->object = self->object != NULL ? json_node_copy (self->object) : NULL;

  return copy;
}

static const char *
get_member_name (InvyFillKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (members[i].kind == kind)
        return members[i].member;
    }

  g_assert_not_reached (); /* a source is no object */
}

/**
 * invy_parameter_fill_to_json:
 *
 * Returns: (transfer full): for the mapping that is kept with the wedding
 */
JsonNode *
invy_parameter_fill_to_json (const InvyParameterFill *self)
{
  JsonObject *object;
  JsonNode *node;

  if (self->kind == INVY_FILL_SOURCE)
    {
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (node, invy_parameter_source_get_word (self->source));
      return node;
    }

  object = json_object_new ();
  if (self->object != NULL)
    json_object_set_member (object, get_member_name (self->kind), json_node_copy (self->object));
  else
    json_object_set_string_member (object, get_member_name (self->kind), self->text);
  if (self->filename != NULL)
    json_object_set_string_member (object, "filename", self->filename);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);

  return node;
}

static InvyTemplateProblem *
new_problem (const InvyTemplateSlot *slot, const char *reason, const char *sentence)
{
  InvyTemplateProblem *problem =
      invy_template_problem_new (INVY_TEMPLATE_PROBLEM_EVENT, reason, INVY_EVENT_PARAMETER_MAPPING, sentence);

  g_set_str (&problem->slot, slot->key);
  return problem;
}

static gboolean
suits (const InvyParameterFill *self, InvySlotKind kind)
{
  switch (self->kind)
    {
    case INVY_FILL_SOURCE:
      return invy_parameter_source_suits (self->source, kind);
    case INVY_FILL_TEXT:
      return !invy_slot_kind_is_media (kind) && kind != INVY_SLOT_LOCATION;
    case INVY_FILL_MEDIA:
    case INVY_FILL_LINK:
      return invy_slot_kind_is_media (kind);
    case INVY_FILL_LOCATION:
      return kind == INVY_SLOT_LOCATION;
    case INVY_FILL_CURRENCY:
    case INVY_FILL_DATE_TIME:
      return kind == INVY_SLOT_TEXT;
    default:
      return FALSE;
    }
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == HASH_LENGTH && strspn (text, "0123456789abcdef") == HASH_LENGTH;
}

static gboolean
is_degrees (JsonObject *object, const char *name, double limit)
{
  const char *text = invy_json_get_text (object, name);
  char *end = NULL;
  double degrees;

  if (text == NULL || strspn (text, "+-.0123456789") != strlen (text))
    return FALSE;

  degrees = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && degrees >= -limit && degrees <= limit;
}

static InvyTemplateProblem *
check_text (const InvyParameterFill *self, const InvyTemplateSlot *slot)
{
  g_autofree char *clean = invy_template_clean_parameter (self->text);
  const glong length = g_utf8_strlen (clean, -1);

  if (length == 0)
    return new_problem (slot, "empty-parameter", _ ("WhatsApp takes no empty text. Write one."));
  if (slot->kind == INVY_SLOT_CODE && length > INVY_TEMPLATE_CODE_MAX)
    return new_problem (slot, "code-too-long", _ ("A code to copy has at most 15 characters. Shorten it."));
  if (slot->kind == INVY_SLOT_PAYLOAD && strlen (clean) > INVY_TEMPLATE_PAYLOAD_MAX)
    return new_problem (slot, "payload-too-long", _ ("What an answer brings back is too long. Shorten it."));

  return NULL;
}

/* WhatsApp wants all four (Cloud API, template messages: location header). */
static InvyTemplateProblem *
check_location (const InvyParameterFill *self, const InvyTemplateSlot *slot)
{
  JsonObject *object = json_node_get_object (self->object);

  if (!is_degrees (object, "latitude", 90) || !is_degrees (object, "longitude", 180))
    return new_problem (slot, "bad-location",
                        _ ("The place on the map is not known. Write its latitude and longitude in degrees."));
  if (invy_json_get_text (object, "name") == NULL || invy_json_get_text (object, "address") == NULL)
    return new_problem (slot, "bad-location", _ ("The place on the map needs a name and an address. Write both."));

  return NULL;
}

/**
 * invy_parameter_fill_check:
 *
 * Returns: (transfer full) (nullable): why @slot cannot be filled with it, whatever the guest and the wedding say
 */
InvyTemplateProblem *
invy_parameter_fill_check (const InvyParameterFill *self, const InvyTemplateSlot *slot)
{
  if (!suits (self, slot->kind))
    return new_problem (slot, "unsuitable-parameter",
                        _ ("What was chosen does not fit this place of the template. Choose something else."));

  switch (self->kind)
    {
    case INVY_FILL_TEXT:
      return check_text (self, slot);
    case INVY_FILL_MEDIA:
      return is_hash (self->text)
                 ? NULL
                 : new_problem (slot, "missing-media", _ ("No file was chosen for the template. Choose one."));
    case INVY_FILL_LINK:
      return strstr (self->text, "://") != NULL && strpbrk (self->text, " \t\r\n") == NULL
                 ? NULL
                 : new_problem (slot, "bad-media-link",
                                _ ("The address of the file is not a web address. Correct it."));
    case INVY_FILL_LOCATION:
      return check_location (self, slot);
    case INVY_FILL_CURRENCY:
    case INVY_FILL_DATE_TIME:
      return invy_json_get_text (json_node_get_object (self->object), "fallback_value") != NULL
                 ? NULL
                 : new_problem (slot, "empty-parameter", _ ("WhatsApp takes no empty text. Write one."));
    case INVY_FILL_SOURCE:
    default:
      return NULL;
    }
}

void
invy_parameter_fill_free (InvyParameterFill *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->filename, g_free);
  g_clear_pointer (&self->object, json_node_unref);
  g_free (self);
}
