/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/menus/invy-late-menu.h"
#include "app/window/invy-event-row.h"
#include "app/window/invy-sidebar.h"

struct _InvySidebar
{
  AdwNavigationPage parent_instance;

  InvyEventList *events;
  GtkFilter *filter;         /* what is put away is out of sight */
  GtkFilterListModel *shown; /* those that the list box has */
  InvyEvent *event;
  char *wanted_id; /* to be chosen as soon as it is there */

  GtkListBox *list_box;
  GtkPopover *menu;
  GMenuModel *event_menu;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  GtkToggleButton *archive_button;
};

G_DEFINE_FINAL_TYPE (InvySidebar, invy_sidebar, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_EVENT = 1,
  N_PROPS,
};

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_shown (gpointer event, gpointer data)
{
  InvySidebar *self = data;

  return invy_event_get_archived_at (event) == 0 || gtk_toggle_button_get_active (self->archive_button);
}

static GtkWidget *
create_row (gpointer event, gpointer data)
{
  return invy_event_row_new (event);
}

static GtkListBoxRow *
find_row (InvySidebar *self, InvyEvent *event)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)); i++)
    if (invy_event_row_get_event (INVY_EVENT_ROW (row)) == event)
      return row;

  return NULL;
}

static void
set_event (InvySidebar *self, InvyEvent *event)
{
  if (g_set_object (&self->event, event))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENT]);
}

/* The wedding that should be chosen now: the one asked for, else the one that was and is still in sight, else the
 * first. */
static InvyEvent *
choose_event (InvySidebar *self)
{
  InvyEvent *event = invy_event_list_find (self->events, self->wanted_id);
  g_autoptr (InvyEvent) first = NULL;

  if (event != NULL)
    {
      g_clear_pointer (&self->wanted_id, g_free);
      if (invy_event_get_archived_at (event) != 0)
        gtk_toggle_button_set_active (self->archive_button, TRUE);
    }
  else if (self->event != NULL)
    event = invy_event_list_find (self->events, invy_event_get_id (self->event));
  if (event != NULL && find_row (self, event) == NULL)
    event = NULL;
  if (event == NULL)
    event = first = g_list_model_get_item (G_LIST_MODEL (self->shown), 0);
  if (event == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->events)) > 0)
    {
      /* All are put away: then those are what there is to see. */
      gtk_toggle_button_set_active (self->archive_button, TRUE);
      event = first = g_list_model_get_item (G_LIST_MODEL (self->events), 0);
    }

  return event;
}

/* There is no archive to open while nothing is in it. */
static void
update_archive (InvySidebar *self)
{
  gboolean has_archived = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->events)); i++)
    {
      g_autoptr (InvyEvent) event = g_list_model_get_item (G_LIST_MODEL (self->events), i);

      has_archived |= invy_event_get_archived_at (event) != 0;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->archive_button), has_archived);
}

static void
update_selection (InvySidebar *self)
{
  InvyEvent *event = choose_event (self);

  gtk_list_box_select_row (self->list_box, event != NULL ? find_row (self, event) : NULL);
  set_event (self, event);
}

/* Rows that go away unselect themselves; what to choose then is decided when all have come and gone. */
static void
row_selected_cb (InvySidebar *self, InvyEventRow *row)
{
  if (row != NULL)
    set_event (self, invy_event_row_get_event (row));
}

static void
row_activated_cb (InvySidebar *self, InvyEventRow *row)
{
  set_event (self, invy_event_row_get_event (row));
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
archive_toggled_cb (InvySidebar *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_selection (self);
}

static void
loaded_cb (InvySidebar *self)
{
  update_archive (self);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_selection (self);
}

static void
open_menu (InvySidebar *self, GtkListBoxRow *row, const GdkRectangle *at)
{
  gtk_list_box_select_row (self->list_box, row);
  invy_late_menu_make (GTK_POPOVER_MENU (self->menu), self->event_menu);
  gtk_popover_set_pointing_to (self->menu, at);
  gtk_popover_popup (self->menu);
}

/* As when the menu of a row closes: the focus belongs to the row, not to the list around. */
static void
focused_cb (InvySidebar *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);

  if (gtk_widget_has_focus (GTK_WIDGET (self->list_box)) && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
open_menu_at (InvySidebar *self, GtkGesture *gesture, double x, double y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list_box, (int) y);

  if (row == NULL)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, row, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
pressed_cb (InvySidebar *self, int n_press, double x, double y, GtkGesture *gesture)
{
  open_menu_at (self, gesture, x, y);
}

static void
long_pressed_cb (InvySidebar *self, double x, double y, GtkGesture *gesture)
{
  open_menu_at (self, gesture, x, y);
}

static void
menu_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvySidebar *self = INVY_SIDEBAR (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list_box), &bounds))
    open_menu (self, row,
               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                                 (int) bounds.size.height });
}

static void
invy_sidebar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_EVENT)
    g_value_set_object (value, INVY_SIDEBAR (object)->event);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
invy_sidebar_dispose (GObject *object)
{
  InvySidebar *self = INVY_SIDEBAR (object);

  /* A popover is no child that the list box would take along. */
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_SIDEBAR);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->events);
  g_clear_object (&self->event);
  g_clear_pointer (&self->wanted_id, g_free);

  G_OBJECT_CLASS (invy_sidebar_parent_class)->dispose (object);
}

static void
invy_sidebar_class_init (InvySidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = invy_sidebar_get_property;
  object_class->dispose = invy_sidebar_dispose;

  properties[PROP_EVENT] =
      g_param_spec_object ("event", NULL, NULL, INVY_TYPE_EVENT, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InvySidebar::activated:
   *
   * A wedding was clicked, or Enter was pressed on it: a narrow window shows it now.
   */
  signals[ACTIVATED] =
      g_signal_new ("activated", INVY_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, InvySidebar, list_box);
  gtk_widget_class_bind_template_child (widget_class, InvySidebar, menu);
  gtk_widget_class_bind_template_child (widget_class, InvySidebar, event_menu);
  gtk_widget_class_bind_template_child (widget_class, InvySidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, InvySidebar, main_menu);
  gtk_widget_class_bind_template_child (widget_class, InvySidebar, archive_button);
  gtk_widget_class_bind_template_callback (widget_class, archive_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);

  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, menu_action);
}

static void
invy_sidebar_init (InvySidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_late_menu_set (self->menu_button, self->main_menu);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self->list_box));
  g_signal_connect_object (self->list_box, "notify::has-focus", G_CALLBACK (focused_cb), self, G_CONNECT_SWAPPED);
}

/**
 * invy_sidebar_set_events:
 *
 * Shows @events from now on, and follows them.
 */
void
invy_sidebar_set_events (InvySidebar *self, InvyEventList *events)
{
  g_return_if_fail (INVY_IS_SIDEBAR (self));
  g_return_if_fail (INVY_IS_EVENT_LIST (events));
  g_return_if_fail (self->events == NULL);

  self->events = g_object_ref (events);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (events)), g_object_ref (self->filter));
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->shown), create_row, NULL, NULL);
  /* After the list box, which connected first. */
  g_signal_connect_object (events, "items-changed", G_CALLBACK (update_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (events, "read", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  update_selection (self);
}

/**
 * invy_sidebar_get_event:
 *
 * Returns: (transfer none) (nullable): the chosen wedding
 */
InvyEvent *
invy_sidebar_get_event (InvySidebar *self)
{
  g_return_val_if_fail (INVY_IS_SIDEBAR (self), NULL);

  return self->event;
}

/**
 * invy_sidebar_select:
 * @event_id: a wedding; it may be one that was just saved and is not in the list yet
 *
 * Chooses a wedding.
 */
void
invy_sidebar_select (InvySidebar *self, const char *event_id)
{
  g_return_if_fail (INVY_IS_SIDEBAR (self));

  g_set_str (&self->wanted_id, event_id);
  if (self->events != NULL)
    update_selection (self);
}
