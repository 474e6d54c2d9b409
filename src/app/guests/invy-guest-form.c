/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-form.h"

#include "app/events/invy-problem-row.h"
#include "app/guests/invy-count-row.h"
#include "app/guests/invy-guest-badge.h"
#include "app/guests/invy-guest-values.h"
#include "app/guests/invy-value-button.h"
#include "app/order/invy-entry-row.h"
#include "campaign/invy-reasons.h"
#include "phone/invy-phone.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyGuestForm
{
  AdwPreferencesPage parent_instance;

  InvyGuestBook *book;  /* weak: whoever shows the form has it */
  InvyGuest *guest;     /* as it was shown */
  GPtrArray *languages; /* the codes in the order of the row's list; the first is NULL */

  GtkWidget *invitation_group;
  GtkWidget *names_group;
  GtkWidget *details_group;
  GtkWidget *answer_group;
  GtkWidget *notes_group;
  AdwActionRow *invitation_row;
  InvyGuestBadge *invitation_badge;
  GtkEditable *first_name_row;
  GtkEditable *last_name_row;
  GtkEditable *phone_row;
  GtkEditable *email_row;
  GtkEditable *side_row;
  GtkEditable *group_row;
  GtkEditable *household_row;
  GtkEditable *tags_row;
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
};

G_DEFINE_FINAL_TYPE (InvyGuestForm, invy_guest_form, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Where each text of a guest is typed. */
typedef struct
{
  InvyGuestField field;
  gsize row;
  gboolean is_left_to_right;
  gboolean has_values; /* whether what other guests have is offered */
} Input;

#define MEMBER(name) G_STRUCT_OFFSET (InvyGuestForm, name)

static const Input inputs[] = {
  { INVY_GUEST_FIRST_NAME, MEMBER (first_name_row), FALSE, FALSE },
  { INVY_GUEST_LAST_NAME, MEMBER (last_name_row), FALSE, FALSE },
  { INVY_GUEST_PHONE_NUMBER, MEMBER (phone_row), TRUE, FALSE },
  { INVY_GUEST_EMAIL, MEMBER (email_row), TRUE, FALSE },
  { INVY_GUEST_SIDE, MEMBER (side_row), FALSE, TRUE },
  { INVY_GUEST_GROUP_NAME, MEMBER (group_row), FALSE, TRUE },
  { INVY_GUEST_HOUSEHOLD, MEMBER (household_row), FALSE, TRUE },
  { INVY_GUEST_TAGS, MEMBER (tags_row), FALSE, TRUE },
  { INVY_GUEST_MEAL, MEMBER (meal_row), FALSE, TRUE },
};

static GtkEditable *
get_row (InvyGuestForm *self, const Input *input)
{
  return G_STRUCT_MEMBER (GtkEditable *, self, input->row);
}

/* The answers of the list, in its order. */
static const InvyRsvp answers[] = { INVY_RSVP_NONE, INVY_RSVP_YES, INVY_RSVP_NO, INVY_RSVP_MAYBE };

static InvyRsvp
get_answer (InvyGuestForm *self)
{
  const guint selected = adw_combo_row_get_selected (self->rsvp_row);

  return selected < G_N_ELEMENTS (answers) ? answers[selected] : INVY_RSVP_NONE;
}

static void
show_answer (InvyGuestForm *self, InvyRsvp rsvp)
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
read_notes (InvyGuestForm *self, InvyGuest *guest)
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
read_answer (InvyGuestForm *self, InvyGuest *guest)
{
  const InvyRsvp rsvp = get_answer (self);
  const guint count = (guint) adw_spin_row_get_value (self->rsvp_count_row);

  if (rsvp == invy_guest_get_rsvp (self->guest) && (rsvp != INVY_RSVP_YES || count == get_count_shown (self->guest)))
    return;

  invy_guest_set_rsvp (guest, rsvp, rsvp == INVY_RSVP_YES ? count : 0,
                       rsvp != INVY_RSVP_NONE ? g_get_real_time () / 1000 : 0);
}

/* What the number that is typed turns out to be. A number may be missing, but nothing can be sent without one. */
static void
judge_phone (InvyGuestForm *self)
{
  const char *text = gtk_editable_get_text (self->phone_row);
  const char *country = invy_guest_book_get_country (self->book);
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
show_count (InvyGuestForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->rsvp_count_row), get_answer (self) == INVY_RSVP_YES);
}

static void
changed_cb (InvyGuestForm *self)
{
  invy_guest_form_set_problem (self, NULL);
  show_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_language (InvyGuestForm *self)
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
show_invitation (InvyGuestForm *self)
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
show_guest (InvyGuestForm *self)
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
  show_count (self);
}

static void
set_up_languages (InvyGuestForm *self)
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

/* What other guests of the wedding have there already, so that it is spelled the same. */
static void
add_values (InvyGuestForm *self, const Input *input)
{
  AdwEntryRow *row = ADW_ENTRY_ROW (get_row (self, input));
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  InvyValueButton *button = invy_value_button_new (GTK_EDITABLE (row), title);
  g_auto (GStrv) values = invy_guest_values_dup (G_LIST_MODEL (self->book), input->field);

  invy_value_button_set_values (button, (const char *const *) values);
  invy_value_button_set_adds (button, input->field == INVY_GUEST_TAGS);
  adw_entry_row_add_suffix (row, GTK_WIDGET (button));
}

static void
set_up_inputs (InvyGuestForm *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      GtkEditable *row = get_row (self, &inputs[i]);

      g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      if (inputs[i].has_values)
        add_values (self, &inputs[i]);
      if (inputs[i].is_left_to_right)
        make_left_to_right (row);
    }

  g_signal_connect_object (self->phone_row, "changed", G_CALLBACK (judge_phone), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->language_row, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->party_row, "notify::value", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rsvp_row, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rsvp_count_row, "notify::value", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes_view), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
invy_guest_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_GUEST_FORM);

  G_OBJECT_CLASS (invy_guest_form_parent_class)->dispose (object);
}

static void
invy_guest_form_finalize (GObject *object)
{
  InvyGuestForm *self = INVY_GUEST_FORM (object);

  g_clear_object (&self->guest);
  g_clear_weak_pointer (&self->book);
  g_clear_pointer (&self->languages, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_guest_form_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, invitation_group);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, names_group);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, details_group);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, answer_group);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, notes_group);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, invitation_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, invitation_badge);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, first_name_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, last_name_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, phone_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, email_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, side_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, group_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, household_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, tags_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, meal_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, name_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, phone_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, phone_hint_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, phone_hint);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, language_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, party_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, rsvp_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, rsvp_count_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestForm, notes_view);
}

static void
invy_guest_form_class_init (InvyGuestFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = invy_guest_form_dispose;
  object_class->finalize = invy_guest_form_finalize;

  /**
   * InvyGuestForm::changed:
   *
   * Something was typed or chosen.
   */
  signals[CHANGED] =
      g_signal_new ("changed", INVY_TYPE_GUEST_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (INVY_TYPE_GUEST_BADGE);
  g_type_ensure (INVY_TYPE_PROBLEM_ROW);
  g_type_ensure (INVY_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-guest-form.ui");
  bind_children (widget_class);
}

static void
invy_guest_form_init (InvyGuestForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_count_row_align (self->party_row);
  invy_count_row_align (self->rsvp_count_row);
  set_up_languages (self);
}

/**
 * invy_guest_form_set_guest:
 * @book: where the guest belongs, and whose other guests' values are offered
 * @guest: whom; copied
 *
 * Shows a guest for the first time, or again as it is now.
 */
void
invy_guest_form_set_guest (InvyGuestForm *self, InvyGuestBook *book, InvyGuest *guest)
{
  const gboolean is_first = self->book == NULL;

  g_return_if_fail (INVY_IS_GUEST_FORM (self));
  g_return_if_fail (INVY_IS_GUEST_BOOK (book));
  g_return_if_fail (INVY_IS_GUEST (guest));

  g_set_weak_pointer (&self->book, book);
  g_clear_object (&self->guest);
  self->guest = invy_guest_copy (guest);
  show_guest (self);
  if (is_first)
    set_up_inputs (self);
}

/**
 * invy_guest_form_get_first_row:
 *
 * Returns: (transfer none): where typing begins
 */
GtkWidget *
invy_guest_form_get_first_row (InvyGuestForm *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_FORM (self), NULL);

  return GTK_WIDGET (self->first_name_row);
}

/**
 * invy_guest_form_get_guest:
 *
 * Returns: (transfer none): the guest as it was shown
 */
InvyGuest *
invy_guest_form_get_guest (InvyGuestForm *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_FORM (self), NULL);

  return self->guest;
}

/**
 * invy_guest_form_read:
 *
 * Returns: (transfer full): a copy of the guest with what was typed on top
 */
InvyGuest *
invy_guest_form_read (InvyGuestForm *self)
{
  InvyGuest *guest;

  g_return_val_if_fail (INVY_IS_GUEST_FORM (self), NULL);

  guest = invy_guest_copy (self->guest);
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    set_stripped (guest, inputs[i].field, gtk_editable_get_text (get_row (self, &inputs[i])));
  invy_guest_set (guest, INVY_GUEST_LANGUAGE,
                  g_ptr_array_index (self->languages, adw_combo_row_get_selected (self->language_row)));
  invy_guest_set_party_size (guest, (guint) adw_spin_row_get_value (self->party_row));
  read_answer (self, guest);
  read_notes (self, guest);

  return guest;
}

/**
 * invy_guest_form_has_changes:
 *
 * Returns: whether what is typed is not what was shown
 */
gboolean
invy_guest_form_has_changes (InvyGuestForm *self)
{
  g_autoptr (InvyGuest) typed = invy_guest_form_read (self);

  for (guint field = 0; field < INVY_GUEST_N_FIELDS; field++)
    if (g_strcmp0 (invy_guest_get (typed, (InvyGuestField) field),
                   invy_guest_get (self->guest, (InvyGuestField) field))
        != 0)
      return TRUE;

  return invy_guest_get_party_size (typed) != invy_guest_get_party_size (self->guest)
         || invy_guest_get_rsvp (typed) != invy_guest_get_rsvp (self->guest)
         || invy_guest_get_rsvp_count (typed) != invy_guest_get_rsvp_count (self->guest);
}

/**
 * invy_guest_form_set_problem:
 * @sentence: (nullable): why it cannot be saved
 *
 * Says what is missing, where it is missing.
 */
void
invy_guest_form_set_problem (InvyGuestForm *self, const char *sentence)
{
  g_return_if_fail (INVY_IS_GUEST_FORM (self));

  invy_problem_row_set_sentence (self->name_problem, GTK_WIDGET (self->first_name_row), sentence);
  if (sentence != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->first_name_row));
}

/**
 * invy_guest_form_set_editable:
 *
 * Whether anything can be typed, or only looked at.
 */
void
invy_guest_form_set_editable (InvyGuestForm *self, gboolean editable)
{
  g_return_if_fail (INVY_IS_GUEST_FORM (self));

  gtk_widget_set_sensitive (self->names_group, editable);
  gtk_widget_set_sensitive (self->details_group, editable);
  gtk_widget_set_sensitive (self->answer_group, editable);
  gtk_widget_set_sensitive (self->notes_group, editable);
}
