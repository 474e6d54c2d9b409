/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-parameter-mapping.h"
#include "template/invy-rendering.h"
#include "template/invy-template-body.h"

#include <glib/gi18n-lib.h>

static void
add_problem (InvyRendering *self,
             InvyTemplateProblemScope scope,
             const char *reason,
             InvyEventField field,
             const char *sentence)
{
  g_ptr_array_add (self->problems, invy_template_problem_new (scope, reason, field, sentence));
}

/* Returns: (transfer full) (nullable): the text of one parameter; %NULL, and a problem added, when it has none */
static char *
fill_parameter (InvyRendering *self,
                const char *name,
                const InvyParameterSource *source,
                const InvyParameterContext *context)
{
  InvyTemplateProblem *problem = NULL;
  g_autofree char *sentence = NULL;
  char *text;

  if (source == NULL)
    {
      /* Translators: %s is the name of a place in a message template, such as 4 or guest */
      sentence = g_strdup_printf (
          _ ("Nobody said yet what fills {{%s}} of this template. Choose it for the wedding."), name);
      add_problem (self, INVY_TEMPLATE_PROBLEM_EVENT, "unmapped-parameter", INVY_EVENT_PARAMETER_MAPPING, sentence);
      return NULL;
    }

  text = invy_parameter_source_fill (source, context, &problem);
  if (problem != NULL)
    g_ptr_array_add (self->problems, problem);

  return text;
}

/* Fills self->parameters, "" where nothing is known. */
static void
fill_parameters (InvyRendering *self, GStrv names, GPtrArray *mapping, const InvyParameterContext *context)
{
  guint n = g_strv_length (names);

  self->parameters = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      self->parameters[i] = fill_parameter (self, names[i], g_ptr_array_index (mapping, i), context);
      if (self->parameters[i] == NULL)
        self->parameters[i] = g_strdup ("");
    }
}

static void
write_text (InvyRendering *self, InvyTemplateBody *body, GPtrArray *mapping)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < body->pieces->len; i++)
    {
      const InvyTemplatePiece *piece = &g_array_index (body->pieces, InvyTemplatePiece, i);
      const char *filled = piece->parameter >= 0 ? self->parameters[piece->parameter] : "";
      InvyTemplateSpan span = { .start = text->len };

      if (*filled == '\0')
        {
          g_string_append (text, piece->text);
          continue;
        }

      g_string_append (text, filled);
      span.end = text->len;
      span.parameter = (guint) piece->parameter;
      span.is_link = invy_parameter_source_is_link (g_ptr_array_index (mapping, span.parameter));
      g_array_append_val (self->spans, span);
    }

  self->text = g_string_free (text, FALSE);
}

static glong
count_personal_characters (InvyRendering *self, GPtrArray *mapping)
{
  glong n = 0;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const InvyTemplateSpan *span = &g_array_index (self->spans, InvyTemplateSpan, i);

      if (invy_parameter_source_is_personal (g_ptr_array_index (mapping, span->parameter)))
        n += g_utf8_strlen (self->text + span->start, (gssize) (span->end - span->start));
    }

  return n;
}

static void
check_length (InvyRendering *self, GPtrArray *mapping)
{
  glong length = g_utf8_strlen (self->text, -1);

  if (length <= INVY_TEMPLATE_BODY_MAX)
    return;

  if (length - count_personal_characters (self, mapping) > INVY_TEMPLATE_BODY_MAX)
    add_problem (self, INVY_TEMPLATE_PROBLEM_EVENT, "template-too-long", INVY_EVENT_N_FIELDS,
                 _ ("The message is longer than WhatsApp allows. Shorten the names of the partners or the venue."));
  else
    add_problem (self, INVY_TEMPLATE_PROBLEM_GUEST, "template-too-long", INVY_EVENT_N_FIELDS,
                 _ ("With this guest’s name the message is longer than WhatsApp allows. Shorten the name."));
}

static InvyRendering *
render (InvyTemplate *tmpl, const InvyParameterContext *context)
{
  InvyRendering *self = g_new0 (InvyRendering, 1);
  const char *text = invy_template_get_body (tmpl);
  g_autoptr (InvyTemplateBody) body = invy_template_body_new (text != NULL ? text : "");
  g_autoptr (GPtrArray) mapping = NULL;

  self->language = g_strdup (invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE));
  self->spans = g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_template_problem_free);
  if (text == NULL)
    add_problem (self, INVY_TEMPLATE_PROBLEM_EVENT, "no-template-text", INVY_EVENT_N_FIELDS,
                 _ ("The text of this template is not known. Choose another template."));

  mapping = invy_parameter_mapping_new (invy_template_get (tmpl, INVY_TEMPLATE_NAME), context->event,
                                        (const char *const *) body->names);
  fill_parameters (self, body->names, mapping, context);
  write_text (self, body, mapping);
  check_length (self, mapping);

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

  g_return_val_if_fail (INVY_IS_TEMPLATE (tmpl), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);
  g_return_val_if_fail (guest == NULL || INVY_IS_GUEST (guest), NULL);

  return render (tmpl, &context);
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

  g_return_val_if_fail (INVY_IS_TEMPLATE (tmpl), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);
  g_return_val_if_fail (guest == NULL || INVY_IS_GUEST (guest), NULL);

  return render (tmpl, &context);
}

void
invy_rendering_free (InvyRendering *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->parameters, g_strfreev);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}
