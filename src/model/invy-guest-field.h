/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

const char *invy_guest_field_get_title (InvyGuestField field);

G_END_DECLS
