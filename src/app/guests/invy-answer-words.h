/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

/* The words around what guests answered, for one guest and for many. */

InvyRsvp invy_answer_words_get_rsvp (const char *nick);
const char *invy_answer_words_get_nick (InvyRsvp rsvp);
const char *invy_answer_words_get_label (InvyRsvp rsvp);
char *invy_answer_words_dup_coming (guint n_guests, guint n_hidden);
char *invy_answer_words_dup_done (GPtrArray *guests);

G_END_DECLS
