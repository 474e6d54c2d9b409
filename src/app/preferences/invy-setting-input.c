/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-setting-input.h"

#include "app/preferences/invy-setting-origin.h"
#include "text/invy-bidi.h"

struct _InvySettingInput
{
  GObject parent_instance;

  InvySettings *settings;
  InvySetting setting;

  /* borrowed from the page that owns this */
  GtkEditable *entry;
  AdwActionRow *outside_row; /* shown in the entry's place when the value comes from outside; NULL if it never does */
  InvyProblemRow *problem;
};

enum
{
  KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvySettingInput, invy_setting_input, G_TYPE_OBJECT)

static void
set_problem (InvySettingInput *self, const char *sentence)
{
  invy_problem_row_set_sentence (self->problem, GTK_WIDGET (self->entry), sentence);
}

static void
show (InvySettingInput *self)
{
  g_autofree char *text = invy_settings_dup (self->settings, self->setting);
  g_autofree char *origin = invy_setting_origin_dup (self->settings, self->setting);

  gtk_editable_set_text (self->entry, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->entry), origin == NULL);

  if (self->outside_row != NULL)
    {
      g_autofree char *shown = invy_bidi_isolate (text, INVY_BIDI_NUMBER);
      g_autofree char *subtitle = origin != NULL ? g_strdup_printf ("%s\n%s", shown, origin) : NULL;

      adw_action_row_set_subtitle (self->outside_row, subtitle);
      gtk_widget_set_visible (GTK_WIDGET (self->outside_row), origin != NULL);
    }
}

static void
changed_cb (InvySettingInput *self)
{
  set_problem (self, NULL);
}

static void
invy_setting_input_finalize (GObject *object)
{
  g_clear_object (&INVY_SETTING_INPUT (object)->settings);

  G_OBJECT_CLASS (invy_setting_input_parent_class)->finalize (object);
}

static void
invy_setting_input_class_init (InvySettingInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_setting_input_finalize;

  /**
   * InvySettingInput::kept:
   *
   * A new value, or the default again, is in the settings.
   */
  signals[KEPT] =
      g_signal_new ("kept", INVY_TYPE_SETTING_INPUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
invy_setting_input_init (InvySettingInput *self)
{
}

/**
 * invy_setting_input_new:
 * @entry: where it is typed
 * @outside_row: (nullable): where it is shown when it comes from the environment or a .env file, in @entry's place
 * @problem: the row below @entry
 *
 * Shows @setting, and keeps what is typed when it is applied or the focus leaves. The rows are borrowed: whoever owns
 * them also owns this.
 *
 * Returns: (transfer full): a new input
 */
InvySettingInput *
invy_setting_input_new (InvySettings *settings,
                        InvySetting setting,
                        AdwEntryRow *entry,
                        AdwActionRow *outside_row,
                        InvyProblemRow *problem)
{
  InvySettingInput *self = g_object_new (INVY_TYPE_SETTING_INPUT, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->settings = g_object_ref (settings);
  self->setting = setting;
  self->entry = GTK_EDITABLE (entry);
  self->outside_row = outside_row;
  self->problem = problem;

  invy_setting_input_make_left_to_right (self->entry);
  show (self);
  g_signal_connect_object (entry, "apply", G_CALLBACK (invy_setting_input_keep), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (invy_setting_input_keep), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);

  return self;
}

/**
 * invy_setting_input_keep:
 *
 * Keeps what was typed, or says why it cannot be kept.
 */
void
invy_setting_input_keep (InvySettingInput *self)
{
  g_autofree char *kept = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (INVY_IS_SETTING_INPUT (self));

  kept = invy_settings_dup (self->settings, self->setting);
  text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  if (g_strcmp0 (text, kept != NULL ? kept : "") == 0)
    return;

  if (!invy_settings_set (self->settings, self->setting, text, &error))
    {
      set_problem (self, error->message);
      return;
    }

  show (self);
  g_signal_emit (self, signals[KEPT], 0);
}

/**
 * invy_setting_input_make_left_to_right:
 *
 * Ids and codes run from left to right in every language, but stand where the other rows' text does.
 */
void
invy_setting_input_make_left_to_right (GtkEditable *entry)
{
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (entry)), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (entry, gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 1 : 0);
}
