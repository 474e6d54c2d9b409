/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-filter-words.h"
#include "app/guests/invy-guest-words.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

/**
 * invy_filter_words_get_title:
 *
 * Returns: the heading over the values of @facet
 */
const char *
invy_filter_words_get_title (InvyFacet facet)
{
  switch (facet)
    {
    case INVY_FACET_STATE:
      return _ ("Invitation");
    case INVY_FACET_ANSWER:
      return _ ("Answer");
    case INVY_FACET_SIDE:
      return _ ("Side");
    case INVY_FACET_GROUP:
      return _ ("Group");
    case INVY_FACET_TAG:
      return _ ("Tag");
    case INVY_FACET_MEAL:
      return _ ("Meal");
    case INVY_FACET_LANGUAGE:
      return _ ("Language");
    case INVY_FACET_PROBLEM:
      return _ ("Problem");
    case INVY_FACET_N:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Translators: these stand for the guests of whom something is not known, as a filter */
static const char *
get_missing (InvyFacet facet)
{
  switch (facet)
    {
    case INVY_FACET_SIDE:
      return _ ("No Side");
    case INVY_FACET_GROUP:
      return _ ("No Group");
    case INVY_FACET_TAG:
      return _ ("No Tag");
    case INVY_FACET_MEAL:
      return _ ("No Meal");
    case INVY_FACET_LANGUAGE:
      return _ ("No Language");
    case INVY_FACET_PROBLEM:
      return _ ("No Problem");
    case INVY_FACET_STATE:
    case INVY_FACET_ANSWER:
    case INVY_FACET_N:
    default:
      g_return_val_if_reached (NULL);
    }
}

static int
get_number (GType type, const char *nick)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *value = g_enum_get_value_by_nick (klass, nick);

  return value != NULL ? value->value : 0;
}

static char *
dup_answer (InvyRsvp rsvp)
{
  char *word = invy_guest_words_dup_rsvp (rsvp, 0);

  return word != NULL ? word : g_strdup (_ ("No answer"));
}

/**
 * invy_filter_words_dup_value:
 * @value: as invy_facet_foreach() tells it
 *
 * Returns: (transfer full): what the guests with @value are called as a filter
 */
char *
invy_filter_words_dup_value (InvyFacet facet, const char *value)
{
  if (*value == '\0')
    return g_strdup (get_missing (facet));
  if (facet == INVY_FACET_STATE)
    return g_strdup (invy_guest_words_get_invitation ((InvyDelivery) get_number (INVY_TYPE_DELIVERY, value), FALSE));
  if (facet == INVY_FACET_ANSWER)
    return dup_answer ((InvyRsvp) get_number (INVY_TYPE_RSVP, value));
  if (facet == INVY_FACET_PROBLEM)
    return g_strdup (g_str_equal (value, "number")   ? _ ("No valid phone")
                     : g_str_equal (value, "failed") ? _ ("Not delivered")
                                                     : _ ("Not known whether it was sent"));

  return invy_bidi_isolate (facet == INVY_FACET_LANGUAGE ? invy_guest_words_get_language (value) : value,
                            INVY_BIDI_NAME);
}
