/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/share/invy-share-dialog.h"

#include "app/announce/invy-toast.h"
#include "app/share/invy-access-words.h"
#include "app/share/invy-member-row.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyShareDialog
{
  AdwDialog parent_instance;

  InvyStore *store;
  InvyEvent *event;
  GListStore *members;
  gboolean is_owned; /* by whoever looks at it */
  gboolean is_inviting;
  gboolean is_stale;   /* a row may show what did not come about */
  InvyMember *removed; /* the last one, to be got back */

  AdwWindowTitle *window_title;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *failure_page;
  GtkWidget *invite_group;
  GtkEditable *role_row;
  AdwComboRow *access_row;
  GtkListBox *members_box;
};

G_DEFINE_FINAL_TYPE (InvyShareDialog, invy_share_dialog, ADW_TYPE_DIALOG)

static const char *
get_event_id (InvyShareDialog *self)
{
  return invy_event_get_id (self->event);
}

static AdwToast *
say (InvyShareDialog *self, const char *sentence)
{
  AdwToast *toast = invy_toast_new (sentence);

  adw_toast_overlay_add_toast (self->toasts, toast);

  return toast;
}

static char *
dup_typed_role (InvyShareDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->role_row)));
}

static void
update_invite (InvyShareDialog *self)
{
  g_autofree char *role = dup_typed_role (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "share.invite", *role != '\0' && !self->is_inviting);
}

static void
access_selected_cb (InvyShareDialog *self)
{
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self->access_row),
      invy_access_words_get_description ((InvyAccess) adw_combo_row_get_selected (self->access_row)));
}

/* --- the members as they are --- */

static gboolean
is_same (InvyShareDialog *self, GPtrArray *members)
{
  GListModel *shown = G_LIST_MODEL (self->members);

  if (g_list_model_get_n_items (shown) != members->len)
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    {
      g_autoptr (InvyMember) member = g_list_model_get_item (shown, i);

      if (!g_str_equal (invy_member_get_role (member), invy_member_get_role (members->pdata[i]))
          || invy_member_get_access (member) != invy_member_get_access (members->pdata[i]))
        return FALSE;
    }

  return TRUE;
}

/* Rows that say the same stay, with the focus and whatever is open in them. */
static void
show_members (InvyShareDialog *self, GPtrArray *members)
{
  if (!self->is_stale && is_same (self, members))
    return;

  self->is_stale = FALSE;
  self->is_owned = FALSE;
  for (guint i = 0; i < members->len; i++)
    self->is_owned |=
        invy_member_is_me (members->pdata[i]) && invy_member_get_access (members->pdata[i]) == INVY_ACCESS_OWNER;
  gtk_widget_set_visible (self->invite_group, self->is_owned);
  g_list_store_splice (self->members, 0, g_list_model_get_n_items (G_LIST_MODEL (self->members)), members->pdata,
                       members->len);
}

static DexFuture *
loaded_cb (DexFuture *loaded, gpointer data)
{
  InvyShareDialog *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (loaded, &error);

  if (value == NULL)
    {
      invy_announce_failure (self->failure_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return dex_future_new_true ();
    }

  show_members (self, g_value_get_boxed (value));
  gtk_stack_set_visible_child_name (self->stack, "members");

  return dex_future_new_true ();
}

static void
load (InvyShareDialog *self)
{
  dex_future_disown (dex_future_finally (invy_store_list_members (self->store, get_event_id (self)), loaded_cb,
                                         g_object_ref (self), g_object_unref));
}

static void
store_changed_cb (InvyShareDialog *self, InvyStoreTopic topic)
{
  if (topic == INVY_STORE_EVENTS)
    load (self);
}

/* --- what the planner wants --- */

/* A row shows what was chosen; if that did not come about it has to show what is. */
static DexFuture *
failed_cb (DexFuture *future, gpointer data)
{
  InvyShareDialog *self = data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  say (self, error->message);
  self->is_stale = TRUE;
  load (self);

  return dex_future_new_true ();
}

/* Takes @future, and says so when it fails. */
static void
tell_failure (InvyShareDialog *self, DexFuture *future)
{
  dex_future_disown (dex_future_catch (future, failed_cb, g_object_ref (self), g_object_unref));
}

static DexFuture *
invited_cb (DexFuture *set, gpointer data)
{
  InvyShareDialog *self = data;
  g_autoptr (GError) error = NULL;

  self->is_inviting = FALSE;
  if (dex_future_get_value (set, &error) != NULL)
    {
      g_autofree char *role = dup_typed_role (self);
      g_autofree char *name = invy_bidi_isolate (role, INVY_BIDI_NAME);
      /* Translators: %s is the name that somebody logs in with */
      g_autofree char *sentence = g_strdup_printf (_ ("%s can open this wedding now"), name);

      say (self, sentence);
      gtk_editable_set_text (self->role_row, "");
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->role_row), "error");
      say (self, error->message);
    }
  update_invite (self);

  return dex_future_new_true ();
}

static void
invite (InvyShareDialog *self)
{
  g_autofree char *role = dup_typed_role (self);

  if (*role == '\0' || self->is_inviting)
    return;

  self->is_inviting = TRUE;
  gtk_widget_remove_css_class (GTK_WIDGET (self->role_row), "error");
  update_invite (self);
  dex_future_disown (
      dex_future_finally (invy_store_set_member (self->store, get_event_id (self), role,
                                                 (InvyAccess) adw_combo_row_get_selected (self->access_row)),
                          invited_cb, g_object_ref (self), g_object_unref));
}

static void
invite_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  invite (INVY_SHARE_DIALOG (widget));
}

static void
set_member (InvyShareDialog *self, InvyMember *member, InvyAccess access)
{
  tell_failure (self,
                invy_store_set_member (self->store, get_event_id (self), invy_member_get_role (member), access));
}

static DexFuture *
removed_cb (DexFuture *removed, gpointer data)
{
  InvyShareDialog *self = data;
  g_autofree char *name = NULL, *sentence = NULL;
  AdwToast *toast;

  if (invy_member_is_me (self->removed))
    {
      adw_dialog_close (ADW_DIALOG (self));
      return dex_future_new_true ();
    }

  name = invy_bidi_isolate (invy_member_get_role (self->removed), INVY_BIDI_NAME);
  /* Translators: %s is the name that somebody logs in with */
  sentence = g_strdup_printf (_ ("%s cannot see this wedding any more"), name);
  toast = say (self, sentence);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "share.undo");

  return dex_future_new_true ();
}

static void
undo_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyShareDialog *self = INVY_SHARE_DIALOG (widget);

  if (self->removed != NULL)
    set_member (self, self->removed, invy_member_get_access (self->removed));
}

static void
remove_member (InvyShareDialog *self, InvyMember *member)
{
  g_set_object (&self->removed, member);
  tell_failure (self, dex_future_then (
                          invy_store_remove_member (self->store, get_event_id (self), invy_member_get_role (member)),
                          removed_cb, g_object_ref (self), g_object_unref));
}

static void
leave_response_cb (InvyShareDialog *self, const char *response)
{
  if (g_str_equal (response, "leave") && self->removed != NULL)
    remove_member (self, self->removed);
}

/* Nobody can invite themselves again. */
static void
ask_to_leave (InvyShareDialog *self, InvyMember *me)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      _ ("Leave This Wedding?"), _ ("You will not see it any more, until one of its owners invites you again.")));

  g_set_object (&self->removed, me);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "leave", _ ("_Leave"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "leave", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (alert, "response", G_CALLBACK (leave_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self));
}

static void
row_access_chosen_cb (InvyShareDialog *self, InvyAccess access, InvyMemberRow *row)
{
  set_member (self, invy_member_row_get_member (row), access);
}

static void
row_removed_cb (InvyShareDialog *self, InvyMemberRow *row)
{
  InvyMember *member = invy_member_row_get_member (row);

  if (invy_member_is_me (member))
    ask_to_leave (self, member);
  else
    remove_member (self, member);
}

static GtkWidget *
create_row (gpointer member, gpointer data)
{
  InvyShareDialog *self = data;
  GtkWidget *row = invy_member_row_new (member, self->is_owned);

  g_signal_connect_object (row, "access-chosen", G_CALLBACK (row_access_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
invy_share_dialog_dispose (GObject *object)
{
  InvyShareDialog *self = INVY_SHARE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_SHARE_DIALOG);
  g_clear_object (&self->members);
  g_clear_object (&self->removed);
  g_clear_object (&self->event);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (invy_share_dialog_parent_class)->dispose (object);
}

static void
invy_share_dialog_class_init (InvyShareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_share_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-share-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyShareDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, InvyShareDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, InvyShareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyShareDialog, failure_page);
  gtk_widget_class_bind_template_child (widget_class, InvyShareDialog, invite_group);
  gtk_widget_class_bind_template_child (widget_class, InvyShareDialog, role_row);
  gtk_widget_class_bind_template_child (widget_class, InvyShareDialog, access_row);
  gtk_widget_class_bind_template_child (widget_class, InvyShareDialog, members_box);
  gtk_widget_class_bind_template_callback (widget_class, update_invite);
  gtk_widget_class_bind_template_callback (widget_class, invite);
  gtk_widget_class_bind_template_callback (widget_class, access_selected_cb);
  gtk_widget_class_install_action (widget_class, "share.invite", NULL, invite_action);
  gtk_widget_class_install_action (widget_class, "share.undo", NULL, undo_action);
}

static void
invy_share_dialog_init (InvyShareDialog *self)
{
  g_autoptr (GListModel) choices = invy_access_words_new_choices ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->members = g_list_store_new (INVY_TYPE_MEMBER);
  gtk_list_box_bind_model (self->members_box, G_LIST_MODEL (self->members), create_row, self, NULL);
  adw_combo_row_set_model (self->access_row, choices);
  adw_combo_row_set_selected (self->access_row, INVY_ACCESS_EDITOR);
  update_invite (self);
}

/**
 * invy_share_dialog_new:
 * @store: a shared one
 *
 * Returns: (transfer floating): the members of @event; it follows what others change
 */
AdwDialog *
invy_share_dialog_new (InvyStore *store, InvyEvent *event)
{
  InvyShareDialog *self;
  g_autofree char *name = NULL, *shown_name = NULL;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);

  self = g_object_new (INVY_TYPE_SHARE_DIALOG, NULL);
  self->store = g_object_ref (store);
  self->event = g_object_ref (event);
  name = invy_event_dup_name (event);
  shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);
  adw_window_title_set_subtitle (self->window_title, shown_name);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);

  return ADW_DIALOG (self);
}
