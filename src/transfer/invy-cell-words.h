/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

/* The words that people write into the cells of a guest list, in the languages of guests and planners. */

gboolean invy_cell_words_read_rsvp (const char *text, InvyRsvp *rsvp);
const char *invy_cell_words_read_language (const char *text);
gboolean invy_cell_words_is_sum (const char *text);

G_END_DECLS
