/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/import/invy-import-list.h"
#include "app/import/invy-import-preview.h"
#include "app/import/invy-import-row-view.h"

#include <glib/gi18n.h>

struct _InvyImportPreview
{
  AdwNavigationPage parent_instance;

  InvyGuestImport *import;
  InvyGuestMerge *merge; /* NULL until it is known */
  InvyImportList *list;
  InvyImportView view;
  gboolean is_view_chosen; /* by a person */

  GtkStack *stack;
  GtkStack *list_stack;
  AdwWrapBox *views_box;
  GtkToggleButton *view_buttons[INVY_IMPORT_N_VIEWS];
  GtkListView *list_view;
  GtkButton *import_button;
};

G_DEFINE_FINAL_TYPE (InvyImportPreview, invy_import_preview, ADW_TYPE_NAVIGATION_PAGE)

static const char *const view_titles[INVY_IMPORT_N_VIEWS] = {
  [INVY_IMPORT_VIEW_ADDED] = NC_ ("rows of an import", "New"),
  [INVY_IMPORT_VIEW_UPDATED] = NC_ ("rows of an import", "Changed"),
  [INVY_IMPORT_VIEW_UNCHANGED] = NC_ ("rows of an import", "Unchanged"),
  [INVY_IMPORT_VIEW_REJECTED] = NC_ ("rows of an import", "Left Out"),
  [INVY_IMPORT_VIEW_BAD_PHONES] = NC_ ("rows of an import", "No Valid Phone"),
  [INVY_IMPORT_VIEW_WARNINGS] = NC_ ("rows of an import", "To Look At"),
};

static void
show_view (InvyImportPreview *self)
{
  if (self->merge == NULL)
    return;

  invy_import_list_show (self->list, self->merge, self->view);
  gtk_stack_set_visible_child_name (self->list_stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 ? "rows" : "empty");
}

static void
toggled_cb (GtkToggleButton *button, InvyImportPreview *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  for (guint i = 0; i < INVY_IMPORT_N_VIEWS; i++)
    if (self->view_buttons[i] == button)
      self->view = (InvyImportView) i;
  show_view (self);
}

static void
add_view_button (InvyImportPreview *self, guint view)
{
  GtkWidget *button = gtk_toggle_button_new ();

  self->view_buttons[view] = GTK_TOGGLE_BUTTON (button);
  if (view > 0)
    gtk_toggle_button_set_group (self->view_buttons[view], self->view_buttons[0]);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  adw_wrap_box_append (self->views_box, button);
}

/* What needs a person comes first. */
static InvyImportView
choose_view (InvyImportPreview *self)
{
  static const InvyImportView order[] = { INVY_IMPORT_VIEW_REJECTED, INVY_IMPORT_VIEW_BAD_PHONES,
                                          INVY_IMPORT_VIEW_ADDED, INVY_IMPORT_VIEW_UPDATED };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (invy_import_list_count (self->merge, order[i]) > 0)
      return order[i];
  return INVY_IMPORT_VIEW_UNCHANGED;
}

static void
show_counts (InvyImportPreview *self)
{
  const guint n_guests = self->merge->added->len + self->merge->updated->len;
  g_autofree char *label =
      n_guests > 0 ? g_strdup_printf (ngettext ("_Import %u Guest", "_Import %u Guests", n_guests), n_guests)
                   : g_strdup (_ ("Nothing to Import"));
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < INVY_IMPORT_N_VIEWS; i++)
    {
      const guint n = invy_import_list_count (self->merge, (InvyImportView) i);
      /* Translators: a button: "New" and how many rows of the file are that */
      g_autofree char *text = g_strdup_printf (C_ ("rows of an import", "%s %u"),
                                               g_dpgettext2 (NULL, "rows of an import", view_titles[i]), n);

      gtk_button_set_label (GTK_BUTTON (self->view_buttons[i]), text);
      if (n > 0)
        g_string_append_printf (told, told->len > 0 ? " · %s" : "%s", text);
    }
  gtk_button_set_label (self->import_button, label);
  invy_announce (self, told->str);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.import", n_guests > 0);
}

/**
 * invy_import_preview_set_merge:
 * @merge: (nullable): what the import would do; %NULL while that is found out
 */
void
invy_import_preview_set_merge (InvyImportPreview *self, InvyGuestMerge *merge)
{
  g_return_if_fail (INVY_IS_IMPORT_PREVIEW (self));

  g_clear_pointer (&self->merge, invy_guest_merge_unref);
  gtk_stack_set_visible_child_name (self->stack, merge != NULL ? "known" : "working");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.import", FALSE);
  if (merge == NULL)
    return;

  self->merge = invy_guest_merge_ref (merge);
  show_counts (self);
  if (self->is_view_chosen)
    show_view (self);
  else
    {
      /* Which shows it. */
      self->is_view_chosen = TRUE;
      gtk_toggle_button_set_active (self->view_buttons[choose_view (self)], TRUE);
    }
}

/**
 * invy_import_preview_set_import:
 * @import: gets what is said about its rows
 */
void
invy_import_preview_set_import (InvyImportPreview *self, InvyGuestImport *import)
{
  g_return_if_fail (INVY_IS_IMPORT_PREVIEW (self));

  g_set_object (&self->import, import);
}

static void
setup_cb (InvyImportPreview *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, invy_import_row_view_new ());
}

static void
bind_cb (InvyImportPreview *self, GtkListItem *list_item)
{
  InvyImportItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *title = invy_import_item_dup_title (item);

  invy_import_row_view_show (INVY_IMPORT_ROW_VIEW (gtk_list_item_get_child (list_item)), item, self->import);
  gtk_list_item_set_accessible_label (list_item, title);
}

static void
activate_cb (InvyImportPreview *self, guint position)
{
  g_autoptr (InvyImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "import.fix", "u", invy_import_item_get_number (item));
}

static void
import_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "import.save", NULL);
}

static void
invy_import_preview_dispose (GObject *object)
{
  InvyImportPreview *self = INVY_IMPORT_PREVIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_IMPORT_PREVIEW);
  g_clear_object (&self->list);
  g_clear_object (&self->import);
  g_clear_pointer (&self->merge, invy_guest_merge_unref);

  G_OBJECT_CLASS (invy_import_preview_parent_class)->dispose (object);
}

static void
invy_import_preview_class_init (InvyImportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_import_preview_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-import-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyImportPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyImportPreview, list_stack);
  gtk_widget_class_bind_template_child (widget_class, InvyImportPreview, views_box);
  gtk_widget_class_bind_template_child (widget_class, InvyImportPreview, list_view);
  gtk_widget_class_bind_template_child (widget_class, InvyImportPreview, import_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "preview.import", NULL, import_action);
}

static void
invy_import_preview_init (InvyImportPreview *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) model = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < INVY_IMPORT_N_VIEWS; i++)
    add_view_button (self, i);

  self->list = invy_import_list_new ();
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (model));
}
