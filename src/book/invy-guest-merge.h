/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-import-row.h"

G_BEGIN_DECLS

/**
 * InvyGuestMerge:
 * @added: (element-type InvyGuest): guests that were not there
 * @updated: (element-type InvyGuest): copies of guests that were there, with what the rows say on top
 * @n_unchanged: rows that say nothing new
 * @rejected: (element-type InvyImportRow): rows that cannot become a guest, with the reason; borrowed from the rows
 * @warnings: (element-type InvyImportRow): the numbers of rows that can, with what to look at and no guest
 *
 * What an import would do to a guest book. Nothing is changed before @added and @updated are saved.
 */
typedef struct
{
  GPtrArray *added;
  GPtrArray *updated;
  guint n_unchanged;
  GPtrArray *rejected;
  GPtrArray *warnings;
} InvyGuestMerge;

InvyGuestMerge *invy_guest_merge_new (GPtrArray *existing, GPtrArray *rows, const char *country);
void invy_guest_merge_free (InvyGuestMerge *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyGuestMerge, invy_guest_merge_free)

G_END_DECLS
