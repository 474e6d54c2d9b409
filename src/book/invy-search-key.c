/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem */
#endif
#include "invy-config.h"

#include "book/invy-search-key.h"
#include "text/invy-fold.h"

#include <string.h>

/* From so many consonants on, the beginning of a word is enough to find it by its sound; fewer fit too many names. */
#define PREFIX_LETTERS 3

/* One block: a wedding may have a hundred thousand. */
struct _InvySearchKey
{
  guint n_text;  /* bytes of the folded texts, which come first */
  guint n_sound; /* bytes of the skeletons: script, letters and a blank for each */
  char bytes[];
};

static void
append_text (GString *text, const char *folded)
{
  if (*folded != '\0')
    {
      g_string_append (text, folded);
      g_string_append_c (text, '\n');
    }
}

static void
append_sound (GString *sound, const char *folded)
{
  for (const char *word = folded; *word != '\0';)
    {
      InvySkeleton skeletons[INVY_TRANSLITERATION_MAX_SKELETONS];
      const gsize length = strcspn (word, " ");
      const guint n_skeletons = invy_transliteration_read (word, length, skeletons);

      for (guint i = 0; i < n_skeletons; i++)
        {
          g_string_append_c (sound, skeletons[i].script);
          g_string_append_len (sound, skeletons[i].letters, skeletons[i].length);
          g_string_append_c (sound, ' ');
        }
      word += length;
      word += strspn (word, " ");
    }
}

static void
append_digits (GString *text, const char *number)
{
  for (const char *p = number; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (text, *p);
  g_string_append_c (text, '\n');
}

/* The number in the ways people type it: as it was written, from outside the country and from inside. */
static void
append_phone (GString *text, InvyGuest *guest)
{
  const char *typed = invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER);
  const char *e164 = invy_guest_get_phone_e164 (guest);
  const char *display = invy_guest_get_phone_display (guest);
  const char *national = display != NULL ? strchr (display, ' ') : NULL;

  if (typed != NULL)
    {
      g_autofree char *folded = invy_fold (typed);

      append_text (text, folded);
      append_digits (text, folded);
    }
  if (e164 != NULL)
    append_digits (text, e164);
  if (national != NULL)
    {
      g_string_append_c (text, '0');
      append_digits (text, national);
    }
}

/**
 * invy_search_key_new:
 * @guest: a guest whose number was judged
 *
 * Returns: (transfer full): what @guest can be found by: names, household, group, tags, notes, email, and the number
 * in the ways people type it
 */
InvySearchKey *
invy_search_key_new (InvyGuest *guest)
{
  static const InvyGuestField named[] = { INVY_GUEST_HOUSEHOLD, INVY_GUEST_GROUP_NAME, INVY_GUEST_TAGS };
  static const InvyGuestField plain[] = { INVY_GUEST_NOTES, INVY_GUEST_EMAIL };
  g_autoptr (GString) text = g_string_sized_new (128);
  g_autoptr (GString) sound = g_string_sized_new (64);
  g_autofree char *name = NULL, *folded_name = NULL;
  InvySearchKey *self;

  g_return_val_if_fail (INVY_IS_GUEST (guest), NULL);

  name = invy_guest_dup_name (guest);
  folded_name = invy_fold (name);
  append_text (text, folded_name);
  append_sound (sound, folded_name);
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    if (invy_guest_get (guest, named[i]) != NULL)
      {
        g_autofree char *folded = invy_fold (invy_guest_get (guest, named[i]));

        append_text (text, folded);
        append_sound (sound, folded);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (invy_guest_get (guest, plain[i]) != NULL)
      {
        g_autofree char *folded = invy_fold (invy_guest_get (guest, plain[i]));

        append_text (text, folded);
      }
  append_phone (text, guest);

  self = g_malloc (sizeof *self + text->len + sound->len);
  self->n_text = (guint) text->len;
  self->n_sound = (guint) sound->len;
  memcpy (self->bytes, text->str, text->len);
  memcpy (self->bytes + text->len, sound->str, sound->len);
  return self;
}

/**
 * invy_search_key_get:
 *
 * Returns: (transfer none): the key of @guest, made when it is asked for first, and again after @guest changed
 */
const InvySearchKey *
invy_search_key_get (InvyGuest *guest)
{
  InvySearchKey *key = invy_guest_get_cache (guest);

  if (key == NULL)
    {
      key = invy_search_key_new (guest);
      invy_guest_take_cache (guest, key, (GDestroyNotify) invy_search_key_free);
    }

  return key;
}

void
invy_search_key_free (InvySearchKey *self)
{
  g_free (self);
}

/**
 * invy_search_key_contains:
 * @text: as invy_fold() writes it; need not end with a zero
 * @length: of @text in bytes
 *
 * Returns: whether one of the guest's texts contains @text
 */
gboolean
invy_search_key_contains (const InvySearchKey *self, const char *text, gsize length)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return memmem (self->bytes, self->n_text, text, length) != NULL;
}

/* A word in the same script is found by what is written, unless it has much to compare: Dana is not Dina, but
 * Schwarz is Schwartz. */
static gboolean
is_alike (const char *word, gsize length, const InvySkeleton *skeleton)
{
  const gboolean is_long = skeleton->length >= PREFIX_LETTERS;

  /* The first byte is the script. */
  if (length - 1 < skeleton->length || (!is_long && (length - 1 > skeleton->length || *word == skeleton->script)))
    return FALSE;

  return memcmp (word + 1, skeleton->letters, skeleton->length) == 0;
}

/**
 * invy_search_key_sounds_like:
 * @skeletons: (array length=n_skeletons): the ways to read one word, from invy_transliteration_read()
 *
 * Returns: whether a word of the guest's names, household, group or tags can be read like one of @skeletons, or
 * begins like one that is long enough
 */
gboolean
invy_search_key_sounds_like (const InvySearchKey *self, const InvySkeleton *skeletons, guint n_skeletons)
{
  const char *word, *end;

  g_return_val_if_fail (self != NULL, FALSE);

  word = self->bytes + self->n_text;
  end = word + self->n_sound;
  while (word < end && n_skeletons > 0)
    {
      const char *blank = memchr (word, ' ', (gsize) (end - word));

      for (guint i = 0; i < n_skeletons; i++)
        if (is_alike (word, (gsize) (blank - word), &skeletons[i]))
          return TRUE;
      word = blank + 1;
    }

  return FALSE;
}
