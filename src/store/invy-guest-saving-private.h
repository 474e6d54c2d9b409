/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

/**
 * InvyGuestSaving:
 *
 * Guests of one wedding on their way into the database.
 */
typedef struct _InvyGuestSaving InvyGuestSaving;

InvyGuestSaving *invy_guest_saving_new (void);
void invy_guest_saving_free (InvyGuestSaving *self);
gboolean invy_guest_saving_write (InvyGuestSaving *self,
                                  InvyDatabase *database,
                                  InvyGuest *const *guests,
                                  guint n,
                                  GError **error);
gboolean invy_guest_saving_start (InvyGuestSaving *self, InvyDatabase *database, GError **error);
gboolean invy_guest_saving_stage (InvyGuestSaving *self,
                                  InvyDatabase *database,
                                  InvyGuest *const *guests,
                                  guint n,
                                  GError **error);
gboolean invy_guest_saving_commit (InvyGuestSaving *self, InvyDatabase *database, GError **error);
void invy_guest_saving_done (GPtrArray *guests);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyGuestSaving, invy_guest_saving_free)

G_END_DECLS
