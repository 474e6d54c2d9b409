/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-transliteration.h"
#include "model/invy-guest.h"

G_BEGIN_DECLS

/**
 * InvySearchKey:
 *
 * What one guest can be found by: all texts folded, and what the words of the names sound like. Made once per guest;
 * a search only reads it.
 */
typedef struct _InvySearchKey InvySearchKey;

InvySearchKey *invy_search_key_new (InvyGuest *guest);
const InvySearchKey *invy_search_key_get (InvyGuest *guest);
void invy_search_key_free (InvySearchKey *self);
gboolean invy_search_key_contains (const InvySearchKey *self, const char *text, gsize length);
gboolean invy_search_key_sounds_like (const InvySearchKey *self, const InvySkeleton *skeletons, guint n_skeletons);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvySearchKey, invy_search_key_free)

G_END_DECLS
