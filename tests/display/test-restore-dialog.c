/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/keep/invy-difference-row.h"
#include "app/keep/invy-restore-dialog.h"
#include "invy-finder.h"
#include "invy-test.h"
#include "store/invy-store-copies.h"

typedef struct
{
  char *folder;
  InvyStore *store;
  InvyEvent *event;
  InvyGuest *guest;
  GtkWindow *window;
  AdwDialog *dialog;
  char *before; /* what the dialog says takes it back */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = NULL;

  fixture->folder = invy_test_make_folder ();
  uri = g_strconcat ("sqlite:", fixture->folder, "/invy.db", NULL);
  fixture->store = invy_test_open_store (uri);
  fixture->event = invy_test_add_event (fixture->store);
  fixture->guest = invy_test_add_guest (fixture->store, fixture->event, "Noa", "0501234567");
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 800);
  gtk_window_present (fixture->window);
}

static gboolean
is_closed (gpointer data)
{
  return ((Fixture *) data)->dialog == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (fixture->dialog);
  invy_test_wait_until (is_closed, fixture);
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->guest);
  g_clear_object (&fixture->event);
  g_clear_pointer (&fixture->before, g_free);
  invy_test_close_store (fixture->store);
  invy_test_remove_folder (fixture->folder);
}

static void
restored_cb (Fixture *fixture, const char *before)
{
  g_set_str (&fixture->before, before);
}

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog = invy_restore_dialog_new (fixture->store);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "restored", G_CALLBACK (restored_cb), fixture);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
}

static gboolean
is_settled (gpointer data)
{
  GtkStack *stack = invy_find (((Fixture *) data)->dialog, GTK_TYPE_STACK, NULL);

  return stack != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (stack), "loading") != 0;
}

static void
remove_guest (Fixture *fixture)
{
  const char *const ids[] = { invy_guest_get_id (fixture->guest), NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_await (invy_store_remove_guests (fixture->store, ids), &error));
  g_assert_no_error (error);
}

/* A copy from the list: first what differs, then it is restored, and only then. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = invy_test_await_string (invy_store_keep_copy (fixture->store, INVY_COPY_IMPORT), &error);
  g_autoptr (InvyGuest) guest = NULL;
  InvyDifferenceRow *row;
  GtkWidget *copy_row;

  g_assert_no_error (error);
  remove_guest (fixture);
  open_dialog (fixture);
  copy_row = invy_find (fixture->dialog, ADW_TYPE_ACTION_ROW, NULL);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (copy_row)), ==, "Before guests were imported");
  g_signal_emit_by_name (copy_row, "activated");
  invy_test_wait_until (is_settled, fixture);

  row = invy_find (fixture->dialog, INVY_TYPE_DIFFERENCE_ROW, NULL);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "1 guest comes back");
  g_assert_true (invy_difference_row_get_chosen (row));
  invy_test_await_error (invy_store_get_guest (fixture->store, invy_guest_get_id (fixture->guest)), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_NOT_FOUND);

  invy_press (fixture->dialog, "_Restore");
  invy_test_wait_until (is_closed, fixture);
  guest = invy_test_await_object (invy_store_get_guest (fixture->store, invy_guest_get_id (fixture->guest)), &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->before);
}

static void
test_nothing_differs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = invy_test_await_string (invy_store_keep_copy (fixture->store, INVY_COPY_DAILY), &error);
  InvyDifferenceRow *row;

  open_dialog (fixture);
  invy_restore_dialog_look_into (INVY_RESTORE_DIALOG (fixture->dialog), copy);
  invy_test_wait_until (is_settled, fixture);
  row = invy_find (fixture->dialog, INVY_TYPE_DIFFERENCE_ROW, NULL);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "Nothing differs");
  g_assert_false (invy_difference_row_get_chosen (row));
}

static void
test_foreign_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "notes.txt", NULL);
  AdwStatusPage *page;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  open_dialog (fixture);
  invy_restore_dialog_look_into (INVY_RESTORE_DIALOG (fixture->dialog), path);
  invy_test_wait_until (is_settled, fixture);
  page = invy_find (fixture->dialog, ADW_TYPE_STATUS_PAGE, NULL);
  g_assert_nonnull (strstr (adw_status_page_get_description (page), "not a database of Invy"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, func) g_test_add ("/invy/restore-dialog/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("restore", test_restore);
  ADD ("nothing-differs", test_nothing_differs);
  ADD ("foreign-file", test_foreign_file);
#undef ADD

  return g_test_run ();
}
