/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INVY_TYPE_COLUMN_CHOICE (invy_column_choice_get_type ())

/* Which columns of the guest list are shown: those that the planner wants, as far as there is room. The menu is the
 * columns' own, and for another menu; its actions are in the group "columns". */
G_DECLARE_FINAL_TYPE (InvyColumnChoice, invy_column_choice, INVY, COLUMN_CHOICE, GObject)

InvyColumnChoice *invy_column_choice_new (GtkColumnView *view);
void invy_column_choice_set_preferences (InvyColumnChoice *self, GSettings *preferences);
void invy_column_choice_set_room (InvyColumnChoice *self, gboolean is_compact, gboolean is_medium);
GMenuModel *invy_column_choice_get_menu (InvyColumnChoice *self);
GActionGroup *invy_column_choice_get_actions (InvyColumnChoice *self);

G_END_DECLS
