/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-parameter-source.h"
#include "template/invy-parameter-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Stands in the message for a guest without a first name: part of the invitation, so it is never translated. */
#define FRIEND "חבר"

/* Stands for the token in a message that is nobody's: an address must not end in nothing. */
#define NOBODY "test"

#define WORDS ((1u << INVY_SLOT_TEXT) | (1u << INVY_SLOT_URL_SUFFIX) | (1u << INVY_SLOT_CODE))
#define TEXT (1u << INVY_SLOT_TEXT)
#define SUFFIX (1u << INVY_SLOT_URL_SUFFIX)
#define PAYLOAD (1u << INVY_SLOT_PAYLOAD)

struct _InvyParameterSource
{
  const char *word;
  const char *title;
  guint kinds; /* a bit for each InvySlotKind */
  InvyEventField field;
  InvyGuestField guest_field;
  gboolean is_personal;
  gboolean is_link;
  gboolean may_be_missing; /* whether a guest may have no text for it */
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

static InvyTemplateProblem *
new_missing_token (void)
{
  return invy_template_problem_new (INVY_TEMPLATE_PROBLEM_GUEST, "no-personal-link", INVY_EVENT_N_FIELDS,
                                    _ ("This guest has no personal link. Open the guest and save again."));
}

/* What not every guest has. */
static char *
fill_guest_text (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  g_autofree char *clean = NULL;

  if (context->guest == NULL)
    return NULL;

  clean = invy_template_clean_parameter (invy_guest_get (context->guest, self->guest_field));
  if (*clean != '\0')
    return g_steal_pointer (&clean);

  *problem = invy_template_problem_new (INVY_TEMPLATE_PROBLEM_GUEST, self->missing_reason, INVY_EVENT_N_FIELDS,
                                        gettext (self->missing_sentence));
  return NULL;
}

static char *
fill_party_size (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  return context->guest != NULL ? g_strdup_printf ("%u", invy_guest_get_party_size (context->guest)) : NULL;
}

static char *
fill_token (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  const char *token = context->guest != NULL ? invy_guest_get (context->guest, INVY_GUEST_RSVP_TOKEN) : NULL;

  if (context->guest == NULL || context->impersonal)
    return g_strdup (NOBODY);
  if (token == NULL)
    *problem = new_missing_token ();

  return g_strdup (token);
}

/* "rsvp:", the answer, ":" and the guest's token: what comes back says who answered what. */
static char *
fill_reply (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  g_autofree char *token = fill_token (self, context, problem);

  return token != NULL ? g_strdup_printf ("rsvp:%s:%s", self->word + strlen ("reply."), token) : NULL;
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

/* With a sign that reads the same in every language. */
static char *
fill_partners (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (!(first = invy_parameter_source_fill (invy_parameter_source_find ("event.partner1_name"), context, problem))
      || !(second =
               invy_parameter_source_fill (invy_parameter_source_find ("event.partner2_name"), context, problem)))
    return NULL;

  return g_strdup_printf ("%s & %s", first, second);
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
fill_full_date (const InvyParameterSource *self, const InvyParameterContext *context, InvyTemplateProblem **problem)
{
  g_autofree char *day = fill_date (self, context, problem);
  g_autofree char *clean = invy_template_clean_parameter (invy_event_get (context->event, self->field));
  g_autofree char *normal = day != NULL ? invy_event_field_normalize (self->field, clean, NULL) : NULL;

  return normal != NULL ? g_strdup_printf ("%s/%.*s", day, (int) strcspn (normal, "-"), normal) : NULL;
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
      *problem = new_missing_token ();
      return NULL;
    }

  return join_link (normal, token);
}

static const InvyParameterSource sources[] = {
  { .word = "guest.first_name",
    .title = N_ ("Guest’s first name"),
    .kinds = WORDS,
    .field = INVY_EVENT_N_FIELDS,
    .is_personal = TRUE,
    .fill = fill_first_name },
  { .word = "guest.last_name",
    .title = N_ ("Guest’s last name"),
    .kinds = WORDS,
    .field = INVY_EVENT_N_FIELDS,
    .guest_field = INVY_GUEST_LAST_NAME,
    .is_personal = TRUE,
    .may_be_missing = TRUE,
    .fill = fill_guest_text,
    .missing_reason = "missing-last-name",
    .missing_sentence = N_ ("This guest has no last name. Fill it in, or let something else fill the template.") },
  { .word = "guest.name",
    .title = N_ ("Guest’s full name"),
    .kinds = WORDS,
    .field = INVY_EVENT_N_FIELDS,
    .is_personal = TRUE,
    .fill = fill_name },
  { .word = "guest.group_name",
    .title = N_ ("Guest’s group"),
    .kinds = WORDS,
    .field = INVY_EVENT_N_FIELDS,
    .guest_field = INVY_GUEST_GROUP_NAME,
    .is_personal = TRUE,
    .may_be_missing = TRUE,
    .fill = fill_guest_text,
    .missing_reason = "missing-group",
    .missing_sentence = N_ ("This guest has no group. Fill it in, or let something else fill the template.") },
  { .word = "guest.party_size",
    .title = N_ ("Number of people invited"),
    .kinds = WORDS,
    .field = INVY_EVENT_N_FIELDS,
    .is_personal = TRUE,
    .fill = fill_party_size },
  { .word = "guest.rsvp_token",
    .title = N_ ("Guest’s personal code"),
    .kinds = SUFFIX,
    .field = INVY_EVENT_N_FIELDS,
    .is_personal = TRUE,
    .fill = fill_token },
  { .word = "event.partner1_name",
    .title = N_ ("First partner"),
    .kinds = WORDS,
    .field = INVY_EVENT_PARTNER1_NAME,
    .fill = fill_text,
    .missing_reason = "missing-partner1-name",
    .missing_sentence = N_ ("The name of the first partner is missing. Fill it in in the wedding’s details.") },
  { .word = "event.partner2_name",
    .title = N_ ("Second partner"),
    .kinds = WORDS,
    .field = INVY_EVENT_PARTNER2_NAME,
    .fill = fill_text,
    .missing_reason = "missing-partner2-name",
    .missing_sentence = N_ ("The name of the second partner is missing. Fill it in in the wedding’s details.") },
  { .word = "event.partners",
    .title = N_ ("Both partners"),
    .kinds = WORDS,
    .field = INVY_EVENT_N_FIELDS,
    .fill = fill_partners },
  { .word = "event.venue",
    .title = N_ ("Venue"),
    .kinds = WORDS,
    .field = INVY_EVENT_VENUE,
    .fill = fill_text,
    .missing_reason = "missing-venue",
    .missing_sentence = N_ ("The venue is missing. Fill it in in the wedding’s details.") },
  { .word = "event.date",
    .title = N_ ("Date, day and month"),
    .kinds = WORDS,
    .field = INVY_EVENT_DATE,
    .fill = fill_date,
    .missing_reason = "missing-date",
    .missing_sentence = N_ ("The date is missing. Fill it in in the wedding’s details."),
    .bad_reason = "bad-date",
    .bad_sentence = N_ ("The date is not a day of the calendar. Correct it in the wedding’s details.") },
  { .word = "event.full_date",
    .title = N_ ("Date with the year"),
    .kinds = WORDS,
    .field = INVY_EVENT_DATE,
    .fill = fill_full_date,
    .missing_reason = "missing-date",
    .missing_sentence = N_ ("The date is missing. Fill it in in the wedding’s details."),
    .bad_reason = "bad-date",
    .bad_sentence = N_ ("The date is not a day of the calendar. Correct it in the wedding’s details.") },
  { .word = "event.time",
    .title = N_ ("Time"),
    .kinds = WORDS,
    .field = INVY_EVENT_EVENT_TIME,
    .fill = dup_normal,
    .missing_reason = "missing-time",
    .missing_sentence = N_ ("The time is missing. Fill it in in the wedding’s details."),
    .bad_reason = "bad-time",
    .bad_sentence = N_ ("The time is not a time of day. Correct it in the wedding’s details.") },
  { .word = "link",
    .title = N_ ("Link"),
    .kinds = TEXT,
    .field = INVY_EVENT_GUEST_LINK,
    .is_personal = TRUE,
    .is_link = TRUE,
    .fill = fill_link,
    .missing_reason = "missing-link",
    .missing_sentence = N_ ("The link is missing. Fill it in in the wedding’s details."),
    .bad_reason = "bad-link",
    .bad_sentence = N_ ("The link is not a web address. Correct it: it has to begin with https://.") },
  { .word = "reply.yes",
    .title = N_ ("Answer: coming"),
    .kinds = PAYLOAD,
    .field = INVY_EVENT_N_FIELDS,
    .is_personal = TRUE,
    .fill = fill_reply },
  { .word = "reply.no",
    .title = N_ ("Answer: not coming"),
    .kinds = PAYLOAD,
    .field = INVY_EVENT_N_FIELDS,
    .is_personal = TRUE,
    .fill = fill_reply },
  { .word = "reply.maybe",
    .title = N_ ("Answer: maybe"),
    .kinds = PAYLOAD,
    .field = INVY_EVENT_N_FIELDS,
    .is_personal = TRUE,
    .fill = fill_reply },
  { .word = "reply.stop",
    .title = N_ ("No more messages"),
    .kinds = PAYLOAD,
    .field = INVY_EVENT_N_FIELDS,
    .is_personal = TRUE,
    .fill = fill_reply },
  { .word = "reply.other",
    .title = N_ ("Another answer"),
    .kinds = PAYLOAD,
    .field = INVY_EVENT_N_FIELDS,
    .is_personal = TRUE,
    .fill = fill_reply },
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
 * invy_parameter_source_list:
 *
 * Returns: (transfer full) (element-type InvyParameterSource): the sources that can fill a slot of @kind, in the
 *   order in which to offer them; each is borrowed and lives for ever
 */
GPtrArray *
invy_parameter_source_list (InvySlotKind kind)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (invy_parameter_source_suits (&sources[i], kind))
        g_ptr_array_add (list, (gpointer) &sources[i]);
    }

  return list;
}

/**
 * invy_parameter_source_suits:
 *
 * Returns: whether a slot of @kind can be filled from @self
 */
gboolean
invy_parameter_source_suits (const InvyParameterSource *self, InvySlotKind kind)
{
  return (self->kinds & (1u << kind)) != 0;
}

/**
 * invy_parameter_source_get_word:
 *
 * Returns: what a mapping says for it: "event.venue"
 */
const char *
invy_parameter_source_get_word (const InvyParameterSource *self)
{
  return self->word;
}

/**
 * invy_parameter_source_get_title:
 *
 * Returns: what people call it, translated
 */
const char *
invy_parameter_source_get_title (const InvyParameterSource *self)
{
  return gettext (self->title);
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
 * invy_parameter_source_may_be_missing:
 *
 * Returns: whether there may be guests without a text for it, who are then left out
 */
gboolean
invy_parameter_source_may_be_missing (const InvyParameterSource *self)
{
  return self->may_be_missing;
}

/**
 * invy_parameter_source_fill:
 * @problem: (out): why there is no text, when there is none
 *
 * Returns: (transfer full) (nullable): the cleaned text of a parameter; %NULL, and @problem set, when it has none.
 * Without a guest %NULL without a problem, where only a guest could tell
 */
char *
invy_parameter_source_fill (const InvyParameterSource *self,
                            const InvyParameterContext *context,
                            InvyTemplateProblem **problem)
{
  return self->fill (self, context, problem);
}
