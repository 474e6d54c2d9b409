/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-search.h"
#include "text/invy-fold.h"

#include <string.h>

/* Fewer letters are the beginning of too many names to be looked for by their sound. */
#define SOUND_LETTERS 3

typedef struct
{
  char *text;
  gsize length;
  guint n_skeletons; /* 0 when it is only looked for as it is written */
  InvySkeleton skeletons[INVY_TRANSLITERATION_MAX_SKELETONS];
} Word;

struct _InvySearch
{
  GArray *words; /* of Word */
};

static void
clear_word (gpointer data)
{
  g_free (((Word *) data)->text);
}

static gboolean
is_number (const char *text)
{
  return text[strspn (text, "0123456789")] == '\0';
}

/* A word without a consonant would sound like anything. */
static guint
drop_silent (InvySkeleton *skeletons, guint n_skeletons)
{
  guint n_kept = 0;

  for (guint i = 0; i < n_skeletons; i++)
    if (skeletons[i].length > 0 && !(skeletons[i].length == 1 && skeletons[i].letters[0] == 'A'))
      skeletons[n_kept++] = skeletons[i];

  return n_kept;
}

static void
add_word (InvySearch *self, const char *text)
{
  Word word = { .text = g_strdup (text), .length = strlen (text) };

  if (g_utf8_strlen (text, -1) >= SOUND_LETTERS
      || (g_utf8_get_char (text) >= 0x0590 && g_utf8_strlen (text, -1) == SOUND_LETTERS - 1))
    word.n_skeletons =
        drop_silent (word.skeletons, invy_transliteration_read (word.text, word.length, word.skeletons));
  g_array_append_val (self->words, word);
}

/* Numbers are grouped in many ways, so digits that follow one another are one number. From abroad it may begin with
 * two zeros in place of the plus. */
static void
add_number (InvySearch *self, GString *digits)
{
  if (digits->len > 0)
    add_word (self, g_str_has_prefix (digits->str, "00") && digits->len > 2 ? digits->str + 2 : digits->str);
  g_string_truncate (digits, 0);
}

/**
 * invy_search_new:
 * @text: (nullable): what somebody typed
 *
 * Case, accents, niqqud, quotes and the script of digits do not matter; neither does how a number is grouped, or
 * whether it is written from inside or from outside the country. Names are found in other scripts by their sound.
 *
 * Returns: (transfer full): the search; one without words finds everyone
 */
InvySearch *
invy_search_new (const char *text)
{
  InvySearch *self = g_new0 (InvySearch, 1);
  g_autofree char *folded = invy_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GString) digits = g_string_new (NULL);

  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (self->words, clear_word);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (is_number (words[i]))
        {
          g_string_append (digits, words[i]);
          continue;
        }
      add_number (self, digits);
      add_word (self, words[i]);
    }
  add_number (self, digits);

  return self;
}

void
invy_search_free (InvySearch *self)
{
  g_clear_pointer (&self->words, g_array_unref);
  g_free (self);
}

/**
 * invy_search_is_empty:
 *
 * Returns: whether it finds everyone
 */
gboolean
invy_search_is_empty (const InvySearch *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->words->len == 0;
}

/**
 * invy_search_finds:
 *
 * Returns: whether each word is part of what the guest can be found by, or sounds like a part of it
 */
gboolean
invy_search_finds (const InvySearch *self, const InvySearchKey *key)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = &g_array_index (self->words, Word, i);

      if (!invy_search_key_contains (key, word->text, word->length)
          && !invy_search_key_sounds_like (key, word->skeletons, word->n_skeletons))
        return FALSE;
    }

  return TRUE;
}

/* Whether @before finds whatever @skeleton finds. */
static gboolean
covers (const Word *before, const InvySkeleton *skeleton)
{
  for (guint i = 0; i < before->n_skeletons; i++)
    {
      const InvySkeleton *wider = &before->skeletons[i];

      if (wider->script == skeleton->script && wider->length <= skeleton->length
          && memcmp (wider->letters, skeleton->letters, wider->length) == 0
          && (wider->length == skeleton->length || wider->length >= SOUND_LETTERS))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_word_narrower (const Word *word, const Word *before)
{
  if (strstr (word->text, before->text) == NULL)
    return FALSE;

  for (guint i = 0; i < word->n_skeletons; i++)
    if (!covers (before, &word->skeletons[i]))
      return FALSE;

  return TRUE;
}

/**
 * invy_search_is_narrower:
 * @before: what was looked for before a letter was typed
 *
 * Returns: whether @self can only find guests that @before finds too, so that the others need no second look
 */
gboolean
invy_search_is_narrower (const InvySearch *self, const InvySearch *before)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (before != NULL, FALSE);

  for (guint i = 0; i < before->words->len; i++)
    {
      gboolean is_covered = FALSE;

      for (guint j = 0; j < self->words->len && !is_covered; j++)
        is_covered =
            is_word_narrower (&g_array_index (self->words, Word, j), &g_array_index (before->words, Word, i));
      if (!is_covered)
        return FALSE;
    }

  return TRUE;
}
