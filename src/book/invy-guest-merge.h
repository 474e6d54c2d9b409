/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-import-row.h"

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_MERGE (invy_guest_merge_get_type ())

/**
 * InvyMergeKind:
 * @INVY_MERGE_ADDED: a guest that was not there
 * @INVY_MERGE_UPDATED: a guest that was there, about whom the row says something new
 * @INVY_MERGE_UNCHANGED: nothing new
 * @INVY_MERGE_REJECTED: no guest
 *
 * What becomes of one row.
 */
typedef enum
{
  INVY_MERGE_ADDED,
  INVY_MERGE_UPDATED,
  INVY_MERGE_UNCHANGED,
  INVY_MERGE_REJECTED,
  INVY_MERGE_N_KINDS,
} InvyMergeKind;

/**
 * InvyMergeRow:
 * @kind: what becomes of it
 * @row: the row; borrowed from the rows
 * @before: (nullable): the guest of the book, if there is one
 * @after: (nullable): the guest with what the row says; @before itself if it says nothing new
 * @sentence: (nullable): what to look at, or why there is no guest
 * @has_bad_phone: whether nothing can be sent to its number
 *
 * What one row of a file means for the guest book.
 */
typedef struct
{
  InvyMergeKind kind;
  InvyImportRow *row;
  InvyGuest *before;
  InvyGuest *after;
  char *sentence;
  gboolean has_bad_phone;
} InvyMergeRow;

/**
 * InvyGuestMerge:
 * @added: (element-type InvyGuest): guests that were not there
 * @updated: (element-type InvyGuest): copies of guests that were there, with what the rows say on top
 * @n_unchanged: rows that say nothing new
 * @rejected: (element-type InvyImportRow): rows that cannot become a guest, with the reason; borrowed from the rows
 * @warnings: (element-type InvyImportRow): the numbers of rows that can, with what to look at and no guest
 * @rows: (element-type InvyMergeRow): one for each row, in their order
 * @n_known: how many guests the wedding ever had when its book was read; see invy_store_import_guests()
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
  GPtrArray *rows;
  gint64 n_known;
  GPtrArray *import_rows; /* what the rest borrows from */
} InvyGuestMerge;

GType invy_guest_merge_get_type (void);
InvyGuestMerge *invy_guest_merge_new (GPtrArray *existing, GPtrArray *rows, const char *country);
InvyGuestMerge *invy_guest_merge_ref (InvyGuestMerge *self);
void invy_guest_merge_unref (InvyGuestMerge *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyGuestMerge, invy_guest_merge_unref)

G_END_DECLS
