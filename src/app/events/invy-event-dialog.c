/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-country-row.h"
#include "app/events/invy-event-conflict-dialog.h"
#include "app/events/invy-event-dialog.h"
#include "app/events/invy-problem-row.h"

#include <glib/gi18n.h>

struct _InvyEventDialog
{
  AdwDialog parent_instance;

  InvyStore *store;
  InvyEvent *event; /* our copy, as it was read */
  gboolean is_saving;

  GtkEditable *partner1_row;
  GtkEditable *partner2_row;
  GtkEditable *title_row;
  GtkEditable *date_row;
  GtkEditable *time_row;
  GtkEditable *venue_row;
  GtkEditable *link_row;
  GtkEditable *language_row;
  InvyCountryRow *country_row;
  InvyProblemRow *title_problem;
  InvyProblemRow *date_problem;
  InvyProblemRow *time_problem;
  InvyProblemRow *link_problem;
  InvyProblemRow *language_problem;
};

G_DEFINE_FINAL_TYPE (InvyEventDialog, invy_event_dialog, ADW_TYPE_DIALOG)

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Where each text of a wedding is typed, and where what is wrong with it is said. */
typedef struct
{
  InvyEventField field;
  gsize row;
  gsize problem; /* 0 if nothing can be wrong with it */
  gboolean is_left_to_right;
} Input;

#define MEMBER(name) G_STRUCT_OFFSET (InvyEventDialog, name)

static const Input inputs[] = {
  { INVY_EVENT_PARTNER1_NAME, MEMBER (partner1_row), 0, FALSE },
  { INVY_EVENT_PARTNER2_NAME, MEMBER (partner2_row), 0, FALSE },
  { INVY_EVENT_TITLE, MEMBER (title_row), MEMBER (title_problem), FALSE },
  { INVY_EVENT_DATE, MEMBER (date_row), MEMBER (date_problem), TRUE },
  { INVY_EVENT_EVENT_TIME, MEMBER (time_row), MEMBER (time_problem), TRUE },
  { INVY_EVENT_VENUE, MEMBER (venue_row), 0, FALSE },
  { INVY_EVENT_GUEST_LINK, MEMBER (link_row), MEMBER (link_problem), TRUE },
  { INVY_EVENT_LANGUAGE, MEMBER (language_row), MEMBER (language_problem), TRUE },
};

static GtkEditable *
get_row (InvyEventDialog *self, const Input *input)
{
  return G_STRUCT_MEMBER (GtkEditable *, self, input->row);
}

static void
set_problem (InvyEventDialog *self, const Input *input, const char *sentence)
{
  if (input->problem != 0)
    invy_problem_row_set_sentence (G_STRUCT_MEMBER (InvyProblemRow *, self, input->problem),
                                   GTK_WIDGET (get_row (self, input)), sentence);
}

static const Input *
find_input (InvyEventDialog *self, gpointer row)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    if ((gpointer) get_row (self, &inputs[i]) == row)
      return &inputs[i];

  g_assert_not_reached ();
}

/* Returns: (transfer full) (nullable): what would be kept; @error is set if it cannot be */
static char *
read_input (InvyEventDialog *self, const Input *input, GError **error)
{
  return invy_event_field_normalize (input->field, gtk_editable_get_text (get_row (self, input)), error);
}

static void
check_input (InvyEventDialog *self, const Input *input)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_input (self, input, &error);

  set_problem (self, input, error != NULL ? error->message : NULL);
}

/* Everything that was typed, or NULL when something is wrong; then the first wrong field has the focus. */
static InvyEvent *
read_event (InvyEventDialog *self)
{
  g_autoptr (InvyEvent) event = invy_event_copy (self->event);
  g_autoptr (GError) empty = NULL;
  const Input *wrong = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = read_input (self, &inputs[i], &error);

      set_problem (self, &inputs[i], error != NULL ? error->message : NULL);
      if (error == NULL)
        invy_event_set (event, inputs[i].field, text);
      else if (wrong == NULL)
        wrong = &inputs[i];
    }
  invy_event_set (event, INVY_EVENT_COUNTRY, invy_country_row_get_country (self->country_row));

  if (!invy_event_check (event, &empty))
    {
      set_problem (self, find_input (self, self->title_row), empty->message);
      wrong = &inputs[0];
    }
  if (wrong == NULL)
    return g_steal_pointer (&event);

  gtk_widget_grab_focus (GTK_WIDGET (get_row (self, wrong)));
  return NULL;
}

static void
show_event (InvyEventDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autofree char *text = invy_event_dup_typed (self->event, inputs[i].field);

      gtk_editable_set_text (get_row (self, &inputs[i]), text);
      set_problem (self, &inputs[i], NULL);
    }
  invy_country_row_set_country (self->country_row, invy_event_get (self->event, INVY_EVENT_COUNTRY));
}

static gboolean
has_changes (InvyEventDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autofree char *text = invy_event_dup_typed (self->event, inputs[i].field);

      if (!g_str_equal (gtk_editable_get_text (get_row (self, &inputs[i])), text))
        return TRUE;
    }

  return g_strcmp0 (invy_country_row_get_country (self->country_row),
                    invy_event_get (self->event, INVY_EVENT_COUNTRY))
         != 0;
}

static void
update_can_close (InvyEventDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !has_changes (self));
}

static void
set_saving (InvyEventDialog *self, gboolean is_saving)
{
  self->is_saving = is_saving;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.save", !is_saving);
}

static void save (InvyEventDialog *self, InvyEvent *event);

static void
show_failure (InvyEventDialog *self, const char *sentence)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("The Wedding Was Not Saved"), sentence));

  adw_alert_dialog_add_response (alert, "close", _ ("_Close"));
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self));
}

static void
add_titles (InvyEventDialog *self, InvyEventConflictDialog *question)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    invy_event_conflict_dialog_ask (question, inputs[i].field,
                                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (self, &inputs[i]))));
  invy_event_conflict_dialog_ask (question, INVY_EVENT_COUNTRY,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->country_row)));
}

/* What goes together is saved without a question. */
static void
resolve (InvyEventDialog *self, InvyEvent *theirs, InvyEvent *mine)
{
  g_autoptr (AdwDialog) question = g_object_ref_sink (invy_event_conflict_dialog_new (theirs, self->event, mine));

  add_titles (self, INVY_EVENT_CONFLICT_DIALOG (question));
  if (invy_event_conflict_dialog_has_questions (INVY_EVENT_CONFLICT_DIALOG (question)))
    {
      g_signal_connect_object (question, "resolved", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
      adw_dialog_present (question, GTK_WIDGET (self));
    }
  else
    {
      g_autoptr (InvyEvent) both = invy_event_conflict_dialog_dup_result (INVY_EVENT_CONFLICT_DIALOG (question));

      save (self, both);
    }
}

static DexFuture *
theirs_loaded_cb (DexFuture *loaded, gpointer data)
{
  InvyEventDialog *self = data;
  g_autoptr (InvyEvent) mine = NULL;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (loaded, &error);

  set_saving (self, FALSE);
  if (value == NULL)
    show_failure (self, error->message);
  else if ((mine = read_event (self)))
    resolve (self, g_value_get_object (value), mine);

  return NULL;
}

static DexFuture *
saved_cb (DexFuture *saved, gpointer data)
{
  InvyEventDialog *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (saved, &error);

  if (g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT))
    return dex_future_finally (invy_store_get_event (self->store, invy_event_get_id (self->event)), theirs_loaded_cb,
                               g_object_ref (self), g_object_unref);

  set_saving (self, FALSE);
  if (value == NULL)
    {
      show_failure (self, error->message);
      return NULL;
    }

  g_signal_emit (self, signals[SAVED], 0, g_value_get_object (value));
  adw_dialog_force_close (ADW_DIALOG (self));
  return NULL;
}

static void
save (InvyEventDialog *self, InvyEvent *event)
{
  set_saving (self, TRUE);
  dex_future_disown (
      dex_future_finally (invy_store_save_event (self->store, event), saved_cb, g_object_ref (self), g_object_unref));
}

static void
save_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyEventDialog *self = INVY_EVENT_DIALOG (widget);
  g_autoptr (InvyEvent) event = NULL;

  if (!self->is_saving && (event = read_event (self)))
    save (self, event);
}

static void
changed_cb (InvyEventDialog *self, GtkEditable *row)
{
  set_problem (self, find_input (self, row), NULL);
  if (row == self->partner1_row || row == self->partner2_row)
    set_problem (self, find_input (self, self->title_row), NULL);
  update_can_close (self);
}

static void
focus_left_cb (InvyEventDialog *self, GtkEventController *controller)
{
  check_input (self, find_input (self, gtk_event_controller_get_widget (controller)));
}

static void
discard_response_cb (InvyEventDialog *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
invy_event_dialog_close_attempt (AdwDialog *dialog)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Discard Changes?"), _ ("What you typed for this wedding was not saved.")));

  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "discard", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (alert, "response", G_CALLBACK (discard_response_cb), dialog, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (dialog));
}

/* Times, links and codes run from left to right in every language, but stand where the other rows' text does. */
static void
make_left_to_right (GtkEditable *row)
{
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (row)), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (row, gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 1 : 0);
}

static void
set_up_inputs (InvyEventDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      GtkEditable *row = get_row (self, &inputs[i]);
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (GTK_WIDGET (row), focus);
      if (inputs[i].is_left_to_right)
        make_left_to_right (row);
    }
  g_signal_connect_object (self->country_row, "notify::country", G_CALLBACK (update_can_close), self,
                           G_CONNECT_SWAPPED);
}

static void
invy_event_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_EVENT_DIALOG);

  G_OBJECT_CLASS (invy_event_dialog_parent_class)->dispose (object);
}

static void
invy_event_dialog_finalize (GObject *object)
{
  InvyEventDialog *self = INVY_EVENT_DIALOG (object);

  g_clear_object (&self->event);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (invy_event_dialog_parent_class)->finalize (object);
}

static void
invy_event_dialog_class_init (InvyEventDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = invy_event_dialog_dispose;
  object_class->finalize = invy_event_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->close_attempt = invy_event_dialog_close_attempt;

  /**
   * InvyEventDialog::saved:
   * @event: the wedding as it was kept
   */
  signals[SAVED] = g_signal_new ("saved", INVY_TYPE_EVENT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, INVY_TYPE_EVENT);

  g_type_ensure (INVY_TYPE_COUNTRY_ROW);
  g_type_ensure (INVY_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-event-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, partner1_row);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, partner2_row);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, time_row);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, venue_row);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, link_row);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, country_row);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, title_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, date_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, time_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, link_problem);
  gtk_widget_class_bind_template_child (widget_class, InvyEventDialog, language_problem);

  gtk_widget_class_install_action (widget_class, "event.save", NULL, save_action);
}

static void
invy_event_dialog_init (InvyEventDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_inputs (self);
}

/**
 * invy_event_dialog_new:
 * @store: where the wedding is kept
 * @settings: what a new wedding starts with
 * @event: (nullable): the wedding to edit; %NULL for a new one
 *
 * Returns: (transfer floating): a dialog that saves when it is told to, and then closes
 */
AdwDialog *
invy_event_dialog_new (InvyStore *store, InvySettings *settings, InvyEvent *event)
{
  InvyEventDialog *self;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_SETTINGS (settings), NULL);

  self = g_object_new (INVY_TYPE_EVENT_DIALOG, "title", event != NULL ? _ ("Edit Wedding") : _ ("New Wedding"), NULL);
  self->store = g_object_ref (store);
  if (event != NULL)
    self->event = invy_event_copy (event);
  else
    {
      g_autofree char *country = invy_settings_dup (settings, INVY_SETTING_DEFAULT_COUNTRY);
      g_autofree char *language = invy_settings_dup (settings, INVY_SETTING_LANGUAGE_CODE);

      self->event = invy_event_new ();
      invy_event_set (self->event, INVY_EVENT_COUNTRY, country);
      invy_event_set (self->event, INVY_EVENT_LANGUAGE, language);
    }
  show_event (self);
  update_can_close (self);

  return ADW_DIALOG (self);
}
