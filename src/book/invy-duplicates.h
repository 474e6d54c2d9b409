/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * InvyLikeness:
 * @INVY_LIKENESS_PERSON: one number and names that sound alike: most likely one person
 * @INVY_LIKENESS_NAME: names that sound alike, in any script; perhaps one person
 * @INVY_LIKENESS_NUMBER: one number and different names: people who answer together, a household
 *
 * What guests have in common.
 */
typedef enum
{
  INVY_LIKENESS_PERSON,
  INVY_LIKENESS_NAME,
  INVY_LIKENESS_NUMBER,
} InvyLikeness;

/**
 * InvyDuplicates:
 * @likeness: what they have in common
 * @guests: (element-type InvyGuest): two or more, in the order of the list
 *
 * Guests who may belong together.
 */
typedef struct
{
  InvyLikeness likeness;
  GPtrArray *guests;
} InvyDuplicates;

DexFuture *invy_duplicates_find (GListModel *guests);
void invy_duplicates_free (InvyDuplicates *self);
char *invy_duplicates_dup_household (InvyDuplicates *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyDuplicates, invy_duplicates_free)

G_END_DECLS
