/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-reach-check.h"

#include "invy-findings.h"

#include <adwaita.h>

/* More than any screen has to stop at. */
#define MAX_STOPS 300

static gboolean
is_in (GtkWidget *widget, GType type)
{
  return gtk_widget_get_ancestor (widget, type) != NULL;
}

static gboolean
is_in_class (GtkWidget *widget, const char *css_name)
{
  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
    if (g_str_equal (gtk_widget_get_css_name (at), css_name))
      return TRUE;

  return FALSE;
}

/* The toolkit's own controls are named by itself. */
static gboolean
is_of_toolkit (GtkWidget *widget)
{
  return is_in (widget, GTK_TYPE_WINDOW_CONTROLS) || is_in (widget, GTK_TYPE_SPIN_BUTTON)
         || is_in_class (widget, "windowcontrols") || is_in (widget, ADW_TYPE_SPIN_ROW)
         || is_in (widget, GTK_TYPE_SCROLLBAR) || is_in (widget, GTK_TYPE_SHORTCUTS_WINDOW)
         || is_in (widget, ADW_TYPE_ABOUT_DIALOG);
}

static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && has_words (child))
      return TRUE;

  return FALSE;
}

static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || gtk_widget_get_has_tooltip (widget);
}

/* What is typed into is inside of what is named. */
static gboolean
has_name (GtkWidget *widget)
{
  if (is_named (widget))
    return TRUE;
  if (GTK_IS_TEXT (widget))
    return is_named (gtk_widget_get_parent (widget));
  if (GTK_IS_EDITABLE (widget))
    return FALSE;
  if (GTK_IS_TOGGLE_BUTTON (widget) && is_in (widget, GTK_TYPE_MENU_BUTTON))
    return is_named (gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON)) || has_words (widget);

  return has_words (widget);
}

/* Lists are walked row by row, and a scrolled area is not a control. */
static gboolean
is_control (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget) && gtk_widget_is_sensitive (widget)
         && !GTK_IS_SCROLLED_WINDOW (widget) && !GTK_IS_VIEWPORT (widget) && !GTK_IS_LIST_BOX (widget)
         && !GTK_IS_ROOT (widget) && !ADW_IS_DIALOG (widget);
}

static void
visit (GtkWidget *widget, gpointer findings)
{
  if (is_of_toolkit (widget))
    return;

  if (is_control (widget) && !has_name (widget))
    invy_findings_add (findings, widget, "has no name");
  if ((GTK_IS_BUTTON (widget) && !is_in (gtk_widget_get_parent (widget), GTK_TYPE_MENU_BUTTON) && !has_words (widget)
       && !gtk_widget_get_has_tooltip (widget))
      || (GTK_IS_MENU_BUTTON (widget) && !has_words (widget) && !gtk_widget_get_has_tooltip (widget)))
    invy_findings_add (findings, widget, "shows only an image, and has no tooltip");
}

/* What is scrolled is where the scrolled area is: it scrolls to what gets the focus. */
static GtkWidget *
get_place (GtkWidget *widget, GtkWidget *other)
{
  GtkWidget *place = widget;

  for (GtkWidget *at = gtk_widget_get_parent (widget); at != NULL; at = gtk_widget_get_parent (at))
    if (GTK_IS_SCROLLED_WINDOW (at) && !gtk_widget_is_ancestor (other, at))
      place = at;

  return place;
}

/* Down the screen, and from the start of the line to its end; what stands beside may begin further up. */
static gboolean
is_in_order (GtkWidget *root, GtkWidget *from, GtkWidget *to)
{
  const gboolean is_rtl = gtk_widget_get_direction (root) == GTK_TEXT_DIR_RTL;
  graphene_rect_t before, after;

  if (gtk_widget_is_ancestor (to, from) || gtk_widget_is_ancestor (from, to)
      || !gtk_widget_compute_bounds (get_place (from, to), root, &before)
      || !gtk_widget_compute_bounds (get_place (to, from), root, &after))
    return TRUE;

  if (after.origin.y >= before.origin.y + before.size.height)
    return TRUE;
  if (after.origin.y + after.size.height <= before.origin.y)
    return is_rtl ? after.origin.x + after.size.width <= before.origin.x
                  : after.origin.x >= before.origin.x + before.size.width;

  return is_rtl ? after.origin.x < before.origin.x + before.size.width
                : after.origin.x + after.size.width > before.origin.x;
}

/* Tab, again and again, until it leads out or back. */
static void
check_order (GtkWidget *root, GPtrArray *findings)
{
  GtkRoot *window = gtk_widget_get_root (root);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GtkWidget *last = NULL;

  gtk_root_set_focus (window, NULL);
  while (g_hash_table_size (seen) < MAX_STOPS && gtk_widget_child_focus (root, GTK_DIR_TAB_FORWARD))
    {
      GtkWidget *focus = gtk_root_get_focus (window);

      if (focus == NULL || !g_hash_table_add (seen, focus))
        break;
      if (last != NULL && !is_in_order (root, last, focus))
        invy_findings_add (findings, focus, "comes after %s “%s”, which stands behind it", G_OBJECT_TYPE_NAME (last),
                           invy_findings_get_words (last));
      last = focus;
    }
}

/**
 * invy_reach_check:
 * @root: a window or dialog that is on the screen
 *
 * Looks for controls without a name, for images to press without a tooltip, and whether Tab goes the way people read.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong
 */
GPtrArray *
invy_reach_check (GtkWidget *root)
{
  GPtrArray *findings = invy_findings_new ();

  invy_findings_walk (root, visit, findings);
  if (!GTK_IS_SHORTCUTS_WINDOW (root)) /* which is the toolkit's */
    check_order (root, findings);

  return findings;
}
