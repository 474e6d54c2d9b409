/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-facet.h"
#include "book/invy-guest-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_FILTER (invy_guest_filter_get_type ())

/* Shows the guests of a counter that a text finds and that have one of the chosen values of each facet. */
G_DECLARE_FINAL_TYPE (InvyGuestFilter, invy_guest_filter, INVY, GUEST_FILTER, GtkFilter)

InvyGuestFilter *invy_guest_filter_new (void);
void invy_guest_filter_set_search (InvyGuestFilter *self, const char *text);
void invy_guest_filter_set_kind (InvyGuestFilter *self, InvyCountKind kind);
InvyCountKind invy_guest_filter_get_kind (InvyGuestFilter *self);
void invy_guest_filter_set_value (InvyGuestFilter *self, InvyFacet facet, const char *value, gboolean is_chosen);
gboolean invy_guest_filter_has_value (InvyGuestFilter *self, InvyFacet facet, const char *value);
GPtrArray *invy_guest_filter_dup_values (InvyGuestFilter *self, InvyFacet facet);
void invy_guest_filter_clear_values (InvyGuestFilter *self);
gboolean invy_guest_filter_is_on (InvyGuestFilter *self);
void invy_guest_filter_refresh (InvyGuestFilter *self);

G_END_DECLS
