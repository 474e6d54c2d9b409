/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

/**
 * InvyCopyReason:
 * @INVY_COPY_DAILY: the first moment of a day; everything is in it
 * @INVY_COPY_IMPORT: before guests were imported; the guest book alone
 * @INVY_COPY_CAMPAIGN: before messages were planned; the guest book alone
 * @INVY_COPY_RESTORE: before another copy was restored; the guest book alone
 *
 * Why a copy was made by itself.
 */
typedef enum
{
  INVY_COPY_DAILY,
  INVY_COPY_IMPORT,
  INVY_COPY_CAMPAIGN,
  INVY_COPY_RESTORE,
} InvyCopyReason;

#define INVY_TYPE_COPY_REASON (invy_copy_reason_get_type ())
GType invy_copy_reason_get_type (void);

/* So many daily copies stay, and so many of the others. */
#define INVY_COPIES_DAILY 14
#define INVY_COPIES_OTHER 20

/**
 * InvyCopy:
 * @made_at: milliseconds since 1970
 * @size: in bytes
 *
 * A copy that was made by itself.
 */
typedef struct
{
  char *path;
  InvyCopyReason reason;
  gint64 made_at;
  gint64 size;
} InvyCopy;

void invy_copy_free (InvyCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyCopy, invy_copy_free)

DexFuture *invy_store_backup (InvyStore *self, const char *path);
DexFuture *invy_store_keep_copy (InvyStore *self, InvyCopyReason reason);
DexFuture *invy_store_keep_daily_copy (InvyStore *self);
GPtrArray *invy_store_list_copies (InvyStore *self);
DexFuture *invy_store_open_copy (const char *path);
DexFuture *invy_store_close_copy (InvyStore *copy);

G_END_DECLS
