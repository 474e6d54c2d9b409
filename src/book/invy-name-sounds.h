/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

/**
 * InvyNameSounds:
 * @folded: the words of the name, folded and sorted, with blanks between; "" for a guest without a name
 * @sounds: (array zero-terminated=1): what the whole name may sound like, whatever it is written in and in whatever
 * order its words stand
 * @script: the letter of its script, as an #InvySkeleton has it; 0 if it is none of them
 *
 * A guest's name as it is heard.
 */
typedef struct
{
  char *folded;
  GStrv sounds;
  char script;
} InvyNameSounds;

InvyNameSounds *invy_name_sounds_new (InvyGuest *guest);
void invy_name_sounds_free (InvyNameSounds *self);
gboolean invy_name_sounds_share_words (InvyNameSounds *self, InvyNameSounds *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyNameSounds, invy_name_sounds_free)

G_END_DECLS
