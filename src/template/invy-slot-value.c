/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-parameter-text.h"
#include "template/invy-slot-value.h"
#include "text/invy-json.h"

#include <glib/gi18n-lib.h>

/* What separates the parts of an address stays when the planner writes it; in a name it would be an accident. */
#define SEPARATORS "/?&="

static InvyTemplateProblem *
new_unmapped (const InvyTemplateSlot *slot)
{
  g_autofree char *title = invy_template_slot_dup_title (slot);
  g_autofree char *sentence = g_strdup_printf (
      /* Translators: %s is a place in a message template, such as {{4}} or “Picture above the message” */
      _ ("Nobody has said yet what fills this place of the template: %s. Choose it for the wedding."), title);

  return invy_template_problem_new (INVY_TEMPLATE_PROBLEM_EVENT, "unmapped-parameter", INVY_EVENT_PARAMETER_MAPPING,
                                    sentence);
}

static char *
dup_text (const InvyParameterFill *fill, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  switch (fill->kind)
    {
    case INVY_FILL_SOURCE:
      return invy_parameter_source_fill (fill->source, context, problem);
    case INVY_FILL_TEXT:
      return invy_template_clean_parameter (fill->text);
    case INVY_FILL_CURRENCY:
    case INVY_FILL_DATE_TIME:
      return g_strdup (invy_json_get_text (json_node_get_object (fill->object), "fallback_value"));
    case INVY_FILL_MEDIA:
    case INVY_FILL_LINK:
    case INVY_FILL_LOCATION:
    default:
      return NULL;
    }
}

/* WhatsApp encodes nothing: a blank or a Hebrew letter at the end of an address fails the message (Cloud API,
 * template components: URL buttons). */
static char *
encode (const InvyParameterFill *fill, const char *text)
{
  return g_uri_escape_string (text, fill->kind == INVY_FILL_TEXT ? SEPARATORS : NULL, FALSE);
}

/**
 * invy_slot_value_new:
 * @slot: has to live as long
 * @fill: (nullable): has to live as long
 * @problem: (out) (nullable): why the slot has no value, if it has none; %NULL otherwise
 *
 * Returns: (transfer full): the slot with what it gets
 */
InvySlotValue *
invy_slot_value_new (const InvyTemplateSlot *slot,
                     const InvyParameterFill *fill,
                     const InvyParameterContext *context,
                     InvyTemplateProblem **problem)
{
  InvySlotValue *self = g_new0 (InvySlotValue, 1);
  g_autofree char *text = NULL;

  self->slot = slot;
  self->fill = fill;
  *problem = fill != NULL ? invy_parameter_fill_check (fill, slot) : new_unmapped (slot);
  if (*problem == NULL)
    text = dup_text (fill, context, problem);
  if (*problem != NULL)
    g_set_str (&(*problem)->slot, slot->key);

  if (text == NULL)
    self->text = g_strdup ("");
  else
    self->text = slot->kind == INVY_SLOT_URL_SUFFIX ? encode (fill, text) : g_steal_pointer (&text);

  return self;
}

/**
 * invy_slot_value_is_link:
 *
 * Returns: whether the text is an address
 */
gboolean
invy_slot_value_is_link (const InvySlotValue *self)
{
  return self->fill != NULL && self->fill->kind == INVY_FILL_SOURCE
         && invy_parameter_source_is_link (self->fill->source);
}

/**
 * invy_slot_value_is_personal:
 *
 * Returns: whether the text may differ from guest to guest
 */
gboolean
invy_slot_value_is_personal (const InvySlotValue *self)
{
  return self->fill != NULL && self->fill->kind == INVY_FILL_SOURCE
         && invy_parameter_source_is_personal (self->fill->source);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

/* {"type": "image", "image": {"link": …}}; of a file that is to be uploaded the hash stands for the id. */
static void
add_file (JsonBuilder *builder, const char *type, const InvyParameterFill *fill)
{
  add_text (builder, "type", type);
  json_builder_set_member_name (builder, type);
  json_builder_begin_object (builder);
  add_text (builder, fill->kind == INVY_FILL_LINK ? "link" : "sha256", fill->text);
  if (fill->filename != NULL && g_str_equal (type, "document"))
    add_text (builder, "filename", fill->filename);
  json_builder_end_object (builder);
}

static void
add_object (JsonBuilder *builder, const char *type, const InvyParameterFill *fill)
{
  add_text (builder, "type", type);
  json_builder_set_member_name (builder, type);
  json_builder_add_value (builder, json_node_copy (fill->object));
}

static void
add_text_parameter (JsonBuilder *builder, const InvySlotValue *value, gboolean is_named)
{
  if (value->fill->kind == INVY_FILL_CURRENCY)
    {
      add_object (builder, "currency", value->fill);
    }
  else if (value->fill->kind == INVY_FILL_DATE_TIME)
    {
      add_object (builder, "date_time", value->fill);
    }
  else
    {
      add_text (builder, "type", "text");
      add_text (builder, "text", value->text);
    }
  if (is_named)
    add_text (builder, "parameter_name", value->slot->name);
}

static void
add_parameter (JsonBuilder *builder, const InvySlotValue *value, gboolean is_named)
{
  json_builder_begin_object (builder);
  switch (value->slot->kind)
    {
    case INVY_SLOT_IMAGE:
      add_file (builder, "image", value->fill);
      break;
    case INVY_SLOT_VIDEO:
      add_file (builder, "video", value->fill);
      break;
    case INVY_SLOT_DOCUMENT:
      add_file (builder, "document", value->fill);
      break;
    case INVY_SLOT_LOCATION:
      add_object (builder, "location", value->fill);
      break;
    case INVY_SLOT_URL_SUFFIX:
      add_text (builder, "type", "text");
      add_text (builder, "text", value->text);
      break;
    case INVY_SLOT_PAYLOAD:
      add_text (builder, "type", "payload");
      add_text (builder, "payload", value->text);
      break;
    case INVY_SLOT_CODE:
      add_text (builder, "type", "coupon_code");
      add_text (builder, "coupon_code", value->text);
      break;
    case INVY_SLOT_TEXT:
    default:
      add_text_parameter (builder, value, is_named);
      break;
    }
  json_builder_end_object (builder);
}

/* Header and body are one component each, with all their parameters; each button is one of its own. */
static gboolean
is_same_component (const InvyTemplateSlot *first, const InvyTemplateSlot *second)
{
  return first->place == second->place && first->place != INVY_TEMPLATE_PLACE_BUTTON;
}

static void
begin_component (JsonBuilder *builder, const InvyTemplateSlot *slot)
{
  const char *const types[] = { "header", "body", "button" };

  json_builder_begin_object (builder);
  add_text (builder, "type", types[slot->place]);
  if (slot->place == INVY_TEMPLATE_PLACE_BUTTON)
    {
      g_autofree char *index = g_strdup_printf ("%u", slot->button);

      add_text (builder, "sub_type",
                slot->kind == INVY_SLOT_PAYLOAD      ? "quick_reply"
                : slot->kind == INVY_SLOT_URL_SUFFIX ? "url"
                                                     : "copy_code");
      add_text (builder, "index", index);
    }
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
}

/**
 * invy_slot_values_freeze:
 * @values: (element-type InvySlotValue): all of a template's, in the order of its slots, without a problem
 * @is_named: whether the request names the parameters
 *
 * Returns: (transfer full): for %INVY_MESSAGE_PARAMETERS: the components of the request as Graph wants them, but for
 *   the ids of files (WhatsApp Cloud API, messages: component parameters)
 */
char *
invy_slot_values_freeze (GPtrArray *values, gboolean is_named)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < values->len; i++)
    {
      const InvySlotValue *value = g_ptr_array_index (values, i);
      const InvySlotValue *next = i + 1 < values->len ? g_ptr_array_index (values, i + 1) : NULL;
      const InvySlotValue *previous = i > 0 ? g_ptr_array_index (values, i - 1) : NULL;

      if (previous == NULL || !is_same_component (previous->slot, value->slot))
        begin_component (builder, value->slot);
      add_parameter (builder, value, is_named);
      if (next == NULL || !is_same_component (value->slot, next->slot))
        {
          json_builder_end_array (builder);
          json_builder_end_object (builder);
        }
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

void
invy_slot_value_free (InvySlotValue *self)
{
  g_clear_pointer (&self->text, g_free);
  g_free (self);
}
