/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/help/invy-help-dialog.h"
#include "app/keep/invy-daily-copy.h"
#include "app/keep/invy-last-state.h"
#include "app/messages/invy-background.h"
#include "app/preferences/invy-preferences-dialog.h"
#include "settings/invy-store-setting.h"
#include "app/window/invy-application.h"
#include "app/window/invy-dialog-watch.h"
#include "app/window/invy-entrances.h"
#include "app/menus/invy-menu-names.h"
#include "app/window/invy-password-dialog.h"
#include "app/window/invy-window.h"
#include "campaign/invy-reasons.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

#define RESOURCES "/io/github/invy_app/Invy"
#define WEBSITE "https://github.com/invy-app/invy"

struct _InvyApplication
{
  AdwApplication parent_instance;

  InvySettings *settings;
  InvyStore *store;   /* NULL until it is open */
  InvyOutbox *outbox; /* likewise */
  char *failure;      /* why it could not be opened */
  char *notice;       /* what the next window says first */
  gboolean needs_password;
  gboolean is_opening;
  gboolean trusts_network; /* the planner said so */
};

G_DEFINE_FINAL_TYPE (InvyApplication, invy_application, ADW_TYPE_APPLICATION)

static InvyWindow *
get_window (InvyApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (INVY_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/* Brings the window to what is known about the store. */
static void
update_window (InvyApplication *self, InvyWindow *window)
{
  if (self->store != NULL)
    invy_window_set_store (window, self->store, self->outbox);
  else if (self->failure != NULL)
    invy_window_show_failure (window, self->failure);
  else
    invy_window_show_loading (window);
}

static void
tell_notice (InvyApplication *self, InvyWindow *window)
{
  g_autofree char *notice = g_steal_pointer (&self->notice);

  if (notice != NULL && window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.toast", "s", notice);
}

/* Kept for longer or not, it can be tried. Senders keep the weddings open. */
static DexFuture *
password_saved_cb (DexFuture *saved, gpointer data)
{
  InvyApplication *self = data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (saved, &error);
  if (self->outbox != NULL && invy_outbox_has_running (self->outbox))
    {
      g_set_str (&self->notice, _ ("Invy uses it from its next start on"));
      tell_notice (self, get_window (self));
      return dex_future_new_true ();
    }

  g_set_str (&self->notice, error != NULL ? error->message : NULL);
  g_action_group_activate_action (G_ACTION_GROUP (self), self->store != NULL ? "change-store" : "open-store", NULL);
  return dex_future_new_true ();
}

static void
password_response_cb (InvyApplication *self, const char *response, InvyPasswordDialog *dialog)
{
  if (g_str_equal (response, "connect"))
    dex_future_disown (dex_future_finally (invy_password_dialog_save (dialog), password_saved_cb, g_object_ref (self),
                                           g_object_unref));
}

static void
show_password_dialog (InvyApplication *self, InvyWindow *window)
{
  AdwDialog *dialog = invy_password_dialog_new (self->settings);

  g_signal_connect_object (dialog, "response", G_CALLBACK (password_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
ask_for_password (InvyApplication *self, InvyWindow *window)
{
  if (self->needs_password && invy_password_dialog_can_help (self->settings))
    show_password_dialog (self, window);
  self->needs_password = FALSE;
}

/* The sentence, and below it which file it is about. Addresses of other kinds may hold a password. */
static char *
describe_failure (InvyApplication *self, const char *sentence)
{
  g_autofree char *uri = invy_settings_dup_store_uri (self->settings);
  g_autofree char *path = NULL;

  if (!g_str_has_prefix (uri, "sqlite:"))
    return g_strdup (sentence);

  path = invy_bidi_isolate (uri + strlen ("sqlite:"), INVY_BIDI_NUMBER);
  return g_strdup_printf ("%s\n\n%s", sentence, path);
}

static DexFuture *
opened_cb (DexFuture *opened, gpointer data)
{
  InvyApplication *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (opened, &error);
  InvyWindow *window = get_window (self);

  self->is_opening = FALSE;
  if (value != NULL)
    {
      self->store = g_value_dup_object (value);
      self->outbox = invy_outbox_new (self->store, self->settings);
      invy_daily_copy_follow (self->store);
      invy_last_state_follow (self->store);
    }
  else
    self->failure = describe_failure (self, error->message);
  self->needs_password = g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_PASSWORD);
  if (window != NULL)
    {
      update_window (self, window);
      ask_for_password (self, window);
      tell_notice (self, window);
    }

  return dex_future_new_true ();
}

/* The preferences ask when an address is put there. */
static gboolean
has_to_ask (InvyApplication *self, const char *uri)
{
  return !self->trusts_network && !invy_store_setting_is_trusted (self->settings) && !invy_store_is_protected (uri);
}

static DexFuture *
located_cb (DexFuture *located, gpointer data)
{
  return invy_store_open_or_recall (g_value_get_string (dex_future_get_value (located, NULL)));
}

static void
open_store (InvyApplication *self)
{
  g_autofree char *uri = invy_settings_dup_store_uri (self->settings);

  if (self->is_opening || self->store != NULL)
    return;

  g_clear_pointer (&self->failure, g_free);
  if (has_to_ask (self, uri))
    {
      self->failure = g_strdup (_ ("The connection to the server is not protected."));
      return;
    }

  self->is_opening = TRUE;
  dex_future_disown (
      dex_future_finally (dex_future_then (invy_store_setting_load (self->settings), located_cb, NULL, NULL),
                          opened_cb, g_object_ref (self), g_object_unref));
}

static void
trust_response_cb (InvyApplication *self, const char *response)
{
  InvyWindow *window = get_window (self);

  if (!g_str_equal (response, "connect"))
    return;

  self->trusts_network = TRUE;
  open_store (self);
  if (window != NULL)
    update_window (self, window);
}

/* Guests and messages could be read on the way to another computer, and the password, too. */
static void
ask_if_needed (InvyApplication *self, InvyWindow *window)
{
  g_autofree char *uri = invy_settings_dup_store_uri (self->settings);
  AdwAlertDialog *alert;

  if (self->is_opening || self->store != NULL || !has_to_ask (self, uri))
    return;

  alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      _ ("Connect Without Protection?"),
      _ ("On the way to the server of the weddings others could read along, or pretend to be it. Better add "
         "sslmode=verify-full to its address. Connect only if you trust the network in between.")));
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "connect", _ ("C_onnect Anyway"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "connect", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (alert, "response", G_CALLBACK (trust_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (window));
}

static void
open_store_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  InvyApplication *self = data;
  InvyWindow *window = get_window (self);

  /* Open, without its server: it tries again by itself. */
  if (self->store != NULL)
    return;

  open_store (self);
  if (window == NULL)
    return;

  update_window (self, window);
  ask_if_needed (self, window);
}

static DexFuture *
closed_cb (DexFuture *closed, gpointer data)
{
  InvyApplication *self = data;

  open_store (self);
  g_application_activate (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));

  return dex_future_new_true ();
}

/* Everything that is on the screen belongs to the weddings of before, so there is a new window. */
static void
change_store_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  InvyApplication *self = data;
  g_autoptr (InvyStore) store = NULL;
  InvyWindow *window = get_window (self);

  if (self->is_opening || (self->outbox != NULL && invy_outbox_has_running (self->outbox)))
    return;

  g_application_hold (G_APPLICATION (self));
  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&self->outbox);
  store = g_steal_pointer (&self->store);
  dex_future_disown (dex_future_finally (store != NULL ? invy_store_close (store) : dex_future_new_true (), closed_cb,
                                         g_object_ref (self), g_object_unref));
}

/* A shortcut reaches the program through an open dialog too; what it would open there comes when that is closed. */
static GtkWidget *
get_free_window (InvyApplication *self)
{
  InvyWindow *window = get_window (self);

  if (window == NULL || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL)
    return NULL;

  return GTK_WIDGET (window);
}

static void
sample_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *window = get_free_window (data);

  if (window != NULL)
    gtk_widget_activate_action (window, "win.add-sample", NULL);
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  InvyApplication *self = data;
  GtkWidget *window = get_free_window (self);
  GAction *change = g_action_map_lookup_action (G_ACTION_MAP (self), "change-store");

  /* What is being sent belongs to the weddings that are open. */
  g_simple_action_set_enabled (G_SIMPLE_ACTION (change),
                               self->outbox == NULL || !invy_outbox_has_running (self->outbox));
  if (window != NULL)
    adw_dialog_present (invy_preferences_dialog_new (self->settings, self->store), window);
}

static void
enter_password_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *window = get_free_window (data);

  if (window != NULL)
    show_password_dialog (data, INVY_WINDOW (window));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCES "/ui/invy-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (get_window (data)));
  gtk_window_present (shortcuts);
}

/* Over whatever dialog is open: it may be what led here. */
static void
help_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  /* Messages may go on without one. */
  if (get_window (data) == NULL)
    g_application_activate (G_APPLICATION (data));
  invy_help_dialog_present (ADW_APPLICATION_WINDOW (get_window (data)), g_variant_get_string (parameter, NULL));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *window = get_free_window (data);
  AdwAboutDialog *about;

  if (window == NULL)
    return;

  about = ADW_ABOUT_DIALOG (adw_about_dialog_new ());
  adw_about_dialog_set_application_name (about, _ ("Invy"));
  adw_about_dialog_set_application_icon (about, "io.github.invy_app.Invy");
  adw_about_dialog_set_version (about, INVY_VERSION);
  adw_about_dialog_set_developer_name (about, _ ("The Invy developers"));
  adw_about_dialog_set_comments (about, _ ("Wedding invitations on WhatsApp, one for each guest. Invy is not "
                                           "affiliated with Meta or WhatsApp."));
  adw_about_dialog_set_website (about, WEBSITE);
  adw_about_dialog_set_issue_url (about, WEBSITE "/issues");
  adw_about_dialog_set_copyright (about, _ ("© 2026 The Invy developers"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  /* Translators: put your name here; it is shown in the credits */
  adw_about_dialog_set_translator_credits (about, _ ("translator-credits"));
  adw_dialog_present (ADW_DIALOG (about), window);
}

/* Not before the planner said what becomes of what was typed and not saved. */
static void
quit (InvyApplication *self)
{
  InvyWindow *window = get_window (self);

  if (window == NULL || invy_dialog_watch_close_all (GTK_WINDOW (window)))
    g_application_quit (G_APPLICATION (self));
}

static void pause_and_quit (InvyApplication *self);

/* What was still being set up may have begun to send meanwhile. */
static DexFuture *
paused_cb (DexFuture *paused, gpointer data)
{
  pause_and_quit (data);
  return dex_future_new_true ();
}

static void
pause_and_quit (InvyApplication *self)
{
  if (invy_outbox_has_running (self->outbox))
    dex_future_disown (dex_future_finally (invy_outbox_pause_all (self->outbox, INVY_STOP_USER), paused_cb,
                                           g_object_ref (self), g_object_unref));
  else
    quit (self);
}

static void
quit_response_cb (InvyApplication *self, const char *response)
{
  if (g_str_equal (response, "quit"))
    pause_and_quit (self);
}

static gboolean
is_asking (InvyApplication *self)
{
  InvyWindow *window = get_window (self);

  return window != NULL
         && ADW_IS_ALERT_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
}

static void
ask_to_quit (InvyApplication *self)
{
  AdwAlertDialog *alert;

  if (is_asking (self))
    return;

  alert = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Invitations Are Being Sent"),
                            _ ("If you quit now, the rest waits until you go on. Nobody is invited twice.")));

  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Keep Sending"), "quit", _ ("_Pause and Quit"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "quit", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (alert, "response", G_CALLBACK (quit_response_cb), self, G_CONNECT_SWAPPED);
  g_application_activate (G_APPLICATION (self)); /* the window may be closed while messages go on */
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (get_window (self)));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  InvyApplication *self = data;

  if (self->outbox != NULL && invy_outbox_has_running (self->outbox))
    ask_to_quit (self);
  else
    quit (self);
}

static void
add_actions (InvyApplication *self)
{
  static const GActionEntry actions[] = {
    { .name = "sample", .activate = sample_action },
    { .name = "open-store", .activate = open_store_action },
    { .name = "change-store", .activate = change_store_action },
    { .name = "enter-password", .activate = enter_password_action },
    { .name = "preferences", .activate = preferences_action },
    { .name = "shortcuts", .activate = shortcuts_action },
    { .name = "help", .activate = help_action, .parameter_type = "s" },
    { .name = "about", .activate = about_action },
    { .name = "quit", .activate = quit_action },
  };
  static const char *const accels[][2] = {
    { "app.new-event", "<Control><Shift>n" },
    { "app.preferences", "<Control>comma" },
    { "app.shortcuts", "<Control>question" },
    { "app.help::", "F1" },
    { "app.quit", "<Control>q" },
    { "window.close", "<Control>w" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i][0],
                                           (const char *[]) { accels[i][1], NULL });
}

static void
invy_application_startup (GApplication *application)
{
  InvyApplication *self = INVY_APPLICATION (application);

  G_APPLICATION_CLASS (invy_application_parent_class)->startup (application);

  invy_bidi_set_interface_rtl (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL);
  invy_menu_names_follow ();
  add_actions (self);
  self->settings = invy_settings_new (FALSE);
  open_store (self);
}

static void
invy_application_activate (GApplication *application)
{
  InvyApplication *self = INVY_APPLICATION (application);
  InvyWindow *window = get_window (self);

  if (window == NULL)
    {
      window = invy_window_new (GTK_APPLICATION (self), self->settings);
      update_window (self, window);
      ask_if_needed (self, window);
      ask_for_password (self, window);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* Sending goes on when the planner closes the window. */
static void
invy_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  InvyApplication *self = INVY_APPLICATION (application);

  GTK_APPLICATION_CLASS (invy_application_parent_class)->window_removed (application, window);

  if (INVY_IS_WINDOW (window) && self->outbox != NULL && invy_outbox_has_running (self->outbox))
    invy_background_ask (G_APPLICATION (self));
}

static void
invy_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  invy_entrances_open (GTK_APPLICATION (application), files, n_files);
}

static int
invy_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  return invy_entrances_handle_options (options);
}

/* What was typed last must be on the disk before the program ends. */
static void
close_store (InvyApplication *self)
{
  g_autoptr (DexFuture) closed = self->store != NULL ? invy_store_close (self->store) : NULL;

  while (closed != NULL && dex_future_is_pending (closed))
    g_main_context_iteration (NULL, TRUE);
}

static void
invy_application_shutdown (GApplication *application)
{
  InvyApplication *self = INVY_APPLICATION (application);
  InvyWindow *window = get_window (self);

  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  close_store (self);
  g_clear_object (&self->outbox);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->notice, g_free);

  G_APPLICATION_CLASS (invy_application_parent_class)->shutdown (application);
}

static void
invy_application_class_init (InvyApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_application_class = GTK_APPLICATION_CLASS (klass);

  gtk_application_class->window_removed = invy_application_window_removed;
  application_class->startup = invy_application_startup;
  application_class->activate = invy_application_activate;
  application_class->open = invy_application_open;
  application_class->handle_local_options = invy_application_handle_local_options;
  application_class->shutdown = invy_application_shutdown;
}

static void
invy_application_init (InvyApplication *self)
{
  invy_entrances_add (GTK_APPLICATION (self));
}

/**
 * invy_application_new:
 *
 * Returns: (transfer full): the program, to be run once
 */
InvyApplication *
invy_application_new (void)
{
  return g_object_new (INVY_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", RESOURCES, NULL);
}
