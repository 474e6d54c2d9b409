/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-problem-row.h"
#include "app/guests/invy-guest-badge.h"
#include "app/guests/invy-guest-dialog.h"
#include "campaign/invy-reasons.h"
#include "phone/invy-phone.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyGuestDialog
{
  AdwDialog parent_instance;

  InvyGuestBook *book;
  InvyGuest *guest; /* our copy, as it was in the book */
  gboolean is_saving;

  GtkWidget *invitation_group;
  AdwActionRow *invitation_row;
  InvyGuestBadge *invitation_badge;
  GtkEditable *first_name_row;
  GtkEditable *last_name_row;
  GtkEditable *phone_row;
  GtkEditable *email_row;
  GtkEditable *side_row;
  GtkEditable *group_row;
  GtkEditable *meal_row;
  InvyProblemRow *name_problem;
  InvyProblemRow *phone_problem;
  GtkWidget *phone_hint_row;
  GtkLabel *phone_hint;
  AdwComboRow *language_row;
  AdwSpinRow *party_row;
  AdwComboRow *rsvp_row;
  AdwSpinRow *rsvp_count_row;
  GtkTextView *notes_view;
  GPtrArray *languages; /* the codes in the order of the row's list; the first is NULL */
};

G_DEFINE_FINAL_TYPE (InvyGuestDialog, invy_guest_dialog, ADW_TYPE_DIALOG)

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Where each text of a guest is typed. */
typedef struct
{
  InvyGuestField field;
  gsize row;
  gboolean is_left_to_right;
} Input;

#define MEMBER(name) G_STRUCT_OFFSET (InvyGuestDialog, name)

static const Input inputs[] = {
  { INVY_GUEST_FIRST_NAME, MEMBER (first_name_row), FALSE },
  { INVY_GUEST_LAST_NAME, MEMBER (last_name_row), FALSE },
  { INVY_GUEST_PHONE_NUMBER, MEMBER (phone_row), TRUE },
  { INVY_GUEST_EMAIL, MEMBER (email_row), TRUE },
  { INVY_GUEST_SIDE, MEMBER (side_row), FALSE },
  { INVY_GUEST_GROUP_NAME, MEMBER (group_row), FALSE },
  { INVY_GUEST_MEAL, MEMBER (meal_row), FALSE },
};

static GtkEditable *
get_row (InvyGuestDialog *self, const Input *input)
{
  return G_STRUCT_MEMBER (GtkEditable *, self, input->row);
}

/* The answers of the list, in its order. */
static const InvyRsvp answers[] = { INVY_RSVP_NONE, INVY_RSVP_YES, INVY_RSVP_NO, INVY_RSVP_MAYBE };

static InvyRsvp
get_answer (InvyGuestDialog *self)
{
  const guint selected = adw_combo_row_get_selected (self->rsvp_row);

  return selected < G_N_ELEMENTS (answers) ? answers[selected] : INVY_RSVP_NONE;
}

static void
show_answer (InvyGuestDialog *self, InvyRsvp rsvp)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (answers[i] == rsvp)
      adw_combo_row_set_selected (self->rsvp_row, i);
}

/* Copies a text without the white space around it. */
static void
set_stripped (InvyGuest *guest, InvyGuestField field, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  invy_guest_set (guest, field, stripped);
}

static void
read_notes (InvyGuestDialog *self, InvyGuest *guest)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes_view);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  set_stripped (guest, INVY_GUEST_NOTES, text);
}

/* How many people come. Whoever did not say comes with everybody who is invited, until somebody changes that. */
static guint
get_count_shown (InvyGuest *guest)
{
  const guint count = invy_guest_get_rsvp_count (guest);

  return count > 0 ? count : invy_guest_get_party_size (guest);
}

/* When the guest answered is only noted anew when the answer is another. */
static void
read_answer (InvyGuestDialog *self, InvyGuest *guest)
{
  const InvyRsvp rsvp = get_answer (self);
  const guint count = (guint) adw_spin_row_get_value (self->rsvp_count_row);

  if (rsvp == invy_guest_get_rsvp (self->guest) && (rsvp != INVY_RSVP_YES || count == get_count_shown (self->guest)))
    return;

  invy_guest_set_rsvp (guest, rsvp, rsvp == INVY_RSVP_YES ? count : 0,
                       rsvp != INVY_RSVP_NONE ? g_get_real_time () / 1000 : 0);
}

/* Returns: (transfer full): a copy of the guest with what was typed on top */
static InvyGuest *
read_guest (InvyGuestDialog *self)
{
  InvyGuest *guest = invy_guest_copy (self->guest);

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    set_stripped (guest, inputs[i].field, gtk_editable_get_text (get_row (self, &inputs[i])));
  invy_guest_set (guest, INVY_GUEST_LANGUAGE,
                  g_ptr_array_index (self->languages, adw_combo_row_get_selected (self->language_row)));
  invy_guest_set_party_size (guest, (guint) adw_spin_row_get_value (self->party_row));
  read_answer (self, guest);
  read_notes (self, guest);

  return guest;
}

static gboolean
has_changes (InvyGuestDialog *self)
{
  g_autoptr (InvyGuest) typed = read_guest (self);

  for (guint field = 0; field < INVY_GUEST_N_FIELDS; field++)
    if (g_strcmp0 (invy_guest_get (typed, (InvyGuestField) field),
                   invy_guest_get (self->guest, (InvyGuestField) field))
        != 0)
      return TRUE;

  return invy_guest_get_party_size (typed) != invy_guest_get_party_size (self->guest)
         || invy_guest_get_rsvp (typed) != invy_guest_get_rsvp (self->guest)
         || invy_guest_get_rsvp_count (typed) != invy_guest_get_rsvp_count (self->guest);
}

/* What the number that is typed turns out to be. A number may be missing, but nothing can be sent without one. */
static void
judge_phone (InvyGuestDialog *self)
{
  const char *text = gtk_editable_get_text (self->phone_row);
  const char *country = invy_event_get (invy_guest_book_get_event (self->book), INVY_EVENT_COUNTRY);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyPhone) phone = *text != '\0' ? invy_phone_parse (text, country, &error) : NULL;
  g_autofree char *number = phone != NULL ? invy_bidi_isolate (phone->display, INVY_BIDI_NUMBER) : NULL;
  g_autofree char *warning = phone != NULL ? invy_phone_dup_warning (phone->warnings) : NULL;
  g_autofree char *hint = warning != NULL ? g_strdup_printf ("%s\n%s", number, warning) : g_strdup (number);

  invy_problem_row_set_sentence (self->phone_problem, GTK_WIDGET (self->phone_row),
                                 error != NULL ? error->message : NULL);
  gtk_label_set_label (self->phone_hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (self->phone_hint_row, hint != NULL);
}

static void
update (InvyGuestDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !has_changes (self));
  gtk_widget_set_visible (GTK_WIDGET (self->rsvp_count_row), get_answer (self) == INVY_RSVP_YES);
}

static void
show_language (InvyGuestDialog *self)
{
  const char *code = invy_guest_get (self->guest, INVY_GUEST_LANGUAGE);
  guint selected = 0;

  while (selected < self->languages->len && g_strcmp0 (self->languages->pdata[selected], code) != 0)
    selected++;

  /* A language that we have no name for came in from a file. */
  if (selected == self->languages->len)
    {
      g_ptr_array_add (self->languages, g_strdup (code));
      gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (self->language_row)), code);
    }
  adw_combo_row_set_selected (self->language_row, selected);
}

/* What the ledger says about the guest's invitation, and why. */
static void
show_invitation (InvyGuestDialog *self)
{
  InvyMessage *message = invy_guest_book_get_message (self->book, invy_guest_get_id (self->guest));
  const InvyDelivery delivery = invy_guest_get_delivery (self->guest);
  g_autofree char *reason = message != NULL ? invy_reasons_dup_for_message (message) : NULL;

  gtk_widget_set_visible (self->invitation_group, message != NULL);
  adw_action_row_set_subtitle (self->invitation_row, reason != NULL ? reason : "");
  g_object_set (self->invitation_badge, "label", invy_guest_words_get_invitation (delivery, FALSE), "kind",
                invy_guest_words_get_invitation_kind (delivery, FALSE), NULL);
}

static void
show_guest (InvyGuestDialog *self)
{
  const char *notes = invy_guest_get (self->guest, INVY_GUEST_NOTES);

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      const char *text = invy_guest_get (self->guest, inputs[i].field);

      gtk_editable_set_text (get_row (self, &inputs[i]), text != NULL ? text : "");
    }
  show_language (self);
  adw_spin_row_set_value (self->party_row, invy_guest_get_party_size (self->guest));
  show_answer (self, invy_guest_get_rsvp (self->guest));
  adw_spin_row_set_value (self->rsvp_count_row, get_count_shown (self->guest));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes_view), notes != NULL ? notes : "", -1);
  show_invitation (self);
  judge_phone (self);
  update (self);
}

static void
set_saving (InvyGuestDialog *self, gboolean is_saving)
{
  self->is_saving = is_saving;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "guest.save", !is_saving);
}

static void save (InvyGuestDialog *self);

static void
show_failure (InvyGuestDialog *self, const char *sentence)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("The Guest Was Not Saved"), sentence));

  adw_alert_dialog_add_response (alert, "close", _ ("_Close"));
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self));
}

static void
conflict_response_cb (InvyGuestDialog *self, const char *response)
{
  InvyGuest *theirs = invy_guest_book_find (self->book, invy_guest_get_id (self->guest));

  if (theirs == NULL)
    return;

  if (g_str_equal (response, "mine"))
    {
      invy_record_set_version (INVY_RECORD (self->guest), invy_record_get_version (INVY_RECORD (theirs)));
      save (self);
    }
  else if (g_str_equal (response, "theirs"))
    {
      invy_guest_assign (self->guest, theirs);
      show_guest (self);
    }
}

/* The book has read again by now what the others did. */
static DexFuture *
conflict_cb (DexFuture *loaded, gpointer data)
{
  InvyGuestDialog *self = data;
  AdwAlertDialog *alert;

  set_saving (self, FALSE);
  if (invy_guest_book_find (self->book, invy_guest_get_id (self->guest)) == NULL)
    {
      show_failure (self, _ ("Someone else removed this guest since you opened it. Add the guest again, or bring it "
                             "back where it was removed."));
      return dex_future_new_true ();
    }

  alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      _ ("Someone Else Changed This Guest"),
      _ ("It was changed on another computer or in another window since you opened it. Keep what you typed, or look "
         "at their changes and type yours again.")));
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "theirs", _ ("Show _Theirs"), "mine",
                                  _ ("_Keep Mine"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "mine", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (alert, "response", G_CALLBACK (conflict_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self));

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
save (InvyGuestDialog *self)
{
  g_autoptr (InvyGuest) guest = read_guest (self);
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  if (!invy_guest_check (guest, &error))
    {
      invy_problem_row_set_sentence (self->name_problem, GTK_WIDGET (self->first_name_row), error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->first_name_row));
      return;
    }

  g_ptr_array_add (guests, g_steal_pointer (&guest));
  set_saving (self, TRUE);
  dex_future_disown (
      dex_future_finally (invy_guest_book_save (self->book, guests), saved_cb, g_object_ref (self), g_object_unref));
}

/* Saving a guest as it was is closing. */
static void
save_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyGuestDialog *self = INVY_GUEST_DIALOG (widget);

  if (self->is_saving)
    return;

  if (!has_changes (self) && invy_guest_check (self->guest, NULL))
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    save (self);
}

static void
changed_cb (InvyGuestDialog *self)
{
  invy_problem_row_set_sentence (self->name_problem, GTK_WIDGET (self->first_name_row), NULL);
  update (self);
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
set_up_languages (InvyGuestDialog *self)
{
  const char *const *codes = invy_guest_words_get_language_codes ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->languages = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->languages, NULL);
  /* Translators: a guest whose own language is not known gets the wedding's */
  gtk_string_list_append (names, _ ("As the wedding"));
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_ptr_array_add (self->languages, g_strdup (codes[i]));
      gtk_string_list_append (names, invy_guest_words_get_language (codes[i]));
    }
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
}

/* Numbers and addresses run from left to right in every language, but stand where the other rows' text does. */
static void
make_left_to_right (GtkEditable *row)
{
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (row)), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (row, gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 1 : 0);
}

static void
set_up_inputs (InvyGuestDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      GtkEditable *row = get_row (self, &inputs[i]);

      g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      if (inputs[i].is_left_to_right)
        make_left_to_right (row);
    }

  g_signal_connect_object (self->phone_row, "changed", G_CALLBACK (judge_phone), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->language_row, "notify::selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->party_row, "notify::value", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rsvp_row, "notify::selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rsvp_count_row, "notify::value", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes_view), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
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
  g_clear_pointer (&self->languages, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_guest_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, invitation_group);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, invitation_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, invitation_badge);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, first_name_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, last_name_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, phone_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, email_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, side_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, group_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, meal_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, name_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, phone_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, phone_hint_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, phone_hint);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, party_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, rsvp_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, rsvp_count_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestDialog, notes_view);
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

  g_type_ensure (INVY_TYPE_GUEST_BADGE);
  g_type_ensure (INVY_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-guest-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "guest.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "guest.save", NULL);
}

static void
invy_guest_dialog_init (InvyGuestDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_languages (self);
}

/**
 * invy_guest_dialog_new:
 * @book: where the guest belongs and is kept
 * @guest: (nullable): whom to edit; %NULL for a new guest
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
  set_up_inputs (self);

  return ADW_DIALOG (self);
}
