/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_FORM (invy_guest_form_get_type ())

/* The rows in which a guest is typed. Signal "changed". */
G_DECLARE_FINAL_TYPE (InvyGuestForm, invy_guest_form, INVY, GUEST_FORM, AdwPreferencesPage)

void invy_guest_form_set_guest (InvyGuestForm *self, InvyGuestBook *book, InvyGuest *guest);
GtkWidget *invy_guest_form_get_first_row (InvyGuestForm *self);
InvyGuest *invy_guest_form_get_guest (InvyGuestForm *self);
InvyGuest *invy_guest_form_read (InvyGuestForm *self);
gboolean invy_guest_form_has_changes (InvyGuestForm *self);
void invy_guest_form_set_problem (InvyGuestForm *self, const char *sentence);
void invy_guest_form_set_editable (InvyGuestForm *self, gboolean editable);

G_END_DECLS
