/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-book.h"

G_BEGIN_DECLS

/* The words of the guest list: what a guest, a counter and the chosen guests are called on the screen. Text from data
 * is isolated already. */

/**
 * InvyBadgeKind:
 *
 * How good the news of a badge are.
 */
typedef enum
{
  INVY_BADGE_PLAIN,
  INVY_BADGE_GOOD,
  INVY_BADGE_CARE,
  INVY_BADGE_BAD,
} InvyBadgeKind;

#define INVY_TYPE_BADGE_KIND (invy_badge_kind_get_type ())
GType invy_badge_kind_get_type (void);

const char *const *invy_guest_words_get_language_codes (void);
const char *invy_guest_words_get_language (const char *code);
const char *invy_guest_words_get_invitation (InvyDelivery delivery, gboolean has_phone_problem);
InvyBadgeKind invy_guest_words_get_invitation_kind (InvyDelivery delivery, gboolean has_phone_problem);
char *invy_guest_words_dup_rsvp (InvyRsvp rsvp, guint count);
InvyBadgeKind invy_guest_words_get_rsvp_kind (InvyRsvp rsvp);
char *invy_guest_words_dup_phone (const char *display, const char *typed);

const char *invy_guest_words_get_count_nick (InvyCountKind kind);
InvyCountKind invy_guest_words_get_count_kind (const char *nick);
const char *invy_guest_words_get_count_title (InvyCountKind kind);
char *invy_guest_words_dup_people (InvyCountKind kind, guint n_people);

char *invy_guest_words_dup_chosen (guint n_chosen, guint n_hidden);
char *invy_guest_words_dup_remove (guint n_guests, guint n_hidden);
char *invy_guest_words_dup_change (guint n_guests, guint n_hidden);
char *invy_guest_words_dup_invite (guint n_guests, guint n_hidden);
char *invy_guest_words_dup_select_shown (guint n_shown);
char *invy_guest_words_dup_names (GPtrArray *guests);
char *invy_guest_words_dup_row (InvyGuest *guest);

G_END_DECLS
