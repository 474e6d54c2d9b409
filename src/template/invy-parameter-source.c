/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-parameter-source.h"
#include "template/invy-parameter-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Stands in the message for a guest without a first name: part of the invitation, so it is never translated. */
#define FRIEND "חבר"

struct _InvyParameterSource
{
  const char *word;
  InvyEventField field;
  gboolean is_personal;
  gboolean is_link;
  char *(*fill) (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem);
  const char *missing_reason;
  const char *missing_sentence;
  const char *bad_reason;
  const char *bad_sentence;
};

static InvyTemplateProblem *
new_missing (const InvyParameterSource *self)
{
  return invy_template_problem_new (INVY_TEMPLATE_PROBLEM_EVENT, self->missing_reason, self->field,
                                    gettext (self->missing_sentence));
}

static InvyTemplateProblem *
new_bad (const InvyParameterSource *self)
{
  return invy_template_problem_new (INVY_TEMPLATE_PROBLEM_EVENT, self->bad_reason, self->field,
                                    gettext (self->bad_sentence));
}

static char *
fill_first_name (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  const char *name = context->guest != NULL ? invy_guest_get (context->guest, INVY_GUEST_FIRST_NAME) : NULL;
  g_autofree char *clean = invy_template_clean_parameter (name);

  return *clean != '\0' ? g_steal_pointer (&clean) : g_strdup (FRIEND);
}

static char *
fill_name (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  const char *first = context->guest != NULL ? invy_guest_get (context->guest, INVY_GUEST_FIRST_NAME) : NULL;
  const char *last = context->guest != NULL ? invy_guest_get (context->guest, INVY_GUEST_LAST_NAME) : NULL;
  g_autofree char *name = g_strdup_printf ("%s %s", first != NULL ? first : "", last != NULL ? last : "");
  g_autofree char *clean = invy_template_clean_parameter (name);

  return *clean != '\0' ? g_steal_pointer (&clean) : g_strdup (FRIEND);
}

static char *
fill_text (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  g_autofree char *clean = invy_template_clean_parameter (invy_event_get (context->event, self->field));

  if (*clean != '\0')
    return g_steal_pointer (&clean);

  *problem = new_missing (self);
  return NULL;
}

/* What another program or an older version stored may be no date, time or link; what is typed is checked before. */
static char *
dup_normal (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  g_autofree char *clean = fill_text (self, context, problem);
  g_autofree char *normal = NULL;

  if (clean == NULL)
    return NULL;
  if (!(normal = invy_event_field_normalize (self->field, clean, NULL)))
    *problem = new_bad (self);

  return g_steal_pointer (&normal);
}

static char *
fill_date (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  g_autofree char *normal = dup_normal (self, context, problem);
  gsize length;

  if (normal == NULL)
    return NULL;

  length = strlen (normal); /* YYYY-MM-DD */
  return g_strdup_printf ("%.2s/%.2s", normal + length - 2, normal + length - 5);
}

static char *
join_link (const char *base, const char *token)
{
  if (token == NULL)
    return g_strdup (base);
  return g_strconcat (base, strchr ("/=#?", base[strlen (base) - 1]) != NULL ? "" : "/", token, NULL);
}

/* One link for all, or each guest's own. */
static char *
fill_link (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  gboolean is_own = invy_event_get (context->event, INVY_EVENT_GUEST_LINK) == NULL;
  const char *text = is_own ? context->rsvp_base_url : invy_event_get (context->event, INVY_EVENT_GUEST_LINK);
  g_autofree char *clean = invy_template_clean_parameter (text);
  g_autofree char *normal = NULL;
  const char *token;

  if (*clean == '\0')
    {
      *problem = new_missing (self);
      return NULL;
    }
  if (!(normal = invy_event_field_normalize (INVY_EVENT_GUEST_LINK, clean, NULL)))
    {
      *problem = new_bad (self);
      return NULL;
    }
  if (!is_own || context->guest == NULL || context->impersonal)
    return g_steal_pointer (&normal);

  token = invy_guest_get (context->guest, INVY_GUEST_RSVP_TOKEN);
  if (token == NULL)
    {
      *problem = invy_template_problem_new (INVY_TEMPLATE_PROBLEM_GUEST, "no-personal-link", INVY_EVENT_N_FIELDS,
                                            _ ("This guest has no personal link. Open the guest and save again."));
      return NULL;
    }

  return join_link (normal, token);
}

static const InvyParameterSource sources[] = {
  { .word = "guest.first_name", .field = INVY_EVENT_N_FIELDS, .is_personal = TRUE, .fill = fill_first_name },
  { .word = "guest.name", .field = INVY_EVENT_N_FIELDS, .is_personal = TRUE, .fill = fill_name },
  { .word = "event.partner1_name",
    .field = INVY_EVENT_PARTNER1_NAME,
    .fill = fill_text,
    .missing_reason = "missing-partner1-name",
    .missing_sentence = N_ ("The name of the first partner is missing. Fill it in in the wedding’s details.") },
  { .word = "event.partner2_name",
    .field = INVY_EVENT_PARTNER2_NAME,
    .fill = fill_text,
    .missing_reason = "missing-partner2-name",
    .missing_sentence = N_ ("The name of the second partner is missing. Fill it in in the wedding’s details.") },
  { .word = "event.venue",
    .field = INVY_EVENT_VENUE,
    .fill = fill_text,
    .missing_reason = "missing-venue",
    .missing_sentence = N_ ("The venue is missing. Fill it in in the wedding’s details.") },
  { .word = "event.date",
    .field = INVY_EVENT_DATE,
    .fill = fill_date,
    .missing_reason = "missing-date",
    .missing_sentence = N_ ("The date is missing. Fill it in in the wedding’s details."),
    .bad_reason = "bad-date",
    .bad_sentence = N_ ("The date is not a day of the calendar. Correct it in the wedding’s details.") },
  { .word = "event.time",
    .field = INVY_EVENT_EVENT_TIME,
    .fill = dup_normal,
    .missing_reason = "missing-time",
    .missing_sentence = N_ ("The time is missing. Fill it in in the wedding’s details."),
    .bad_reason = "bad-time",
    .bad_sentence = N_ ("The time is not a time of day. Correct it in the wedding’s details.") },
  { .word = "link",
    .field = INVY_EVENT_GUEST_LINK,
    .is_personal = TRUE,
    .is_link = TRUE,
    .fill = fill_link,
    .missing_reason = "missing-link",
    .missing_sentence = N_ ("The link is missing. Fill it in in the wedding’s details."),
    .bad_reason = "bad-link",
    .bad_sentence = N_ ("The link is not a web address. Correct it: it has to begin with https://.") },
};

/**
 * invy_parameter_source_find:
 * @word: what a mapping says: "guest.first_name", "event.venue", "link", …
 *
 * Returns: (nullable): where the text comes from; %NULL when there is no such source
 */
const InvyParameterSource *
invy_parameter_source_find (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (g_str_equal (sources[i].word, word))
        return &sources[i];
    }

  return NULL;
}

/**
 * invy_parameter_source_is_link:
 *
 * Returns: whether the text is an address
 */
gboolean
invy_parameter_source_is_link (const InvyParameterSource *self)
{
  return self->is_link;
}

/**
 * invy_parameter_source_is_personal:
 *
 * Returns: whether the text may differ from guest to guest
 */
gboolean
invy_parameter_source_is_personal (const InvyParameterSource *self)
{
  return self->is_personal;
}

/**
 * invy_parameter_source_fill:
 * @problem: (out): why there is no text, when there is none
 *
 * Returns: (transfer full) (nullable): the cleaned text of a parameter; %NULL, and @problem set, when it has none
 */
char *
invy_parameter_source_fill (const InvyParameterSource *self,
                            const InvyParameterContext *context,
                            InvyTemplateProblem **problem)
{
  return self->fill (self, context, problem);
}
