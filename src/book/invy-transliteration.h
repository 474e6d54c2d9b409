/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A word may be read in so many ways at most; a longer one is compared by its beginning. */
#define INVY_TRANSLITERATION_MAX_SKELETONS 4
#define INVY_SKELETON_MAX_LETTERS 14

/**
 * InvySkeleton:
 * @script: 'l' for Latin, 'h' for Hebrew, 'a' for Arabic, 'c' for Cyrillic
 * @length: of @letters
 * @letters: capital letters, one for each consonant that is heard
 *
 * What a name sounds like, whatever it was written in: Cohen, Kohen, כהן and كوهين are all KHN.
 */
typedef struct
{
  char script;
  guint8 length;
  char letters[INVY_SKELETON_MAX_LETTERS];
} InvySkeleton;

guint invy_transliteration_read (const char *word, gsize length, InvySkeleton *skeletons);

G_END_DECLS
