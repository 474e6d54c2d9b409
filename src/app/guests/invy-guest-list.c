/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-check-cell.h"
#include "app/guests/invy-cell-editor.h"
#include "app/guests/invy-guest-badge.h"
#include "app/guests/invy-guest-cells.h"
#include "app/guests/invy-column-choice.h"
#include "app/guests/invy-guest-formats.h"
#include "app/guests/invy-guest-list.h"
#include "app/guests/invy-guest-menu.h"
#include "app/guests/invy-guest-order.h"

struct _InvyGuestList
{
  AdwBin parent_instance;

  gboolean is_compact;
  gboolean is_medium;
  gboolean is_sorting;   /* what the user sees is not in the order that they asked for yet */
  InvyGuest *menu_guest; /* whose menu was opened last */

  InvyColumnChoice *columns;
  InvyGuestOrder *order;

  GtkScrolledWindow *scroller;
  InvyCellEditor *editor;
  GtkColumnView *column_view;
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;
  InvyGuestFilter *filter;
  InvyGuestSelection *selection;
  GtkWidget *menu;
};

enum
{
  PROP_COMPACT = 1,
  PROP_MEDIUM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  OPEN,
  EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyGuestList, invy_guest_list, ADW_TYPE_BIN)

/* The check box of the row at a point, and whether the point is nearer to the box than to anything else. */
static InvyCheckCell *
find_row_at (InvyGuestList *self, double x, double y, gboolean *is_box)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->column_view), x, y, GTK_PICK_DEFAULT);
  InvyCheckCell *cell = invy_check_cell_find (picked);

  if (is_box != NULL)
    *is_box = cell != NULL && gtk_widget_is_ancestor (picked, GTK_WIDGET (cell));
  return cell;
}

/* A plain click opens the guest. With Ctrl or Shift it is for choosing, which the rows do; the check boxes take their
 * own clicks. */
static void
clicked_cb (InvyGuestList *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  const GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gboolean is_box = FALSE;
  InvyCheckCell *cell = find_row_at (self, x, y, &is_box);

  if (cell == NULL || is_box || n_press != 1 || (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return;

  g_signal_emit (self, signals[OPEN], 0, invy_check_cell_get_guest (cell));
}

static void
long_pressed_cb (InvyGuestList *self, double x, double y, GtkGesture *gesture)
{
  InvyCheckCell *cell = find_row_at (self, x, y, NULL);

  if (cell == NULL)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  invy_check_cell_tick (cell, FALSE);
}

static void
activate_cb (InvyGuestList *self, guint position)
{
  g_autoptr (InvyGuest) guest = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (guest != NULL)
    g_signal_emit (self, signals[OPEN], 0, guest);
}

static void
scroll_to_top (InvyGuestList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_column_view_scroll_to (self->column_view, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

/* GTK keeps the row that was on top where it is, which looks like a random scroll. */
static void
sorter_changed_cb (InvyGuestList *self)
{
  self->is_sorting = gtk_sort_list_model_get_pending (self->sorted) > 0;
  scroll_to_top (self);
}

/* Many guests are sorted little by little. */
static void
sort_pending_cb (InvyGuestList *self)
{
  if (!self->is_sorting || gtk_sort_list_model_get_pending (self->sorted) > 0)
    return;

  self->is_sorting = FALSE;
  scroll_to_top (self);
}

static GMenuModel *
new_menu (InvyGuestList *self)
{
  guint n_hidden = 0;
  g_autoptr (GPtrArray) guests = invy_guest_list_dup_commanded (self, &n_hidden);

  return invy_guest_menu_new (guests->len, n_hidden,
                              invy_guest_selection_contains (self->selection, self->menu_guest));
}

static void
popup_menu_at (InvyGuestList *self, InvyGuest *guest, const GdkRectangle *at)
{
  g_autoptr (GMenuModel) model = NULL;

  g_set_object (&self->menu_guest, guest);
  model = new_menu (self);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* Scrolling says which row has the focus inside the list; the list itself may not have it yet. */
static void
focus_row (InvyGuestList *self, guint position)
{
  gtk_column_view_scroll_to (self->column_view, position, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}

/* The row gets the focus first, for commands are for the focused row. */
static void
menu_clicked_cb (InvyGuestList *self, int n_press, double x, double y, GtkGesture *gesture)
{
  InvyCheckCell *cell = find_row_at (self, x, y, NULL);
  graphene_point_t point;

  if (cell == NULL
      || !gtk_widget_compute_point (GTK_WIDGET (self->column_view), GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_column_view_scroll_to (self->column_view, invy_check_cell_get_position (cell), NULL, GTK_LIST_SCROLL_FOCUS,
                             NULL);
  popup_menu_at (self, invy_check_cell_get_guest (cell), &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
}

static void
cell_edited_cb (InvyGuestList *self, InvyGuest *guest, guint cell, const char *text)
{
  g_signal_emit (self, signals[EDIT], 0, guest, cell, text);
}

/* The row whose cells were edited, or whose menu was open, has the focus again. */
static void
focus_again (InvyGuestList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}

static void
invy_guest_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyGuestList *self = INVY_GUEST_LIST (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->is_compact);
      break;
    case PROP_MEDIUM:
      g_value_set_boolean (value, self->is_medium);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_guest_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  InvyGuestList *self = INVY_GUEST_LIST (object);
  gboolean *flag = prop_id == PROP_COMPACT ? &self->is_compact : &self->is_medium;

  if (*flag == g_value_get_boolean (value))
    return;

  *flag = g_value_get_boolean (value);
  /* The titles of the columns; a compact list has a menu instead. */
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self->column_view)), !self->is_compact);
  invy_cell_editor_finish (self->editor);
  invy_column_choice_set_room (self->columns, self->is_compact, self->is_medium);
  g_object_notify_by_pspec (object, pspec);
}

static void
invy_guest_list_dispose (GObject *object)
{
  InvyGuestList *self = INVY_GUEST_LIST (object);

  /* The columns leave the sorter one by one, which is no wish of the user's. */
  if (self->column_view != NULL)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->column_view), sorter_changed_cb, self);
  self->is_sorting = FALSE;
  g_clear_object (&self->order);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  /* Before the template lets go of it: the bin would unparent it again. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), INVY_TYPE_GUEST_LIST);
  g_clear_object (&self->menu_guest);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (invy_guest_list_parent_class)->dispose (object);
}

static void
invy_guest_list_class_init (InvyGuestListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = invy_guest_list_get_property;
  object_class->set_property = invy_guest_list_set_property;
  object_class->dispose = invy_guest_list_dispose;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_MEDIUM] = g_param_spec_boolean ("medium", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InvyGuestList::open:
   * @guest: whose row it was
   *
   * A row was clicked, or Enter pressed on it.
   */
  signals[OPEN] = g_signal_new ("open", INVY_TYPE_GUEST_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                INVY_TYPE_GUEST);

  /**
   * InvyGuestList::edit:
   * @guest: whom
   * @cell: (type InvyCell): what
   * @text: for invy_cell_set_text()
   *
   * A cell was edited.
   */
  signals[EDIT] = g_signal_new ("edit", INVY_TYPE_GUEST_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                INVY_TYPE_GUEST, G_TYPE_UINT, G_TYPE_STRING);

  g_type_ensure (INVY_TYPE_CELL_EDITOR);
  g_type_ensure (INVY_TYPE_GUEST_BADGE);
  g_type_ensure (INVY_TYPE_GUEST_FILTER);
  g_type_ensure (INVY_TYPE_GUEST_SELECTION);
  g_type_ensure (INVY_TYPE_BADGE_KIND);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-guest-list.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyGuestList, scroller);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestList, column_view);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestList, editor);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestList, sorted);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestList, filtered);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestList, filter);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestList, selection);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_pending_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_again);
  invy_guest_formats_bind (widget_class);
}

static void
fill_columns (InvyGuestList *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->column_view);
  g_autoptr (GtkListItemFactory) row_factory = invy_guest_cells_new_row_factory ();

  gtk_column_view_set_row_factory (self->column_view, row_factory);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autoptr (GtkListItemFactory) factory = invy_guest_cells_new_factory (gtk_column_view_column_get_id (column));

      if (factory != NULL)
        gtk_column_view_column_set_factory (column, factory);
    }
}

static void
invy_guest_list_init (InvyGuestList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (focus_again), self, G_CONNECT_SWAPPED);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));

  fill_columns (self);
  self->columns = invy_column_choice_new (self->column_view);
  self->order = invy_guest_order_new (self->column_view);
  /* What is edited would stay where its row was. */
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (invy_cell_editor_finish), self->editor, G_CONNECT_SWAPPED);

  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed", G_CALLBACK (sorter_changed_cb),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * invy_guest_list_set_book:
 * @book: (nullable): whose guests are listed
 *
 * Lists another book.
 */
void
invy_guest_list_set_book (InvyGuestList *self, InvyGuestBook *book)
{
  g_return_if_fail (INVY_IS_GUEST_LIST (self));

  invy_guest_selection_set_guests (self->selection, (GListModel *) book,
                                   book != NULL ? invy_event_get_id (invy_guest_book_get_event (book)) : NULL);
  self->is_sorting = invy_guest_order_is_chosen (self->order);
  gtk_sort_list_model_set_model (self->sorted, (GListModel *) book);
  invy_guest_filter_refresh (self->filter);
  invy_cell_editor_set_guests (self->editor, (GListModel *) book);
}

/**
 * invy_guest_list_get_selection:
 *
 * Returns: (transfer none): the chosen guests
 */
InvyGuestSelection *
invy_guest_list_get_selection (InvyGuestList *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_LIST (self), NULL);

  return self->selection;
}

/**
 * invy_guest_list_get_filter:
 *
 * Returns: (transfer none): what decides who is shown
 */
InvyGuestFilter *
invy_guest_list_get_filter (InvyGuestList *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_LIST (self), NULL);

  return self->filter;
}

/**
 * invy_guest_list_get_shown:
 *
 * Returns: (transfer none): the guests that are shown, in order
 */
GListModel *
invy_guest_list_get_shown (InvyGuestList *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_LIST (self), NULL);

  return G_LIST_MODEL (self->filtered);
}

static InvyCheckCell *
find_focused (InvyGuestList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->column_view))
             ? invy_check_cell_find (focus)
             : NULL;
}

/**
 * invy_guest_list_dup_current:
 *
 * Returns: (transfer full) (nullable): the guest of the focused row, or whose menu was opened
 */
InvyGuest *
invy_guest_list_dup_current (InvyGuestList *self)
{
  InvyCheckCell *cell;
  InvyGuest *guest;

  g_return_val_if_fail (INVY_IS_GUEST_LIST (self), NULL);

  cell = find_focused (self);
  guest = cell != NULL ? invy_check_cell_get_guest (cell) : self->menu_guest;

  return guest != NULL ? g_object_ref (guest) : NULL;
}

/**
 * invy_guest_list_dup_commanded:
 * @n_hidden: (out) (optional): how many of them are not shown
 *
 * Returns: (transfer container) (element-type InvyGuest): whom a command on the current row is for: that guest, or
 * all chosen ones if it is one of them
 */
GPtrArray *
invy_guest_list_dup_commanded (InvyGuestList *self, guint *n_hidden)
{
  g_autoptr (InvyGuest) current = NULL;
  GPtrArray *guests;

  g_return_val_if_fail (INVY_IS_GUEST_LIST (self), NULL);

  current = invy_guest_list_dup_current (self);
  if (current != NULL && invy_guest_selection_contains (self->selection, current))
    {
      if (n_hidden != NULL)
        *n_hidden = invy_guest_selection_get_n_hidden (self->selection);
      return invy_guest_selection_dup_chosen (self->selection);
    }

  guests = g_ptr_array_new_with_free_func (g_object_unref);
  if (current != NULL)
    g_ptr_array_add (guests, g_steal_pointer (&current));
  if (n_hidden != NULL)
    *n_hidden = 0;
  return guests;
}

static guint
find_position (InvyGuestList *self, InvyGuest *guest)
{
  GListModel *shown = G_LIST_MODEL (self->filtered);
  const guint n_shown = g_list_model_get_n_items (shown);

  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr (InvyGuest) candidate = g_list_model_get_item (shown, i);

      if (candidate == guest)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/**
 * invy_guest_list_toggle_current:
 *
 * Ticks or unticks the current row.
 */
void
invy_guest_list_toggle_current (InvyGuestList *self)
{
  g_autoptr (InvyGuest) guest = NULL;
  guint position;

  g_return_if_fail (INVY_IS_GUEST_LIST (self));

  guest = invy_guest_list_dup_current (self);
  position = guest != NULL ? find_position (self, guest) : GTK_INVALID_LIST_POSITION;
  if (position != GTK_INVALID_LIST_POSITION)
    invy_guest_selection_toggle (self->selection, position);
}

/**
 * invy_guest_list_popup_menu:
 *
 * Opens the menu of the focused row.
 */
void
invy_guest_list_popup_menu (InvyGuestList *self)
{
  InvyCheckCell *cell;
  graphene_rect_t bounds;

  g_return_if_fail (INVY_IS_GUEST_LIST (self));

  cell = find_focused (self);
  if (cell != NULL && gtk_widget_compute_bounds (GTK_WIDGET (cell), GTK_WIDGET (self), &bounds))
    popup_menu_at (self, invy_check_cell_get_guest (cell),
                   &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                                     (int) bounds.size.height });
}

/**
 * invy_guest_list_edit_current:
 *
 * Edits the focused row in its place; where no cell has room for that, as in a compact list, it opens the guest.
 */
void
invy_guest_list_edit_current (InvyGuestList *self)
{
  InvyCheckCell *cell;

  g_return_if_fail (INVY_IS_GUEST_LIST (self));

  cell = find_focused (self);
  if (cell != NULL
      && !invy_cell_editor_start (self->editor, gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (cell))),
                                  invy_check_cell_get_guest (cell)))
    g_signal_emit (self, signals[OPEN], 0, invy_check_cell_get_guest (cell));
}

/**
 * invy_guest_list_set_preferences:
 * @preferences: (nullable): where it is remembered which columns are shown, and how the guests are sorted
 */
void
invy_guest_list_set_preferences (InvyGuestList *self, GSettings *preferences)
{
  g_return_if_fail (INVY_IS_GUEST_LIST (self));

  invy_column_choice_set_preferences (self->columns, preferences);
  invy_guest_order_set_preferences (self->order, preferences);
}

/**
 * invy_guest_list_get_columns:
 *
 * Returns: (transfer none): which columns are shown
 */
InvyColumnChoice *
invy_guest_list_get_columns (InvyGuestList *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_LIST (self), NULL);

  return self->columns;
}

/**
 * invy_guest_list_sort_by:
 * @column_id: "name", "phone", …
 *
 * Sorts by a column, as a click on its title would.
 */
void
invy_guest_list_sort_by (InvyGuestList *self, const char *column_id)
{
  g_return_if_fail (INVY_IS_GUEST_LIST (self));

  invy_guest_order_sort_by (self->order, column_id, GTK_SORT_ASCENDING);
}

/**
 * invy_guest_list_show_guest:
 *
 * Scrolls to @guest and focuses its row, if it is shown.
 */
void
invy_guest_list_show_guest (InvyGuestList *self, InvyGuest *guest)
{
  guint position;

  g_return_if_fail (INVY_IS_GUEST_LIST (self));
  g_return_if_fail (INVY_IS_GUEST (guest));

  self->is_sorting = FALSE;
  position = find_position (self, guest);
  if (position != GTK_INVALID_LIST_POSITION)
    focus_row (self, position);
}
