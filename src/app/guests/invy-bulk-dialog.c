/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-bulk-dialog.h"

#include "app/guests/invy-answer-words.h"
#include "app/guests/invy-count-row.h"
#include "app/guests/invy-guest-values.h"
#include "app/guests/invy-guest-words.h"
#include "app/guests/invy-value-button.h"
#include "app/order/invy-entry-row.h"
#include "model/invy-tags.h"

#include <glib/gi18n.h>

/* What can be changed for many. */
typedef enum
{
  PART_SIDE,
  PART_GROUP,
  PART_HOUSEHOLD,
  PART_TAGS_MORE,
  PART_TAGS_LESS,
  PART_MEAL,
  PART_NOTES,
  PART_LANGUAGE,
  PART_PARTY,
  PART_ANSWER,
  N_PARTS,
} Part;

struct _InvyBulkDialog
{
  AdwDialog parent_instance;

  InvyGuestBook *book;
  GPtrArray *guests;

  AdwWindowTitle *window_title;
  AdwPreferencesGroup *group;
  GtkCheckButton *checks[N_PARTS]; /* borrowed from the rows */
  GtkWidget *rows[N_PARTS];        /* borrowed from the group */
};

G_DEFINE_FINAL_TYPE (InvyBulkDialog, invy_bulk_dialog, ADW_TYPE_DIALOG)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The parts that are typed. */
static const struct
{
  Part part;
  InvyGuestField field;
  const char *title;
} texts[] = {
  { PART_SIDE, INVY_GUEST_SIDE, N_ ("Side") },
  { PART_GROUP, INVY_GUEST_GROUP_NAME, N_ ("Group") },
  { PART_HOUSEHOLD, INVY_GUEST_HOUSEHOLD, N_ ("Household") },
  { PART_TAGS_MORE, INVY_GUEST_TAGS, N_ ("Add Tags") },
  { PART_TAGS_LESS, INVY_GUEST_TAGS, N_ ("Remove Tags") },
  { PART_MEAL, INVY_GUEST_MEAL, N_ ("Meal") },
  { PART_NOTES, INVY_GUEST_NOTES, N_ ("Notes") },
};

/* The answers of the list, in its order. */
static const InvyRsvp answers[] = { INVY_RSVP_YES, INVY_RSVP_MAYBE, INVY_RSVP_NO, INVY_RSVP_NONE };

static void
change_text (InvyGuest *guest, Part part, InvyGuestField field, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *tags = invy_guest_get (guest, INVY_GUEST_TAGS);
  g_autofree char *changed = NULL;

  if (part == PART_TAGS_MORE)
    changed = invy_tags_add (tags, stripped);
  else if (part == PART_TAGS_LESS)
    changed = invy_tags_remove (tags, stripped);
  else
    changed = g_steal_pointer (&stripped);
  invy_guest_set (guest, field, changed);
}

/* Those who come do so with everybody who is invited with them. */
static void
change_answer (InvyGuest *guest, InvyRsvp rsvp)
{
  if (rsvp != invy_guest_get_rsvp (guest))
    invy_guest_set_rsvp (guest, rsvp, rsvp == INVY_RSVP_YES ? invy_guest_get_party_size (guest) : 0,
                         rsvp != INVY_RSVP_NONE ? g_get_real_time () / 1000 : 0);
}

static gboolean
is_on (InvyBulkDialog *self, Part part)
{
  return gtk_check_button_get_active (self->checks[part]);
}

static guint
get_selected (InvyBulkDialog *self, Part part)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[part]));
}

/* Returns: (transfer full): a copy of @original with what is ticked */
static InvyGuest *
change_guest (InvyBulkDialog *self, InvyGuest *original)
{
  InvyGuest *guest = invy_guest_copy (original);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (is_on (self, texts[i].part))
      change_text (guest, texts[i].part, texts[i].field,
                   gtk_editable_get_text (GTK_EDITABLE (self->rows[texts[i].part])));
  if (is_on (self, PART_LANGUAGE))
    {
      const guint selected = get_selected (self, PART_LANGUAGE);

      /* The first is the wedding's language, which is none of the guest's own. */
      invy_guest_set (guest, INVY_GUEST_LANGUAGE,
                      selected > 0 ? invy_guest_words_get_language_codes ()[selected - 1] : NULL);
    }
  if (is_on (self, PART_PARTY))
    invy_guest_set_party_size (guest, (guint) adw_spin_row_get_value (ADW_SPIN_ROW (self->rows[PART_PARTY])));
  if (is_on (self, PART_ANSWER))
    change_answer (guest, answers[get_selected (self, PART_ANSWER)]);

  return guest;
}

static void
change_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyBulkDialog *self = INVY_BULK_DIALOG (widget);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->guests->len; i++)
    g_ptr_array_add (changed, change_guest (self, self->guests->pdata[i]));
  g_signal_emit (self, signals[CHANGED], 0, changed);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
ticked_cb (InvyBulkDialog *self)
{
  gboolean is_any_on = FALSE;

  for (guint part = 0; part < N_PARTS; part++)
    is_any_on = is_any_on || (self->checks[part] != NULL && is_on (self, (Part) part));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.change", is_any_on);
}

/* Whoever fills something in wants it changed. */
static void
filled_cb (GtkCheckButton *check)
{
  gtk_check_button_set_active (check, TRUE);
}

static void
add_row (InvyBulkDialog *self, Part part, GtkWidget *row, const char *detailed_signal)
{
  GtkWidget *check = gtk_check_button_new ();
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  /* Translators: %s is what is changed when it is ticked: "Group", "Meal" */
  g_autofree char *label = g_strdup_printf (_ ("Change: %s"), title);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (check, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (ADW_IS_ENTRY_ROW (row))
    adw_entry_row_add_prefix (ADW_ENTRY_ROW (row), check);
  else
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  self->rows[part] = row;
  self->checks[part] = GTK_CHECK_BUTTON (check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, detailed_signal, G_CALLBACK (filled_cb), check, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
}

static void
add_texts (InvyBulkDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *title = _ (texts[i].title);
      GtkWidget *row = g_object_new (INVY_TYPE_ENTRY_ROW, "title", title, NULL);

      if (texts[i].field != INVY_GUEST_NOTES)
        {
          InvyValueButton *button = invy_value_button_new (GTK_EDITABLE (row), title);
          g_auto (GStrv) values = invy_guest_values_dup (G_LIST_MODEL (self->book), texts[i].field);

          invy_value_button_set_values (button, (const char *const *) values);
          invy_value_button_set_adds (button, texts[i].field == INVY_GUEST_TAGS);
          adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), GTK_WIDGET (button));
        }
      add_row (self, texts[i].part, row, "changed");
    }
}

static void
add_choice (InvyBulkDialog *self, Part part, const char *title, GtkStringList *names)
{
  add_row (self, part, g_object_new (ADW_TYPE_COMBO_ROW, "title", title, "model", names, NULL), "notify::selected");
}

static void
add_choices (InvyBulkDialog *self)
{
  const char *const *codes = invy_guest_words_get_language_codes ();
  g_autoptr (GtkStringList) languages = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) answer_names = gtk_string_list_new (NULL);
  GtkWidget *party = adw_spin_row_new_with_range (1, 999, 1);

  gtk_string_list_append (languages, _ ("As the wedding"));
  for (guint i = 0; codes[i] != NULL; i++)
    gtk_string_list_append (languages, invy_guest_words_get_language (codes[i]));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    gtk_string_list_append (answer_names, invy_answer_words_get_label (answers[i]));

  add_choice (self, PART_LANGUAGE, _ ("Language"), languages);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (party), _ ("People Invited"));
  invy_count_row_align (ADW_SPIN_ROW (party));
  add_row (self, PART_PARTY, party, "notify::value");
  add_choice (self, PART_ANSWER, _ ("Answer"), answer_names);
}

static void
invy_bulk_dialog_dispose (GObject *object)
{
  InvyBulkDialog *self = INVY_BULK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INVY_TYPE_BULK_DIALOG);
  g_clear_object (&self->book);
  g_clear_pointer (&self->guests, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_bulk_dialog_parent_class)->dispose (object);
}

static void
invy_bulk_dialog_class_init (InvyBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_bulk_dialog_dispose;

  /**
   * InvyBulkDialog::changed:
   * @guests: (element-type InvyGuest): copies of all the guests, with what was ticked
   *
   * The planner agreed.
   */
  signals[CHANGED] = g_signal_new ("changed", INVY_TYPE_BULK_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-bulk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyBulkDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, InvyBulkDialog, group);
  gtk_widget_class_install_action (widget_class, "bulk.change", NULL, change_action);
}

static void
invy_bulk_dialog_init (InvyBulkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_bulk_dialog_new:
 * @book: whose guests they are
 * @guests: (element-type InvyGuest): whom to change
 * @n_hidden: how many of them the list does not show
 *
 * Returns: (transfer floating): the dialog, with nothing ticked
 */
AdwDialog *
invy_bulk_dialog_new (InvyGuestBook *book, GPtrArray *guests, guint n_hidden)
{
  InvyBulkDialog *self;
  g_autofree char *title = NULL;
  g_autofree char *command = NULL;
  g_autofree char *hidden = NULL;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (book), NULL);
  g_return_val_if_fail (guests != NULL && guests->len > 0, NULL);

  self = g_object_new (INVY_TYPE_BULK_DIALOG, NULL);
  self->book = g_object_ref (book);
  self->guests = g_ptr_array_ref (guests);
  title = invy_guest_words_dup_change (guests->len, n_hidden);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  command = invy_guest_words_dup_change (guests->len, 0);
  adw_window_title_set_title (self->window_title, command);
  if (n_hidden > 0)
    {
      /* Translators: how many of the guests that are changed the list does not show */
      hidden = g_strdup_printf (ngettext ("%u not shown", "%u not shown", n_hidden), n_hidden);
      adw_window_title_set_subtitle (self->window_title, hidden);
    }
  add_texts (self);
  add_choices (self);
  ticked_cb (self);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->checks[0]));

  return ADW_DIALOG (self);
}
