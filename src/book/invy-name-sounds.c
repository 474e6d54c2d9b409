/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-name-sounds.h"

#include "book/invy-transliteration.h"
#include "text/invy-fold.h"

#include <string.h>

/* A name of many words that can each be read in several ways is compared in so many ways at most. */
#define MAX_SOUNDS 16
/* A shorter sound than this says nothing about who it is. */
#define MIN_LETTERS 4

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (GPtrArray *words)
{
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" ", (GStrv) words->pdata);
}

static GStrv
split_name (InvyGuest *guest)
{
  const char *first = invy_guest_get (guest, INVY_GUEST_FIRST_NAME);
  const char *last = invy_guest_get (guest, INVY_GUEST_LAST_NAME);
  g_autofree char *name = g_strjoin (" ", first != NULL ? first : "", last != NULL ? last : "", NULL);
  g_autofree char *folded = invy_fold (name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);

  return g_strv_builder_end (builder);
}

/* Each word in all the ways in which it can be read; a number is heard as it is written. */
static GPtrArray *
read_words (GStrv words, char *script)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; words[i] != NULL; i++)
    {
      InvySkeleton skeletons[INVY_TRANSLITERATION_MAX_SKELETONS];
      const guint n = invy_transliteration_read (words[i], strlen (words[i]), skeletons);
      char **ways = g_new0 (char *, MAX (n, 1) + 1);

      for (guint j = 0; j < n; j++)
        ways[j] = g_strndup (skeletons[j].letters, skeletons[j].length);
      if (n == 0)
        ways[0] = g_strdup (words[i]);
      else if (*script == 0)
        *script = skeletons[0].script;
      g_ptr_array_add (readings, ways);
    }

  return readings;
}

/* One way for each word, as the digits of @number say; NULL behind the last combination. */
static char *
combine (GPtrArray *readings, guint number)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < readings->len; i++)
    {
      GStrv ways = readings->pdata[i];
      const guint n_ways = g_strv_length (ways);

      g_ptr_array_add (words, ways[number % n_ways]);
      number /= n_ways;
    }
  if (number > 0)
    return NULL;

  return join_sorted (words);
}

static GStrv
make_sounds (GStrv words, char *script)
{
  g_autoptr (GPtrArray) readings = read_words (words, script);
  g_autoptr (GStrvBuilder) sounds = g_strv_builder_new ();

  for (guint i = 0; i < MAX_SOUNDS && readings->len > 1; i++)
    {
      char *sound = combine (readings, i);

      if (sound == NULL)
        break;
      if (strlen (sound) > MIN_LETTERS)
        g_strv_builder_take (sounds, sound);
      else
        g_free (sound);
    }

  return g_strv_builder_end (sounds);
}

/**
 * invy_name_sounds_new:
 *
 * Returns: (transfer full): the name of @guest as it is heard. A name of one word has no sounds: too many share one
 */
InvyNameSounds *
invy_name_sounds_new (InvyGuest *guest)
{
  InvyNameSounds *self = g_new0 (InvyNameSounds, 1);
  g_auto (GStrv) words = split_name (guest);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (sorted, words[i]);
  self->folded = join_sorted (sorted);
  self->sounds = make_sounds (words, &self->script);

  return self;
}

void
invy_name_sounds_free (InvyNameSounds *self)
{
  g_free (self->folded);
  g_strfreev (self->sounds);
  g_free (self);
}

static gboolean
share_a_way (GStrv ways, GStrv others)
{
  for (guint i = 0; ways[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) others, ways[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_among (GStrv ways, GPtrArray *readings)
{
  for (guint i = 0; i < readings->len; i++)
    if (share_a_way (ways, readings->pdata[i]))
      return TRUE;

  return FALSE;
}

/**
 * invy_name_sounds_share_words:
 *
 * Returns: whether each word of the shorter name is heard in the longer one, too; a missing name goes with any other
 */
gboolean
invy_name_sounds_share_words (InvyNameSounds *self, InvyNameSounds *other)
{
  g_auto (GStrv) words = g_strsplit (self->folded, " ", -1);
  g_auto (GStrv) others = g_strsplit (other->folded, " ", -1);
  char script = 0;
  g_autoptr (GPtrArray) mine = read_words (words, &script);
  g_autoptr (GPtrArray) theirs = read_words (others, &script);
  GPtrArray *shorter = mine->len <= theirs->len ? mine : theirs;

  for (guint i = 0; i < shorter->len; i++)
    if (!is_among (shorter->pdata[i], shorter == mine ? theirs : mine))
      return FALSE;

  return TRUE;
}
