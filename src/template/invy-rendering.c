/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-rendering.h"
#include "template/invy-slot-value.h"
#include "template/invy-template-body.h"
#include "template/invy-template-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
rendered_button_free (gpointer data)
{
  InvyRenderedButton *self = data;

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->target, g_free);
  g_free (self);
}

static void
add_problem (InvyRendering *self, InvyTemplateProblemScope scope, const char *reason, const char *sentence)
{
  g_ptr_array_add (self->problems, invy_template_problem_new (scope, reason, INVY_EVENT_N_FIELDS, sentence));
}

/* Returns: (transfer full) (element-type InvySlotValue): a value for each slot */
static GPtrArray *
fill_slots (InvyRendering *self,
            GPtrArray *slots,
            const InvyParameterMapping *mapping,
            const InvyParameterContext *context)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_slot_value_free);

  for (guint i = 0; i < slots->len; i++)
    {
      const InvyTemplateSlot *slot = g_ptr_array_index (slots, i);
      const InvyParameterFill *fill = invy_parameter_mapping_get (mapping, slot->key);
      InvyTemplateProblem *problem = NULL;

      g_ptr_array_add (values, invy_slot_value_new (slot, fill, context, &problem));
      if (problem != NULL)
        g_ptr_array_add (self->problems, problem);
    }

  return values;
}

/* Returns: (transfer container): the values of the texts in one place, in the order of their parameters */
static GPtrArray *
pick_texts (GPtrArray *values, InvyTemplatePlace place)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < values->len; i++)
    {
      InvySlotValue *value = g_ptr_array_index (values, i);

      if (value->slot->place == place && value->slot->kind == INVY_SLOT_TEXT)
        g_ptr_array_add (picked, value);
    }

  return picked;
}

/* Returns: (transfer full): the text with what fills it; @spans says where */
static char *
write_text (const char *approved, GPtrArray *values, GArray *spans)
{
  g_autoptr (InvyTemplateBody) body = invy_template_body_new (approved);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < body->pieces->len; i++)
    {
      const InvyTemplatePiece *piece = &g_array_index (body->pieces, InvyTemplatePiece, i);
      const InvySlotValue *value = piece->parameter >= 0 ? values->pdata[piece->parameter] : NULL;
      InvyTemplateSpan span = { .start = text->len };

      if (value == NULL || *value->text == '\0')
        {
          g_string_append (text, piece->text);
          continue;
        }

      g_string_append (text, value->text);
      span.end = text->len;
      span.parameter = (guint) piece->parameter;
      span.is_link = invy_slot_value_is_link (value);
      g_array_append_val (spans, span);
    }

  return g_string_free (text, FALSE);
}

static glong
count_personal_characters (const char *text, GArray *spans, GPtrArray *values)
{
  glong n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const InvyTemplateSpan *span = &g_array_index (spans, InvyTemplateSpan, i);

      if (invy_slot_value_is_personal (values->pdata[span->parameter]))
        n += g_utf8_strlen (text + span->start, (gssize) (span->end - span->start));
    }

  return n;
}

/* The guest is only left out if the message would be short enough without anything of the guest's. */
static void
check_length (InvyRendering *self,
              const char *text,
              GArray *spans,
              GPtrArray *values,
              glong limit,
              const char *sentence)
{
  const glong length = g_utf8_strlen (text, -1);

  if (length <= limit || spans->len == 0)
    return;

  if (length - count_personal_characters (text, spans, values) > limit)
    add_problem (self, INVY_TEMPLATE_PROBLEM_EVENT, "template-too-long", sentence);
  else
    add_problem (self, INVY_TEMPLATE_PROBLEM_GUEST, "template-too-long",
                 _ ("With this guest’s name the message is longer than WhatsApp allows. Shorten the name."));
}

static void
render_body (InvyRendering *self, const InvyTemplateParts *parts, GPtrArray *values)
{
  g_autoptr (GPtrArray) texts = pick_texts (values, INVY_TEMPLATE_PLACE_BODY);

  self->text = write_text (parts->body != NULL ? parts->body : "", texts, self->spans);
  self->parameters = g_new0 (char *, texts->len + 1);
  for (guint i = 0; i < texts->len; i++)
    self->parameters[i] = g_strdup (((const InvySlotValue *) texts->pdata[i])->text);

  check_length (self, self->text, self->spans, texts, INVY_TEMPLATE_BODY_MAX,
                _ ("The message is longer than WhatsApp allows. Shorten the names of the partners or the venue."));
}

static void
render_header (InvyRendering *self, const InvyTemplateParts *parts, GPtrArray *values)
{
  g_autoptr (GPtrArray) texts = pick_texts (values, INVY_TEMPLATE_PLACE_HEADER);
  const InvySlotValue *first = values->len > 0 ? values->pdata[0] : NULL;

  self->header_kind = parts->header_kind;
  if (parts->header_kind == INVY_TEMPLATE_HEADER_TEXT)
    {
      self->header = write_text (parts->header_text != NULL ? parts->header_text : "", texts, self->header_spans);
      check_length (self, self->header, self->header_spans, texts, INVY_TEMPLATE_HEADER_MAX,
                    _ ("The line above the message is longer than WhatsApp allows: 60 characters. Shorten it."));
    }
  else if (first != NULL && first->slot->place == INVY_TEMPLATE_PLACE_HEADER && first->fill != NULL)
    {
      self->header_fill = invy_parameter_fill_copy (first->fill);
    }
}

/* Returns: (nullable): what the button gets, if it takes anything */
static const InvySlotValue *
find_button_value (GPtrArray *values, guint button)
{
  for (guint i = 0; i < values->len; i++)
    {
      const InvySlotValue *value = g_ptr_array_index (values, i);

      if (value->slot->place == INVY_TEMPLATE_PLACE_BUTTON && value->slot->button == button)
        return value;
    }

  return NULL;
}

static char *
dup_url (InvyRendering *self, const char *url, const InvySlotValue *value)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autofree char *whole = NULL;

  if (value == NULL)
    return g_strdup (url);

  g_ptr_array_add (values, (gpointer) value);
  whole = write_text (url, values, spans);
  check_length (self, whole, spans, values, INVY_TEMPLATE_URL_MAX,
                _ ("The address of a button is longer than WhatsApp allows. Shorten it."));

  return g_steal_pointer (&whole);
}

static void
render_buttons (InvyRendering *self, const InvyTemplateParts *parts, GPtrArray *values)
{
  for (guint i = 0; i < parts->buttons->len; i++)
    {
      const InvyTemplateButton *button = g_ptr_array_index (parts->buttons, i);
      const InvySlotValue *value = find_button_value (values, i);
      InvyRenderedButton *rendered = g_new0 (InvyRenderedButton, 1);

      rendered->kind = button->kind;
      rendered->text = g_strdup (button->text);
      if (button->kind == INVY_TEMPLATE_BUTTON_URL)
        rendered->target = button->url != NULL ? dup_url (self, button->url, value) : NULL;
      else if (button->kind == INVY_TEMPLATE_BUTTON_PHONE_NUMBER)
        rendered->target = g_strdup (button->phone_number);
      else if (button->kind == INVY_TEMPLATE_BUTTON_COPY_CODE)
        rendered->target = g_strdup (value->text);
      g_ptr_array_add (self->buttons, rendered);
    }
}

/* What a guest's own part can change, for invy_rendering_needs_guest(). */
static void
note_personal (InvyRendering *self, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      const InvySlotValue *value = g_ptr_array_index (values, i);

      if (!invy_slot_value_is_personal (value))
        continue;
      self->n_personal++;
      if (value->slot->place == INVY_TEMPLATE_PLACE_HEADER
          || invy_parameter_source_may_be_missing (value->fill->source))
        self->is_delicate = TRUE;
    }
}

static InvyRendering *
render (InvyTemplate *tmpl, const InvyParameterMapping *mapping, const InvyParameterContext *context)
{
  InvyRendering *self = g_new0 (InvyRendering, 1);
  const InvyTemplateParts *parts = invy_template_get_parts (tmpl);
  InvyTemplateProblem *problem = invy_template_check_kind (tmpl);
  g_autoptr (GPtrArray) slots = invy_template_slots_new (tmpl);
  g_autoptr (GPtrArray) values = NULL;

  self->language = g_strdup (invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE));
  self->spans = g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));
  self->header_spans = g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_template_problem_free);
  self->buttons = g_ptr_array_new_with_free_func (rendered_button_free);
  if (problem != NULL)
    g_ptr_array_add (self->problems, problem);

  values = fill_slots (self, slots, mapping, context);
  render_header (self, parts, values);
  render_body (self, parts, values);
  self->footer = g_strdup (parts->footer);
  render_buttons (self, parts, values);
  note_personal (self, values);
  if (self->problems->len == 0)
    self->frozen = invy_slot_values_freeze (values, invy_template_is_named (tmpl));

  return self;
}

/**
 * invy_rendering_new:
 * @guest: (nullable): %NULL renders what the wedding alone brings: the problems are those that all guests have
 * @rsvp_base_url: (nullable): what the guests' own links begin with, for a wedding without a link for all
 *
 * Fills @tmpl for @guest. What is missing or wrong is in the problems; the text is there all the same, for the
 * preview.
 *
 * Returns: (transfer full): the filled template
 */
InvyRendering *
invy_rendering_new (InvyTemplate *tmpl, InvyEvent *event, InvyGuest *guest, const char *rsvp_base_url)
{
  const InvyParameterContext context = { event, guest, rsvp_base_url, FALSE };
  g_autoptr (InvyParameterMapping) mapping = NULL;

  g_return_val_if_fail (INVY_IS_TEMPLATE (tmpl), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);
  g_return_val_if_fail (guest == NULL || INVY_IS_GUEST (guest), NULL);

  mapping = invy_parameter_mapping_new (tmpl, event);
  return render (tmpl, mapping, &context);
}

/**
 * invy_rendering_new_sample:
 *
 * Like invy_rendering_new(), but without the guest's personal link: for a message that goes to somebody else.
 *
 * Returns: (transfer full): the filled template
 */
InvyRendering *
invy_rendering_new_sample (InvyTemplate *tmpl, InvyEvent *event, InvyGuest *guest, const char *rsvp_base_url)
{
  const InvyParameterContext context = { event, guest, rsvp_base_url, TRUE };
  g_autoptr (InvyParameterMapping) mapping = NULL;

  g_return_val_if_fail (INVY_IS_TEMPLATE (tmpl), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);
  g_return_val_if_fail (guest == NULL || INVY_IS_GUEST (guest), NULL);

  mapping = invy_parameter_mapping_new (tmpl, event);
  return render (tmpl, mapping, &context);
}

/**
 * invy_rendering_new_with_mapping:
 * @mapping: instead of what the wedding says, to show the effect of a choice at once
 *
 * Like invy_rendering_new().
 *
 * Returns: (transfer full): the filled template
 */
InvyRendering *
invy_rendering_new_with_mapping (InvyTemplate *tmpl,
                                 const InvyParameterMapping *mapping,
                                 InvyEvent *event,
                                 InvyGuest *guest,
                                 const char *rsvp_base_url)
{
  const InvyParameterContext context = { event, guest, rsvp_base_url, FALSE };

  g_return_val_if_fail (INVY_IS_TEMPLATE (tmpl), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);
  g_return_val_if_fail (guest == NULL || INVY_IS_GUEST (guest), NULL);

  return render (tmpl, mapping, &context);
}

/**
 * invy_rendering_needs_guest:
 * @self: made without a guest
 *
 * Returns: whether @guest's own part may bring a problem of its own; most guests' is short and complete, and ten
 *   thousand need not be rendered to see that
 */
gboolean
invy_rendering_needs_guest (const InvyRendering *self, InvyGuest *guest)
{
  const InvyGuestField personal[] = { INVY_GUEST_FIRST_NAME, INVY_GUEST_LAST_NAME, INVY_GUEST_RSVP_TOKEN };
  gsize longest = 0;

  if (self->is_delicate || invy_guest_get (guest, INVY_GUEST_RSVP_TOKEN) == NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (personal); i++)
    {
      const char *text = invy_guest_get (guest, personal[i]);

      longest += (text != NULL ? strlen (text) : 0) + 1;
    }

  return strlen (self->text) + self->n_personal * longest > INVY_TEMPLATE_BODY_MAX;
}

void
invy_rendering_free (InvyRendering *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->parameters, g_strfreev);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->header, g_free);
  g_clear_pointer (&self->header_spans, g_array_unref);
  g_clear_pointer (&self->header_fill, invy_parameter_fill_free);
  g_clear_pointer (&self->footer, g_free);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->frozen, g_free);
  g_free (self);
}
