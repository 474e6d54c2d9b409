/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/announce/invy-toast.h"
#include "app/events/invy-event-commands.h"
#include "app/events/invy-event-forms.h"
#include "app/keep/invy-backup-commands.h"
#include "app/menus/invy-late-menu.h"
#include "app/window/invy-dialog-watch.h"
#include "app/window/invy-sidebar.h"
#include "app/window/invy-wedding-page.h"
#include "app/window/invy-window.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyWindow
{
  AdwApplicationWindow parent_instance;

  InvySettings *settings;
  InvyStore *store;      /* NULL until it is open */
  InvyEventList *events; /* likewise */
  InvyEventCommands *commands;
  InvyEventForms *forms;
  InvyBackupCommands *backups;
  InvyPlaces *places;
  GBindingGroup *bindings; /* to the wedding that is shown */
  char *import_event_id;   /* the wedding that was made for an import, until it is shown */
  GFile *import_file;      /* what is imported then; NULL to ask */

  InvyWeddingPage *wedding_page; /* borrowed from the split view; NULL until the store is open */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *failure_page;
  AdwNavigationSplitView *split_view;
  InvySidebar *sidebar;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
};

G_DEFINE_FINAL_TYPE (InvyWindow, invy_window, ADW_TYPE_APPLICATION_WINDOW)

static InvyEvent *
get_event (InvyWindow *self)
{
  return invy_sidebar_get_event (self->sidebar);
}

static InvyGuestsPage *
get_guests_page (InvyWindow *self)
{
  return invy_wedding_page_get_guests_page (self->wedding_page);
}

/* The actions of the guests page are the window's, so that the header bar and the shortcuts reach them; but only
 * while there is a wedding. */
static void
update_actions (InvyWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean has_store = self->store != NULL && invy_store_get_as_of (self->store) == 0;
  const gboolean has_event = self->store != NULL && get_event (self) != NULL;

  gtk_widget_action_set_enabled (widget, "win.import", has_store);
  gtk_widget_action_set_enabled (widget, "win.edit-guest", has_event);
  gtk_widget_action_set_enabled (widget, "win.show-messages", has_event);
  gtk_widget_insert_action_group (widget, "guests",
                                  has_event ? invy_guests_page_get_actions (get_guests_page (self)) : NULL);
}

/* Shortcuts are heard from where the focus is. That is nowhere after the start, and after a dialog whose button is
 * gone when it closes: guests are imported where there are none yet. */
static void
keep_focus (InvyWindow *self)
{
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL
      && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

/* A window that goes may lose its focus. */
static void
focus_changed_cb (InvyWindow *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    keep_focus (self);
}

/* Without a wedding there is nothing to look at until the server answers. */
static void
update_stack (InvyWindow *self)
{
  if (!invy_event_list_is_loaded (self->events))
    return;

  if (get_event (self) != NULL)
    gtk_stack_set_visible_child_name (self->stack, "weddings");
  else if (invy_store_get_as_of (self->store) != 0)
    {
      g_autofree char *trouble = NULL;

      g_object_get (self->store, "trouble", &trouble, NULL);
      invy_window_show_failure (self, trouble);
    }
  else
    gtk_stack_set_visible_child_name (self->stack, "welcome");
  keep_focus (self);
}

static void
trouble_cb (InvyWindow *self)
{
  update_actions (self);
  update_stack (self);
}

static void
show_event (InvyWindow *self, const char *event_id)
{
  invy_sidebar_select (self->sidebar, event_id);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
event_activated_cb (InvyWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
go_on_with_import (InvyWindow *self)
{
  g_autoptr (GFile) file = g_steal_pointer (&self->import_file);

  g_clear_pointer (&self->import_event_id, g_free);
  invy_wedding_page_show_guests (self->wedding_page);
  if (file != NULL)
    invy_places_wait (self->places, invy_guests_page_import_file (get_guests_page (self), file));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "guests.import", NULL);
}

static void
event_changed_cb (InvyWindow *self)
{
  GSettings *preferences = invy_settings_get_preferences (self->settings);
  InvyEvent *event = get_event (self);

  g_binding_group_set_source (self->bindings, event);
  if (event == NULL)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Invy"));
  invy_wedding_page_set_event (self->wedding_page, event);
  invy_event_commands_set_event (self->commands, event);
  invy_event_forms_set_event (self->forms, event);
  update_actions (self);
  update_stack (self);
  if (event == NULL)
    return;

  if (preferences != NULL)
    g_settings_set_string (preferences, "last-event", invy_event_get_id (event));
  if (g_strcmp0 (self->import_event_id, invy_event_get_id (event)) == 0)
    go_on_with_import (self);
}

static void
event_saved_for_import_cb (InvyWindow *self, InvyEvent *event)
{
  g_set_str (&self->import_event_id, invy_event_get_id (event));
  show_event (self, invy_event_get_id (event));
}

static void
import_into_new_event (InvyWindow *self, GFile *file)
{
  g_set_object (&self->import_file, file);
  g_signal_connect_object (invy_event_forms_open_new (self->forms), "saved", G_CALLBACK (event_saved_for_import_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
import_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  import_into_new_event (INVY_WINDOW (widget), NULL);
}

static gboolean
dropped_on_welcome_cb (InvyWindow *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;

  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      invy_window_go_to (self, INVY_PLACE_FILE, uri);
    }
  return TRUE;
}

static void
open_file_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  invy_window_go_to (INVY_WINDOW (widget), INVY_PLACE_FILE, g_variant_get_string (parameter, NULL));
}

/* Guests come to the wedding that is shown, if they may. */
static void
import_asked_cb (InvyWindow *self, GFile *file)
{
  InvyEvent *event = get_event (self);

  if (event == NULL || !invy_event_is_editable (event))
    {
      if (invy_store_get_as_of (self->store) == 0)
        import_into_new_event (self, file);
      return;
    }

  invy_wedding_page_show_guests (self->wedding_page);
  if (file != NULL)
    invy_places_wait (self->places, invy_guests_page_import_file (get_guests_page (self), file));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "guests.import", NULL);
}

static void
restore_asked_cb (InvyWindow *self, const char *path)
{
  invy_backup_commands_look_into (self->backups, path);
}

static void
edit_guest_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  invy_guests_page_edit_guest (get_guests_page (INVY_WINDOW (widget)), g_variant_get_string (parameter, NULL));
}

static void
show_messages_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyWindow *self = INVY_WINDOW (widget);

  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  invy_wedding_page_show_messages (self->wedding_page);
}

static void
show_messages_of_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  show_event (INVY_WINDOW (widget), g_variant_get_string (parameter, NULL));
  gtk_widget_activate_action (widget, "win.show-messages", NULL);
}

static void
toast_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  invy_toast_say (INVY_WINDOW (widget)->toasts, g_variant_get_string (parameter, NULL));
}

/* The wedding that is shown has a banner for it; of another one nobody would know. */
static void
offer_to_go_on (InvyWindow *self, InvyEvent *event, guint n_waiting)
{
  g_autofree char *name = invy_event_dup_name (event);
  g_autofree char *shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);
  g_autofree char *text =
      g_strdup_printf (/* Translators: how many messages were planned and not sent yet, and the name of a wedding */
                       ngettext ("%u message of “%s” is waiting to be sent",
                                 "%u messages of “%s” are waiting to be sent", n_waiting),
                       n_waiting, shown_name);
  AdwToast *toast = invy_toast_new (text);

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_action_name (toast, "win.show-messages-of");
  adw_toast_set_action_target (toast, "s", invy_event_get_id (event));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static DexFuture *
unfinished_listed_cb (DexFuture *listed, gpointer data)
{
  InvyWindow *self = data;
  GPtrArray *campaigns = g_value_get_boxed (dex_future_get_value (listed, NULL));

  for (guint i = 0; i < campaigns->len; i++)
    {
      InvyCampaign *campaign = g_ptr_array_index (campaigns, i);
      const guint n_waiting = invy_campaign_get_counts (campaign)->waiting;
      InvyEvent *event = invy_event_list_find (self->events, invy_campaign_get (campaign, INVY_CAMPAIGN_EVENT_ID));

      if (event != NULL && event != get_event (self) && n_waiting > 0 && !invy_campaign_is_held (campaign))
        {
          offer_to_go_on (self, event, n_waiting);
          break;
        }
    }

  return dex_future_new_true ();
}

static void
events_loaded_cb (InvyWindow *self)
{
  update_stack (self);
  if (invy_event_list_is_loaded (self->events))
    invy_places_set_ready (self->places);
  dex_future_disown (dex_future_then (invy_store_list_unfinished_campaigns (self->store), unfinished_listed_cb,
                                      g_object_ref (self), g_object_unref));
}

static void
events_failed_cb (InvyWindow *self, const char *sentence)
{
  if (invy_event_list_is_loaded (self->events))
    invy_toast_say (self->toasts, sentence);
  else
    invy_window_show_failure (self, sentence);
}

static void
invy_window_dispose (GObject *object)
{
  InvyWindow *self = INVY_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_WINDOW);
  g_clear_object (&self->bindings);
  g_clear_object (&self->commands);
  g_clear_object (&self->forms);
  g_clear_object (&self->backups);
  g_clear_object (&self->places);
  g_clear_object (&self->events);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->import_file);
  g_clear_pointer (&self->import_event_id, g_free);

  G_OBJECT_CLASS (invy_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.open-file", "s", open_file_action);
  gtk_widget_class_install_action (widget_class, "win.edit-guest", "s", edit_guest_action);
  gtk_widget_class_install_action (widget_class, "win.show-messages", NULL, show_messages_action);
  gtk_widget_class_install_action (widget_class, "win.show-messages-of", "s", show_messages_of_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
}

static void
invy_window_class_init (InvyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_window_dispose;

  g_type_ensure (GDK_TYPE_FILE_LIST);
  g_type_ensure (INVY_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, InvyWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyWindow, failure_page);
  gtk_widget_class_bind_template_child (widget_class, InvyWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, InvyWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, InvyWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, InvyWindow, main_menu);
  gtk_widget_class_bind_template_callback (widget_class, event_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_on_welcome_cb);

  install_actions (widget_class);
}

static void
invy_window_init (InvyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_late_menu_set (self->menu_button, self->main_menu);
  invy_dialog_watch_add (GTK_WINDOW (self));
  self->places = invy_places_new (ADW_APPLICATION_WINDOW (self));
  g_signal_connect_object (self->places, "show", G_CALLBACK (show_event), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->places, "import", G_CALLBACK (import_asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->places, "restore", G_CALLBACK (restore_asked_cb), self, G_CONNECT_SWAPPED);
  self->bindings = g_binding_group_new ();
  g_binding_group_bind (self->bindings, "name", self, "title", G_BINDING_SYNC_CREATE);
  update_actions (self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
}

/**
 * invy_window_new:
 *
 * Returns: (transfer none): a window that shows that it is loading until invy_window_set_store() or
 *   invy_window_show_failure()
 */
InvyWindow *
invy_window_new (GtkApplication *application, InvySettings *settings)
{
  InvyWindow *self;
  GSettings *preferences;

  g_return_val_if_fail (INVY_IS_SETTINGS (settings), NULL);

  self = g_object_new (INVY_TYPE_WINDOW, "application", application, NULL);
  self->settings = g_object_ref (settings);
  preferences = invy_settings_get_preferences (settings);
  if (preferences != NULL)
    {
      g_settings_bind (preferences, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (preferences, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (preferences, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
    }

  return self;
}

static void
choose_last_event (InvyWindow *self)
{
  GSettings *preferences = invy_settings_get_preferences (self->settings);
  g_autofree char *event_id = preferences != NULL ? g_settings_get_string (preferences, "last-event") : NULL;

  invy_sidebar_select (self->sidebar, event_id);
}

/**
 * invy_window_set_store:
 * @store: the weddings, open
 *
 * Shows the weddings, with the one that was shown last.
 */
void
invy_window_set_store (InvyWindow *self, InvyStore *store, InvyOutbox *outbox)
{
  AdwNavigationPage *page;

  g_return_if_fail (INVY_IS_WINDOW (self));
  g_return_if_fail (INVY_IS_STORE (store));
  g_return_if_fail (INVY_IS_OUTBOX (outbox));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  self->events = invy_event_list_new (store);
  self->commands = invy_event_commands_new (store, self->toasts);
  g_signal_connect_object (self->commands, "show", G_CALLBACK (show_event), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "event", invy_event_commands_get_actions (self->commands));
  self->forms = invy_event_forms_new (G_ACTION_MAP (self), store, self->settings, self->toasts);
  g_signal_connect_object (self->forms, "show", G_CALLBACK (show_event), self, G_CONNECT_SWAPPED);
  self->backups = invy_backup_commands_new (G_ACTION_MAP (self), store, self->toasts);
  page = invy_wedding_page_new (store, self->settings, outbox);
  self->wedding_page = INVY_WEDDING_PAGE (page);
  g_object_bind_property (self->split_view, "collapsed", page, "narrow", G_BINDING_SYNC_CREATE);
  adw_navigation_split_view_set_content (self->split_view, page);
  invy_places_open (self->places, store, outbox, self->wedding_page);

  choose_last_event (self);
  g_signal_connect_object (store, "notify::trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->events, "notify::loaded", G_CALLBACK (events_loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->events, "failed", G_CALLBACK (events_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "notify::event", G_CALLBACK (event_changed_cb), self, G_CONNECT_SWAPPED);
  invy_sidebar_set_events (self->sidebar, self->events);
  update_actions (self);
  invy_event_list_load (self->events);
}

/**
 * invy_window_go_to:
 * @text: (nullable): which one, as #InvyPlace says
 *
 * Leads there, as invy_places_go_to() does.
 */
void
invy_window_go_to (InvyWindow *self, InvyPlace place, const char *text)
{
  g_return_if_fail (INVY_IS_WINDOW (self));

  invy_places_go_to (self->places, place, text);
}

/**
 * invy_window_show_loading:
 *
 * Shows that the weddings are being opened.
 */
void
invy_window_show_loading (InvyWindow *self)
{
  g_return_if_fail (INVY_IS_WINDOW (self));

  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/**
 * invy_window_show_failure:
 * @sentence: why the weddings cannot be opened, and what to do
 *
 * Shows nothing but that, with a button to try again.
 */
void
invy_window_show_failure (InvyWindow *self, const char *sentence)
{
  g_return_if_fail (INVY_IS_WINDOW (self));

  invy_announce_failure (self->failure_page, sentence);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}
