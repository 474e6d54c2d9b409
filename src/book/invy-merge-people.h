/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

typedef struct _InvyMergePerson InvyMergePerson;

/* People who have something in common. Most have it for themselves, so that there is nothing to allocate for each. */
typedef struct
{
  InvyMergePerson *next;
  InvyMergePerson *last; /* only of the first one */
} InvyMergeOthers;

/**
 * InvyMergePerson:
 * @guest: owned; of a guest of the book only read, until a row has something new to say: then a copy
 * @name: folded; "" if there is none
 * @phone: the number, or whatever is there instead of one, folded; "" if there is nothing
 * @row_number: the row of the file that it was last seen in; 0 if in none
 * @is_ours: in what the merge adds or updates already
 *
 * Somebody a row can turn out to be: a guest of the book, or one that an earlier row of the file brought.
 */
struct _InvyMergePerson
{
  InvyGuest *guest;
  char *name;
  char *phone;
  InvyMergeOthers same_name;
  InvyMergeOthers same_phone;
  guint row_number;
  gboolean is_ours;
};

/* Everybody so far, found by number and by name. */
typedef struct _InvyMergePeople InvyMergePeople;

InvyMergePeople *invy_merge_people_new (guint n_most);
void invy_merge_people_free (InvyMergePeople *self);

InvyMergePerson *invy_merge_people_add (InvyMergePeople *self, InvyGuest *guest, char *name, char *phone);
void invy_merge_people_name (InvyMergePeople *self, InvyMergePerson *person, char *name);

InvyMergePerson *invy_merge_people_find_by_phone (InvyMergePeople *self, const char *phone, const char *name);
InvyMergePerson *invy_merge_people_find_by_name_alone (InvyMergePeople *self, const char *name);
gboolean invy_merge_people_has_name (InvyMergePeople *self, const char *name);
gboolean invy_merge_people_shares_phone (InvyMergePeople *self, const char *phone);

G_END_DECLS
