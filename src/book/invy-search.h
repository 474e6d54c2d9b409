/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-search-key.h"

G_BEGIN_DECLS

/**
 * InvySearch:
 *
 * What somebody looks for: words that all have to be found in a guest, in any order.
 */
typedef struct _InvySearch InvySearch;

InvySearch *invy_search_new (const char *text);
void invy_search_free (InvySearch *self);
gboolean invy_search_is_empty (const InvySearch *self);
gboolean invy_search_finds (const InvySearch *self, const InvySearchKey *key);
gboolean invy_search_is_narrower (const InvySearch *self, const InvySearch *before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvySearch, invy_search_free)

G_END_DECLS
