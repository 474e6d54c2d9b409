/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-search.h"
#include "model/invy-event.h"
#include "model/invy-guest.h"

G_BEGIN_DECLS

#define INVY_TYPE_FOUND_GUEST (invy_found_guest_get_type ())

/* A guest as the search of the desktop may know one: a name and a wedding, and nothing else. */
G_DECLARE_FINAL_TYPE (InvyFoundGuest, invy_found_guest, INVY, FOUND_GUEST, GObject)

InvyFoundGuest *invy_found_guest_new (InvyGuest *guest, InvyEvent *event);
const char *invy_found_guest_get_id (InvyFoundGuest *self);
const char *invy_found_guest_get_name (InvyFoundGuest *self);
char *invy_found_guest_dup_wedding (InvyFoundGuest *self);
gboolean invy_found_guest_fits (InvyFoundGuest *self, const InvySearch *search);

G_END_DECLS
