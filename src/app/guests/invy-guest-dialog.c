/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-dialog.h"

#include "app/guests/invy-conflict-dialog.h"
#include "app/guests/invy-guest-form.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyGuestDialog
{
  AdwDialog parent_instance;

  InvyGuestBook *book;
  InvyGuest *guest; /* our copy, as it was in the book */
  gboolean is_saving;

  InvyGuestForm *form;
};

G_DEFINE_FINAL_TYPE (InvyGuestDialog, invy_guest_dialog, ADW_TYPE_DIALOG)

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update (InvyGuestDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !invy_guest_form_has_changes (self->form));
}

static void
show_guest (InvyGuestDialog *self)
{
  invy_guest_form_set_guest (self->form, self->book, self->guest);
  update (self);
}

static gboolean
is_editable (InvyGuestDialog *self)
{
  return invy_event_is_editable (invy_guest_book_get_event (self->book));
}

static void
set_saving (InvyGuestDialog *self, gboolean is_saving)
{
  self->is_saving = is_saving;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "guest.save", !is_saving && is_editable (self));
}

static void save (InvyGuestDialog *self, InvyGuest *guest);

static void
show_failure (InvyGuestDialog *self, const char *sentence)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("The Guest Was Not Saved"), sentence));

  adw_alert_dialog_add_response (alert, "close", _ ("_Close"));
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self));
}

/* The book has read again by now what the others did. What goes together is saved without a question. */
static DexFuture *
conflict_cb (DexFuture *loaded, gpointer data)
{
  InvyGuestDialog *self = data;
  InvyGuest *theirs = invy_guest_book_find (self->book, invy_guest_get_id (self->guest));
  g_autoptr (InvyGuest) mine = invy_guest_form_read (self->form);
  AdwDialog *question;

  set_saving (self, FALSE);
  if (theirs == NULL)
    {
      show_failure (self, _ ("Someone else removed this guest since you opened it. Add the guest again, or bring it "
                             "back where it was removed."));
      return dex_future_new_true ();
    }

  question = g_object_ref_sink (invy_conflict_dialog_new (theirs, self->guest, mine));
  if (invy_conflict_dialog_has_questions (INVY_CONFLICT_DIALOG (question)))
    {
      g_signal_connect_object (question, "resolved", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
      adw_dialog_present (question, GTK_WIDGET (self));
    }
  else
    {
      g_autoptr (InvyGuest) both = invy_conflict_dialog_dup_result (INVY_CONFLICT_DIALOG (question));

      save (self, both);
    }
  g_object_unref (question);

  return dex_future_new_true ();
}

static DexFuture *
saved_cb (DexFuture *saved, gpointer data)
{
  InvyGuestDialog *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (saved, &error) != NULL)
    {
      g_signal_emit (self, signals[SAVED], 0, self->guest);
      adw_dialog_force_close (ADW_DIALOG (self));
      return dex_future_new_true ();
    }

  if (g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT))
    return dex_future_finally (invy_guest_book_load (self->book), conflict_cb, g_object_ref (self), g_object_unref);

  set_saving (self, FALSE);
  show_failure (self, error->message);
  return dex_future_new_true ();
}

static void
save (InvyGuestDialog *self, InvyGuest *guest)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (guests, invy_guest_copy (guest));
  set_saving (self, TRUE);
  dex_future_disown (
      dex_future_finally (invy_guest_book_save (self->book, guests), saved_cb, g_object_ref (self), g_object_unref));
}

static void
save_form (InvyGuestDialog *self)
{
  g_autoptr (InvyGuest) guest = invy_guest_form_read (self->form);
  g_autoptr (GError) error = NULL;

  if (invy_guest_check (guest, &error))
    save (self, guest);
  else
    invy_guest_form_set_problem (self->form, error->message);
}

/* Saving a guest as it was is closing. */
static void
save_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyGuestDialog *self = INVY_GUEST_DIALOG (widget);

  if (self->is_saving)
    return;

  if (!invy_guest_form_has_changes (self->form) && invy_guest_check (self->guest, NULL))
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    save_form (self);
}

static void
discard_response_cb (InvyGuestDialog *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
invy_guest_dialog_close_attempt (AdwDialog *dialog)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Discard Changes?"), _ ("What you typed for this guest was not saved.")));

  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "discard", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (alert, "response", G_CALLBACK (discard_response_cb), dialog, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (dialog));
}

static void
invy_guest_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_GUEST_DIALOG);

  G_OBJECT_CLASS (invy_guest_dialog_parent_class)->dispose (object);
}

static void
invy_guest_dialog_finalize (GObject *object)
{
  InvyGuestDialog *self = INVY_GUEST_DIALOG (object);

  g_clear_object (&self->guest);
  g_clear_object (&self->book);

  G_OBJECT_CLASS (invy_guest_dialog_parent_class)->finalize (object);
}

static void
invy_guest_dialog_class_init (InvyGuestDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = invy_guest_dialog_dispose;
  object_class->finalize = invy_guest_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->close_attempt = invy_guest_dialog_close_attempt;

  /**
   * InvyGuestDialog::saved:
   * @guest: whom; the book has what was kept
   */
  signals[SAVED] = g_signal_new ("saved", INVY_TYPE_GUEST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, INVY_TYPE_GUEST);

  g_type_ensure (INVY_TYPE_GUEST_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-guest-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_install_action (widget_class, "guest.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "guest.save", NULL);
}

static void
invy_guest_dialog_init (InvyGuestDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_guest_dialog_new:
 * @book: where the guest belongs and is kept
 * @guest: (nullable): whom to edit; %NULL for a new guest
 *
 * In a wedding that this person may not change there is only something to look at.
 *
 * Returns: (transfer floating): the editor
 */
AdwDialog *
invy_guest_dialog_new (InvyGuestBook *book, InvyGuest *guest)
{
  InvyGuestDialog *self;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (book), NULL);
  g_return_val_if_fail (guest == NULL || INVY_IS_GUEST (guest), NULL);

  self = g_object_new (INVY_TYPE_GUEST_DIALOG, NULL);
  self->book = g_object_ref (book);
  if (guest != NULL)
    {
      g_autofree char *name = invy_guest_dup_name (guest);
      g_autofree char *title = invy_bidi_isolate (name, INVY_BIDI_NAME);

      self->guest = invy_guest_copy (guest);
      adw_dialog_set_title (ADW_DIALOG (self), title);
    }
  else
    {
      self->guest = invy_guest_new (invy_event_get_id (invy_guest_book_get_event (book)));
    }
  show_guest (self);
  set_saving (self, FALSE);
  invy_guest_form_set_editable (self->form, is_editable (self));
  if (is_editable (self))
    adw_dialog_set_focus (ADW_DIALOG (self), invy_guest_form_get_first_row (self->form));

  return ADW_DIALOG (self);
}
