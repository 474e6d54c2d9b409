/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/import/invy-import-row-view.h"

#include <glib/gi18n.h>

struct _InvyImportRowView
{
  AdwBin parent_instance;

  InvyGuestImport *import;
  guint number;
  gboolean is_showing; /* nobody clicked */

  GtkLabel *title_label;
  GtkLabel *details_label;
  GtkToggleButton *split_button;
};

G_DEFINE_FINAL_TYPE (InvyImportRowView, invy_import_row_view, ADW_TYPE_BIN)

static void
judge (gpointer data)
{
  g_autoptr (InvyImportRowView) self = data;

  gtk_widget_activate_action (GTK_WIDGET (self), "import.judge", NULL);
}

/* A short list is judged before one looks, and then its rows are others: not before the button is done with itself.
 */
static void
split_cb (InvyImportRowView *self)
{
  if (self->is_showing)
    return;

  invy_guest_import_set_split (self->import, self->number, gtk_toggle_button_get_active (self->split_button));
  g_idle_add_once (judge, g_object_ref (self));
}

static void
invy_import_row_view_dispose (GObject *object)
{
  g_clear_object (&INVY_IMPORT_ROW_VIEW (object)->import);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_IMPORT_ROW_VIEW);

  G_OBJECT_CLASS (invy_import_row_view_parent_class)->dispose (object);
}

static void
invy_import_row_view_class_init (InvyImportRowViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_import_row_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-import-row-view.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyImportRowView, title_label);
  gtk_widget_class_bind_template_child (widget_class, InvyImportRowView, details_label);
  gtk_widget_class_bind_template_child (widget_class, InvyImportRowView, split_button);
  gtk_widget_class_bind_template_callback (widget_class, split_cb);
}

static void
invy_import_row_view_init (InvyImportRowView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
invy_import_row_view_new (void)
{
  return g_object_new (INVY_TYPE_IMPORT_ROW_VIEW, NULL);
}

/**
 * invy_import_row_view_show:
 * @import: is told when the row is to be two guests; "import.judge" is activated then
 */
void
invy_import_row_view_show (InvyImportRowView *self, InvyImportItem *item, InvyGuestImport *import)
{
  g_autofree char *title = invy_import_item_dup_title (item);
  g_autofree char *details = invy_import_item_dup_details (item);

  g_return_if_fail (INVY_IS_IMPORT_ROW_VIEW (self));

  g_set_object (&self->import, import);
  self->number = invy_import_item_get_number (item);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->details_label, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details_label), *details != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->split_button), invy_import_item_may_be_couple (item));
  self->is_showing = TRUE;
  gtk_toggle_button_set_active (self->split_button, invy_guest_import_is_split (import, self->number));
  self->is_showing = FALSE;
}
