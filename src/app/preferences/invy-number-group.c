/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-number-group.h"

#include "app/preferences/invy-number-words.h"
#include "text/invy-bidi.h"
#include "whatsapp/invy-graph-account.h"

#include <glib/gi18n.h>

struct _InvyNumberGroup
{
  AdwPreferencesGroup parent_instance;

  InvySettings *settings;
  guint n_loads; /* only the answer to the last one counts */

  AdwActionRow *state_row; /* NULL once the group is gone */
  GtkWidget *spinner;
  GtkWidget *again_button;
  AdwActionRow *name_row;
  AdwActionRow *status_row;
  AdwActionRow *quality_row;
  AdwActionRow *limit_row;
  AdwActionRow *throughput_row;
};

G_DEFINE_FINAL_TYPE (InvyNumberGroup, invy_number_group, ADW_TYPE_PREFERENCES_GROUP)

static void
set_facts_visible (InvyNumberGroup *self, gboolean is_visible)
{
  AdwActionRow *const rows[] = { self->name_row, self->status_row, self->quality_row, self->limit_row,
                                 self->throughput_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_visible (GTK_WIDGET (rows[i]), is_visible);
  gtk_widget_set_visible (GTK_WIDGET (self->state_row), !is_visible);
}

/* @sentence: what went wrong; %NULL while it is being read */
static void
show_state (InvyNumberGroup *self, const char *sentence)
{
  set_facts_visible (self, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), sentence != NULL
                                                                            ? _ ("The number could not be read")
                                                                            : _ ("Reading from WhatsApp…"));
  adw_action_row_set_subtitle (self->state_row, sentence);
  gtk_widget_set_visible (self->spinner, sentence == NULL);
  gtk_widget_set_visible (self->again_button, sentence != NULL);
}

static void
set_warning (AdwActionRow *row, gboolean is_warning)
{
  if (is_warning)
    gtk_widget_add_css_class (GTK_WIDGET (row), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "warning");
}

static void
show_number (InvyNumberGroup *self, const InvyGraphNumber *number)
{
  g_autofree char *shown =
      invy_bidi_isolate (number->display_number != NULL ? number->display_number : number->id, INVY_BIDI_NUMBER);
  g_autofree char *name =
      invy_bidi_isolate (number->verified_name != NULL ? number->verified_name : "—", INVY_BIDI_NAME);
  g_autofree char *sender = g_strdup_printf ("%s\n%s", name, shown);
  g_autofree char *limit = invy_number_words_dup_limit (number);

  adw_action_row_set_subtitle (self->name_row, sender);
  adw_action_row_set_subtitle (self->status_row, invy_number_words_get_status (number));
  adw_action_row_set_subtitle (self->quality_row, invy_number_words_get_quality (number));
  adw_action_row_set_subtitle (self->limit_row, limit);
  adw_action_row_set_subtitle (self->throughput_row, invy_number_words_get_throughput (number));
  set_warning (self->status_row, !invy_graph_number_is_connected (number));
  set_warning (self->quality_row, g_strcmp0 (number->quality, "RED") == 0);
  set_facts_visible (self, TRUE);
}

static DexFuture *
read_fiber (gpointer data)
{
  InvySettings *settings = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyAccount) account = dex_await_boxed (invy_settings_load_account (settings), &error);
  g_autoptr (InvyGraphAccount) graph = NULL;
  InvyGraphNumber *number;

  if (account == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!invy_account_check (account, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  graph = invy_graph_account_new (account);
  number = dex_await_boxed (invy_graph_account_read_number (graph, account->phone_number_id), &error);

  return number != NULL ? dex_future_new_take_boxed (INVY_TYPE_GRAPH_NUMBER, number)
                        : dex_future_new_for_error (g_steal_pointer (&error));
}

typedef struct
{
  InvyNumberGroup *group;
  guint load;
} Reading;

static void
reading_free (gpointer data)
{
  g_object_unref (((Reading *) data)->group);
  g_free (data);
}

static DexFuture *
read_cb (DexFuture *read, gpointer data)
{
  const Reading *reading = data;
  InvyNumberGroup *self = reading->group;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (read, &error);

  if (self->state_row == NULL || reading->load != self->n_loads)
    return NULL;

  /* What is missing, the rows above say. */
  gtk_widget_set_visible (GTK_WIDGET (self), error == NULL || error->domain != INVY_SETTINGS_ERROR);
  if (value != NULL)
    show_number (self, g_value_get_boxed (value));
  else
    show_state (self, error->message);

  return NULL;
}

static void
again_cb (InvyNumberGroup *self)
{
  invy_number_group_load (self, self->settings);
}

static void
invy_number_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_NUMBER_GROUP);

  G_OBJECT_CLASS (invy_number_group_parent_class)->dispose (object);
}

static void
invy_number_group_finalize (GObject *object)
{
  g_clear_object (&INVY_NUMBER_GROUP (object)->settings);

  G_OBJECT_CLASS (invy_number_group_parent_class)->finalize (object);
}

static void
invy_number_group_class_init (InvyNumberGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_number_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_number_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-number-group.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyNumberGroup, state_row);
  gtk_widget_class_bind_template_child (widget_class, InvyNumberGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, InvyNumberGroup, again_button);
  gtk_widget_class_bind_template_child (widget_class, InvyNumberGroup, name_row);
  gtk_widget_class_bind_template_child (widget_class, InvyNumberGroup, status_row);
  gtk_widget_class_bind_template_child (widget_class, InvyNumberGroup, quality_row);
  gtk_widget_class_bind_template_child (widget_class, InvyNumberGroup, limit_row);
  gtk_widget_class_bind_template_child (widget_class, InvyNumberGroup, throughput_row);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
invy_number_group_init (InvyNumberGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_number_group_load:
 * @settings: the access token and the number
 *
 * Reads the number with what is in @settings now, and shows it.
 */
void
invy_number_group_load (InvyNumberGroup *self, InvySettings *settings)
{
  g_autofree char *id = NULL;
  Reading *reading;

  g_return_if_fail (INVY_IS_NUMBER_GROUP (self));

  g_set_object (&self->settings, settings);
  self->n_loads++;
  id = invy_settings_dup (settings, INVY_SETTING_PHONE_NUMBER_ID);
  if (id == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }

  show_state (self, NULL);
  reading = g_new (Reading, 1);
  reading->group = g_object_ref (self);
  reading->load = self->n_loads;
  dex_future_disown (dex_future_finally (
      dex_scheduler_spawn (NULL, INVY_FIBER_STACK, read_fiber, g_object_ref (settings), g_object_unref), read_cb,
      reading, reading_free));
}
