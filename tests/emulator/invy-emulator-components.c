/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-components.h"

#include "invy-emulator-json.h"
#include "invy-emulator-media.h"

#include <string.h>

/* After filling in, in characters (WhatsApp Cloud API, template components). */
#define LONGEST_BODY 1024
#define LONGEST_HEADER 60
#define LONGEST_URL 2000
#define LONGEST_CODE 15

/**
 * Sending:
 * @template: what is sent
 * @header: (nullable): of the request
 * @body: (nullable): likewise
 * @buttons: (element-type JsonObject): likewise
 *
 * A request beside its template. All is borrowed.
 */
typedef struct
{
  const InvyEmulatorTemplate *template;
  JsonObject *header;
  JsonObject *body;
  GPtrArray *buttons;
  GPtrArray *media;
  const char *phone_number_id;
  GPtrArray *body_texts;
} Sending;

/**
 * invy_emulator_check_members:
 * @where: how Meta calls @object
 * @allowed: names
 *
 * Returns: (transfer full) (nullable): a problem when @object has a member that is not in @allowed
 */
InvyEmulatorProblem *
invy_emulator_check_members (JsonObject *object, const char *where, const char *const *allowed)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      if (!g_strv_contains (allowed, name))
        return invy_emulator_problem_new (100, "Unexpected key \"%s\" on param \"%s\".", name, where);
    }

  return NULL;
}

static gboolean
is_word (const char *text, const char *word)
{
  return text != NULL && g_ascii_strcasecmp (text, word) == 0;
}

/* (nullable): the parameters of a component of the request */
static JsonArray *
get_parameters (JsonObject *component)
{
  return component != NULL ? invy_emulator_json_get_array (component, "parameters") : NULL;
}

static guint
count_parameters (JsonObject *component)
{
  JsonArray *parameters = get_parameters (component);

  return parameters != NULL ? json_array_get_length (parameters) : 0;
}

static InvyEmulatorProblem *
check_text (const char *text)
{
  if (text == NULL)
    return invy_emulator_problem_new (100, "parameter['text'] must be a string");
  if (*text == '\0')
    return invy_emulator_problem_new (131008, "Parameter of type text is missing text value");
  if (strpbrk (text, "\n\r\t") != NULL || strstr (text, "     ") != NULL)
    return invy_emulator_problem_new (100,
                                      "Param text cannot have new-line/tab characters or more than 4 consecutive "
                                      "spaces");

  return NULL;
}

/* What Meta shows for money and for times is their fall-back, so it has to be there. */
static const char *
get_shown_text (JsonObject *parameter)
{
  const char *type = invy_emulator_json_get_text (parameter, "type");
  JsonObject *value = type != NULL ? invy_emulator_json_get_object (parameter, type) : NULL;

  return value != NULL ? invy_emulator_json_get_text (value, "fallback_value")
                       : invy_emulator_json_get_text (parameter, "text");
}

/* The place in @places that @parameter is for; @i is its place in the request. */
static InvyEmulatorProblem *
find_place (const Sending *sending,
            const char *where,
            JsonObject *parameter,
            const char *const *places,
            guint i,
            guint *place)
{
  const char *name = invy_emulator_json_get_text (parameter, "parameter_name");

  *place = i;
  if (!invy_emulator_template_is_named (sending->template))
    return name == NULL ? NULL
                        : invy_emulator_problem_new (132012, "%s: the template's parameters have no names", where);

  if (name == NULL)
    return invy_emulator_problem_new (132012, "%s: parameter_name is missing", where);
  for (*place = 0; places[*place] != NULL; (*place)++)
    {
      if (g_str_equal (places[*place], name))
        return NULL;
    }

  *place = i;
  return invy_emulator_problem_new (132018, "%s: the template has no parameter %s", where, name);
}

static InvyEmulatorProblem *
check_text_parameter (JsonObject *parameter, const char *where, gboolean is_body)
{
  static const char *const allowed[] = { "type", "text", "parameter_name", "currency", "date_time", NULL };
  const char *type = parameter != NULL ? invy_emulator_json_get_text (parameter, "type") : NULL;
  InvyEmulatorProblem *problem;

  if (type == NULL)
    return invy_emulator_problem_new (100, "%s: a parameter has no type", where);
  if (!g_str_equal (type, "text")
      && !(is_body && (g_str_equal (type, "currency") || g_str_equal (type, "date_time"))))
    return invy_emulator_problem_new (132012, "%s: Format mismatch, expected TEXT, received %s", where, type);

  problem = invy_emulator_check_members (parameter, where, allowed);
  return problem != NULL ? problem : check_text (get_shown_text (parameter));
}

/* Texts for the places of a body or a header of text. @values: takes them, in the order of the places */
static InvyEmulatorProblem *
check_texts (const Sending *sending,
             const char *where,
             JsonObject *component,
             const char *const *places,
             GPtrArray *values)
{
  const guint n_expected = g_strv_length ((GStrv) places);
  const guint n_given = count_parameters (component);
  InvyEmulatorProblem *problem = NULL;

  g_ptr_array_set_size (values, (int) n_given);
  for (guint i = 0; i < n_given; i++)
    {
      JsonObject *parameter = invy_emulator_json_get_element (get_parameters (component), i);
      guint place = i;

      problem = check_text_parameter (parameter, where, g_str_equal (where, "body"));
      if (problem == NULL && n_given == n_expected)
        problem = find_place (sending, where, parameter, places, i, &place);
      if (parameter != NULL && g_ptr_array_index (values, place) == NULL)
        g_ptr_array_index (values, place) = g_strdup (get_shown_text (parameter));
      if (problem != NULL)
        return problem;
    }

  if (n_given != n_expected)
    return invy_emulator_problem_new (132000,
                                      "%s: number of localizable_params (%u) does not match the expected number of "
                                      "params (%u)",
                                      where, n_given, n_expected);
  if (g_ptr_array_find (values, NULL, NULL))
    return invy_emulator_problem_new (132018, "%s: a parameter is given twice, another is not", where);

  return NULL;
}

static InvyEmulatorProblem *
check_length (const char *where, const char *text, const char *const *places, GPtrArray *values, glong longest)
{
  g_autofree char *filled = invy_emulator_template_fill (text, places, values);

  if (g_utf8_strlen (filled, -1) > longest)
    return invy_emulator_problem_new (132005, "%s: length of the text is over %ld", where, longest);

  return NULL;
}

static InvyEmulatorProblem *
check_body (const Sending *sending)
{
  JsonObject *component = invy_emulator_template_find_component (sending->template, "BODY");
  const char *text = component != NULL ? invy_emulator_json_get_text (component, "text") : NULL;
  g_auto (GStrv) places = invy_emulator_template_list_places (text);
  InvyEmulatorProblem *problem =
      check_texts (sending, "body", sending->body, (const char *const *) places, sending->body_texts);

  return problem != NULL || text == NULL
             ? problem
             : check_length ("body", text, (const char *const *) places, sending->body_texts, LONGEST_BODY);
}

static InvyEmulatorProblem *
check_text_header (const Sending *sending, const char *text)
{
  g_auto (GStrv) places = invy_emulator_template_list_places (text);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  InvyEmulatorProblem *problem =
      check_texts (sending, "header", sending->header, (const char *const *) places, values);

  return problem != NULL || text == NULL
             ? problem
             : check_length ("header", text, (const char *const *) places, values, LONGEST_HEADER);
}

static InvyEmulatorProblem *
check_uploaded (const Sending *sending, const char *kind, const char *id)
{
  const InvyEmulatorMedia *file = invy_emulator_media_find (sending->media, id);

  if (file == NULL || g_strcmp0 (file->phone_number_id, sending->phone_number_id) != 0)
    return invy_emulator_problem_new (131009, "header: there is no media %s of this phone number", id);
  if (!g_str_equal (file->kind, kind))
    return invy_emulator_problem_new (131053, "header: %s is not of the kind %s", id, kind);

  return NULL;
}

static InvyEmulatorProblem *
check_media_value (const Sending *sending, const char *kind, JsonObject *value)
{
  static const char *const allowed[] = { "id", "link", NULL };
  static const char *const allowed_in_document[] = { "id", "link", "filename", NULL };
  const char *id = invy_emulator_json_get_text (value, "id");
  const char *link = invy_emulator_json_get_text (value, "link");
  InvyEmulatorProblem *problem =
      invy_emulator_check_members (value, kind, g_str_equal (kind, "document") ? allowed_in_document : allowed);

  if (problem != NULL)
    return problem;
  if (id == NULL && link == NULL)
    return invy_emulator_problem_new (131008, "header: %s has neither an id nor a link", kind);
  if (id != NULL && link != NULL)
    return invy_emulator_problem_new (100, "header: %s has an id and a link", kind);
  if (id != NULL)
    return check_uploaded (sending, kind, id);

  return g_str_has_prefix (link, "https://")
             ? NULL
             : invy_emulator_problem_new (131053, "header: %s cannot be fetched", link);
}

/* A header of a picture, a film, a document or a place has exactly one parameter. */
static InvyEmulatorProblem *
check_kind_of_header (const Sending *sending, const char *kind, JsonObject **value)
{
  JsonArray *parameters = get_parameters (sending->header);
  JsonObject *parameter = parameters != NULL ? invy_emulator_json_get_element (parameters, 0) : NULL;
  const char *type = parameter != NULL ? invy_emulator_json_get_text (parameter, "type") : NULL;
  const char *allowed[] = { "type", kind, NULL };

  if (count_parameters (sending->header) > 1)
    return invy_emulator_problem_new (132000, "header: one parameter is expected");
  if (g_strcmp0 (type, kind) != 0)
    return invy_emulator_problem_new (132012, "header: Format mismatch, expected %s, received %s", kind,
                                      type != NULL ? type : "UNKNOWN");

  *value = invy_emulator_json_get_object (parameter, kind);
  if (*value == NULL)
    return invy_emulator_problem_new (131008, "header: %s is missing", kind);

  return invy_emulator_check_members (parameter, "header", allowed);
}

static gboolean
is_coordinate (JsonObject *location, const char *name, double highest)
{
  const char *text = invy_emulator_json_get_text (location, name);
  char *rest;
  double value;

  if (text == NULL || *text == '\0')
    return FALSE;

  value = g_ascii_strtod (text, &rest);
  return *rest == '\0' && value >= -highest && value <= highest;
}

static InvyEmulatorProblem *
check_location (JsonObject *location)
{
  static const char *const allowed[] = { "latitude", "longitude", "name", "address", NULL };
  InvyEmulatorProblem *problem = invy_emulator_check_members (location, "location", allowed);

  if (problem != NULL)
    return problem;
  for (guint i = 0; allowed[i] != NULL; i++)
    {
      if (invy_emulator_json_get_text (location, allowed[i]) == NULL)
        return invy_emulator_problem_new (131008, "header: location has no %s", allowed[i]);
    }

  return is_coordinate (location, "latitude", 90) && is_coordinate (location, "longitude", 180)
             ? NULL
             : invy_emulator_problem_new (131009, "header: location is nowhere on earth");
}

static InvyEmulatorProblem *
check_header (const Sending *sending)
{
  static const char *const kinds[] = { "image", "video", "document", NULL };
  JsonObject *component = invy_emulator_template_find_component (sending->template, "HEADER");
  const char *format = component != NULL ? invy_emulator_json_get_text (component, "format") : NULL;
  g_autofree char *kind = format != NULL ? g_ascii_strdown (format, -1) : NULL;
  JsonObject *value = NULL;
  InvyEmulatorProblem *problem;

  if (kind == NULL || g_str_equal (kind, "text"))
    return check_text_header (sending, component != NULL ? invy_emulator_json_get_text (component, "text") : NULL);

  problem = check_kind_of_header (sending, kind, &value);
  if (problem != NULL)
    return problem;
  if (g_str_equal (kind, "location"))
    return check_location (value);

  return g_strv_contains (kinds, kind) ? check_media_value (sending, kind, value) : NULL;
}

/* The index may be a number or digits in a string; -1 for neither */
static gint64
get_index (JsonObject *component)
{
  const char *text = invy_emulator_json_get_text (component, "index");
  gint64 index = -1;

  if (text == NULL)
    return json_object_get_int_member_with_default (component, "index", -1);

  return g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &index, NULL) ? index : -1;
}

static JsonObject *
find_given_button (const Sending *sending, guint index)
{
  for (guint i = 0; i < sending->buttons->len; i++)
    {
      if (get_index (g_ptr_array_index (sending->buttons, i)) == index)
        return g_ptr_array_index (sending->buttons, i);
    }

  return NULL;
}

/* (nullable): @member of the one parameter of @given, which has to be of @type */
static InvyEmulatorProblem *
read_button_value (JsonObject *given, guint index, const char *type, const char *member, const char **text)
{
  JsonArray *parameters = get_parameters (given);
  JsonObject *parameter = parameters != NULL ? invy_emulator_json_get_element (parameters, 0) : NULL;
  const char *allowed[] = { "type", member, NULL };

  if (parameter == NULL || json_array_get_length (parameters) != 1)
    return invy_emulator_problem_new (132000, "buttons: Button at index %u takes one parameter", index);
  if (g_strcmp0 (invy_emulator_json_get_text (parameter, "type"), type) != 0)
    return invy_emulator_problem_new (132012, "buttons: Button at index %u takes a parameter of type %s", index,
                                      type);

  *text = invy_emulator_json_get_text (parameter, member);
  if (*text == NULL || **text == '\0')
    return invy_emulator_problem_new (131008, "buttons: Button at index %u has no %s", index, member);

  return invy_emulator_check_members (parameter, "buttons", allowed);
}

/* The value goes into an address as it is. */
static gboolean
is_escaped (const char *text)
{
  return strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%/?#&=+@!$'()*,;")
         == strlen (text);
}

static InvyEmulatorProblem *
check_url_button (JsonObject *button, JsonObject *given, guint index)
{
  const char *url = invy_emulator_json_get_text (button, "url");
  const gboolean has_place = url != NULL && strstr (url, "{{") != NULL;
  const char *text = NULL;
  InvyEmulatorProblem *problem;

  if (!has_place)
    return given == NULL
               ? NULL
               : invy_emulator_problem_new (132018, "buttons: Button at index %u takes no parameter", index);
  if (given == NULL)
    return invy_emulator_problem_new (131008, "buttons: Button at index %u of type Url requires a parameter", index);

  problem = read_button_value (given, index, "text", "text", &text);
  if (problem != NULL)
    return problem;
  if (!is_escaped (text))
    return invy_emulator_problem_new (131009, "buttons: Button at index %u: not a part of an address", index);

  return strlen (url) + strlen (text) <= LONGEST_URL
             ? NULL
             : invy_emulator_problem_new (132005, "buttons: Button at index %u: address over %d", index, LONGEST_URL);
}

static InvyEmulatorProblem *
check_code_button (JsonObject *given, guint index)
{
  const char *code = NULL;
  InvyEmulatorProblem *problem;

  if (given == NULL)
    return invy_emulator_problem_new (131008, "buttons: Button at index %u of type Copy_code requires a parameter",
                                      index);

  problem = read_button_value (given, index, "coupon_code", "coupon_code", &code);
  if (problem != NULL)
    return problem;

  return g_utf8_strlen (code, -1) <= LONGEST_CODE
             ? NULL
             : invy_emulator_problem_new (132005, "buttons: Button at index %u: code over %d", index, LONGEST_CODE);
}

static InvyEmulatorProblem *
check_button (JsonObject *button, JsonObject *given, guint index)
{
  const char *type = invy_emulator_json_get_text (button, "type");
  const char *given_type = given != NULL ? invy_emulator_json_get_text (given, "sub_type") : NULL;
  const char *payload;

  if (is_word (type, "PHONE_NUMBER"))
    return given == NULL ? NULL
                         : invy_emulator_problem_new (100, "buttons: sub_type is not one of QUICK_REPLY, URL, …");
  if (given != NULL && !is_word (type, given_type != NULL ? given_type : ""))
    return invy_emulator_problem_new (132018, "buttons: Button at index %u is of type %s", index, type);

  if (is_word (type, "URL"))
    return check_url_button (button, given, index);
  if (is_word (type, "COPY_CODE"))
    return check_code_button (given, index);
  if (is_word (type, "QUICK_REPLY") && given != NULL)
    return read_button_value (given, index, "payload", "payload", &payload);

  return NULL;
}

static InvyEmulatorProblem *
check_buttons (const Sending *sending)
{
  JsonObject *component = invy_emulator_template_find_component (sending->template, "BUTTONS");
  JsonArray *buttons = component != NULL ? invy_emulator_json_get_array (component, "buttons") : NULL;
  const guint n_buttons = buttons != NULL ? json_array_get_length (buttons) : 0;
  InvyEmulatorProblem *problem = NULL;

  for (guint i = 0; i < sending->buttons->len; i++)
    {
      gint64 index = get_index (g_ptr_array_index (sending->buttons, i));

      if (index < 0 || index >= n_buttons)
        return invy_emulator_problem_new (132018, "buttons: there is no button at index %" G_GINT64_FORMAT, index);
      if (find_given_button (sending, (guint) index) != g_ptr_array_index (sending->buttons, i))
        return invy_emulator_problem_new (100, "buttons: index %" G_GINT64_FORMAT " is there twice", index);
    }

  for (guint i = 0; problem == NULL && i < n_buttons; i++)
    {
      JsonObject *button = invy_emulator_json_get_element (buttons, i);

      if (button != NULL)
        problem = check_button (button, find_given_button (sending, i), i);
    }

  return problem;
}

static InvyEmulatorProblem *
sort_component (Sending *sending, JsonObject *component)
{
  static const char *const allowed[] = { "type", "parameters", NULL };
  static const char *const allowed_in_button[] = { "type", "sub_type", "index", "parameters", NULL };
  const char *type = component != NULL ? invy_emulator_json_get_text (component, "type") : NULL;
  JsonObject **place;

  if (is_word (type, "button"))
    {
      g_ptr_array_add (sending->buttons, component);
      return invy_emulator_check_members (component, "template['components']", allowed_in_button);
    }
  if (is_word (type, "header"))
    place = &sending->header;
  else if (is_word (type, "body"))
    place = &sending->body;
  else
    return invy_emulator_problem_new (100, "template['components']: the type is not header, body or button");
  if (*place != NULL || get_parameters (component) == NULL)
    return invy_emulator_problem_new (100, "template['components']: %s twice, or without parameters", type);

  *place = component;
  return invy_emulator_check_members (component, "template['components']", allowed);
}

/**
 * invy_emulator_check_components:
 * @template: what is sent
 * @components: (nullable): of the request
 * @media: (element-type InvyEmulatorMedia): what was uploaded
 * @phone_number_id: who sends
 * @body_texts: (element-type utf8): takes the body's parameters, as far as they can be read
 *
 * Compares what is given with what the template needs.
 *
 * Returns: (transfer full) (nullable): what is wrong
 */
InvyEmulatorProblem *
invy_emulator_check_components (const InvyEmulatorTemplate *template,
                                JsonArray *components,
                                GPtrArray *media,
                                const char *phone_number_id,
                                GPtrArray *body_texts)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  Sending sending = { .template = template,
                      .buttons = buttons,
                      .media = media,
                      .phone_number_id = phone_number_id,
                      .body_texts = body_texts };
  InvyEmulatorProblem *problem = NULL;

  for (guint i = 0; problem == NULL && components != NULL && i < json_array_get_length (components); i++)
    problem = sort_component (&sending, invy_emulator_json_get_element (components, i));
  if (problem == NULL)
    problem = check_header (&sending);
  if (problem == NULL)
    problem = check_body (&sending);
  if (problem == NULL)
    problem = check_buttons (&sending);

  return problem;
}
