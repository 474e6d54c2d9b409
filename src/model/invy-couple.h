/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyCouple:
 * @first_name: of the one named first
 * @other_first_name: of the other
 * @last_name: of the one named first; "" if the cell does not say
 * @other_last_name: of the other
 *
 * The two people that a cell with a name may stand for. A guess for a person to look at: a surname can begin with the
 * letter that means "and" as well.
 */
typedef struct
{
  char *first_name;
  char *other_first_name;
  char *last_name;
  char *other_last_name;
} InvyCouple;

InvyCouple *invy_couple_new_guess (const char *name);
InvyCouple *invy_couple_copy (InvyCouple *self);
void invy_couple_free (InvyCouple *self);
gboolean invy_couple_name_is_family (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyCouple, invy_couple_free)

G_END_DECLS
