/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

/**
 * InvyHeldLease:
 * @store: (transfer none): where the campaign is
 * @campaign: (transfer none): becomes what it is in the store with each step
 * @epoch: 0 until it is taken
 *
 * A sender's right to send a campaign.
 */
typedef struct
{
  InvyStore *store;
  InvyCampaign *campaign;
  gint64 epoch;
} InvyHeldLease;

gboolean invy_held_lease_take (InvyHeldLease *self, GError **error);
gboolean invy_held_lease_take_again (InvyHeldLease *self, GError **error);
gboolean invy_held_lease_renew (InvyHeldLease *self, GError **error);
gboolean invy_held_lease_release (InvyHeldLease *self, const char *stop_reason, GError **error);

G_END_DECLS
