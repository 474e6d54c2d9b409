/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-facet.h"

G_BEGIN_DECLS

/* What the filters of the guest list are called on the screen. Text from data is isolated already. */

const char *invy_filter_words_get_title (InvyFacet facet);
char *invy_filter_words_dup_value (InvyFacet facet, const char *value);

G_END_DECLS
