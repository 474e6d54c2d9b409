/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-layout-check.h"

#include "invy-findings.h"

#include <adwaita.h>

/* What rounding to whole pixels may cost. */
#define TOLERANCE 1.5f

typedef struct
{
  GtkWidget *root;
  graphene_rect_t bounds; /* of the root */
  GArray *texts;          /* of Text */
  GPtrArray *findings;
} Check;

typedef struct
{
  GtkWidget *widget;
  graphene_rect_t area; /* that is seen */
} Text;

static gboolean
is_scrolled (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLABLE) != NULL;
}

static gboolean
is_in (GtkWidget *widget, GType type)
{
  return gtk_widget_get_ancestor (widget, type) != NULL;
}

/* A name of the planner's that is longer than its place may end in dots; what a button does may not. */
static gboolean
has_to_be_whole (GtkWidget *label)
{
  return is_in (label, GTK_TYPE_BUTTON) || is_in (label, ADW_TYPE_BUTTON_ROW) || is_in (label, ADW_TYPE_SWITCH_ROW)
         || is_in (label, ADW_TYPE_VIEW_SWITCHER) || is_in (label, GTK_TYPE_MENU_BUTTON);
}

/* What is drawn, without the room around it. */
static void
compute_text (GtkLabel *label, graphene_rect_t *area)
{
  PangoRectangle ink;
  int x, y;

  pango_layout_get_pixel_extents (gtk_label_get_layout (label), &ink, NULL);
  gtk_label_get_layout_offsets (label, &x, &y);
  graphene_rect_init (area, (float) (x + ink.x), (float) (y + ink.y), (float) ink.width, (float) ink.height);
}

static void
check_label (Check *self, GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);
  graphene_rect_t text;

  if (!has_to_be_whole (widget))
    return;

  compute_text (label, &text);
  if (pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    invy_findings_add (self->findings, widget, "ends in dots");
  else if (text.size.width > (float) gtk_widget_get_width (widget) + TOLERANCE
           || text.size.height > (float) gtk_widget_get_height (widget) + TOLERANCE)
    invy_findings_add (self->findings, widget, "is cut off");
}

/* Whatever is cut off by a scrolled area, or by anything else that cuts, is not seen. */
static gboolean
compute_seen (Check *self, GtkWidget *widget, const graphene_rect_t *area, graphene_rect_t *seen)
{
  graphene_matrix_t to_root;

  if (!gtk_widget_compute_transform (widget, self->root, &to_root))
    return FALSE;

  graphene_matrix_transform_bounds (&to_root, area, seen);
  for (GtkWidget *at = gtk_widget_get_parent (widget); at != NULL && at != self->root;
       at = gtk_widget_get_parent (at))
    {
      graphene_rect_t bounds;

      if (gtk_widget_get_overflow (at) == GTK_OVERFLOW_HIDDEN && gtk_widget_compute_bounds (at, self->root, &bounds)
          && !graphene_rect_intersection (seen, &bounds, seen))
        return FALSE;
    }

  return TRUE;
}

static void
add_text (Check *self, GtkLabel *label)
{
  Text text = { .widget = GTK_WIDGET (label) };
  graphene_rect_t area;

  compute_text (label, &area);
  if (*gtk_label_get_text (label) != '\0' && gtk_widget_get_opacity (text.widget) > 0
      && compute_seen (self, text.widget, &area, &text.area))
    g_array_append_val (self->texts, text);
}

/* Sideways nothing scrolls away here; up and down may. */
static gboolean
is_inside (Check *self, GtkWidget *widget, graphene_rect_t *bounds)
{
  graphene_rect_t allowed = self->bounds;

  if (gtk_widget_get_width (widget) == 0 || !gtk_widget_compute_bounds (widget, self->root, bounds))
    return TRUE;

  if (is_scrolled (widget))
    {
      allowed.origin.y = bounds->origin.y;
      allowed.size.height = bounds->size.height;
    }
  graphene_rect_inset (&allowed, -TOLERANCE, -TOLERANCE);
  return graphene_rect_contains_rect (&allowed, bounds);
}

/* Whose parent stands outside is not named again. */
static void
check_place (Check *self, GtkWidget *widget)
{
  graphene_rect_t bounds, parents;

  if (widget == self->root || is_inside (self, widget, &bounds)
      || !is_inside (self, gtk_widget_get_parent (widget), &parents))
    return;

  invy_findings_add (self->findings, widget, "stands at %.0f, %.0f to %.0f, %.0f, outside of %.0f × %.0f",
                     (double) bounds.origin.x, (double) bounds.origin.y,
                     (double) (bounds.origin.x + bounds.size.width), (double) (bounds.origin.y + bounds.size.height),
                     (double) self->bounds.size.width, (double) self->bounds.size.height);
}

/* Something that folds takes whatever it gets: its child may need more. */
static void
check_room (Check *self, GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int minimum;

  if (child == NULL)
    return;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > gtk_widget_get_width (widget))
    invy_findings_add (self->findings, widget, "has %d px and needs %d", gtk_widget_get_width (widget), minimum);
}

static void
visit (GtkWidget *widget, gpointer data)
{
  Check *self = data;

  if (!is_in (widget, GTK_TYPE_SCROLLBAR)) /* whose handle may be hidden half behind the edge */
    check_place (self, widget);
  if (ADW_IS_BREAKPOINT_BIN (widget))
    check_room (self, widget);
  if (GTK_IS_LABEL (widget))
    {
      check_label (self, GTK_LABEL (widget));
      add_text (self, GTK_LABEL (widget));
    }
}

/* A toast lies over what it tells about. */
static gboolean
may_overlap (const Text *text)
{
  for (GtkWidget *at = text->widget; at != NULL; at = gtk_widget_get_parent (at))
    if (g_str_equal (gtk_widget_get_css_name (at), "toast"))
      return TRUE;

  return FALSE;
}

static void
check_overlaps (Check *self)
{
  for (guint i = 0; i < self->texts->len; i++)
    for (guint j = i + 1; j < self->texts->len; j++)
      {
        const Text *one = &g_array_index (self->texts, Text, i);
        const Text *other = &g_array_index (self->texts, Text, j);
        graphene_rect_t both;

        if (graphene_rect_intersection (&one->area, &other->area, &both) && both.size.width > TOLERANCE
            && both.size.height > TOLERANCE && !may_overlap (one) && !may_overlap (other))
          invy_findings_add (self->findings, one->widget, "lies over “%s”",
                             gtk_label_get_text (GTK_LABEL (other->widget)));
      }
}

/**
 * invy_layout_check:
 * @root: a window or dialog that is on the screen
 *
 * Looks for labels of buttons that are cut off or end in dots, for texts that lie over each other, and for what
 * stands outside or has less room than it needs.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong
 */
GPtrArray *
invy_layout_check (GtkWidget *root)
{
  Check self = { .root = root, .texts = g_array_new (FALSE, FALSE, sizeof (Text)), .findings = invy_findings_new () };

  g_assert_true (gtk_widget_compute_bounds (root, root, &self.bounds));
  invy_findings_walk (root, visit, &self);
  check_overlaps (&self);
  g_array_unref (self.texts);

  return self.findings;
}
