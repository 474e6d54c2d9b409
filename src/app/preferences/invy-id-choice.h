/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"

G_BEGIN_DECLS

/**
 * InvyIdChoice:
 * @id: Meta's id
 * @title: what people call it
 * @subtitle: what else tells it from the others
 *
 * A business account or a number that the access token may use, as one of several to choose from.
 */
typedef struct
{
  char *id;
  char *title;
  char *subtitle;
} InvyIdChoice;

void invy_id_choice_free (InvyIdChoice *self);

DexFuture *invy_id_choice_list (InvySettings *settings, InvySetting setting);

G_END_DECLS
