/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

void invy_guest_judge_phone (InvyGuest *guest, const char *country);

G_END_DECLS
