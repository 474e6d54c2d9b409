/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/menus/invy-late-menu.h"

/* GTK makes the widgets of a menu as soon as it is told of it, a row of them for each item, and on X11 asks the
 * server where the pointer is for each: a third of the time until the first frame went into menus that nobody had
 * opened. */

static void
make_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

/**
 * invy_late_menu_set:
 *
 * Gives @button a menu that is made when it is opened for the first time.
 */
void
invy_late_menu_set (GtkMenuButton *button, GMenuModel *menu)
{
  gtk_menu_button_set_create_popup_func (button, make_cb, g_object_ref (menu), g_object_unref);
}

/**
 * invy_late_menu_make:
 * @popover: is about to be opened
 *
 * Fills @popover with @menu unless it is filled already.
 */
void
invy_late_menu_make (GtkPopoverMenu *popover, GMenuModel *menu)
{
  if (gtk_popover_menu_get_menu_model (popover) == NULL)
    gtk_popover_menu_set_menu_model (popover, menu);
}
