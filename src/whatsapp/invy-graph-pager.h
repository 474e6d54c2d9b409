/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InvyGraphPager:
 *
 * Where a list that Graph gives in pages goes on.
 */
typedef struct _InvyGraphPager InvyGraphPager;

InvyGraphPager *invy_graph_pager_new (void);
void invy_graph_pager_free (InvyGraphPager *self);
JsonArray *invy_graph_pager_take_page (InvyGraphPager *self, JsonObject *page, GError **error);
const char *invy_graph_pager_get_after (InvyGraphPager *self);
gboolean invy_graph_pager_has_more (InvyGraphPager *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyGraphPager, invy_graph_pager_free)

G_END_DECLS
