/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-book-fixture.h"

#include "app/window/invy-dialog-watch.h"
#include "invy-test.h"

/**
 * invy_book_fixture_set_up:
 *
 * Opens an empty store with a wedding in Israel, and a window.
 */
void
invy_book_fixture_set_up (InvyBookFixture *self)
{
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = invy_test_make_folder ();
  uri = g_strconcat ("sqlite:", self->folder, "/invy.db", NULL);
  self->store = invy_test_open_store (uri);
  self->event = invy_test_add_event (self->store);
  self->book = invy_guest_book_new (self->store, self->event);
  g_assert_true (invy_test_await (invy_guest_book_load (self->book), &error));
  g_assert_no_error (error);

  self->window = GTK_WINDOW (adw_window_new ());
  invy_dialog_watch_add (self->window);
  gtk_window_set_default_size (self->window, 1100, 800);
  gtk_window_present (self->window);
}

static gboolean
is_idle (gpointer data)
{
  InvyBookFixture *self = data;

  return !invy_guest_book_is_loading (self->book);
}

void
invy_book_fixture_tear_down (InvyBookFixture *self)
{
  gtk_window_destroy (self->window);
  invy_test_wait_until (is_idle, self);
  /* What has just been done is still being told to whom it may concern. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->book);
  g_clear_object (&self->event);
  invy_test_close_store (self->store);
  invy_test_remove_folder (self->folder);
}

/**
 * invy_book_fixture_add:
 *
 * Returns: (transfer none): the guest, who is in the book now
 */
InvyGuest *
invy_book_fixture_add (InvyBookFixture *self, const char *first_name, const char *phone_number)
{
  g_autoptr (InvyGuest) guest = invy_test_add_guest (self->store, self->event, first_name, phone_number);
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_await (invy_guest_book_load (self->book), &error));
  g_assert_no_error (error);
  return invy_guest_book_find (self->book, invy_guest_get_id (guest));
}

/**
 * invy_book_fixture_find:
 *
 * Returns: (transfer none) (nullable): the guest of that name
 */
InvyGuest *
invy_book_fixture_find (InvyBookFixture *self, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->book)); i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (G_LIST_MODEL (self->book), i);
      g_autofree char *guest_name = invy_guest_dup_name (guest);

      if (g_str_equal (guest_name, name))
        return guest;
    }

  return NULL;
}

/**
 * invy_book_fixture_write:
 *
 * Returns: (transfer full): a new file with @text
 */
GFile *
invy_book_fixture_write (InvyBookFixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

typedef struct
{
  InvyBookFixture *fixture;
  GType type;
  guint n_guests;
} Wait;

static gboolean
has_dialog (gpointer data)
{
  Wait *wait = data;
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (wait->fixture->window));

  return dialog != NULL && g_type_is_a (G_OBJECT_TYPE (dialog), wait->type);
}

void
invy_book_fixture_wait_for_dialog (InvyBookFixture *self, GType type)
{
  invy_test_wait_until (has_dialog, &(Wait) { .fixture = self, .type = type });
}

static gboolean
has_no_dialog (gpointer data)
{
  g_autoptr (GListModel) dialogs = adw_window_get_dialogs (ADW_WINDOW (data));

  return g_list_model_get_n_items (dialogs) == 0;
}

void
invy_book_fixture_wait_for_no_dialog (InvyBookFixture *self)
{
  invy_test_wait_until (has_no_dialog, self->window);
}

static gboolean
has_guests (gpointer data)
{
  Wait *wait = data;

  return g_list_model_get_n_items (G_LIST_MODEL (wait->fixture->book)) == wait->n_guests;
}

void
invy_book_fixture_wait_for_guests (InvyBookFixture *self, guint n_guests)
{
  invy_test_wait_until (has_guests, &(Wait) { .fixture = self, .n_guests = n_guests });
}
