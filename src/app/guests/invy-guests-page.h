/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-column-choice.h"
#include "book/invy-guest-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUESTS_PAGE (invy_guests_page_get_type ())

/* The guest list of a wedding: counters, search, the list and the bar for the chosen guests. Signal "invite"
 * (GPtrArray *guests of InvyGuest). Its actions are in the group "guests": add, edit, remove, undo, search, find,
 * import, export, export-chosen, select-all, clear, invite; the window inserts the group from
 * invy_guests_page_get_actions() into itself, so that its header bar, menus and shortcuts reach them ("search" is
 * stateful, for a toggle button). Property "has-selection" (read-only, notify): whether guests are chosen, so that
 * the page's bar is shown. */
G_DECLARE_FINAL_TYPE (InvyGuestsPage, invy_guests_page, INVY, GUESTS_PAGE, AdwBin)

GtkWidget *invy_guests_page_new (void);
void invy_guests_page_set_book (InvyGuestsPage *self, InvyGuestBook *book);
InvyGuestBook *invy_guests_page_get_book (InvyGuestsPage *self);
GActionGroup *invy_guests_page_get_actions (InvyGuestsPage *self);
GMenuModel *invy_guests_page_get_history (InvyGuestsPage *self);
void invy_guests_page_set_preferences (InvyGuestsPage *self, GSettings *preferences);
InvyColumnChoice *invy_guests_page_get_columns (InvyGuestsPage *self);
void invy_guests_page_edit_guest (InvyGuestsPage *self, const char *guest_id);
void invy_guests_page_show_guest (InvyGuestsPage *self, const char *guest_id);
void invy_guests_page_search (InvyGuestsPage *self, const char *text);
DexFuture *invy_guests_page_import_file (InvyGuestsPage *self, GFile *file);

G_END_DECLS
