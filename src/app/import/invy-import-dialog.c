/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/import/invy-import-dialog.h"
#include "text/invy-bidi.h"
#include "transfer/invy-guest-reader.h"

#include <glib/gi18n.h>

/* More than anybody reads in a dialog; the number above says how many there are. */
#define MAX_ROWS_TOLD 100

struct _InvyImportDialog
{
  AdwDialog parent_instance;

  InvyGuestBook *book;
  GPtrArray *rows; /* what the merge borrows from */
  InvyGuestMerge *merge;
  DexPromise *done; /* until it is settled */

  AdwWindowTitle *window_title;
  GtkButton *import_button;
  GtkLabel *added_label;
  GtkLabel *updated_label;
  GtkLabel *unchanged_label;
  GtkLabel *rejected_label;
  AdwPreferencesGroup *rejected_group;
  AdwPreferencesGroup *warnings_group;
};

G_DEFINE_FINAL_TYPE (InvyImportDialog, invy_import_dialog, ADW_TYPE_DIALOG)

static void
show_number (GtkLabel *label, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  gtk_label_set_label (label, text);
}

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *sentence)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
  adw_preferences_group_add (group, row);
}

/* Tells what is to be told about rows of the file, if anything is. */
static void
show_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  const guint n_told = MIN (rows->len, MAX_ROWS_TOLD);

  gtk_widget_set_visible (GTK_WIDGET (group), rows->len > 0);
  for (guint i = 0; i < n_told; i++)
    {
      InvyImportRow *row = rows->pdata[i];
      /* Translators: a row of a file, as spreadsheets count them */
      g_autofree char *title = g_strdup_printf (_ ("Row %u"), row->number);

      add_row (group, title, row->reason != NULL ? row->reason : row->warning);
    }

  if (rows->len > n_told)
    {
      const guint n_more = rows->len - n_told;
      g_autofree char *title = g_strdup_printf (ngettext ("%u more row", "%u more rows", n_more), n_more);

      add_row (group, title, "");
    }
}

static guint
count_guests (InvyImportDialog *self)
{
  return self->merge->added->len + self->merge->updated->len;
}

static void
show_merge (InvyImportDialog *self)
{
  const guint n_guests = count_guests (self);
  g_autofree char *label =
      n_guests > 0 ? g_strdup_printf (ngettext ("_Import %u Guest", "_Import %u Guests", n_guests), n_guests)
                   : g_strdup (_ ("Nothing to Import"));

  show_number (self->added_label, self->merge->added->len);
  show_number (self->updated_label, self->merge->updated->len);
  show_number (self->unchanged_label, self->merge->n_unchanged);
  show_number (self->rejected_label, self->merge->rejected->len);
  show_rows (self->rejected_group, self->merge->rejected);
  show_rows (self->warnings_group, self->merge->warnings);
  gtk_button_set_label (self->import_button, label);
  gtk_button_set_use_underline (self->import_button, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.save", n_guests > 0);
}

static AdwDialog *
new_failure (const char *sentence)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("The Guests Were Not Imported"), sentence));

  adw_alert_dialog_add_response (alert, "close", _ ("_Close"));
  return ADW_DIALOG (alert);
}

static void
settle_cancelled (InvyImportDialog *self)
{
  if (self->done != NULL)
    dex_promise_reject (self->done, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Closed"));
  dex_clear (&self->done);
}

static DexFuture *
saved_cb (DexFuture *saved, gpointer data)
{
  InvyImportDialog *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (saved, &error) == NULL)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.save", TRUE);
      adw_dialog_present (new_failure (error->message), GTK_WIDGET (self));
      return dex_future_new_true ();
    }

  if (self->done != NULL)
    dex_promise_resolve_int64 (self->done, count_guests (self));
  dex_clear (&self->done);
  adw_dialog_force_close (ADW_DIALOG (self));
  return dex_future_new_true ();
}

/* Everything goes in at once, so that it is one step to undo. */
static void
save_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyImportDialog *self = INVY_IMPORT_DIALOG (widget);
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->merge->added->len; i++)
    g_ptr_array_add (guests, g_object_ref (self->merge->added->pdata[i]));
  for (guint i = 0; i < self->merge->updated->len; i++)
    g_ptr_array_add (guests, g_object_ref (self->merge->updated->pdata[i]));

  gtk_widget_action_set_enabled (widget, "import.save", FALSE);
  dex_future_disown (
      dex_future_finally (invy_guest_book_save (self->book, guests), saved_cb, g_object_ref (self), g_object_unref));
}

static void
invy_import_dialog_closed (AdwDialog *dialog)
{
  settle_cancelled (INVY_IMPORT_DIALOG (dialog));
}

static void
invy_import_dialog_dispose (GObject *object)
{
  settle_cancelled (INVY_IMPORT_DIALOG (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (invy_import_dialog_parent_class)->dispose (object);
}

static void
invy_import_dialog_finalize (GObject *object)
{
  InvyImportDialog *self = INVY_IMPORT_DIALOG (object);

  g_clear_pointer (&self->merge, invy_guest_merge_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->book);

  G_OBJECT_CLASS (invy_import_dialog_parent_class)->finalize (object);
}

static void
invy_import_dialog_class_init (InvyImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = invy_import_dialog_dispose;
  object_class->finalize = invy_import_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = invy_import_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyImportDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, InvyImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, InvyImportDialog, added_label);
  gtk_widget_class_bind_template_child (widget_class, InvyImportDialog, updated_label);
  gtk_widget_class_bind_template_child (widget_class, InvyImportDialog, unchanged_label);
  gtk_widget_class_bind_template_child (widget_class, InvyImportDialog, rejected_label);
  gtk_widget_class_bind_template_child (widget_class, InvyImportDialog, rejected_group);
  gtk_widget_class_bind_template_child (widget_class, InvyImportDialog, warnings_group);
  gtk_widget_class_install_action (widget_class, "import.save", NULL, save_action);
}

static void
invy_import_dialog_init (InvyImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- reading the file --- */

typedef struct
{
  GtkWidget *parent;
  InvyGuestBook *book;
  GFile *file;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->parent);
  g_object_unref (import->book);
  g_object_unref (import->file);
  g_free (import);
}

static GPtrArray *
dup_guests (InvyGuestBook *book)
{
  GPtrArray *guests = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n_guests = g_list_model_get_n_items (G_LIST_MODEL (book));

  for (guint i = 0; i < n_guests; i++)
    g_ptr_array_add (guests, g_list_model_get_item (G_LIST_MODEL (book), i));

  return guests;
}

static InvyImportDialog *
new_dialog (Import *import, GPtrArray *rows)
{
  InvyImportDialog *self = g_object_new (INVY_TYPE_IMPORT_DIALOG, NULL);
  InvyEvent *event = invy_guest_book_get_event (import->book);
  g_autoptr (GPtrArray) existing = dup_guests (import->book);
  g_autofree char *name = g_file_get_basename (import->file);
  g_autofree char *subtitle = invy_bidi_isolate (name, INVY_BIDI_NAME);

  self->book = g_object_ref (import->book);
  self->rows = g_ptr_array_ref (rows);
  self->merge = invy_guest_merge_new (existing, rows, invy_event_get (event, INVY_EVENT_COUNTRY));
  self->done = dex_promise_new ();
  adw_window_title_set_subtitle (self->window_title, subtitle);
  show_merge (self);

  return self;
}

static DexFuture *
read_cb (DexFuture *read, gpointer data)
{
  Import *import = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (read, &error);
  InvyImportDialog *dialog;
  DexFuture *done;

  if (value == NULL)
    {
      adw_dialog_present (new_failure (error->message), import->parent);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  dialog = new_dialog (import, g_value_get_boxed (value));
  done = DEX_FUTURE (dex_ref (dialog->done));
  adw_dialog_present (ADW_DIALOG (dialog), import->parent);
  return done;
}

/**
 * invy_import_dialog_run:
 * @parent: anything in the window that asks
 * @file: a guest list
 *
 * Reads @file and shows what importing it would do, or, in an alert, why it cannot be read. Imports it if the planner
 * agrees, as one step of @book that can be undone.
 *
 * Returns: (transfer full): a future that resolves to the number of guests that were added or changed, or rejects
 * with %G_IO_ERROR_CANCELLED when the planner did not agree, and with an #InvyTransferError that was told already
 */
DexFuture *
invy_import_dialog_run (GtkWidget *parent, InvyGuestBook *book, GFile *file)
{
  Import *import;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (book), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  import = g_new0 (Import, 1);
  import->parent = g_object_ref (parent);
  import->book = g_object_ref (book);
  import->file = g_object_ref (file);

  return dex_future_finally (invy_guest_reader_read_file (file, invy_event_get_id (invy_guest_book_get_event (book))),
                             read_cb, import, import_free);
}
