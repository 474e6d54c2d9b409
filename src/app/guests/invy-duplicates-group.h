/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-duplicates.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_DUPLICATES_GROUP (invy_duplicates_group_get_type ())

/* Guests who may belong together, below each other with what tells them apart. Signals "merge" (GStrv from_ids,
 * const char *into_id) and "join" (GPtrArray *guests of InvyGuest, const char *household). */
G_DECLARE_FINAL_TYPE (InvyDuplicatesGroup, invy_duplicates_group, INVY, DUPLICATES_GROUP, AdwPreferencesGroup)

InvyDuplicatesGroup *invy_duplicates_group_new (InvyDuplicates *duplicates);

G_END_DECLS
