/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * InvyRecipientLimit:
 * @limit: how many different people the business may write to in 24 hours; 0 when there is no limit, or none is known
 * @n_recipients: how many it wrote to in the last 24 hours
 * @newest_at_ms: when it wrote to the last of them, milliseconds since 1970; 0 if there are none
 *
 * What a number's business may still send.
 */
typedef struct
{
  guint limit;
  guint n_recipients;
  gint64 newest_at_ms;
} InvyRecipientLimit;

#define INVY_TYPE_RECIPIENT_LIMIT (invy_recipient_limit_get_type ())

GType invy_recipient_limit_get_type (void);
InvyRecipientLimit *invy_recipient_limit_copy (InvyRecipientLimit *self);
void invy_recipient_limit_free (InvyRecipientLimit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyRecipientLimit, invy_recipient_limit_free)

G_END_DECLS
