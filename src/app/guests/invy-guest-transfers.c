/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-transfers.h"

#include "app/export/invy-guest-export.h"
#include "app/import/invy-guest-files.h"
#include "app/import/invy-import-dialog.h"

#include <glib/gi18n.h>

struct _InvyGuestTransfers
{
  GObject parent_instance;

  InvyGuestBook *book;
  InvyGuestToasts *toasts;
  GActionMap *actions; /* weak */
  InvyGuestList *list; /* weak; the dialogs stand above it */
};

G_DEFINE_FINAL_TYPE (InvyGuestTransfers, invy_guest_transfers, G_TYPE_OBJECT)

static gboolean
can_import (InvyGuestTransfers *self)
{
  return self->list != NULL && self->book != NULL && invy_event_is_editable (invy_guest_book_get_event (self->book));
}

static DexFuture *
imported_cb (DexFuture *imported, gpointer data)
{
  InvyGuestTransfers *self = data;
  const guint n_guests = (guint) g_value_get_int64 (dex_future_get_value (imported, NULL));
  g_autofree char *title = g_strdup_printf (ngettext ("Imported %u guest", "Imported %u guests", n_guests), n_guests);

  invy_guest_toasts_offer_undo (self->toasts, title);
  return dex_future_new_true ();
}

static DexFuture *
exported_cb (DexFuture *exported, gpointer data)
{
  InvyGuestTransfers *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (exported, &error);

  if (value != NULL)
    {
      g_autofree char *name = g_file_get_basename (g_value_get_object (value));
      /* Translators: %s is the name of a file */
      g_autofree char *title = g_strdup_printf (_ ("Exported the guests to “%s”"), name);

      invy_guest_toasts_say (self->toasts, title);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    invy_guest_toasts_say (self->toasts, error->message);

  return dex_future_new_true ();
}

static DexFuture *
chosen_file_cb (DexFuture *chosen, gpointer data)
{
  return invy_guest_transfers_import_file (data, g_value_get_object (dex_future_get_value (chosen, NULL)));
}

static void
export_guests (InvyGuestTransfers *self, GPtrArray *guests)
{
  DexFuture *exported =
      invy_guest_export_choose_and_write (GTK_WIDGET (self->list), invy_guest_book_get_event (self->book), guests);

  dex_future_disown (dex_future_finally (exported, exported_cb, g_object_ref (self), g_object_unref));
}

/* --- actions --- */

static void
import_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestTransfers *self = user_data;

  dex_future_disown (dex_future_then (invy_guest_files_choose (GTK_WIDGET (self->list)), chosen_file_cb,
                                      g_object_ref (self), g_object_unref));
}

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (InvyGuestTransfers) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  /* Without any text it says what to copy. */
  if (can_import (self) && gtk_widget_get_root (GTK_WIDGET (self->list)) != NULL)
    dex_future_disown (
        dex_future_then (invy_import_dialog_run_text (GTK_WIDGET (self->list), self->book, text != NULL ? text : ""),
                         imported_cb, g_object_ref (self), g_object_unref));
}

static void
paste_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestTransfers *self = user_data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->list));

  gdk_clipboard_read_text_async (clipboard, NULL, pasted_cb, g_object_ref (self));
}

static void
export_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestTransfers *self = user_data;
  GListModel *book = G_LIST_MODEL (self->book);
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (book); i++)
    g_ptr_array_add (guests, g_list_model_get_item (book, i));
  export_guests (self, guests);
}

static void
export_chosen_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestTransfers *self = user_data;
  g_autoptr (GPtrArray) chosen = invy_guest_selection_dup_chosen (invy_guest_list_get_selection (self->list));

  export_guests (self, chosen);
}

static const GActionEntry action_entries[] = {
  { .name = "import", .activate = import_action_cb },
  { .name = "paste", .activate = paste_action_cb },
  { .name = "export", .activate = export_action_cb },
  { .name = "export-chosen", .activate = export_chosen_action_cb },
};

static void
enable (InvyGuestTransfers *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)), enabled);
}

static void
invy_guest_transfers_dispose (GObject *object)
{
  InvyGuestTransfers *self = INVY_GUEST_TRANSFERS (object);

  g_clear_object (&self->book);
  g_clear_object (&self->toasts);
  g_clear_weak_pointer (&self->actions);
  g_clear_weak_pointer (&self->list);

  G_OBJECT_CLASS (invy_guest_transfers_parent_class)->dispose (object);
}

static void
invy_guest_transfers_class_init (InvyGuestTransfersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_guest_transfers_dispose;
}

static void
invy_guest_transfers_init (InvyGuestTransfers *self)
{
}

/**
 * invy_guest_transfers_new:
 * @actions: where the actions go; it must not outlive what is returned in use
 * @list: whose chosen guests can be exported; dialogs stand above it
 * @toasts: who says what was done
 *
 * Returns: (transfer full): the commands of a list without a book
 */
InvyGuestTransfers *
invy_guest_transfers_new (GActionMap *actions, InvyGuestList *list, InvyGuestToasts *toasts)
{
  InvyGuestTransfers *self = g_object_new (INVY_TYPE_GUEST_TRANSFERS, NULL);

  g_set_weak_pointer (&self->actions, actions);
  g_set_weak_pointer (&self->list, list);
  self->toasts = g_object_ref (toasts);
  g_action_map_add_action_entries (actions, action_entries, G_N_ELEMENTS (action_entries), self);

  return self;
}

/**
 * invy_guest_transfers_set_book:
 * @book: (nullable): whose guests the list shows
 */
void
invy_guest_transfers_set_book (InvyGuestTransfers *self, InvyGuestBook *book)
{
  g_return_if_fail (INVY_IS_GUEST_TRANSFERS (self));

  g_set_object (&self->book, book);
}

/**
 * invy_guest_transfers_update:
 *
 * Looks again which actions are of use: the book or the choice of guests changed.
 */
void
invy_guest_transfers_update (InvyGuestTransfers *self)
{
  InvyGuestSelection *selection;

  g_return_if_fail (INVY_IS_GUEST_TRANSFERS (self));

  selection = invy_guest_list_get_selection (self->list);
  enable (self, "import", can_import (self));
  enable (self, "paste", can_import (self));
  enable (self, "export", self->book != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->book)) > 0);
  enable (self, "export-chosen", invy_guest_selection_get_n_chosen (selection) > 0);
}

/**
 * invy_guest_transfers_import_file:
 *
 * Shows what @file would do to the guest book, and imports it if the planner agrees.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when that is done, at once if there is no book, or
 * rejects with %G_IO_ERROR_CANCELLED if the planner changed their mind
 */
DexFuture *
invy_guest_transfers_import_file (InvyGuestTransfers *self, GFile *file)
{
  g_return_val_if_fail (INVY_IS_GUEST_TRANSFERS (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (self->book == NULL || self->list == NULL)
    return dex_future_new_true ();
  return dex_future_then (invy_import_dialog_run (GTK_WIDGET (self->list), self->book, file), imported_cb,
                          g_object_ref (self), g_object_unref);
}
