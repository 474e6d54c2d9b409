/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-import-row.h"
#include "phone/invy-phone.h"

G_BEGIN_DECLS

/* Before numbers that are kept in the notes. It needs no translation, so that the same file says the same in any
 * language. */
#define INVY_MERGE_SECOND_PHONE "☎ "

/**
 * InvyMergeJudgement:
 * @guest: owned
 * @couple: (nullable): the two that the row may stand for
 * @is_new: not of the book, so it may be changed
 * @e164: (nullable): the number, if there is one
 * @error: (nullable): why there is none
 * @name: folded; "" if there is none
 * @number: by which the guest is found: the one that is sent to, or whatever is there instead of one; "" if nothing
 * is
 * @couple_name: (nullable): of the first one of @couple, folded
 *
 * What can be found out about a guest without looking at others; most of an import's work. The first three are given,
 * the rest is judged.
 */
typedef struct
{
  InvyGuest *guest;
  const InvyCouple *couple;
  gboolean is_new;
  char *e164;
  InvyPhoneWarnings warnings;
  GError *error;
  char *name;
  char *number;
  char *couple_name;
} InvyMergeJudgement;

void invy_merge_judgement_judge (InvyMergeJudgement *self, const char *country);
void invy_merge_judgement_clear (InvyMergeJudgement *self);

char *invy_merge_dup_name_key (InvyGuest *guest);

G_END_DECLS
