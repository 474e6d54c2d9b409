/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-outbox.h"
#include "app/window/invy-places.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_WINDOW (invy_window_get_type ())

/* The main window: the weddings in the sidebar and one of them beside it; a page that welcomes while there is none;
 * a page that says why when the weddings cannot be opened. Its actions are in the group "win": import,
 * open-file (s: address), edit-guest (s: id), show-messages, toast (s: text), and those of InvyEventForms and
 * InvyBackupCommands. */
G_DECLARE_FINAL_TYPE (InvyWindow, invy_window, INVY, WINDOW, AdwApplicationWindow)

InvyWindow *invy_window_new (GtkApplication *application, InvySettings *settings);
void invy_window_set_store (InvyWindow *self, InvyStore *store, InvyOutbox *outbox);
void invy_window_go_to (InvyWindow *self, InvyPlace place, const char *text);
void invy_window_show_loading (InvyWindow *self);
void invy_window_show_failure (InvyWindow *self, const char *sentence);

G_END_DECLS
