/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-parameter-guess.h"

#include <string.h>

/* Words that give a parameter away, in the languages of the app; a star stands for what may hang on. The first row
 * that has one of a name's words counts: a "venue_name" is no name of a guest. */
typedef struct
{
  const char *source;
  const char *words;
} Clue;

static const Clue text_clues[] = {
  { "link", "link url rsvp site website *קישור *לינק *אתר *رابط" },
  { "event.time", "time hour *שעה *ساعة" },
  { "event.date", "date day *תאריך *تاريخ" },
  { "event.venue", "venue hall place location address where *אולם *מקום *قاعة *مكان" },
  { "event.partners", "couple partners *זוג *عروسين" },
  { "event.partner1_name", "partner1 bride *כלה *عروس" },
  { "event.partner2_name", "partner2 groom bridegroom *חתן *عريس" },
  { "guest.party_size", "people persons seats guests party count size" },
  { "guest.last_name", "last surname family משפחת" },
  { "guest.first_name", "guest name first dear hi hello hey customer שלום היי לכבוד מוזמן* مرحبا* عزيز* ضيف* أهلا" },
};

static const Clue reply_clues[] = {
  { "reply.stop", "stop unsubscribe הסר* إلغاء" },
  { "reply.maybe", "maybe perhaps אולי ربما" },
  { "reply.no", "no not can't cannot won't decline sorry לא لا لن" },
  { "reply.yes", "yes coming attend* accept* will כן מגיע* נגיע אגיע נעם نعم سأحضر سنحضر" },
};

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) patterns = g_strsplit (words, " ", -1);

  for (guint i = 0; patterns[i] != NULL; i++)
    {
      if (g_pattern_match_simple (patterns[i], word))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '\'';
}

/* Returns: (transfer full): the words of @text in small letters */
static GStrv
split_words (const char *text)
{
  g_autofree char *small = g_utf8_strdown (text, -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *p = small;

  while (*p != '\0')
    {
      const char *start = p;

      while (*p != '\0' && is_of_word (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > start)
        g_strv_builder_take (words, g_strndup (start, (gsize) (p - start)));
      else
        p = g_utf8_next_char (p);
    }

  return g_strv_builder_end (words);
}

/* Returns: (nullable): the first row with one of the words */
static const char *
find_by_any_word (const Clue *clues, guint n_clues, const char *text)
{
  g_auto (GStrv) words = split_words (text);

  for (guint i = 0; i < n_clues; i++)
    {
      for (guint j = 0; words[j] != NULL; j++)
        {
          if (has_word (clues[i].words, words[j]))
            return clues[i].source;
        }
    }

  return NULL;
}

/* Returns: (nullable): the row of the word that stands nearest to the parameter */
static const char *
find_by_last_word (const Clue *clues, guint n_clues, const char *text)
{
  g_auto (GStrv) words = split_words (text);

  for (guint j = g_strv_length (words); j > 0; j--)
    {
      for (guint i = 0; i < n_clues; i++)
        {
          if (has_word (clues[i].words, words[j - 1]))
            return clues[i].source;
        }
    }

  return NULL;
}

static const char *
find_by_example (const char *example)
{
  if (strstr (example, "://") != NULL || g_str_has_prefix (example, "www."))
    return "link";
  if (g_regex_match_simple ("^[0-9]{1,2}:[0-9]{2}$", example, 0, 0))
    return "event.time";
  if (g_regex_match_simple ("^[0-9]{1,2}[./-][0-9]{1,2}$", example, 0, 0))
    return "event.date";
  if (g_regex_match_simple ("^[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}$", example, 0, 0))
    return "event.full_date";

  return NULL;
}

static const char *
find_text_source (const InvyTemplateSlot *slot)
{
  const char *source = find_by_any_word (text_clues, G_N_ELEMENTS (text_clues), slot->name);

  if (source == NULL && slot->example != NULL)
    source = find_by_example (slot->example);
  if (source == NULL)
    source = find_by_last_word (text_clues, G_N_ELEMENTS (text_clues), slot->context);
  if (source == NULL && slot->place == INVY_TEMPLATE_PLACE_BODY && g_str_equal (slot->name, "1"))
    source = "guest.first_name"; /* most messages begin with the name */

  return source;
}

/**
 * invy_parameter_guess:
 *
 * Returns: (transfer full) (nullable): what probably fills @slot: by the name of the parameter, by what Meta was
 * given as an example, by the words before it; a quick reply by its own words. %NULL where nothing is likely
 */
InvyParameterFill *
invy_parameter_guess (const InvyTemplateSlot *slot)
{
  const char *word = NULL;

  switch (slot->kind)
    {
    case INVY_SLOT_TEXT:
      word = find_text_source (slot);
      break;
    case INVY_SLOT_URL_SUFFIX:
      word = "guest.rsvp_token";
      break;
    case INVY_SLOT_PAYLOAD:
      word = find_by_any_word (reply_clues, G_N_ELEMENTS (reply_clues), slot->context);
      if (word == NULL)
        word = "reply.other";
      break;
    case INVY_SLOT_IMAGE:
    case INVY_SLOT_VIDEO:
    case INVY_SLOT_DOCUMENT:
    case INVY_SLOT_LOCATION:
    case INVY_SLOT_CODE:
    default:
      break;
    }

  return word != NULL ? invy_parameter_fill_new_source (invy_parameter_source_find (word)) : NULL;
}
