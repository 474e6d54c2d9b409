/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search-provider/invy-found-guest.h"
#include "settings/invy-settings.h"

#include <libdex.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_FINDER (invy_guest_finder_get_type ())

/* Finds guests by name in the weddings of this computer. It never asks a server: what is typed into the search of the
 * desktop stays here. */
G_DECLARE_FINAL_TYPE (InvyGuestFinder, invy_guest_finder, INVY, GUEST_FINDER, GObject)

InvyGuestFinder *invy_guest_finder_new (InvySettings *settings);
DexFuture *invy_guest_finder_find (InvyGuestFinder *self, const char *text);
DexFuture *invy_guest_finder_look_up (InvyGuestFinder *self, const char *const *ids);

G_END_DECLS
