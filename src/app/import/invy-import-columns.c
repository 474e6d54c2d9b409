/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/import/invy-import-columns.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

/* So many texts show what a column holds, and so many rows are searched for them. */
#define N_SAMPLES 3
#define MAX_ROWS_SEARCHED 100

/* Wider files exist; nobody keeps guests behind that. */
#define MAX_COLUMNS_SHOWN 60

struct _InvyImportColumns
{
  AdwNavigationPage parent_instance;

  InvyGuestImport *import;
  GPtrArray *rows; /* of GtkWidget, borrowed from the group */

  AdwComboRow *sheet_row;
  AdwPreferencesGroup *sheet_group;
  AdwPreferencesGroup *columns_group;
};

G_DEFINE_FINAL_TYPE (InvyImportColumns, invy_import_columns, ADW_TYPE_NAVIGATION_PAGE)

static const char *
get_hint (InvyImportColumns *self, gboolean has_people)
{
  if (!has_people)
    return _ ("Choose the column with the names or the one with the phone numbers.");
  if (invy_guest_import_is_recalled (self->import))
    return _ ("As it was chosen for the last file with these columns. What is not imported stays in the file.");
  return _ ("What is not imported stays in the file.");
}

/* Something in a column can make a guest, or there is nothing to look at next. */
static void
update_next (InvyImportColumns *self)
{
  const gboolean has_people = invy_guest_columns_has_people (invy_guest_import_get_columns (self->import));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "columns.next", has_people);
  adw_preferences_group_set_description (self->columns_group, get_hint (self, has_people));
}

static void
chosen_cb (AdwComboRow *row, GParamSpec *pspec, InvyImportColumns *self)
{
  const guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column"));

  invy_guest_import_set_column (self->import, column, (InvyGuestColumn) adw_combo_row_get_selected (row));
  update_next (self);
}

static GListModel *
new_kinds (void)
{
  GtkStringList *kinds = gtk_string_list_new (NULL);

  gtk_string_list_append (kinds, _ ("Do Not Import"));
  for (guint i = INVY_GUEST_COLUMN_IGNORED + 1; i < INVY_GUEST_COLUMN_N_KINDS; i++)
    gtk_string_list_append (kinds, invy_guest_column_get_title ((InvyGuestColumn) i));
  return G_LIST_MODEL (kinds);
}

static char *
dup_samples (InvyTable *table, guint first_row, guint column)
{
  g_autoptr (GString) samples = g_string_new (NULL);
  guint n = 0;

  for (guint i = first_row; i < MIN (table->rows->len, first_row + MAX_ROWS_SEARCHED) && n < N_SAMPLES; i++)
    {
      const InvyTableRow *row = g_ptr_array_index (table->rows, i);
      g_autofree char *isolated = NULL;

      if (column >= row->n_cells || *row->cells[column] == '\0')
        continue;
      isolated = invy_bidi_isolate (row->cells[column], INVY_BIDI_NAME);
      g_string_append_printf (samples, "%s%s", n++ > 0 ? " · " : "", isolated);
    }
  return g_string_free_and_steal (g_steal_pointer (&samples));
}

static char *
dup_title (const InvyGuestColumns *columns, guint column)
{
  if (column < columns->n_titles && *columns->titles[column] != '\0')
    return invy_bidi_isolate (columns->titles[column], INVY_BIDI_NAME);

  /* Translators: a column of a file that has no title, counted from 1 */
  return g_strdup_printf (_ ("Column %u"), column + 1);
}

static void
add_column (InvyImportColumns *self, GListModel *kinds, guint column)
{
  const InvyGuestColumns *columns = invy_guest_import_get_columns (self->import);
  g_autofree char *samples = dup_samples (invy_guest_import_get_table (self->import), columns->first_row, column);
  g_autofree char *title = dup_title (columns, column);
  GtkWidget *row;

  if (*samples == '\0')
    return;

  row = adw_combo_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), kinds);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), columns->kinds[column]);
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
  g_signal_connect (row, "notify::selected", G_CALLBACK (chosen_cb), self);
  adw_preferences_group_add (self->columns_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_columns (InvyImportColumns *self)
{
  const InvyGuestColumns *columns = invy_guest_import_get_columns (self->import);
  g_autoptr (GListModel) kinds = new_kinds ();

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->columns_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < columns->n_columns && self->rows->len < MAX_COLUMNS_SHOWN; i++)
    add_column (self, kinds, i);
  update_next (self);
}

static void
sheet_cb (InvyImportColumns *self)
{
  const guint sheet = adw_combo_row_get_selected (self->sheet_row);

  if (self->import == NULL || sheet == invy_guest_import_get_sheet (self->import)
      || sheet == GTK_INVALID_LIST_POSITION)
    return;

  invy_guest_import_set_sheet (self->import, sheet);
  show_columns (self);
}

/**
 * invy_import_columns_set_import:
 * @import: gets what is chosen
 */
void
invy_import_columns_set_import (InvyImportColumns *self, InvyGuestImport *import)
{
  GPtrArray *tables = invy_guest_import_get_file (import)->tables;
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_return_if_fail (INVY_IS_IMPORT_COLUMNS (self));

  for (guint i = 0; i < tables->len; i++)
    {
      const InvyTable *table = g_ptr_array_index (tables, i);

      gtk_string_list_append (titles, table->title != NULL ? table->title : "");
    }
  adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->sheet_row, invy_guest_import_get_sheet (import));
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_group), tables->len > 1);
  g_set_object (&self->import, import);
  show_columns (self);
}

static void
next_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "import.preview", NULL);
}

static void
invy_import_columns_dispose (GObject *object)
{
  InvyImportColumns *self = INVY_IMPORT_COLUMNS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->import);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_IMPORT_COLUMNS);

  G_OBJECT_CLASS (invy_import_columns_parent_class)->dispose (object);
}

static void
invy_import_columns_class_init (InvyImportColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_import_columns_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-import-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyImportColumns, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, InvyImportColumns, sheet_group);
  gtk_widget_class_bind_template_child (widget_class, InvyImportColumns, columns_group);
  gtk_widget_class_bind_template_callback (widget_class, sheet_cb);
  gtk_widget_class_install_action (widget_class, "columns.next", NULL, next_action);
}

static void
invy_import_columns_init (InvyImportColumns *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
