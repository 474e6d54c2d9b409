/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

/**
 * InvyBookFate:
 * @INVY_BOOK_SAME: nothing differs
 * @INVY_BOOK_CHANGED: the wedding is there, and something differs
 * @INVY_BOOK_REMOVED: it was removed and would come back
 * @INVY_BOOK_MISSING: this database never had it
 *
 * What restoring would do to a wedding.
 */
typedef enum
{
  INVY_BOOK_SAME,
  INVY_BOOK_CHANGED,
  INVY_BOOK_REMOVED,
  INVY_BOOK_MISSING,
} InvyBookFate;

#define INVY_TYPE_BOOK_FATE (invy_book_fate_get_type ())
GType invy_book_fate_get_type (void);

/**
 * InvyGuestChange:
 * @now: as the guest is
 * @then: as the guest was
 */
typedef struct
{
  InvyGuest *now;
  InvyGuest *then;
} InvyGuestChange;

/**
 * InvyBookDifference:
 * @now: (nullable): the wedding as it is, which may be removed; %NULL if there is none
 * @then: the wedding as it was
 * @details_differ: whether its names, place, date or anything else of its own would change
 * @back: (element-type InvyGuest): as they were; they would come back
 * @changed: (element-type InvyGuestChange)
 * @gone: (element-type InvyGuest): as they are; they were not there then, and would go
 * @n_forgotten: so many guests were invited according to the backup, and this database knows nothing of it: restored
 *   here, they would be invited once more
 *
 * What restoring one wedding of a backup would do to the guest book. Campaigns and messages are never touched.
 */
typedef struct
{
  InvyBookFate fate;
  InvyEvent *now;
  InvyEvent *then;
  gboolean details_differ;
  GPtrArray *back;
  GPtrArray *changed;
  GPtrArray *gone;
  guint n_forgotten;
  GPtrArray *writes; /* (element-type InvyGuest): what would be saved */
} InvyBookDifference;

void invy_book_difference_free (InvyBookDifference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyBookDifference, invy_book_difference_free)

DexFuture *invy_book_difference_list (InvyStore *store, const char *path);
gboolean invy_book_difference_can_restore (const InvyBookDifference *self);
DexFuture *invy_book_difference_restore (InvyStore *store, GPtrArray *differences);

G_END_DECLS
