/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define INVY_TYPE_ALARM (invy_alarm_get_type ())

/* Something to wait on that can be woken early. Its clock goes on while the computer sleeps, so that a wait of a
 * minute is over after an hour under a closed lid. */
G_DECLARE_FINAL_TYPE (InvyAlarm, invy_alarm, INVY, ALARM, GObject)

InvyAlarm *invy_alarm_new (void);
gint64 invy_alarm_now_ms (void);
void invy_alarm_ring (InvyAlarm *self);
DexFuture *invy_alarm_wait (InvyAlarm *self, gint64 at_most_ms);

G_END_DECLS
