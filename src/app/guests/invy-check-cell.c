/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-check-cell.h"

struct _InvyCheckCell
{
  GtkWidget parent_instance;

  InvyGuest *guest;
  guint position;
  gboolean selected;

  GtkWidget *check;
};

enum
{
  PROP_GUEST = 1,
  PROP_POSITION,
  PROP_SELECTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InvyCheckCell, invy_check_cell, GTK_TYPE_WIDGET)

static void
show_selected (InvyCheckCell *self)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), self->selected);
}

static gboolean
is_shift_pressed (InvyCheckCell *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  return keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & GDK_SHIFT_MASK) != 0;
}

/* The row is told, never the other way round: what is shown follows the selection. */
static void
toggled_cb (InvyCheckCell *self)
{
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)) == self->selected)
    return;

  invy_check_cell_tick (self, is_shift_pressed (self));
  show_selected (self);
}

static void
invy_check_cell_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyCheckCell *self = INVY_CHECK_CELL (object);

  switch (prop_id)
    {
    case PROP_GUEST:
      g_value_set_object (value, self->guest);
      break;
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Only bound by the list. */
static void
invy_check_cell_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  InvyCheckCell *self = INVY_CHECK_CELL (object);

  switch (prop_id)
    {
    case PROP_GUEST:
      g_set_object (&self->guest, g_value_get_object (value));
      break;
    case PROP_POSITION:
      self->position = g_value_get_uint (value);
      break;
    case PROP_SELECTED:
      self->selected = g_value_get_boolean (value);
      show_selected (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_check_cell_dispose (GObject *object)
{
  InvyCheckCell *self = INVY_CHECK_CELL (object);

  g_clear_pointer (&self->check, gtk_widget_unparent);
  g_clear_object (&self->guest);

  G_OBJECT_CLASS (invy_check_cell_parent_class)->dispose (object);
}

static void
invy_check_cell_class_init (InvyCheckCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = invy_check_cell_get_property;
  object_class->set_property = invy_check_cell_set_property;
  object_class->dispose = invy_check_cell_dispose;

  properties[PROP_GUEST] = g_param_spec_object ("guest", NULL, NULL, INVY_TYPE_GUEST, flags);
  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  /* The row says itself that it is selected; twice would only be noise. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
invy_check_cell_init (InvyCheckCell *self)
{
  self->check = gtk_check_button_new ();
  /* Not only focusable: a check button keeps Tab even when it cannot have the focus. */
  gtk_widget_set_can_focus (self->check, FALSE);
  gtk_widget_set_halign (self->check, GTK_ALIGN_CENTER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

static InvyCheckCell *
find_below (GtkWidget *widget)
{
  if (INVY_IS_CHECK_CELL (widget))
    return INVY_CHECK_CELL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      InvyCheckCell *found = find_below (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * invy_check_cell_find:
 * @inside_row: (nullable): a row of a list, or anything in it
 *
 * Returns: (transfer none) (nullable): the check box of that row; %NULL if it is not inside a row
 */
InvyCheckCell *
invy_check_cell_find (GtkWidget *inside_row)
{
  for (GtkWidget *widget = inside_row; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_LIST_VIEW (gtk_widget_get_parent (widget)))
      return find_below (widget);

  return NULL;
}

/**
 * invy_check_cell_get_guest:
 *
 * Returns: (transfer none) (nullable): whose row it is
 */
InvyGuest *
invy_check_cell_get_guest (InvyCheckCell *self)
{
  g_return_val_if_fail (INVY_IS_CHECK_CELL (self), NULL);

  return self->guest;
}

guint
invy_check_cell_get_position (InvyCheckCell *self)
{
  g_return_val_if_fail (INVY_IS_CHECK_CELL (self), 0);

  return self->position;
}

/**
 * invy_check_cell_tick:
 * @extend: whether everything from the row that was ticked last is ticked, too
 *
 * Asks the list to tick the row, or to untick it.
 */
void
invy_check_cell_tick (InvyCheckCell *self, gboolean extend)
{
  g_return_if_fail (INVY_IS_CHECK_CELL (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "list.select-item", "(ubb)", self->position, !extend, extend);
}
