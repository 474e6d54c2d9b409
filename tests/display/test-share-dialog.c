/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-event-commands.h"
#include "app/guests/invy-guests-page.h"
#include "app/share/invy-member-row.h"
#include "app/share/invy-share-dialog.h"
#include "invy-finder.h"
#include "invy-test-database.h"
#include "invy-test.h"
#include "model/invy-ledger.h"

/* The planner's wedding on a server, and Dana, who has a role there. */
typedef struct
{
  char *folder;
  char *uri;
  char *dana_uri;
  InvyStore *store;
  InvyEvent *event;
  GtkWindow *window;
  AdwDialog *dialog;
  const char *expected; /* "planner owner, dana editor" */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->dana_uri = invy_test_make_uri_of (self->uri, "dana");
  self->store = invy_test_open_store (self->uri);
  self->event = invy_test_add_event (self->store);
  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, 900, 800);
  gtk_window_present (self->window);
}

static gboolean
is_closed (gpointer data)
{
  return ((Fixture *) data)->dialog == NULL;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->dialog != NULL)
    adw_dialog_force_close (self->dialog);
  invy_test_wait_until (is_closed, self);
  gtk_window_destroy (self->window);
  g_clear_object (&self->event);
  invy_test_close_store (self->store);
  invy_test_remove_folder (self->folder);
  g_free (self->dana_uri);
  g_free (self->uri);
}

static void
set_member (Fixture *self, const char *role, InvyAccess access)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      invy_test_await (invy_store_set_member (self->store, invy_event_get_id (self->event), role, access), &error));
  g_assert_no_error (error);
}

static void
open_dialog (Fixture *self, InvyStore *store)
{
  self->dialog = invy_share_dialog_new (store, self->event);
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
  adw_dialog_present (self->dialog, GTK_WIDGET (self->window));
}

static InvyMemberRow *
get_row (Fixture *self, int index)
{
  GtkWidget *box = invy_find (self->dialog, INVY_TYPE_MEMBER_ROW, NULL);

  if (box != NULL)
    box = gtk_widget_get_parent (box);
  return box != NULL ? INVY_MEMBER_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), index)) : NULL;
}

static char *
dup_shown (Fixture *self)
{
  GString *shown = g_string_new (NULL);
  InvyMemberRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      InvyMember *member = invy_member_row_get_member (row);

      g_string_append_printf (shown, "%s%s %s", i > 0 ? ", " : "", invy_member_get_role (member),
                              invy_enum_to_nick (INVY_TYPE_ACCESS, (int) invy_member_get_access (member)));
    }

  return g_string_free_and_steal (shown);
}

static gboolean
shows_expected (gpointer data)
{
  Fixture *self = data;
  g_autofree char *shown = dup_shown (self);

  return g_str_equal (shown, self->expected);
}

static void
wait_for_members (Fixture *self, const char *expected)
{
  self->expected = expected;
  invy_test_wait_until (shows_expected, self);
}

static GtkDropDown *
get_choice (Fixture *self, int index)
{
  return invy_find (get_row (self, index), GTK_TYPE_DROP_DOWN, NULL);
}

static void
invite (Fixture *self, const char *role)
{
  invy_type_into (self->dialog, "Name on the Server", role);
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "share.invite", NULL);
}

static void
test_owner (Fixture *self, gconstpointer data)
{
  open_dialog (self, self->store);
  wait_for_members (self, "planner owner");
  invite (self, " dana ");
  wait_for_members (self, "planner owner, dana editor");

  gtk_drop_down_set_selected (get_choice (self, 1), INVY_ACCESS_VIEWER);
  wait_for_members (self, "planner owner, dana viewer");

  g_signal_emit_by_name (get_row (self, 1), "removed");
  wait_for_members (self, "planner owner");
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "share.undo", NULL);
  wait_for_members (self, "planner owner, dana viewer");
}

static gboolean
says_error (gpointer data)
{
  GtkWidget *row = invy_find (((Fixture *) data)->dialog, ADW_TYPE_ENTRY_ROW, "Name on the Server");

  return gtk_widget_has_css_class (row, "error");
}

static gboolean
shows_owner_again (gpointer data)
{
  return gtk_drop_down_get_selected (get_choice (data, 0)) == INVY_ACCESS_OWNER;
}

/* What cannot be is said, and nothing is shown that did not come about. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  open_dialog (self, self->store);
  wait_for_members (self, "planner owner");
  invite (self, "nobody");
  invy_test_wait_until (says_error, self);
  wait_for_members (self, "planner owner");

  gtk_drop_down_set_selected (get_choice (self, 0), INVY_ACCESS_VIEWER);
  invy_test_wait_until (shows_owner_again, self);
  wait_for_members (self, "planner owner");
}

static void
test_viewer (Fixture *self, gconstpointer data)
{
  InvyStore *store;

  set_member (self, "dana", INVY_ACCESS_VIEWER);
  store = invy_test_open_store (self->dana_uri);
  open_dialog (self, store);
  wait_for_members (self, "planner owner, dana viewer");
  g_assert_null (invy_find (self->dialog, ADW_TYPE_ENTRY_ROW, NULL));
  g_assert_null (get_choice (self, 0));

  /* Nobody but Dana could let her in again: she is asked first. */
  g_signal_emit_by_name (get_row (self, 1), "removed");
  wait_for_members (self, "planner owner, dana viewer");
  adw_dialog_force_close (self->dialog);
  invy_test_wait_until (is_closed, self);
  invy_test_close_store (store);
}

static gboolean
is_enabled (GActionGroup *actions, const char *name)
{
  return g_action_group_get_action_enabled (actions, name);
}

static void
check_guest_actions (InvyStore *store, InvyEvent *event, gboolean enabled)
{
  static const char *const names[] = {
    "add", "import", "paste", "row-edit", "row-change", "row-remove", "row-invite"
  };
  g_autoptr (InvyGuestBook) book = invy_guest_book_new (store, event);
  g_autoptr (InvyGuestsPage) page = INVY_GUESTS_PAGE (g_object_ref_sink (invy_guests_page_new ()));

  g_assert_true (invy_test_await (invy_guest_book_load (book), NULL));
  invy_guests_page_set_book (page, book);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (is_enabled (invy_guests_page_get_actions (page), names[i]) == enabled);

  /* It follows what becomes of the wedding. */
  invy_event_set_access (event, enabled ? INVY_ACCESS_VIEWER : INVY_ACCESS_EDITOR);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (is_enabled (invy_guests_page_get_actions (page), names[i]) != enabled);
}

static void
check_event_actions (InvyStore *store, InvyEvent *event)
{
  g_autoptr (AdwToastOverlay) toasts = ADW_TOAST_OVERLAY (g_object_ref_sink (adw_toast_overlay_new ()));
  g_autoptr (InvyEventCommands) commands = invy_event_commands_new (store, toasts);
  GActionGroup *actions = invy_event_commands_get_actions (commands);

  invy_event_commands_set_event (commands, event);
  for (guint access = INVY_ACCESS_VIEWER; access <= INVY_ACCESS_OWNER; access++)
    {
      invy_event_set_access (event, (InvyAccess) access);
      g_assert_true (is_enabled (actions, "archive") == (access >= INVY_ACCESS_EDITOR));
      g_assert_true (is_enabled (actions, "remove") == (access == INVY_ACCESS_OWNER));
      g_assert_true (is_enabled (actions, "share"));
    }
}

/* What a viewer may not do is not offered; when that changes, it is. */
static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyEvent) event = NULL;
  InvyStore *store;

  set_member (self, "dana", INVY_ACCESS_VIEWER);
  store = invy_test_open_store (self->dana_uri);
  event = invy_test_await_object (invy_store_get_event (store, invy_event_get_id (self->event)), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_event_get_access (event), ==, INVY_ACCESS_VIEWER);
  check_guest_actions (store, event, FALSE);
  check_event_actions (store, event);
  invy_test_close_store (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();

  g_test_add ("/invy/share-dialog/owner", Fixture, NULL, set_up, test_owner, tear_down);
  g_test_add ("/invy/share-dialog/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/invy/share-dialog/viewer", Fixture, NULL, set_up, test_viewer, tear_down);
  g_test_add ("/invy/share-dialog/read-only", Fixture, NULL, set_up, test_read_only, tear_down);

  return g_test_run ();
}
