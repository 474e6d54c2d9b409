/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/import/invy-import-columns.h"
#include "app/import/invy-import-dialog.h"
#include "app/import/invy-import-fix.h"
#include "app/import/invy-import-preview.h"
#include "book/invy-guest-book-private.h"
#include "book/invy-guest-import.h"

#include <glib/gi18n.h>

struct _InvyImportDialog
{
  AdwDialog parent_instance;

  InvyGuestBook *book;
  InvyGuestImport *import;
  InvyGuestMerge *merge; /* NULL until it is known */
  guint n_runs;          /* only what the last one found is shown */
  DexPromise *done;      /* until it is settled */

  AdwNavigationView *navigation;
  InvyImportColumns *columns; /* borrowed from the navigation */
  InvyImportPreview *preview; /* borrowed from the navigation */
};

G_DEFINE_FINAL_TYPE (InvyImportDialog, invy_import_dialog, ADW_TYPE_DIALOG)

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
      /* Compared anew: whoever else changed the list may be why. */
      gtk_widget_activate_action (GTK_WIDGET (self), "import.judge", NULL);
      adw_dialog_present (new_failure (error->message), GTK_WIDGET (self));
      return dex_future_new_true ();
    }

  invy_guest_import_remember (self->import);
  if (self->done != NULL)
    dex_promise_resolve_int64 (self->done, self->merge->added->len + self->merge->updated->len);
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

  g_ptr_array_extend (guests, self->merge->added, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_extend (guests, self->merge->updated, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  invy_import_preview_set_merge (self->preview, NULL);
  dex_future_disown (dex_future_finally (invy_guest_book_import (self->book, self->merge->n_known, guests), saved_cb,
                                         g_object_ref (self), g_object_unref));
}

typedef struct
{
  InvyImportDialog *dialog;
  guint run;
} Judging;

static void
judging_free (gpointer data)
{
  Judging *judging = data;

  g_object_unref (judging->dialog);
  g_free (judging);
}

static DexFuture *
judged_cb (DexFuture *judged, gpointer data)
{
  Judging *judging = data;
  InvyImportDialog *self = judging->dialog;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (judged, &error);

  if (judging->run != self->n_runs || self->done == NULL)
    return dex_future_new_true ();

  if (value == NULL)
    {
      adw_navigation_view_pop_to_tag (self->navigation, "columns");
      adw_dialog_present (new_failure (error->message), GTK_WIDGET (self));
      return dex_future_new_true ();
    }

  g_clear_pointer (&self->merge, invy_guest_merge_unref);
  self->merge = g_value_dup_boxed (value);
  invy_import_preview_set_merge (self->preview, self->merge);
  return dex_future_new_true ();
}

/* Finds out, on other threads, what the import would do with what is known by now. */
static void
judge_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyImportDialog *self = INVY_IMPORT_DIALOG (widget);
  Judging *judging = g_new0 (Judging, 1);

  judging->dialog = g_object_ref (self);
  judging->run = ++self->n_runs;
  invy_import_preview_set_merge (self->preview, NULL);
  dex_future_disown (dex_future_finally (invy_guest_import_run (self->import), judged_cb, judging, judging_free));
}

static void
preview_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyImportDialog *self = INVY_IMPORT_DIALOG (widget);

  adw_navigation_view_push_by_tag (self->navigation, "preview");
  judge_action (widget, NULL, NULL);
}

static void
fix_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyImportDialog *self = INVY_IMPORT_DIALOG (widget);

  adw_navigation_view_push (self->navigation, invy_import_fix_new (self->import, g_variant_get_uint32 (parameter)));
}

static void
fixed_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_navigation_view_pop (INVY_IMPORT_DIALOG (widget)->navigation);
  judge_action (widget, NULL, NULL);
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

  g_clear_pointer (&self->merge, invy_guest_merge_unref);
  g_clear_object (&self->import);
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
  gtk_widget_class_bind_template_child (widget_class, InvyImportDialog, navigation);
  gtk_widget_class_install_action (widget_class, "import.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "import.judge", NULL, judge_action);
  gtk_widget_class_install_action (widget_class, "import.fix", "u", fix_action);
  gtk_widget_class_install_action (widget_class, "import.fixed", NULL, fixed_action);
  gtk_widget_class_install_action (widget_class, "import.save", NULL, save_action);
}

static void
invy_import_dialog_init (InvyImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->columns = g_object_new (INVY_TYPE_IMPORT_COLUMNS, NULL);
  self->preview = g_object_new (INVY_TYPE_IMPORT_PREVIEW, NULL);
  adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->columns));
  adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->preview));
}

/* --- reading the file --- */

typedef struct
{
  GtkWidget *parent;
  InvyGuestBook *book;
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_object_unref (start->parent);
  g_object_unref (start->book);
  g_free (start);
}

static DexFuture *
open_dialog (GtkWidget *parent, InvyGuestBook *book, InvyTableFile *file)
{
  InvyImportDialog *self = g_object_new (INVY_TYPE_IMPORT_DIALOG, NULL);
  DexFuture *done;

  self->book = g_object_ref (book);
  self->import =
      invy_guest_import_new (invy_guest_book_get_store (book), invy_event_get_id (invy_guest_book_get_event (book)),
                             invy_guest_book_get_country (book), file);
  self->done = dex_promise_new ();
  invy_import_columns_set_import (self->columns, self->import);
  invy_import_preview_set_import (self->preview, self->import);
  done = DEX_FUTURE (dex_ref (self->done));
  adw_dialog_present (ADW_DIALOG (self), parent);

  return done;
}

static DexFuture *
refuse (GtkWidget *parent, GError *error)
{
  adw_dialog_present (new_failure (error->message), parent);
  return dex_future_new_for_error (error);
}

static DexFuture *
read_cb (DexFuture *read, gpointer data)
{
  Start *start = data;
  GError *error = NULL;
  const GValue *value = dex_future_get_value (read, &error);

  if (value == NULL)
    return refuse (start->parent, error);
  return open_dialog (start->parent, start->book, g_value_get_boxed (value));
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
  Start *start;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (book), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  start = g_new0 (Start, 1);
  start->parent = g_object_ref (parent);
  start->book = g_object_ref (book);

  return dex_future_finally (invy_table_file_read (file), read_cb, start, start_free);
}

/**
 * invy_import_dialog_run_text:
 * @parent: anything in the window that asks
 * @text: what was copied from a spreadsheet
 *
 * Does what invy_import_dialog_run() does, with rows from the clipboard.
 *
 * Returns: (transfer full): a future as that of invy_import_dialog_run()
 */
DexFuture *
invy_import_dialog_run_text (GtkWidget *parent, InvyGuestBook *book, const char *text)
{
  g_autoptr (InvyTableFile) file = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (book), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  file = invy_table_file_read_text (text);
  if (file == NULL)
    return refuse (parent, g_error_new_literal (INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_EMPTY,
                                                _ ("There are no rows to paste: copy them in a spreadsheet first.")));
  return open_dialog (parent, book, file);
}
