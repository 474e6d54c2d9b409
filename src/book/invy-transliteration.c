/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-transliteration.h"

#include <string.h>

/* Hebrew and Arabic are written without most of their vowels, so only consonants can be compared, and a vowel only
 * where a word begins with one (A). Sounds that one script tells apart and another does not share a letter: B is also
 * v and w, P also f, S also sh, H also ch as in Bach, Z also ts. Where a letter has two sounds, both are read. */

typedef struct
{
  const char *letters;
  const char *sounds; /* one of them is heard; '-' is silence */
} Spelling;

/* Longer ones first. */
static const Spelling latin_spellings[] = {
  { "tsch", "S" }, { "sch", "S" }, { "tch", "S" }, { "sh", "S" }, { "ch", "HK" }, { "kh", "H" }, { "ph", "P" },
  { "th", "T" },   { "ck", "K" },  { "tz", "Z" },  { "ts", "Z" }, { "cz", "Z" },  { "zh", "Z" }, { "dj", "G" },
  { "gh", "G" },   { "b", "B" },   { "c", "K" },   { "d", "D" },  { "f", "P" },   { "g", "G" },  { "h", "H" },
  { "j", "YG" },   { "k", "K" },   { "l", "L" },   { "m", "M" },  { "n", "N" },   { "p", "P" },  { "q", "K" },
  { "r", "R" },    { "s", "S" },   { "t", "T" },   { "v", "B" },  { "w", "B-" },  { "x", "K" },  { "z", "Z" },
  { "đ", "D" },    { "ł", "L" },
};

/* Hebrew from alef, without the final letters, which folding has replaced. */
static const char *const hebrew_sounds[] = {
  "-", "B",  "G", "D", "H", "-B", "Z", "H",  "T", "-", NULL, "HK", "L", NULL,
  "M", NULL, "N", "S", "-", NULL, "P", NULL, "Z", "K", "R",  "S",  "T",
};

static const Spelling arabic_spellings[] = {
  { "ا", "-" }, { "ب", "B" }, { "پ", "P" }, { "ت", "T" },  { "ث", "TS" }, { "ج", "G" }, { "ح", "H" }, { "خ", "H" },
  { "د", "D" }, { "ذ", "Z" }, { "ر", "R" }, { "ز", "Z" },  { "س", "S" },  { "ش", "S" }, { "ص", "S" }, { "ض", "D" },
  { "ط", "T" }, { "ظ", "Z" }, { "ع", "-" }, { "غ", "G" },  { "ف", "P" },  { "ق", "K" }, { "ك", "K" }, { "ل", "L" },
  { "م", "M" }, { "ن", "N" }, { "ه", "H" }, { "و", "-B" }, { "ي", "-" },
};

static const Spelling cyrillic_spellings[] = {
  { "б", "B" }, { "в", "B" }, { "г", "G" }, { "д", "D" },  { "ж", "ZG" }, { "з", "Z" }, { "к", "K" },
  { "л", "L" }, { "м", "M" }, { "н", "N" }, { "п", "P" },  { "р", "R" },  { "с", "S" }, { "т", "T" },
  { "ф", "P" }, { "х", "H" }, { "ц", "Z" }, { "ч", "SZ" }, { "ш", "S" },  { "щ", "S" },
};

/* Vowels that begin with a y. */
static const Spelling cyrillic_yods[] = { { "е", "Y" }, { "ю", "Y" }, { "я", "Y" } };

#define ALEF 0x05d0
#define TAV 0x05ea
#define VAV 0x05d5
#define YOD 0x05d9
#define KAF 0x05db
#define HE 0x05d4

typedef struct
{
  InvySkeleton *skeletons;
  guint n_skeletons;
} Reader;

static void
append (InvySkeleton *skeleton, char sound)
{
  if (sound != '-' && skeleton->length < INVY_SKELETON_MAX_LETTERS)
    skeleton->letters[skeleton->length++] = sound;
}

/* Hears the next letter as the first of @sounds, and, while there is room, as the second one too. */
static void
hear (Reader *self, const char *sounds)
{
  const guint n_before = self->n_skeletons;

  if (sounds[0] != '\0' && sounds[1] != '\0' && 2 * n_before <= INVY_TRANSLITERATION_MAX_SKELETONS)
    {
      memcpy (self->skeletons + n_before, self->skeletons, n_before * sizeof *self->skeletons);
      self->n_skeletons = 2 * n_before;
      for (guint i = n_before; i < self->n_skeletons; i++)
        append (&self->skeletons[i], sounds[1]);
    }
  for (guint i = 0; i < n_before; i++)
    append (&self->skeletons[i], sounds[0]);
}

static const Spelling *
find_spelling (const Spelling *spellings, gsize n_spellings, const char *at, gsize n_left)
{
  for (gsize i = 0; i < n_spellings; i++)
    {
      const gsize length = strlen (spellings[i].letters);

      if (length <= n_left && memcmp (spellings[i].letters, at, length) == 0)
        return &spellings[i];
    }

  return NULL;
}

static gboolean
is_latin_vowel (char c)
{
  return c != '\0' && strchr ("aeiouy", c) != NULL;
}

/* What English and French do to the sound of a letter by its neighbours. */
static const char *
get_latin_sounds (const Spelling *spelling, const char *word, const char *at, const char *next, const char *end)
{
  const char after = next < end ? *next : '\0';
  const char before = at > word ? at[-1] : '\0';

  if (g_str_equal (spelling->letters, "h") && next == end && at > word)
    return "-"; /* Sarah */
  if (g_str_equal (spelling->letters, "c") && after != '\0' && strchr ("eiy", after) != NULL)
    return "S"; /* Alice */
  if (g_str_equal (spelling->letters, "s") && is_latin_vowel (before) && is_latin_vowel (after))
    return "SZ"; /* Yosef, Rosenberg */

  return spelling->sounds;
}

static void
read_latin (Reader *self, const char *word, const char *end)
{
  for (const char *p = word; p < end;)
    {
      const Spelling *spelling =
          find_spelling (latin_spellings, G_N_ELEMENTS (latin_spellings), p, (gsize) (end - p));
      const char *next = spelling != NULL ? p + strlen (spelling->letters) : g_utf8_next_char (p);

      if (spelling != NULL)
        {
          /* A doubled letter is heard once. */
          while (next < end && next - p == 1 && *next == *p)
            next++;
          hear (self, get_latin_sounds (spelling, word, p, next, end));
          if (*p == 'x')
            hear (self, "S");
        }
      else if (p == word)
        hear (self, *p == 'y' && next < end && is_latin_vowel (*next) ? "Y" : *p == 'i' ? "AY" : "A");
      p = next;
    }
}

static void
read_hebrew (Reader *self, const char *word, const char *end)
{
  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      const gboolean is_first = p == word;

      if (c < ALEF || c > TAV || hebrew_sounds[c - ALEF] == NULL)
        continue;
      if (c == VAV && next < end && g_utf8_get_char (next) == VAV)
        {
          hear (self, "B");
          p = next;
        }
      else if (is_first && c == KAF)
        hear (self, "K");
      else if (is_first && *hebrew_sounds[c - ALEF] == '-')
        hear (self, c == YOD ? "Y" : c == VAV ? "B" : "A");
      else if (c != HE || is_first || next < end)
        hear (self, hebrew_sounds[c - ALEF]);
    }
}

/* The article is a word of its own in other scripts: الخوري is Al-Khoury. */
static const char *
skip_article (const char *word, const char *end)
{
  return g_str_has_prefix (word, "ال") && g_utf8_strlen (word, end - word) > 4 ? word + strlen ("ال") : word;
}

static void
read_arabic (Reader *self, const char *word, const char *end)
{
  const char *start = skip_article (word, end);

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      const Spelling *spelling =
          find_spelling (arabic_spellings, G_N_ELEMENTS (arabic_spellings), p, (gsize) (end - p));
      const gboolean is_first = p == start;

      if (spelling == NULL)
        continue;
      if (is_first && *spelling->sounds == '-')
        hear (self, g_str_equal (spelling->letters, "ي") ? "Y" : g_str_equal (spelling->letters, "و") ? "B" : "A");
      else if (is_first || !g_str_equal (spelling->letters, "ه") || g_utf8_next_char (p) < end)
        hear (self, spelling->sounds);
    }
}

static void
read_cyrillic (Reader *self, const char *word, const char *end)
{
  const char *before = NULL;

  for (const char *p = word; p < end; before = p, p = g_utf8_next_char (p))
    {
      const Spelling *spelling =
          find_spelling (cyrillic_spellings, G_N_ELEMENTS (cyrillic_spellings), p, (gsize) (end - p));

      if (spelling != NULL && (before == NULL || memcmp (before, p, strlen (spelling->letters)) != 0))
        hear (self, spelling->sounds);
      else if (p == word)
        hear (self,
              find_spelling (cyrillic_yods, G_N_ELEMENTS (cyrillic_yods), p, (gsize) (end - p)) != NULL ? "Y" : "AY");
    }
}

static char
get_script (gunichar c)
{
  const GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_LATIN      ? 'l'
         : script == G_UNICODE_SCRIPT_HEBREW   ? 'h'
         : script == G_UNICODE_SCRIPT_ARABIC   ? 'a'
         : script == G_UNICODE_SCRIPT_CYRILLIC ? 'c'
                                               : '\0';
}

/**
 * invy_transliteration_read:
 * @word: a word as invy_fold() writes it; need not end with a zero
 * @length: of @word in bytes
 * @skeletons: (out caller-allocates) (array fixed-size=4): %INVY_TRANSLITERATION_MAX_SKELETONS of them
 *
 * Reads a name aloud, so that it can be compared across Latin, Hebrew, Arabic and Cyrillic letters. This is for
 * finding, not for showing: it is coarse, and several names have the same skeleton.
 *
 * Returns: in how many ways @word can be read; 0 if it is a number or of another script
 */
guint
invy_transliteration_read (const char *word, gsize length, InvySkeleton *skeletons)
{
  Reader reader = { .skeletons = skeletons, .n_skeletons = 1 };
  char script;

  g_return_val_if_fail (word != NULL, 0);

  script = length > 0 ? get_script (g_utf8_get_char (word)) : '\0';
  skeletons[0] = (InvySkeleton) { .script = script };
  switch (script)
    {
    case 'l':
      read_latin (&reader, word, word + length);
      break;
    case 'h':
      read_hebrew (&reader, word, word + length);
      break;
    case 'a':
      read_arabic (&reader, word, word + length);
      break;
    case 'c':
      read_cyrillic (&reader, word, word + length);
      break;
    default:
      return 0;
    }

  return reader.n_skeletons;
}
