/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-cells.h"

#include "app/guests/invy-check-cell.h"
#include "app/guests/invy-guest-badge.h"
#include "app/guests/invy-guest-words.h"
#include "text/invy-bidi.h"

/* What is in the columns. It is made here and not in the list's template because two hundred rows are made in one go
 * when a wedding is opened: to build each cell from a template and to watch its expressions takes longer than the
 * cell itself. */

typedef struct _Column Column;

struct _Column
{
  const char *id; /* also the name of its cells */
  int min_chars;
  int nat_chars;
  int width; /* of a badge, in pixels */
  InvyGuestField field;
  void (*show) (const Column *column, GtkWidget *content, InvyGuest *guest);
};

typedef struct
{
  const Column *column;
  GtkWidget *content;
  InvyGuest *guest;
} Cell;

static void
show_isolated (GtkWidget *content, const char *text)
{
  g_autofree char *isolated = invy_bidi_isolate (text, INVY_BIDI_NAME);

  gtk_inscription_set_text (GTK_INSCRIPTION (content), isolated);
}

static void
show_name (const Column *column, GtkWidget *content, InvyGuest *guest)
{
  g_autofree char *name = invy_guest_dup_name (guest);

  show_isolated (content, name);
}

static void
show_field (const Column *column, GtkWidget *content, InvyGuest *guest)
{
  show_isolated (content, invy_guest_get (guest, column->field));
}

static void
show_language (const Column *column, GtkWidget *content, InvyGuest *guest)
{
  show_isolated (content, invy_guest_words_get_language (invy_guest_get (guest, INVY_GUEST_LANGUAGE)));
}

/* A tooltip is set only where there is one: the window asks the display where the pointer is each time. */
static void
show_phone (const Column *column, GtkWidget *content, InvyGuest *guest)
{
  const char *problem = invy_guest_get_phone_problem (guest);
  g_autofree char *phone = invy_guest_words_dup_phone (invy_guest_get_phone_display (guest),
                                                       invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER));

  gtk_inscription_set_text (GTK_INSCRIPTION (content), phone);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (content), problem) != 0)
    gtk_widget_set_tooltip_text (content, problem);
  if (problem != NULL)
    gtk_widget_add_css_class (content, "error");
  else
    gtk_widget_remove_css_class (content, "error");
}

static void
show_party (const Column *column, GtkWidget *content, InvyGuest *guest)
{
  char text[16];

  g_snprintf (text, sizeof text, "%u", invy_guest_get_party_size (guest));
  gtk_inscription_set_text (GTK_INSCRIPTION (content), text);
}

static void
show_invitation (const Column *column, GtkWidget *content, InvyGuest *guest)
{
  const InvyDelivery delivery = invy_guest_get_delivery (guest);
  const gboolean has_problem = invy_guest_get_phone_problem (guest) != NULL;

  invy_guest_badge_show (INVY_GUEST_BADGE (content), invy_guest_words_get_invitation (delivery, has_problem),
                         invy_guest_words_get_invitation_kind (delivery, has_problem));
}

static void
show_rsvp (const Column *column, GtkWidget *content, InvyGuest *guest)
{
  const InvyRsvp rsvp = invy_guest_get_rsvp (guest);
  g_autofree char *words = invy_guest_words_dup_rsvp (rsvp, invy_guest_get_rsvp_count (guest));

  invy_guest_badge_show (INVY_GUEST_BADGE (content), words, invy_guest_words_get_rsvp_kind (rsvp));
}

static const Column columns[] = {
  { .id = "name", .min_chars = 14, .show = show_name },
  { .id = "phone", .min_chars = 16, .nat_chars = 18, .show = show_phone },
  { .id = "side", .min_chars = 8, .nat_chars = 12, .field = INVY_GUEST_SIDE, .show = show_field },
  { .id = "group", .min_chars = 10, .nat_chars = 14, .field = INVY_GUEST_GROUP_NAME, .show = show_field },
  { .id = "household", .min_chars = 8, .nat_chars = 12, .field = INVY_GUEST_HOUSEHOLD, .show = show_field },
  { .id = "tags", .min_chars = 8, .nat_chars = 12, .field = INVY_GUEST_TAGS, .show = show_field },
  { .id = "party", .min_chars = 4, .nat_chars = 5, .show = show_party },
  { .id = "language", .min_chars = 8, .nat_chars = 9, .show = show_language },
  { .id = "meal", .min_chars = 8, .nat_chars = 12, .field = INVY_GUEST_MEAL, .show = show_field },
  { .id = "notes", .min_chars = 12, .nat_chars = 18, .field = INVY_GUEST_NOTES, .show = show_field },
  { .id = "invitation", .width = 110, .show = show_invitation },
  { .id = "rsvp", .width = 96, .show = show_rsvp },
};

static GtkWidget *
new_content (const Column *column)
{
  GtkWidget *content;

  if (column->width > 0)
    {
      content = g_object_new (INVY_TYPE_GUEST_BADGE, NULL);
      gtk_widget_set_size_request (content, column->width, -1);
    }
  else
    {
      content = gtk_inscription_new (NULL);
      gtk_inscription_set_min_chars (GTK_INSCRIPTION (content), (guint) column->min_chars);
      gtk_inscription_set_nat_chars (GTK_INSCRIPTION (content), (guint) column->nat_chars);
      gtk_inscription_set_text_overflow (GTK_INSCRIPTION (content), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
    }
  if (column->show == show_phone || column->show == show_party)
    gtk_widget_add_css_class (content, "numeric");
  gtk_widget_set_name (content, column->id);

  return content;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->column = column;
  cell->content = new_content (column);
  g_object_set_data_full (G_OBJECT (item), "cell", cell, g_free);
  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_child (item, cell->content);
}

static void
guest_changed_cb (Cell *cell)
{
  cell->column->show (cell->column, cell->content, cell->guest);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  Cell *cell = g_object_get_data (G_OBJECT (item), "cell");

  cell->guest = gtk_list_item_get_item (item);
  g_signal_connect_swapped (cell->guest, "notify", G_CALLBACK (guest_changed_cb), cell);
  guest_changed_cb (cell);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  Cell *cell = g_object_get_data (G_OBJECT (item), "cell");

  g_signal_handlers_disconnect_by_data (g_steal_pointer (&cell->guest), cell);
}

/* --- tick boxes --- */

static void
setup_check_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *check = g_object_new (INVY_TYPE_CHECK_CELL, NULL);

  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_child (item, check);
  g_object_bind_property (item, "position", check, "position", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "selected", check, "selected", G_BINDING_SYNC_CREATE);
}

static void
bind_check_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  g_object_set (gtk_list_item_get_child (item), "guest", gtk_list_item_get_item (item), NULL);
}

static void
unbind_check_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  g_object_set (gtk_list_item_get_child (item), "guest", NULL, NULL);
}

/**
 * invy_guest_cells_new_factory:
 * @column_id: "name", "phone", …
 *
 * Returns: (transfer full) (nullable): what makes the cells of a column; %NULL if that is left to the template
 */
GtkListItemFactory *
invy_guest_cells_new_factory (const char *column_id)
{
  GtkListItemFactory *factory = NULL;

  if (g_str_equal (column_id, "chosen"))
    {
      factory = gtk_signal_list_item_factory_new ();
      g_signal_connect (factory, "setup", G_CALLBACK (setup_check_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_check_cb), NULL);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_check_cb), NULL);
      return factory;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (column_id, columns[i].id))
      {
        factory = gtk_signal_list_item_factory_new ();
        g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) &columns[i]);
        g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
        g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
        return factory;
      }

  return NULL;
}

/* --- rows --- */

static void
row_changed_cb (GtkColumnViewRow *row)
{
  g_autofree char *label = invy_guest_words_dup_row (gtk_column_view_row_get_item (row));

  gtk_column_view_row_set_accessible_label (row, label);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkColumnViewRow *row)
{
  g_signal_connect_swapped (gtk_column_view_row_get_item (row), "notify", G_CALLBACK (row_changed_cb), row);
  row_changed_cb (row);
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkColumnViewRow *row)
{
  g_signal_handlers_disconnect_by_data (gtk_column_view_row_get_item (row), row);
}

/**
 * invy_guest_cells_new_row_factory:
 *
 * Returns: (transfer full): what tells screen readers about the rows
 */
GtkListItemFactory *
invy_guest_cells_new_row_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  return factory;
}
