/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-cell-editor.h"

#include "app/guests/invy-guest-values.h"
#include "app/guests/invy-value-button.h"
#include "app/order/invy-line.h"

/* Less would not show what is typed. */
#define MIN_WIDTH 120

struct _InvyCellEditor
{
  AdwBin parent_instance;

  GListModel *guests;
  InvyGuest *guest; /* who is edited, or NULL */
  GtkWidget *row;   /* weak */
  InvyCell cell;    /* the one that is edited, or was last: the next row begins there */
  GStrv choices;
  GtkWidget *input; /* borrowed from the box */
  gboolean is_moving;
};

enum
{
  EDITED,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyCellEditor, invy_cell_editor, ADW_TYPE_BIN)

/* The place of a cell in a row; cells are found by the names of what is in them. */
static GtkWidget *
find_place (GtkWidget *row, InvyCell cell)
{
  for (GtkWidget *place = gtk_widget_get_first_child (row); place != NULL;
       place = gtk_widget_get_next_sibling (place))
    {
      GtkWidget *content = gtk_widget_get_first_child (place);

      if (content != NULL && gtk_widget_get_visible (place)
          && g_str_equal (gtk_widget_get_name (content), invy_cell_get_column (cell)))
        return place;
    }

  return NULL;
}

static void
move_to (InvyCellEditor *self, GtkWidget *place)
{
  GtkWidget *overlay = gtk_widget_get_parent (GTK_WIDGET (self));
  const int whole = gtk_widget_get_width (overlay);
  graphene_rect_t bounds;
  int start, width;

  if (!gtk_widget_compute_bounds (place, overlay, &bounds))
    return;

  width = MIN (MAX ((int) bounds.size.width, MIN_WIDTH), whole);
  start = gtk_widget_get_direction (overlay) == GTK_TEXT_DIR_RTL ? whole - (int) (bounds.origin.x + bounds.size.width)
                                                                 : (int) bounds.origin.x;
  gtk_widget_set_margin_start (GTK_WIDGET (self), CLAMP (start, 0, whole - width));
  gtk_widget_set_margin_top (GTK_WIDGET (self), MAX ((int) bounds.origin.y, 0));
  gtk_widget_set_size_request (GTK_WIDGET (self), width, (int) bounds.size.height);
}

static void
activated_cb (InvyCellEditor *self)
{
  invy_cell_editor_finish (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

static GtkWidget *
new_entry (InvyCellEditor *self, const char *text)
{
  GtkWidget *box = invy_line_new (0);
  GtkWidget *entry = gtk_entry_new ();
  InvyGuestField field;

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  /* No wider than the cell, if it can be helped. */
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 4);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), invy_cell_get_title (self->cell));
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (box), entry);
  if (invy_cell_get_field (self->cell, &field) && self->guests != NULL)
    {
      InvyValueButton *button = invy_value_button_new (GTK_EDITABLE (entry), invy_cell_get_title (self->cell));
      g_auto (GStrv) values = invy_guest_values_dup (self->guests, field);

      invy_value_button_set_values (button, (const char *const *) values);
      invy_value_button_set_adds (button, self->cell == INVY_CELL_TAGS);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (button));
    }
  if (self->cell == INVY_CELL_PHONE)
    gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry))), GTK_TEXT_DIR_LTR);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  self->input = entry;

  return box;
}

/* A choice is kept as soon as it is made. */
static GtkWidget *
new_choice (InvyCellEditor *self, const char *text)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;
  GtkWidget *choice;

  for (guint i = 0; self->choices[i] != NULL; i++)
    {
      gtk_string_list_append (labels, invy_cell_get_choice_label (self->cell, self->choices[i]));
      if (g_str_equal (self->choices[i], text))
        selected = i;
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  self->input = choice;

  return choice;
}

static void
edit_cell (InvyCellEditor *self, InvyCell cell, GtkWidget *place)
{
  g_autofree char *text = invy_cell_dup_text (cell, self->guest);
  GtkWidget *child;

  self->cell = cell;
  g_clear_pointer (&self->choices, g_strfreev);
  self->choices = invy_cell_dup_choices (cell);
  child = self->choices != NULL ? new_choice (self, text) : new_entry (self, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  invy_cell_get_title (cell), -1);
  /* The focus leaves one cell for another, not the editor. */
  self->is_moving = TRUE;
  adw_bin_set_child (ADW_BIN (self), child);
  move_to (self, place);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->input);
  self->is_moving = FALSE;
}

static char *
dup_typed (InvyCellEditor *self)
{
  if (self->choices != NULL)
    return g_strdup (self->choices[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->input))]);

  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->input)));
}

/* Tells what was typed, if it is another text than before. */
static void
commit (InvyCellEditor *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *known = invy_cell_dup_text (self->cell, self->guest);

  if (!g_str_equal (typed, known))
    g_signal_emit (self, signals[EDITED], 0, self->guest, (guint) self->cell, typed);
}

static void
stop (InvyCellEditor *self)
{
  g_clear_object (&self->guest);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* The next cell that is shown; after the last one the editor closes. */
static void
go_on (InvyCellEditor *self, int step)
{
  commit (self);
  for (int cell = (int) self->cell + step; cell >= 0 && cell < INVY_CELL_N; cell += step)
    {
      GtkWidget *place = self->row != NULL ? find_place (self->row, (InvyCell) cell) : NULL;

      if (place != NULL)
        {
          edit_cell (self, (InvyCell) cell, place);
          return;
        }
    }

  stop (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
key_pressed_cb (InvyCellEditor *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (self->guest == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      go_on (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_ISO_Left_Tab:
      go_on (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      stop (self);
      g_signal_emit (self, signals[CLOSED], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Whoever clicks elsewhere is done with it. */
static void
left_cb (InvyCellEditor *self)
{
  if (!self->is_moving)
    invy_cell_editor_finish (self);
}

static void
invy_cell_editor_dispose (GObject *object)
{
  InvyCellEditor *self = INVY_CELL_EDITOR (object);

  g_clear_object (&self->guests);
  g_clear_object (&self->guest);
  g_clear_weak_pointer (&self->row);
  g_clear_pointer (&self->choices, g_strfreev);

  G_OBJECT_CLASS (invy_cell_editor_parent_class)->dispose (object);
}

static void
invy_cell_editor_class_init (InvyCellEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_cell_editor_dispose;

  /**
   * InvyCellEditor::edited:
   * @guest: whom
   * @cell: (type InvyCell): what
   * @text: for invy_cell_set_text()
   */
  signals[EDITED] = g_signal_new ("edited", INVY_TYPE_CELL_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 3, INVY_TYPE_GUEST, G_TYPE_UINT, G_TYPE_STRING);
  /**
   * InvyCellEditor::closed:
   *
   * Nothing is edited any more.
   */
  signals[CLOSED] =
      g_signal_new ("closed", INVY_TYPE_CELL_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "cell-editor");
}

static void
invy_cell_editor_init (InvyCellEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * invy_cell_editor_set_guests:
 * @guests: (nullable): of #InvyGuest; what they have is offered
 */
void
invy_cell_editor_set_guests (InvyCellEditor *self, GListModel *guests)
{
  g_return_if_fail (INVY_IS_CELL_EDITOR (self));

  stop (self);
  g_set_object (&self->guests, guests);
}

/**
 * invy_cell_editor_start:
 * @row: the row of @guest in a column view below the same overlay
 *
 * Begins with the cell that was edited last in another row, or with the first one.
 *
 * Returns: whether there is a cell that can be edited
 */
gboolean
invy_cell_editor_start (InvyCellEditor *self, GtkWidget *row, InvyGuest *guest)
{
  InvyCell cell;
  GtkWidget *place;

  g_return_val_if_fail (INVY_IS_CELL_EDITOR (self), FALSE);
  g_return_val_if_fail (INVY_IS_GUEST (guest), FALSE);

  invy_cell_editor_finish (self);
  cell = self->cell;
  place = find_place (row, cell);
  if (place == NULL)
    {
      cell = INVY_CELL_FIRST_NAME;
      place = find_place (row, cell);
    }
  if (place == NULL)
    return FALSE;

  g_set_object (&self->guest, guest);
  g_set_weak_pointer (&self->row, row);
  edit_cell (self, cell, place);
  return TRUE;
}

/**
 * invy_cell_editor_finish:
 *
 * Keeps what was typed, and goes away.
 */
void
invy_cell_editor_finish (InvyCellEditor *self)
{
  g_return_if_fail (INVY_IS_CELL_EDITOR (self));

  if (self->guest == NULL)
    return;

  commit (self);
  stop (self);
}
