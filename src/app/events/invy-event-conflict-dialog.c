/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-event-conflict-dialog.h"

#include "app/guests/invy-conflict-row.h"
#include "phone/invy-country.h"

#include <glib/gi18n.h>

struct _InvyEventConflictDialog
{
  AdwAlertDialog parent_instance;

  InvyEvent *theirs;
  InvyEvent *from;
  InvyEvent *mine;
  GtkListBox *list;
  InvyConflictRow *rows[INVY_EVENT_N_FIELDS]; /* NULL where there is no question; borrowed from the list */
};

G_DEFINE_FINAL_TYPE (InvyEventConflictDialog, invy_event_conflict_dialog, ADW_TYPE_ALERT_DIALOG)

enum
{
  RESOLVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
differs (InvyEvent *one, InvyEvent *other, InvyEventField field)
{
  return g_strcmp0 (invy_event_get (one, field), invy_event_get (other, field)) != 0;
}

/* A field as people write it, and a country as they call it. */
static char *
dup_value (InvyEvent *event, InvyEventField field)
{
  const char *text = invy_event_get (event, field);
  g_autofree char *typed = field == INVY_EVENT_COUNTRY && text != NULL ? invy_country_dup_name (text)
                                                                       : invy_event_dup_typed (event, field);

  return *typed != '\0' ? g_strdup_printf ("“%s”", typed) : g_strdup (_ ("(empty)"));
}

static void
invy_event_conflict_dialog_response (AdwAlertDialog *dialog, const char *response)
{
  InvyEventConflictDialog *self = INVY_EVENT_CONFLICT_DIALOG (dialog);

  if (g_str_equal (response, "save"))
    {
      g_autoptr (InvyEvent) result = invy_event_conflict_dialog_dup_result (self);

      g_signal_emit (self, signals[RESOLVED], 0, result);
    }
}

static void
invy_event_conflict_dialog_finalize (GObject *object)
{
  InvyEventConflictDialog *self = INVY_EVENT_CONFLICT_DIALOG (object);

  g_clear_object (&self->theirs);
  g_clear_object (&self->from);
  g_clear_object (&self->mine);

  G_OBJECT_CLASS (invy_event_conflict_dialog_parent_class)->finalize (object);
}

static void
invy_event_conflict_dialog_class_init (InvyEventConflictDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_event_conflict_dialog_finalize;
  ADW_ALERT_DIALOG_CLASS (klass)->response = invy_event_conflict_dialog_response;

  /**
   * InvyEventConflictDialog::resolved:
   * @event: as it is to be saved, over what the others saved
   *
   * The planner chose.
   */
  signals[RESOLVED] = g_signal_new ("resolved", INVY_TYPE_EVENT_CONFLICT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, INVY_TYPE_EVENT);
}

static void
invy_event_conflict_dialog_init (InvyEventConflictDialog *self)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (self);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");

  adw_alert_dialog_set_heading (alert, _ ("Changed by Someone Else"));
  adw_alert_dialog_set_body (alert, _ ("You both changed the same. Choose what is right. Whatever else they changed "
                                       "stays as it is."));
  adw_alert_dialog_set_extra_child (alert, GTK_WIDGET (self->list));
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "save", ADW_RESPONSE_SUGGESTED);
}

/**
 * invy_event_conflict_dialog_new:
 * @theirs: the wedding as it is now
 * @from: as it was when editing began
 * @mine: as it was edited
 *
 * Returns: (transfer floating): a dialog without questions
 */
AdwDialog *
invy_event_conflict_dialog_new (InvyEvent *theirs, InvyEvent *from, InvyEvent *mine)
{
  InvyEventConflictDialog *self = g_object_new (INVY_TYPE_EVENT_CONFLICT_DIALOG, NULL);

  self->theirs = invy_event_copy (theirs);
  self->from = invy_event_copy (from);
  self->mine = invy_event_copy (mine);

  return ADW_DIALOG (self);
}

/**
 * invy_event_conflict_dialog_ask:
 * @title: what the field is called
 *
 * Asks whose is to be kept, if both changed the field, each in another way.
 */
void
invy_event_conflict_dialog_ask (InvyEventConflictDialog *self, InvyEventField field, const char *title)
{
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;

  g_return_if_fail (INVY_IS_EVENT_CONFLICT_DIALOG (self));

  if (!differs (self->from, self->mine, field) || !differs (self->from, self->theirs, field)
      || !differs (self->mine, self->theirs, field))
    return;

  mine = dup_value (self->mine, field);
  theirs = dup_value (self->theirs, field);
  self->rows[field] = INVY_CONFLICT_ROW (invy_conflict_row_new (title, mine, theirs));
  gtk_list_box_append (self->list, GTK_WIDGET (self->rows[field]));
}

/**
 * invy_event_conflict_dialog_has_questions:
 *
 * Returns: %FALSE if what both changed goes together
 */
gboolean
invy_event_conflict_dialog_has_questions (InvyEventConflictDialog *self)
{
  g_return_val_if_fail (INVY_IS_EVENT_CONFLICT_DIALOG (self), FALSE);

  for (guint field = 0; field < INVY_EVENT_N_FIELDS; field++)
    if (self->rows[field] != NULL)
      return TRUE;

  return FALSE;
}

/**
 * invy_event_conflict_dialog_dup_result:
 *
 * Returns: (transfer full): the wedding as it is now, with what this person changed, unless theirs was chosen
 */
InvyEvent *
invy_event_conflict_dialog_dup_result (InvyEventConflictDialog *self)
{
  InvyEvent *result;

  g_return_val_if_fail (INVY_IS_EVENT_CONFLICT_DIALOG (self), NULL);

  result = invy_event_copy (self->theirs);
  for (guint field = 0; field < INVY_EVENT_N_FIELDS; field++)
    if (differs (self->from, self->mine, (InvyEventField) field)
        && (self->rows[field] == NULL || invy_conflict_row_is_mine (self->rows[field])))
      invy_event_set (result, (InvyEventField) field, invy_event_get (self->mine, (InvyEventField) field));

  return result;
}
