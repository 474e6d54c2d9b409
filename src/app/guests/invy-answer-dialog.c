/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-answer-dialog.h"

#include "app/guests/invy-answer-words.h"
#include "app/guests/invy-guest-words.h"

#include <glib/gi18n.h>

/* The most people that one answer is for, as in the guest's editor. */
#define MAX_COUNT 999

struct _InvyAnswerDialog
{
  AdwAlertDialog parent_instance;

  gboolean is_one_digit; /* whether nobody is invited with more people than a digit can say */

  GtkEntry *count_entry;
};

enum
{
  COUNTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyAnswerDialog, invy_answer_dialog, ADW_TYPE_ALERT_DIALOG)

/* The number that is typed, in any script's digits; 0 if there is none. */
static guint
read_count (InvyAnswerDialog *self)
{
  guint count = 0;

  for (const char *at = gtk_editable_get_text (GTK_EDITABLE (self->count_entry)); *at != '\0';
       at = g_utf8_next_char (at))
    {
      const int digit = g_unichar_digit_value (g_utf8_get_char (at));

      if (digit < 0)
        return 0;
      count = MIN (count * 10 + (guint) digit, MAX_COUNT);
    }

  return count;
}

static gboolean
close_cb (gpointer data)
{
  adw_dialog_force_close (data);
  return G_SOURCE_REMOVE;
}

/* The second keystroke is the last one, unless a number may need another digit. */
static void
changed_cb (InvyAnswerDialog *self)
{
  const guint count = read_count (self);

  if (!self->is_one_digit || count == 0)
    return;

  self->is_one_digit = FALSE; /* a key that comes before it is closed counts no more */
  g_signal_emit (self, signals[COUNTED], 0, count);
  /* Not at once: the entry is still busy with the key. */
  g_idle_add_full (G_PRIORITY_DEFAULT, close_cb, g_object_ref (self), g_object_unref);
}

static void
invy_answer_dialog_response (AdwAlertDialog *dialog, const char *response)
{
  InvyAnswerDialog *self = INVY_ANSWER_DIALOG (dialog);

  if (g_str_equal (response, "coming"))
    g_signal_emit (self, signals[COUNTED], 0, read_count (self));
}

static void
invy_answer_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_ANSWER_DIALOG);

  G_OBJECT_CLASS (invy_answer_dialog_parent_class)->dispose (object);
}

static void
invy_answer_dialog_class_init (InvyAnswerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_answer_dialog_dispose;
  ADW_ALERT_DIALOG_CLASS (klass)->response = invy_answer_dialog_response;

  /**
   * InvyAnswerDialog::counted:
   * @count: how many people come with each of the guests; 0 for everybody invited
   *
   * The planner said how many.
   */
  signals[COUNTED] = g_signal_new ("counted", INVY_TYPE_ANSWER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-answer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyAnswerDialog, count_entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
invy_answer_dialog_init (InvyAnswerDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_title (GPtrArray *guests, guint n_hidden)
{
  g_autofree char *name = NULL;

  if (guests->len > 1)
    return invy_answer_words_dup_coming (guests->len, n_hidden);

  name = invy_guest_words_dup_names (guests);
  /* Translators: %s is the name of a guest who comes */
  return g_strdup_printf (_ ("%s: Coming"), name);
}

/**
 * invy_answer_dialog_new:
 * @guests: (element-type InvyGuest): who comes; at least one
 * @n_hidden: how many of them are not shown
 *
 * Returns: (transfer floating): the question, for one answer
 */
AdwDialog *
invy_answer_dialog_new (GPtrArray *guests, guint n_hidden)
{
  InvyAnswerDialog *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (guests != NULL && guests->len > 0, NULL);

  self = g_object_new (INVY_TYPE_ANSWER_DIALOG, NULL);
  title = dup_title (guests, n_hidden);
  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), title);
  self->is_one_digit = TRUE;
  for (guint i = 0; i < guests->len; i++)
    if (invy_guest_get_party_size (guests->pdata[i]) > 9)
      self->is_one_digit = FALSE;
  if (guests->len == 1)
    {
      g_autofree char *invited = g_strdup_printf ("%u", invy_guest_get_party_size (guests->pdata[0]));

      gtk_entry_set_placeholder_text (self->count_entry, invited);
    }

  return ADW_DIALOG (self);
}
