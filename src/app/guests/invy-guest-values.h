/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GStrv invy_guest_values_dup (GListModel *guests, InvyGuestField field);

G_END_DECLS
