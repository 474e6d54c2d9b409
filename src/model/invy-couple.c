/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "text/invy-fold.h"
#include "model/invy-couple.h"

#include <string.h>

#define HEBREW_VAV 0x05d5
#define ARABIC_WAW 0x0648

/* What stands between two names, as a word of its own. */
static const char *const ands[] = { "&", "+", "and", "et", "и", "و", "/", NULL };

/* What a row for a whole family begins with, folded; in French and Russian the surname follows as well. */
static const char *const families[] = {
  "משפחת",         "משפ",       "משפחה",  "بيت",     "عائلة",      "عايلة", "أسرة",
  "the family of", "family of", "family", "famille", "la famille", "семья", "семьи",
};

static gboolean
is_and (const char *word)
{
  g_autofree char *small = g_utf8_casefold (word, -1);

  return g_strv_contains (ands, small);
}

/* ו and و are written onto the next word. */
static gboolean
begins_with_and (const char *word)
{
  const gunichar first = g_utf8_get_char (word);

  return (first == HEBREW_VAV || first == ARABIC_WAW) && g_utf8_strlen (word, -1) > 2;
}

static GStrv
split_words (const char *name)
{
  g_auto (GStrv) parts = g_strsplit_set (name, " \t\r\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

static char *
join_words (GStrv words, guint first, guint end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    g_string_append_printf (text, "%s%s", i > first ? " " : "", words[i]);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* @left are the words before the "and", @right those behind it. "Dana and Yossi Cohen" share the surname, "Dana Levi
 * and Yossi Cohen" do not, and in "Cohen Dana and Yossi" nobody can tell which word the surname is. */
static InvyCouple *
new_couple (GStrv words, guint n_left, const char *other, guint right, guint n_words)
{
  InvyCouple *self = g_new0 (InvyCouple, 1);

  self->first_name = g_strdup (words[0]);
  self->other_first_name = g_strdup (other);
  self->other_last_name = join_words (words, right, n_words);
  self->last_name = n_left > 1 ? join_words (words, 1, n_left) : g_strdup (self->other_last_name);
  if (*self->other_last_name == '\0')
    {
      g_free (self->other_last_name);
      self->other_last_name = g_strdup (self->last_name);
    }
  return self;
}

/**
 * invy_couple_new_guess:
 * @name: what a cell says
 *
 * Returns: (transfer full) (nullable): who it may be if it is two people, such as "Dana & Yossi Cohen"; %NULL if it
 *   looks like one
 */
InvyCouple *
invy_couple_new_guess (const char *name)
{
  g_auto (GStrv) words = NULL;
  guint n_words;

  g_return_val_if_fail (name != NULL, NULL);

  words = split_words (name);
  n_words = g_strv_length (words);
  for (guint i = 1; i < n_words; i++)
    {
      if (is_and (words[i]) && i + 1 < n_words)
        return new_couple (words, i, words[i + 1], i + 2, n_words);
      if (begins_with_and (words[i]))
        return new_couple (words, i, g_utf8_next_char (words[i]), i + 1, n_words);
    }

  return NULL;
}

InvyCouple *
invy_couple_copy (InvyCouple *self)
{
  InvyCouple *copy = g_new0 (InvyCouple, 1);

  copy->first_name = g_strdup (self->first_name);
  copy->other_first_name = g_strdup (self->other_first_name);
  copy->last_name = g_strdup (self->last_name);
  copy->other_last_name = g_strdup (self->other_last_name);
  return copy;
}

void
invy_couple_free (InvyCouple *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->first_name, g_free);
  g_clear_pointer (&self->other_first_name, g_free);
  g_clear_pointer (&self->last_name, g_free);
  g_clear_pointer (&self->other_last_name, g_free);
  g_free (self);
}

/**
 * invy_couple_name_is_family:
 * @name: what a cell says
 *
 * Returns: whether it stands for a whole family, such as "Family of Cohen" or "The Cohen Family"
 */
gboolean
invy_couple_name_is_family (const char *name)
{
  g_autofree char *folded = invy_fold (name);

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autofree char *family = invy_fold (families[i]);
      g_autofree char *start = g_strconcat (family, " ", NULL);

      if (g_str_has_prefix (folded, start))
        return TRUE;
    }
  return g_str_has_suffix (folded, " family");
}
