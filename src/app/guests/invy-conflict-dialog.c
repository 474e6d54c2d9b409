/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-conflict-dialog.h"

#include "app/guests/invy-conflict-row.h"
#include "book/invy-guest-change.h"

#include <glib/gi18n.h>

struct _InvyConflictDialog
{
  AdwAlertDialog parent_instance;

  InvyGuest *theirs;
  InvyGuest *from;
  InvyGuest *mine;
  GtkListBox *list;
  GHashTable *rows; /* part -> InvyConflictRow, borrowed from the list */
};

G_DEFINE_FINAL_TYPE (InvyConflictDialog, invy_conflict_dialog, ADW_TYPE_ALERT_DIALOG)

enum
{
  RESOLVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
add_row (InvyConflictDialog *self, guint part)
{
  g_autofree char *mine = invy_guest_change_dup_value (self->mine, part);
  g_autofree char *theirs = invy_guest_change_dup_value (self->theirs, part);
  GtkWidget *row = invy_conflict_row_new (invy_guest_change_get_title (part), mine, theirs);

  gtk_list_box_append (self->list, row);
  g_hash_table_insert (self->rows, GUINT_TO_POINTER (part), row);
}

static void
invy_conflict_dialog_response (AdwAlertDialog *dialog, const char *response)
{
  InvyConflictDialog *self = INVY_CONFLICT_DIALOG (dialog);

  if (g_str_equal (response, "save"))
    {
      g_autoptr (InvyGuest) result = invy_conflict_dialog_dup_result (self);

      g_signal_emit (self, signals[RESOLVED], 0, result);
    }
}

static void
invy_conflict_dialog_finalize (GObject *object)
{
  InvyConflictDialog *self = INVY_CONFLICT_DIALOG (object);

  g_clear_object (&self->theirs);
  g_clear_object (&self->from);
  g_clear_object (&self->mine);
  g_clear_pointer (&self->rows, g_hash_table_unref);

  G_OBJECT_CLASS (invy_conflict_dialog_parent_class)->finalize (object);
}

static void
invy_conflict_dialog_class_init (InvyConflictDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_conflict_dialog_finalize;
  ADW_ALERT_DIALOG_CLASS (klass)->response = invy_conflict_dialog_response;

  /**
   * InvyConflictDialog::resolved:
   * @guest: as it is to be saved, over what the others saved
   *
   * The planner chose.
   */
  signals[RESOLVED] = g_signal_new ("resolved", INVY_TYPE_CONFLICT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, INVY_TYPE_GUEST);
}

static void
invy_conflict_dialog_init (InvyConflictDialog *self)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (self);

  self->rows = g_hash_table_new (NULL, NULL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");

  adw_alert_dialog_set_heading (alert, _ ("Someone Else Changed This Guest"));
  adw_alert_dialog_set_body (alert, _ ("You both changed the same. Choose what is right. Whatever else they changed "
                                       "stays as it is."));
  adw_alert_dialog_set_extra_child (alert, GTK_WIDGET (self->list));
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "save", ADW_RESPONSE_SUGGESTED);
}

/**
 * invy_conflict_dialog_new:
 * @theirs: the guest as it is now
 * @from: as it was when editing began
 * @mine: as it was edited
 *
 * Returns: (transfer floating): a question for each part that both changed, each in another way
 */
AdwDialog *
invy_conflict_dialog_new (InvyGuest *theirs, InvyGuest *from, InvyGuest *mine)
{
  InvyConflictDialog *self = g_object_new (INVY_TYPE_CONFLICT_DIALOG, NULL);

  self->theirs = invy_guest_copy (theirs);
  self->from = invy_guest_copy (from);
  self->mine = invy_guest_copy (mine);
  for (guint part = 0; part < invy_guest_change_get_n_parts (); part++)
    if (invy_guest_change_is_conflict (theirs, from, mine, part))
      add_row (self, part);

  return ADW_DIALOG (self);
}

/**
 * invy_conflict_dialog_has_questions:
 *
 * Returns: %FALSE if what both changed goes together
 */
gboolean
invy_conflict_dialog_has_questions (InvyConflictDialog *self)
{
  g_return_val_if_fail (INVY_IS_CONFLICT_DIALOG (self), FALSE);

  return g_hash_table_size (self->rows) > 0;
}

static gboolean
is_mine (InvyConflictDialog *self, guint part)
{
  InvyConflictRow *row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (part));

  return invy_guest_change_is_changed (self->from, self->mine, part)
         && (row == NULL || invy_conflict_row_is_mine (row));
}

/**
 * invy_conflict_dialog_dup_result:
 *
 * Returns: (transfer full): the guest as it is now, with what this person changed, unless theirs was chosen
 */
InvyGuest *
invy_conflict_dialog_dup_result (InvyConflictDialog *self)
{
  InvyGuest *result;

  g_return_val_if_fail (INVY_IS_CONFLICT_DIALOG (self), NULL);

  result = invy_guest_copy (self->theirs);
  for (guint part = 0; part < invy_guest_change_get_n_parts (); part++)
    if (is_mine (self, part))
      invy_guest_change_take (result, self->mine, part);

  return result;
}
