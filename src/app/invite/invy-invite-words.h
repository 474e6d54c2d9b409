/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/invite/invy-invitation.h"

G_BEGIN_DECLS

/* What the invite dialog says. All (transfer full); names and numbers are isolated. */
char *invy_invite_words_dup_title (InvyInvitation *invitation);
char *invy_invite_words_dup_subtitle (InvyInvitation *invitation);
char *invy_invite_words_dup_template (InvyTemplate *tmpl);
char *invy_invite_words_dup_left_out (InvyInvitation *invitation); /* NULL when nobody is */
char *invy_invite_words_dup_again (InvyInvitation *invitation);
char *invy_invite_words_dup_again_title (InvyInvitation *invitation);
char *invy_invite_words_dup_summary (InvyInvitation *invitation);
char *invy_invite_words_dup_waves (InvyInvitation *invitation);
char *invy_invite_words_dup_send (InvyInvitation *invitation);
char *invy_invite_words_dup_guest_name (InvyGuest *guest);
char *invy_invite_words_dup_guest_place (InvyDryRunRow *row, guint position, guint n_guests);

G_END_DECLS
