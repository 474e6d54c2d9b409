/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/import/invy-import-fix.h"

#include <glib/gi18n.h>

struct _InvyImportFix
{
  AdwNavigationPage parent_instance;

  InvyGuestImport *import;
  guint number;
  GStrv cells; /* as they would be */

  AdwPreferencesGroup *group;
  GtkLabel *problem_label;
};

G_DEFINE_FINAL_TYPE (InvyImportFix, invy_import_fix, ADW_TYPE_NAVIGATION_PAGE)

static void
judge (InvyImportFix *self)
{
  g_autofree char *problem =
      invy_guest_import_dup_problem (self->import, self->number, (const char *const *) self->cells);

  gtk_label_set_label (self->problem_label, problem != NULL ? problem : _ ("Nothing is wrong with this row."));
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem_label), "warning");
}

static void
changed_cb (GtkEditable *editable, InvyImportFix *self)
{
  const guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (editable), "column"));

  g_free (self->cells[column]);
  self->cells[column] = g_strdup (gtk_editable_get_text (editable));
  judge (self);
}

static void
add_entry (InvyImportFix *self, guint column, InvyGuestColumn kind)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), invy_guest_column_get_title (kind));
  gtk_editable_set_text (GTK_EDITABLE (row), self->cells[column]);
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
  g_signal_connect (row, "changed", G_CALLBACK (changed_cb), self);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_group_add (self->group, row);
}

static void
apply_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyImportFix *self = INVY_IMPORT_FIX (widget);

  invy_guest_import_fix_row (self->import, self->number, (const char *const *) self->cells);
  gtk_widget_activate_action (widget, "import.fixed", NULL);
}

static void
invy_import_fix_dispose (GObject *object)
{
  InvyImportFix *self = INVY_IMPORT_FIX (object);

  g_clear_object (&self->import);
  g_clear_pointer (&self->cells, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_IMPORT_FIX);

  G_OBJECT_CLASS (invy_import_fix_parent_class)->dispose (object);
}

static void
invy_import_fix_class_init (InvyImportFixClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_import_fix_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-import-fix.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyImportFix, group);
  gtk_widget_class_bind_template_child (widget_class, InvyImportFix, problem_label);
  gtk_widget_class_install_action (widget_class, "fix.apply", NULL, apply_action);
}

static void
invy_import_fix_init (InvyImportFix *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_announce_label (self->problem_label);
}

/* A row may be shorter than the table: each column has a cell here. */
static GStrv
dup_cells (const InvyTableRow *row, guint n_columns)
{
  GStrv cells = g_new0 (char *, MAX (n_columns, 1) + 1);

  for (guint i = 0; i < n_columns; i++)
    cells[i] = g_strdup (row != NULL && i < row->n_cells ? row->cells[i] : "");
  return cells;
}

/**
 * invy_import_fix_new:
 * @import: gets the row as it should have been
 * @number: of the row in the file
 *
 * Returns: (transfer floating): a page with an entry for each cell that is imported, which says at each key what is
 *   wrong with the row; it activates "import.fixed" when it is applied
 */
AdwNavigationPage *
invy_import_fix_new (InvyGuestImport *import, guint number)
{
  InvyImportFix *self = g_object_new (INVY_TYPE_IMPORT_FIX, NULL);
  const InvyGuestColumns *columns = invy_guest_import_get_columns (import);
  /* Translators: a row of a file, as spreadsheets count them */
  g_autofree char *title = g_strdup_printf (_ ("Row %u"), number);

  self->import = g_object_ref (import);
  self->number = number;
  self->cells = dup_cells (invy_guest_import_find_row (import, number), columns->n_columns);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  for (guint i = 0; i < columns->n_columns; i++)
    if (columns->kinds[i] != INVY_GUEST_COLUMN_IGNORED)
      add_entry (self, i, columns->kinds[i]);
  judge (self);

  return ADW_NAVIGATION_PAGE (self);
}
