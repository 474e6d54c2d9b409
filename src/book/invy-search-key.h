/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

char *invy_search_key_new (const char *text);
char *invy_search_key_for_guest (InvyGuest *guest);
gboolean invy_search_key_matches (const char *guest_key, const char *text_key);

G_END_DECLS
