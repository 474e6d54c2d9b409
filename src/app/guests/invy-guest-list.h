/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-column-choice.h"
#include "app/guests/invy-guest-filter.h"
#include "app/guests/invy-guest-selection.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_LIST (invy_guest_list_get_type ())

/* The table of the guests, with its filter and the chosen ones. Signal "open" (InvyGuest *): a row was clicked or
 * Enter was pressed; "edit" (InvyGuest *, guint cell, const char *text): a cell was edited. Properties "medium"
 * (fewer columns) and "compact" (a column of two lines instead of all). Its commands are the actions guests.row-*,
 * which whoever it stands in has. */
G_DECLARE_FINAL_TYPE (InvyGuestList, invy_guest_list, INVY, GUEST_LIST, AdwBin)

void invy_guest_list_set_book (InvyGuestList *self, InvyGuestBook *book);
InvyGuestSelection *invy_guest_list_get_selection (InvyGuestList *self);
InvyGuestFilter *invy_guest_list_get_filter (InvyGuestList *self);
GListModel *invy_guest_list_get_shown (InvyGuestList *self);
InvyGuest *invy_guest_list_dup_current (InvyGuestList *self);
GPtrArray *invy_guest_list_dup_commanded (InvyGuestList *self, guint *n_hidden);
void invy_guest_list_toggle_current (InvyGuestList *self);
void invy_guest_list_popup_menu (InvyGuestList *self);
void invy_guest_list_edit_current (InvyGuestList *self);
void invy_guest_list_set_preferences (InvyGuestList *self, GSettings *preferences);
InvyColumnChoice *invy_guest_list_get_columns (InvyGuestList *self);
void invy_guest_list_sort_by (InvyGuestList *self, const char *column_id);
void invy_guest_list_show_guest (InvyGuestList *self, InvyGuest *guest);

G_END_DECLS
