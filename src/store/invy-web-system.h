/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * InvyWebWedding:
 * @guests: (element-type InvyGuest): its guests
 * @n_unread: values that mean nothing to us, like a date that is none; what they say is in the guests' notes or lost
 *   with a wedding's detail that has to be typed anew
 *
 * A wedding as the earlier web system kept it.
 */
typedef struct
{
  InvyEvent *event;
  GPtrArray *guests;
  guint n_unread;
} InvyWebWedding;

void invy_web_wedding_free (InvyWebWedding *self);

DexFuture *invy_web_system_read (const char *uri);

G_END_DECLS
