/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-recipient-limit.h"

G_DEFINE_BOXED_TYPE (InvyRecipientLimit, invy_recipient_limit, invy_recipient_limit_copy, invy_recipient_limit_free)

/**
 * invy_recipient_limit_copy:
 *
 * Returns: (transfer full): another one like it
 */
InvyRecipientLimit *
invy_recipient_limit_copy (InvyRecipientLimit *self)
{
  return g_memdup2 (self, sizeof *self);
}

void
invy_recipient_limit_free (InvyRecipientLimit *self)
{
  g_free (self);
}
