/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-event-commands.h"

#include "app/announce/invy-toast.h"
#include "app/events/invy-remove-dialog.h"
#include "app/share/invy-share-dialog.h"
#include "book/invy-event-copy.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyEventCommands
{
  GObject parent_instance;

  InvyStore *store;
  InvyEvent *event; /* NULL while none is shown */
  GSimpleActionGroup *actions;
  GPtrArray *removed; /* of InvyEvent, since the program was started; the last one last */

  AdwToastOverlay *toasts; /* weak */
};

G_DEFINE_FINAL_TYPE (InvyEventCommands, invy_event_commands, G_TYPE_OBJECT)

enum
{
  SHOW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What was done to which wedding; what comes back from the store then. */
typedef struct
{
  InvyEventCommands *commands;
  InvyEvent *event;
} Deed;

static Deed *
new_deed (InvyEventCommands *self, InvyEvent *event)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->commands = g_object_ref (self);
  deed->event = g_object_ref (event);
  return deed;
}

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_object_unref (deed->commands);
  g_object_unref (deed->event);
  g_free (deed);
}

static void
show (InvyEventCommands *self, const char *event_id)
{
  g_signal_emit (self, signals[SHOW], 0, event_id);
}

/* @format has the name of the wedding in it. */
static AdwToast *
new_toast (InvyEvent *event, const char *format, const char *action)
{
  g_autofree char *name = invy_event_dup_name (event);
  g_autofree char *shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);
  GString *text = g_string_new (format);
  AdwToast *toast;

  g_string_replace (text, "%s", shown_name, 1);
  toast = invy_toast_new (text->str);
  g_string_free (text, TRUE);
  if (action != NULL)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, action);
      adw_toast_set_action_target (toast, "s", invy_event_get_id (event));
    }

  return toast;
}

static void
add_toast (InvyEventCommands *self, AdwToast *toast)
{
  if (self->toasts != NULL)
    adw_toast_overlay_add_toast (self->toasts, toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

static DexFuture *
failed_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  add_toast (data, invy_toast_new (error->message));

  return dex_future_new_true ();
}

/* Takes @future, and says so when it fails. */
static void
tell_failure (InvyEventCommands *self, DexFuture *future)
{
  dex_future_disown (dex_future_catch (future, failed_cb, g_object_ref (self), g_object_unref));
}

static void
update_actions (InvyEventCommands *self)
{
  static const char *const names[] = { "duplicate", "duplicate-with-guests" };
  const gboolean is_archived = self->event != NULL && invy_event_get_archived_at (self->event) != 0;
  const gboolean is_editable = self->event != NULL && invy_event_is_editable (self->event);
  const gboolean is_owned = is_editable && invy_event_get_access (self->event) == INVY_ACCESS_OWNER;
  const gboolean is_here = self->event != NULL && invy_store_get_as_of (self->store) == 0;
  GActionMap *map = G_ACTION_MAP (self->actions);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, names[i])), is_here);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "archive")),
                               is_editable && !is_archived);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "unarchive")),
                               is_editable && is_archived);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "remove")), is_owned);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "share")),
                               is_here && invy_store_is_shared (self->store));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "restore-removed")),
                               self->removed->len > 0);
}

/* --- another one like it --- */

static DexFuture *
duplicated_cb (DexFuture *saved, gpointer data)
{
  InvyEventCommands *self = data;
  InvyEvent *event = g_value_get_object (dex_future_get_value (saved, NULL));

  show (self, invy_event_get_id (event));
  /* Translators: the name of a wedding */
  add_toast (self, new_toast (event, _ ("“%s” duplicated"), NULL));
  return dex_future_new_true ();
}

static char *
dup_copy_title (InvyEvent *event)
{
  g_autofree char *name = invy_event_dup_name (event);

  /* Translators: the name of a wedding that was duplicated */
  return g_strdup_printf (_ ("%s (copy)"), name);
}

static void
duplicate (InvyEventCommands *self, gboolean with_guests)
{
  g_autoptr (InvyEvent) copy = invy_event_copy_new (self->event);
  g_autofree char *title = dup_copy_title (self->event);

  invy_event_set (copy, INVY_EVENT_TITLE, title);
  tell_failure (self, dex_future_then (invy_event_copy_save (self->store, self->event, copy, with_guests),
                                       duplicated_cb, g_object_ref (self), g_object_unref));
}

static void
duplicate_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  duplicate (data, FALSE);
}

static void
duplicate_with_guests_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  duplicate (data, TRUE);
}

/* --- put away, and got back --- */

static DexFuture *
archived_cb (DexFuture *saved, gpointer data)
{
  Deed *deed = data;
  InvyEvent *event = g_value_get_object (dex_future_get_value (saved, NULL));

  if (invy_event_get_archived_at (event) == 0)
    show (deed->commands, invy_event_get_id (event));
  else
    /* Translators: the name of a wedding */
    add_toast (deed->commands, new_toast (event, _ ("“%s” archived"), "event.unarchive-again"));

  return dex_future_new_true ();
}

static void
set_archived (InvyEventCommands *self, InvyEvent *event, gint64 archived_at)
{
  g_autoptr (InvyEvent) copy = invy_event_copy (event);

  invy_event_set_archived_at (copy, archived_at);
  tell_failure (self, dex_future_then (invy_store_save_event (self->store, copy), archived_cb, new_deed (self, event),
                                       deed_free));
}

static void
archive_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  InvyEventCommands *self = data;

  set_archived (self, self->event, g_get_real_time () / 1000);
}

static void
unarchive_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  InvyEventCommands *self = data;

  set_archived (self, self->event, 0);
}

static DexFuture *
read_to_unarchive_cb (DexFuture *read, gpointer data)
{
  set_archived (data, g_value_get_object (dex_future_get_value (read, NULL)), 0);
  return dex_future_new_true ();
}

/* The wedding of the toast, which is not the one that is shown any more. */
static void
unarchive_again_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  InvyEventCommands *self = data;

  tell_failure (self, dex_future_then (invy_store_get_event (self->store, g_variant_get_string (parameter, NULL)),
                                       read_to_unarchive_cb, g_object_ref (self), g_object_unref));
}

static void
share_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  InvyEventCommands *self = data;

  adw_dialog_present (invy_share_dialog_new (self->store, self->event), GTK_WIDGET (self->toasts));
}

/* --- removed, and got back until the program ends --- */

static DexFuture *
removed_cb (DexFuture *removed, gpointer data)
{
  Deed *deed = data;

  g_ptr_array_add (deed->commands->removed, g_object_ref (deed->event));
  update_actions (deed->commands);
  /* Translators: the name of a wedding */
  add_toast (deed->commands, new_toast (deed->event, _ ("“%s” deleted"), "event.restore"));
  return dex_future_new_true ();
}

static void
confirmed_cb (AdwAlertDialog *alert, const char *response, gpointer data)
{
  Deed *deed = data;
  InvyEventCommands *self = deed->commands;

  if (g_str_equal (response, INVY_REMOVE_RESPONSE))
    tell_failure (self, dex_future_then (invy_store_remove_event (self->store, invy_event_get_id (deed->event)),
                                         removed_cb, new_deed (self, deed->event), deed_free));
}

static void
free_closure (gpointer data, GClosure *closure)
{
  deed_free (data);
}

static void
remove_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  InvyEventCommands *self = data;
  AdwDialog *dialog = invy_remove_dialog_new (self->event);

  g_signal_connect_data (dialog, "response", G_CALLBACK (confirmed_cb), new_deed (self, self->event), free_closure,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self->toasts));
}

static gboolean
has_id (gconstpointer event, gconstpointer event_id)
{
  return g_str_equal (invy_event_get_id ((InvyEvent *) event), event_id);
}

static void
restore (InvyEventCommands *self, const char *event_id)
{
  guint position;

  show (self, event_id);
  tell_failure (self, invy_store_restore_event (self->store, event_id));
  if (g_ptr_array_find_with_equal_func (self->removed, event_id, has_id, &position))
    g_ptr_array_remove_index (self->removed, position);
  update_actions (self);
}

static void
restore_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  restore (data, g_variant_get_string (parameter, NULL));
}

static void
row_activated_cb (AdwActionRow *row, InvyEventCommands *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (row), ADW_TYPE_ALERT_DIALOG);
  g_autofree char *event_id = g_strdup (gtk_widget_get_name (GTK_WIDGET (row)));

  adw_dialog_close (ADW_DIALOG (dialog));
  restore (self, event_id);
}

static GtkWidget *
new_removed_row (InvyEventCommands *self, InvyEvent *event)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = invy_event_dup_name (event);
  g_autofree char *shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown_name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("edit-undo-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, invy_event_get_id (event));
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_DEFAULT);

  return row;
}

static void
restore_removed_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  InvyEventCommands *self = data;
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Restore Removed Weddings"),
                            _ ("These were deleted since Invy was started. Choose one to get it back as it was.")));
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = self->removed->len; i > 0; i--)
    gtk_list_box_append (GTK_LIST_BOX (list), new_removed_row (self, self->removed->pdata[i - 1]));
  adw_alert_dialog_set_extra_child (alert, list);
  adw_alert_dialog_add_response (alert, "close", _ ("_Close"));
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self->toasts));
}

static void
invy_event_commands_dispose (GObject *object)
{
  InvyEventCommands *self = INVY_EVENT_COMMANDS (object);

  g_clear_weak_pointer (&self->toasts);
  g_clear_object (&self->store);
  g_clear_object (&self->event);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->removed, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_event_commands_parent_class)->dispose (object);
}

static void
invy_event_commands_class_init (InvyEventCommandsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_event_commands_dispose;

  /**
   * InvyEventCommands::show:
   * @event_id: the wedding to show now; it may not be in the list yet
   */
  signals[SHOW] = g_signal_new ("show", INVY_TYPE_EVENT_COMMANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
}

static void
invy_event_commands_init (InvyEventCommands *self)
{
  static const GActionEntry entries[] = {
    { .name = "duplicate", .activate = duplicate_action },
    { .name = "duplicate-with-guests", .activate = duplicate_with_guests_action },
    { .name = "archive", .activate = archive_action },
    { .name = "unarchive", .activate = unarchive_action },
    { .name = "unarchive-again", .activate = unarchive_again_action, .parameter_type = "s" },
    { .name = "share", .activate = share_action },
    { .name = "remove", .activate = remove_action },
    { .name = "restore", .activate = restore_action, .parameter_type = "s" },
    { .name = "restore-removed", .activate = restore_removed_action },
  };

  self->removed = g_ptr_array_new_with_free_func (g_object_unref);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

/**
 * invy_event_commands_new:
 * @toasts: where to say what was done; dialogs open above it
 *
 * Returns: (transfer full): commands that are off until invy_event_commands_set_event()
 */
InvyEventCommands *
invy_event_commands_new (InvyStore *store, AdwToastOverlay *toasts)
{
  InvyEventCommands *self;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);

  self = g_object_new (INVY_TYPE_EVENT_COMMANDS, NULL);
  self->store = g_object_ref (store);
  g_set_weak_pointer (&self->toasts, toasts);
  g_signal_connect_object (store, "notify::trouble", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);

  return self;
}

/**
 * invy_event_commands_set_event:
 * @event: (nullable): the wedding that is shown
 *
 * Says what the commands are about from now on.
 */
void
invy_event_commands_set_event (InvyEventCommands *self, InvyEvent *event)
{
  g_return_if_fail (INVY_IS_EVENT_COMMANDS (self));

  if (self->event != NULL)
    g_signal_handlers_disconnect_by_func (self->event, update_actions, self);
  g_set_object (&self->event, event);
  if (event != NULL)
    {
      g_signal_connect_object (event, "notify::archived", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (event, "notify::access", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (event, "notify::editable", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
    }
  update_actions (self);
}

/**
 * invy_event_commands_get_actions:
 *
 * Returns: (transfer none): the actions, for the prefix "event"
 */
GActionGroup *
invy_event_commands_get_actions (InvyEventCommands *self)
{
  g_return_val_if_fail (INVY_IS_EVENT_COMMANDS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}
