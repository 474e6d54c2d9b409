/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/window/invy-application.h"
#include "app/window/invy-sidebar.h"
#include "app/window/invy-wedding-page.h"
#include "app/window/invy-window.h"
#include "invy-finder.h"
#include "invy-test-database.h"
#include "invy-test-proxy.h"
#include "invy-test.h"
#include "settings/invy-store-setting.h"

/* The whole program, but for main(), when its weddings are on a server. */
typedef struct
{
  char *folder;
  char *uri; /* past the proxy */
  InvyTestProxy *proxy;
  InvyStore *neighbour;
  InvyEvent *event;
  InvyApplication *application;
  GtkWidget *window;
  void (*body) (gpointer fixture);
  const char *awaited;
  guint n_awaited;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->proxy = invy_test_proxy_new (self->uri);
  self->neighbour = invy_test_open_store (self->uri);
  self->event = invy_test_add_event (self->neighbour);
  g_setenv ("INVY_STORE", invy_test_proxy_get_uri (self->proxy), TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unsetenv ("INVY_STORE");
  invy_store_forget_other_last ("sqlite:none");
  g_clear_object (&self->event);
  g_clear_pointer (&self->neighbour, invy_test_close_store);
  g_clear_object (&self->proxy);
  invy_test_remove_folder (self->folder);
  g_free (self->uri);
}

static void
add_guest (Fixture *self, const char *name)
{
  g_autoptr (InvyGuest) guest = invy_test_add_guest (self->neighbour, self->event, name, "0501234567");
}

/* What an earlier run of the program left. */
static void
keep_last (Fixture *self)
{
  InvyStore *store = invy_test_open_store (invy_test_proxy_get_uri (self->proxy));
  g_autoptr (GError) error = NULL;

  invy_test_await (invy_store_keep_last (store), &error);
  g_assert_no_error (error);
  invy_test_close_store (store);
}

static void
body_cb (gpointer data)
{
  Fixture *self = data;
  void (*body) (gpointer fixture) = g_steal_pointer (&self->body);

  self->window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self->application)));
  g_assert_true (INVY_IS_WINDOW (self->window));
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  body (self);
  g_application_quit (G_APPLICATION (self->application));
}

/* Whoever opens another window does that again. */
static void
activated_cb (Fixture *self)
{
  if (self->body != NULL)
    g_idle_add_once (body_cb, self);
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->window == NULL;
}

static void
run (Fixture *self, void (*body) (gpointer fixture))
{
  self->body = body;
  self->application = invy_application_new ();
  g_application_set_flags (G_APPLICATION (self->application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect_data (self->application, "activate", G_CALLBACK (activated_cb), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_assert_cmpint (g_application_run (G_APPLICATION (self->application), 0, NULL), ==, 0);

  invy_test_wait_until (is_gone, self);
  invy_test_finalize (g_steal_pointer (&self->application));
}

static gboolean
shows_awaited_page (gpointer data)
{
  Fixture *self = data;
  GtkStack *stack = invy_find (self->window, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), self->awaited) == 0;
}

static void
wait_for_page (Fixture *self, const char *name)
{
  self->awaited = name;
  invy_test_wait_until (shows_awaited_page, self);
}

static GtkWidget *
find_shown_banner (GtkWidget *widget, const char *text)
{
  if (ADW_IS_BANNER (widget) && gtk_widget_get_visible (widget) && adw_banner_get_revealed (ADW_BANNER (widget))
      && strstr (adw_banner_get_title (ADW_BANNER (widget)), text) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_shown_banner (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
shows_awaited_banner (gpointer data)
{
  Fixture *self = data;

  return find_shown_banner (self->window, self->awaited) != NULL;
}

static gboolean
shows_no_awaited_banner (gpointer data)
{
  return !shows_awaited_banner (data);
}

static void
wait_for_banner (Fixture *self, const char *text)
{
  self->awaited = text;
  invy_test_wait_until (shows_awaited_banner, self);
}

static gboolean
has_awaited_guests (gpointer data)
{
  Fixture *self = data;
  InvyWeddingPage *page = invy_find (self->window, INVY_TYPE_WEDDING_PAGE, NULL);
  InvyGuestBook *book = invy_guests_page_get_book (invy_wedding_page_get_guests_page (page));

  return book != NULL && g_list_model_get_n_items (G_LIST_MODEL (book)) == self->n_awaited;
}

static void
wait_for_guests (Fixture *self, guint n_guests)
{
  self->n_awaited = n_guests;
  invy_test_wait_until (has_awaited_guests, self);
}

/* As a button would show it. */
static gboolean
is_enabled (Fixture *self, const char *action)
{
  GtkWidget *probe = gtk_button_new ();
  gboolean enabled;

  gtk_widget_set_parent (probe, invy_find (self->window, INVY_TYPE_WEDDING_PAGE, NULL));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), action);
  enabled = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);

  return enabled;
}

static gboolean
is_editable (gpointer data)
{
  return is_enabled (data, "guests.add");
}

/* The program starts where there is no network: what was there last can be looked at, and nothing done with it. When
 * there is, it goes on by itself. */
static void
away_body (gpointer data)
{
  static const char *const off[] = { "guests.add",         "guests.import",  "guests.paste", "guests.invite-rest",
                                     "guests.duplicates",  "win.add-event",  "win.import",   "win.add-sample",
                                     "win.restore-backup", "win.edit-event", "event.share",  "event.duplicate",
                                     "event.remove",       "event.archive" };
  Fixture *self = data;

  wait_for_page (self, "weddings");
  wait_for_guests (self, 2);
  wait_for_banner (self, "Not connected: as of ");
  wait_for_banner (self, "cannot be reached");
  g_assert_null (find_shown_banner (self->window, "ask one of its owners"));
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    {
      g_test_message ("%s is off", off[i]);
      g_assert_false (is_enabled (self, off[i]));
    }

  add_guest (self, "Ruth");
  invy_test_proxy_tell (self->proxy, "pass");
  wait_for_guests (self, 3);
  invy_test_wait_until (is_editable, self);
  self->awaited = "Not connected";
  invy_test_wait_until (shows_no_awaited_banner, self);
  g_assert_true (is_enabled (self, "win.add-event"));
}

static void
test_away (Fixture *self, gconstpointer data)
{
  add_guest (self, "Noa");
  add_guest (self, "Omar");
  keep_last (self);
  invy_test_proxy_tell (self->proxy, "refuse");
  run (self, away_body);
}

static const char *
get_failure (Fixture *self)
{
  GtkStack *stack = invy_find (self->window, GTK_TYPE_STACK, NULL);
  AdwStatusPage *page = invy_find (gtk_stack_get_child_by_name (stack, "failure"), ADW_TYPE_STATUS_PAGE, NULL);

  return adw_status_page_get_description (page);
}

static gboolean
shows_awaited_failure (gpointer data)
{
  Fixture *self = data;

  return get_failure (self) != NULL && strstr (get_failure (self), self->awaited) != NULL;
}

static void
wait_for_failure (Fixture *self, const char *text)
{
  wait_for_page (self, "failure");
  self->awaited = text;
  invy_test_wait_until (shows_awaited_failure, self);
}

static void
nothing_kept_body (gpointer data)
{
  Fixture *self = data;

  wait_for_failure (self, "cannot be reached");
  invy_test_proxy_tell (self->proxy, "pass");
  invy_press (self->window, "_Try Again");
  wait_for_page (self, "weddings");
}

static void
test_nothing_kept (Fixture *self, gconstpointer data)
{
  invy_test_proxy_tell (self->proxy, "refuse");
  run (self, nothing_kept_body);
}

/* --- dialogs --- */

static gboolean
has_dialog (gpointer data)
{
  Fixture *self = data;

  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return !has_dialog (data);
}

static AdwDialog *
wait_for_dialog (Fixture *self, const char *heading)
{
  AdwDialog *dialog;

  invy_test_wait_until (has_dialog, self);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==, heading);

  return dialog;
}

/* --- an address that others could read along with --- */

static void
answer (Fixture *self, const char *label)
{
  invy_press (wait_for_dialog (self, "Connect Without Protection?"), label);
  invy_test_wait_until (has_no_dialog, self);
}

/* Nothing is tried before the planner said so, each time that it is asked. */
static void
unprotected_body (gpointer data)
{
  Fixture *self = data;

  answer (self, "_Cancel");
  wait_for_failure (self, "not protected");
  invy_press (self->window, "_Try Again");
  answer (self, "_Cancel");
  wait_for_failure (self, "not protected");
  invy_press (self->window, "_Try Again");
  answer (self, "C_onnect Anyway");
  wait_for_failure (self, "cannot be reached");
}

static void
test_unprotected (Fixture *self, gconstpointer data)
{
  /* A name that never leads anywhere: RFC 6761, section 6.4. */
  g_setenv ("INVY_STORE", data, TRUE);
  run (self, unprotected_body);
}

/* --- who the server is, and who we are --- */

static char *
make_address (Fixture *self, const char *role, const char *host, const char *options)
{
  const char *name = strrchr (self->uri, '@') + strlen ("@/");

  return g_strdup_printf ("postgresql://%s@%s/%.*s?hostaddr=%s%s", role, host, (int) strcspn (name, "?"), name,
                          g_getenv ("INVY_TEST_POSTGRES_HOST"), options);
}

/* It says so, and offers nothing but to try again. */
static void
certificate_body (gpointer data)
{
  Fixture *self = data;

  wait_for_failure (self, "certificate");
  g_assert_false (has_dialog (self));
}

static void
test_certificate (Fixture *self, gconstpointer data)
{
  g_autofree char *options =
      g_strdup_printf ("&sslmode=verify-full&sslrootcert=%s/other.crt", g_getenv ("INVY_TEST_POSTGRES_CERTIFICATES"));
  g_autofree char *address = make_address (self, "planner", "weddings.test", options);

  g_setenv ("INVY_STORE", address, TRUE);
  run (self, certificate_body);
}

static void
enter_password (Fixture *self, const char *password)
{
  AdwDialog *dialog = wait_for_dialog (self, "Enter the Password");

  invy_type_into (dialog, "Password", password);
  invy_press (dialog, "C_onnect");
  invy_test_wait_until (has_no_dialog, self);
}

static gboolean
has_new_window (gpointer data)
{
  Fixture *self = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self->application));

  if (self->window != NULL || window == NULL)
    return FALSE;

  self->window = GTK_WIDGET (window);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  return TRUE;
}

#define KEEPER "keeper_of_weddings"

static void
password_body (gpointer data)
{
  Fixture *self = data;

  wait_for_failure (self, "name or the password");
  enter_password (self, "wrong");
  enter_password (self, "first");
  wait_for_page (self, "welcome");

  invy_test_run_sql (self->uri, "ALTER ROLE " KEEPER " PASSWORD 'second'");
  gtk_widget_activate_action (self->window, "win.add-sample", NULL);
  wait_for_page (self, "weddings");
  invy_test_run_sql (self->uri,
                     "SELECT pg_terminate_backend (pid) FROM pg_stat_activity WHERE usename = '" KEEPER "'");
  wait_for_banner (self, "name or the password");
  invy_press (find_shown_banner (self->window, "name or the password"), "Enter _Password…");
  enter_password (self, "second");
  invy_test_wait_until (has_new_window, self);
  wait_for_page (self, "weddings");
}

/* Asked for when it is needed, and remembered. */
static void
test_password (Fixture *self, gconstpointer data)
{
  g_autofree char *address = make_address (self, KEEPER, "", "");
  g_autoptr (InvySettings) settings = invy_settings_new (FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  invy_test_run_sql (self->uri, "CREATE ROLE " KEEPER " LOGIN PASSWORD 'first' IN ROLE passworded");
  g_unsetenv ("INVY_STORE");
  g_assert_true (invy_settings_set (settings, INVY_SETTING_STORE, address, &error));
  run (self, password_body);

  uri = invy_test_await_string (invy_store_setting_load (settings), &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (uri, "password=second"));
  g_assert_true (invy_settings_set (settings, INVY_SETTING_STORE, NULL, &error));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, data, function) g_test_add ("/invy/window-server/" name, Fixture, data, set_up, function, tear_down)
  ADD ("away", NULL, test_away);
  ADD ("nothing-kept", NULL, test_nothing_kept);
  ADD ("unprotected", "postgresql://planner@weddings.invalid/invy", test_unprotected);
  ADD ("certificate-not-checked", "postgresql://planner@weddings.invalid/invy?sslmode=require", test_unprotected);
  ADD ("certificate", NULL, test_certificate);
  ADD ("password", NULL, test_password);

  return g_test_run ();
}
