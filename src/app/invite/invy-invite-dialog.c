/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-toast.h"
#include "app/invite/invy-compose-page.h"
#include "app/invite/invy-invitation.h"
#include "app/invite/invy-invite-dialog.h"
#include "app/invite/invy-invite-words.h"
#include "app/invite/invy-mapping-page.h"
#include "app/invite/invy-progress-page.h"
#include "app/invite/invy-results-page.h"
#include "app/invite/invy-review-page.h"
#include "app/invite/invy-template-page.h"
#include "app/invite/invy-test-dialog.h"

#include "campaign/invy-reasons.h"
#include "phone/invy-phone.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyInviteDialog
{
  AdwDialog parent_instance;

  InvyOutbox *outbox;
  InvySettings *settings;
  InvyStore *store;
  InvyInvitation *invitation;
  gboolean is_closed;  /* it may still be seen going away */
  gboolean is_covered; /* by another dialog, such as Preferences */

  InvyComposePage *compose_page; /* the navigation view keeps it */
  AdwToastOverlay *toasts;
  AdwNavigationView *navigation;
};

G_DEFINE_FINAL_TYPE (InvyInviteDialog, invy_invite_dialog, ADW_TYPE_DIALOG)

static gboolean
is_open (InvyInviteDialog *self)
{
  return !self->is_closed && gtk_widget_get_root (GTK_WIDGET (self)) != NULL;
}

/* When the dialog is gone, the window tells. */
static void
tell_window (const char *sentence)
{
  GApplication *application = g_application_get_default ();
  GtkWindow *window =
      GTK_IS_APPLICATION (application) ? gtk_application_get_active_window (GTK_APPLICATION (application)) : NULL;

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.toast", "s", sentence);
}

static void
show_refusal (InvyInviteDialog *self, const char *heading, const GError *error)
{
  AdwAlertDialog *dialog;

  if (!is_open (self))
    {
      tell_window (error->message);
      return;
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, error->message));
  adw_alert_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* What cannot be saved would be lost with the dialog. */
static void
update_can_close (InvyInviteDialog *self)
{
  InvyEventField field;

  adw_dialog_set_can_close (ADW_DIALOG (self), self->compose_page == NULL
                                                   || !invy_event_draft_find_nonsense (
                                                       invy_invitation_get_draft (self->invitation), &field, NULL));
}

static void
close_attempt_cb (InvyInviteDialog *self)
{
  InvyEventField field;
  g_autoptr (GError) error = NULL;

  if (!invy_event_draft_find_nonsense (invy_invitation_get_draft (self->invitation), &field, &error))
    return;

  adw_navigation_view_pop_to_page (self->navigation, ADW_NAVIGATION_PAGE (self->compose_page));
  invy_compose_page_focus_field (self->compose_page, field);
  invy_toast_say (self->toasts, error->message);
}

static void
update_actions (InvyInviteDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean is_practice = invy_invitation_is_practice (self->invitation);
  const gboolean has_account = invy_invitation_get_account_problem (self->invitation) == NULL;

  gtk_widget_action_set_enabled (widget, "invite.send", invy_invitation_can_send (self->invitation));
  gtk_widget_action_set_enabled (
      widget, "invite.test", invy_invitation_get_dry_run (self->invitation) != NULL && has_account && !is_practice);
  gtk_widget_action_set_enabled (widget, "invite.practise", !is_practice);
  gtk_widget_action_set_enabled (widget, "invite.template", invy_invitation_get_account (self->invitation) != NULL);
  gtk_widget_action_set_enabled (widget, "invite.mapping",
                                 self->compose_page != NULL && invy_mapping_page_is_needed (self->invitation));
  update_can_close (self);
}

static void show_progress (InvyInviteDialog *self, InvySender *sender);

/* The focus went with the page before. Without one nothing in the dialog would hear the keyboard, not even Escape. */
static void
replace_page (InvyInviteDialog *self, AdwNavigationPage *page)
{
  adw_navigation_view_replace (self->navigation, &page, 1);
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static void
resumed_cb (InvyInviteDialog *self, InvySender *sender)
{
  show_progress (self, sender);
}

static void
done_cb (InvyInviteDialog *self, InvyCampaign *campaign)
{
  AdwNavigationPage *page =
      invy_results_page_new (self->outbox, self->store, invy_invitation_get_event (self->invitation), campaign);

  g_signal_connect_object (page, "resumed", G_CALLBACK (resumed_cb), self, G_CONNECT_SWAPPED);
  replace_page (self, page);
}

/* From here there is no way back: what was sent was sent. */
static void
show_progress (InvyInviteDialog *self, InvySender *sender)
{
  AdwNavigationPage *page = invy_progress_page_new (self->outbox, sender);

  g_signal_connect_object (page, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  replace_page (self, page);
  self->compose_page = NULL;
  update_can_close (self);
}

static DexFuture *
sent_cb (DexFuture *future, gpointer data)
{
  InvyInviteDialog *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value == NULL)
    show_refusal (self, _ ("Nothing Was Sent"), error);
  else if (is_open (self))
    show_progress (self, g_value_get_object (value));

  return dex_future_new_true ();
}

static void
send_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyInviteDialog *self = INVY_INVITE_DIALOG (widget);

  dex_future_disown (
      dex_future_finally (invy_invitation_send (self->invitation), sent_cb, g_object_ref (self), g_object_unref));
}

static void
review_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyInviteDialog *self = INVY_INVITE_DIALOG (widget);

  adw_navigation_view_push (self->navigation, invy_review_page_new (self->invitation));
}

static void
template_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyInviteDialog *self = INVY_INVITE_DIALOG (widget);

  adw_navigation_view_push (self->navigation, invy_template_page_new (self->invitation, self->store));
}

static void
mapping_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyInviteDialog *self = INVY_INVITE_DIALOG (widget);
  AdwNavigationPage *page =
      invy_mapping_page_new (self->invitation, invy_compose_page_get_guest (self->compose_page));

  g_signal_connect_object (page, "save-failed", G_CALLBACK (invy_toast_say), self->toasts, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, page);
}

static void
practise_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  invy_invitation_set_practice (INVY_INVITE_DIALOG (widget)->invitation, TRUE);
}

/* Returns: (transfer full): where the test went, or why it did not go */
static char *
dup_test_sentence (InvyMessage *message)
{
  const char *number = invy_message_get (message, INVY_MESSAGE_PHONE_E164);
  g_autofree char *reason = invy_reasons_dup_for_message (message);
  g_autofree char *shown_number = NULL;

  if (!invy_message_state_is_taken (invy_message_get_state (message)) || number == NULL)
    return g_strdup (reason != NULL ? reason : _ ("The test was not sent"));

  shown_number = invy_bidi_isolate (number, INVY_BIDI_NUMBER);
  /* Translators: %s is a phone number */
  return g_strdup_printf (_ ("Test sent to %s"), shown_number);
}

static void
test_message_changed_cb (InvyInviteDialog *self, InvyMessage *message)
{
  const InvyMessageState state = invy_message_get_state (message);
  g_autofree char *sentence = NULL;
  AdwToast *toast;

  if (state == INVY_MESSAGE_POSTING || state == INVY_MESSAGE_PLANNED)
    return;

  sentence = dup_test_sentence (message);
  toast = invy_toast_new (sentence);
  adw_toast_set_button_label (toast, _ ("_Change Number…"));
  adw_toast_set_action_name (toast, "invite.test-number");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static DexFuture *
test_sent_cb (DexFuture *future, gpointer data)
{
  InvyInviteDialog *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    g_signal_connect_object (g_value_get_object (value), "message-changed", G_CALLBACK (test_message_changed_cb),
                             self, G_CONNECT_SWAPPED);
  else
    show_refusal (self, _ ("The Test Was Not Sent"), error);

  return dex_future_new_true ();
}

static void
test_send_cb (InvyInviteDialog *self, const char *phone_number)
{
  InvyGuest *guest = self->compose_page != NULL ? invy_compose_page_get_guest (self->compose_page) : NULL;

  if (guest != NULL)
    dex_future_disown (dex_future_finally (invy_invitation_send_test (self->invitation, guest, phone_number),
                                           test_sent_cb, g_object_ref (self), g_object_unref));
}

static char *
dup_country (InvyInviteDialog *self)
{
  const char *country = invy_event_get (invy_invitation_get_event (self->invitation), INVY_EVENT_COUNTRY);

  return country != NULL ? g_strdup (country) : invy_settings_dup (self->settings, INVY_SETTING_DEFAULT_COUNTRY);
}

static void
test_number_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyInviteDialog *self = INVY_INVITE_DIALOG (widget);
  g_autofree char *country = dup_country (self);
  AdwDialog *dialog = invy_test_dialog_new (invy_settings_get_preferences (self->settings), country);

  g_signal_connect_object (dialog, "send", G_CALLBACK (test_send_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/* The number is asked for once. The toast that tells where the test went is the way to another one. */
static void
test_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyInviteDialog *self = INVY_INVITE_DIALOG (widget);
  g_autofree char *country = dup_country (self);
  g_autofree char *number = g_settings_get_string (invy_settings_get_preferences (self->settings), "test-number");
  g_autoptr (InvyPhone) phone = invy_phone_parse (number, country, NULL);

  if (phone != NULL)
    test_send_cb (self, number);
  else
    test_number_action (widget, NULL, NULL);
}

/* Preferences, or a guest that was corrected, may have changed what can be sent. */
static void
visible_dialog_changed_cb (InvyInviteDialog *self, GParamSpec *pspec, AdwApplicationWindow *window)
{
  const gboolean is_covered = adw_application_window_get_visible_dialog (window) != ADW_DIALOG (self);

  if (self->is_covered && !is_covered)
    dex_future_disown (invy_invitation_load (self->invitation));
  self->is_covered = is_covered;
}

static DexFuture *
last_save_failed_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  tell_window (error->message);

  return dex_future_new_true ();
}

static void
closed_cb (InvyInviteDialog *self)
{
  self->is_closed = TRUE;
  dex_future_disown (dex_future_catch (invy_event_draft_save (invy_invitation_get_draft (self->invitation)),
                                       last_save_failed_cb, NULL, NULL));
}

static void
invy_invite_dialog_map (GtkWidget *widget)
{
  InvyInviteDialog *self = INVY_INVITE_DIALOG (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (invy_invite_dialog_parent_class)->map (widget);

  root = gtk_widget_get_root (widget);
  if (ADW_IS_APPLICATION_WINDOW (root))
    g_signal_connect_object (root, "notify::visible-dialog", G_CALLBACK (visible_dialog_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
invy_invite_dialog_finalize (GObject *object)
{
  InvyInviteDialog *self = INVY_INVITE_DIALOG (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  g_clear_object (&self->invitation);

  G_OBJECT_CLASS (invy_invite_dialog_parent_class)->finalize (object);
}

static void
invy_invite_dialog_class_init (InvyInviteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = invy_invite_dialog_finalize;
  widget_class->map = invy_invite_dialog_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-invite-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyInviteDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, InvyInviteDialog, navigation);

  gtk_widget_class_install_action (widget_class, "invite.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "invite.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "invite.template", NULL, template_action);
  gtk_widget_class_install_action (widget_class, "invite.mapping", NULL, mapping_action);
  gtk_widget_class_install_action (widget_class, "invite.practise", NULL, practise_action);
  gtk_widget_class_install_action (widget_class, "invite.test", NULL, test_action);
  gtk_widget_class_install_action (widget_class, "invite.test-number", NULL, test_number_action);
}

static void
invy_invite_dialog_init (InvyInviteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "close-attempt", G_CALLBACK (close_attempt_cb), NULL);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * invy_invite_dialog_new:
 * @event: as the store has it
 * @guests: (element-type InvyGuest): the chosen guests, in the order of sending
 *
 * Returns: a dialog to be presented; what it sends goes on when it is closed
 */
AdwDialog *
invy_invite_dialog_new (InvyOutbox *outbox,
                        InvySettings *settings,
                        InvyStore *store,
                        InvyEvent *event,
                        GPtrArray *guests)
{
  InvyInviteDialog *self = g_object_new (INVY_TYPE_INVITE_DIALOG, NULL);
  AdwNavigationPage *page;
  g_autofree char *title = NULL;

  self->outbox = g_object_ref (outbox);
  self->settings = g_object_ref (settings);
  self->store = g_object_ref (store);
  self->invitation = invy_invitation_new (outbox, settings, store, event, guests);
  g_signal_connect_object (self->invitation, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);

  title = invy_invite_words_dup_title (self->invitation);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  page = invy_compose_page_new (self->invitation);
  self->compose_page = INVY_COMPOSE_PAGE (page);
  g_signal_connect_object (page, "save-failed", G_CALLBACK (invy_toast_say), self->toasts, G_CONNECT_SWAPPED);
  adw_navigation_view_add (self->navigation, page);
  dex_future_disown (invy_invitation_load (self->invitation));

  return ADW_DIALOG (self);
}
