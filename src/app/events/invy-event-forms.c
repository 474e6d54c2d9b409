/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-event-forms.h"

#include "app/announce/invy-toast.h"
#include "app/events/invy-event-dialog.h"
#include "book/invy-sample-wedding.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyEventForms
{
  GObject parent_instance;

  InvyStore *store;
  InvySettings *settings;
  AdwToastOverlay *toasts;
  GActionMap *actions; /* weak */
  InvyEvent *event;    /* the one that is shown */
  GSignalGroup *event_signals;
  InvyEvent *before_edit; /* what undo puts back */
};

G_DEFINE_FINAL_TYPE (InvyEventForms, invy_event_forms, G_TYPE_OBJECT)

enum
{
  SHOW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show (InvyEventForms *self, InvyEvent *event)
{
  g_signal_emit (self, signals[SHOW], 0, invy_event_get_id (event));
}

static AdwDialog *
open_form (InvyEventForms *self, InvyEvent *event, GCallback saved)
{
  AdwDialog *dialog = invy_event_dialog_new (self->store, self->settings, event);

  if (saved != NULL)
    g_signal_connect_object (dialog, "saved", saved, self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->toasts));
  return dialog;
}

static void
edited_cb (InvyEventForms *self, InvyEvent *event)
{
  g_autofree char *name = invy_event_dup_name (event);
  g_autofree char *shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);
  /* Translators: the name of a wedding */
  g_autofree char *text = g_strdup_printf (_ ("“%s” changed"), shown_name);
  AdwToast *toast = invy_toast_new (text);

  /* What others change from now on is not undone with it. */
  invy_record_set_version (INVY_RECORD (self->before_edit), invy_record_get_version (INVY_RECORD (event)));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-edit-event");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* --- actions --- */

static void
add_event_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_form (user_data, NULL, G_CALLBACK (show));
}

static void
add_sample_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyEventForms *self = user_data;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyEvent) event = invy_sample_wedding_new (&guests, &error);

  if (event == NULL)
    {
      invy_toast_say (self->toasts, error->message);
      return;
    }

  show (self, event);
  invy_toast_tell_failure (self->toasts, invy_store_add_event_with_guests (self->store, event, guests));
}

static void
edit_event_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyEventForms *self = user_data;

  g_clear_object (&self->before_edit);
  self->before_edit = invy_event_copy (self->event);
  open_form (self, self->event, G_CALLBACK (edited_cb));
}

static void
undo_edit_event_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyEventForms *self = user_data;
  g_autoptr (InvyEvent) event = g_steal_pointer (&self->before_edit);

  if (event == NULL)
    return;

  show (self, event);
  invy_toast_tell_failure (self->toasts, invy_store_save_event (self->store, event));
}

static const GActionEntry action_entries[] = {
  { .name = "add-event", .activate = add_event_action },
  { .name = "add-sample", .activate = add_sample_action },
  { .name = "edit-event", .activate = edit_event_action },
  { .name = "undo-edit-event", .activate = undo_edit_event_action },
};

static void
enable (InvyEventForms *self, const char *name, gboolean enabled)
{
  if (self->actions != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)), enabled);
}

/* Of a copy that is looked at while the server is away nothing can be changed. */
static void
update_actions (InvyEventForms *self)
{
  const gboolean has_store = invy_store_get_as_of (self->store) == 0;

  enable (self, "add-event", has_store);
  enable (self, "add-sample", has_store);
  enable (self, "edit-event", self->event != NULL && invy_event_is_editable (self->event));
}

static void
invy_event_forms_dispose (GObject *object)
{
  InvyEventForms *self = INVY_EVENT_FORMS (object);

  g_clear_object (&self->event_signals);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->toasts);
  g_clear_object (&self->event);
  g_clear_object (&self->before_edit);
  g_clear_weak_pointer (&self->actions);

  G_OBJECT_CLASS (invy_event_forms_parent_class)->dispose (object);
}

static void
invy_event_forms_class_init (InvyEventFormsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_event_forms_dispose;

  /**
   * InvyEventForms::show:
   * @event_id: the wedding to show now; it may not be in the list yet
   */
  signals[SHOW] = g_signal_new ("show", INVY_TYPE_EVENT_FORMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
}

static void
invy_event_forms_init (InvyEventForms *self)
{
  self->event_signals = g_signal_group_new (INVY_TYPE_EVENT);
  g_signal_group_connect_swapped (self->event_signals, "notify::editable", G_CALLBACK (update_actions), self);
}

/**
 * invy_event_forms_new:
 * @actions: the window, whose actions they become; it must not outlive what is returned in use
 * @toasts: where to say what was done; forms open above it
 *
 * Returns: (transfer full): forms for new weddings, and for the one of invy_event_forms_set_event()
 */
InvyEventForms *
invy_event_forms_new (GActionMap *actions, InvyStore *store, InvySettings *settings, AdwToastOverlay *toasts)
{
  InvyEventForms *self;

  g_return_val_if_fail (G_IS_ACTION_MAP (actions), NULL);
  g_return_val_if_fail (INVY_IS_STORE (store), NULL);

  self = g_object_new (INVY_TYPE_EVENT_FORMS, NULL);
  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  self->toasts = g_object_ref (toasts);
  g_set_weak_pointer (&self->actions, actions);
  g_action_map_add_action_entries (actions, action_entries, G_N_ELEMENTS (action_entries), self);
  g_signal_connect_object (store, "notify::trouble", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);

  return self;
}

/**
 * invy_event_forms_set_event:
 * @event: (nullable): the wedding that is shown, which can be edited
 */
void
invy_event_forms_set_event (InvyEventForms *self, InvyEvent *event)
{
  g_return_if_fail (INVY_IS_EVENT_FORMS (self));

  g_set_object (&self->event, event);
  g_signal_group_set_target (self->event_signals, event);
  update_actions (self);
}

/**
 * invy_event_forms_open_new:
 *
 * Asks for a new wedding, as its signal "saved" (event) will tell; nothing is shown by itself then.
 *
 * Returns: (transfer none): the form, open
 */
AdwDialog *
invy_event_forms_open_new (InvyEventForms *self)
{
  g_return_val_if_fail (INVY_IS_EVENT_FORMS (self), NULL);

  return open_form (self, NULL, NULL);
}
