/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-findings.h"
#include "invy-screens-test.h"
#include "invy-test.h"

/* Nothing of what lay over the window is left in memory once it was closed: neither the dialog nor a page or a row in
 * it. Nobody resizes here: when a dialog becomes a sheet at the bottom while it is open libadwaita 1.7 keeps the one
 * that floated, and with it what had the focus there, whoever wrote it. */

/* What is read for a dialog when it closes is read to the end. */
#define PATIENCE_MS 30000

/* For what is held on purpose. */
#define MOMENT_MS 100

#define KEY "invy-alive"

/* The widgets that are not finalized yet. That a dialog is disposed of says nothing: its pages may be held. */
static GHashTable *alive;

static void
finalized_cb (gpointer widget)
{
  g_hash_table_remove (alive, widget);
}

static void
watch (GtkWidget *widget)
{
  g_hash_table_insert (alive, widget, g_strdup (G_OBJECT_TYPE_NAME (widget)));
  g_object_set_data_full (G_OBJECT (widget), KEY, widget, finalized_cb);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    watch (child);
}

static void
watch_dialogs (InvyStage *stage)
{
  g_autoptr (GListModel) dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (stage->window));

  for (guint i = 0; i < g_list_model_get_n_items (dialogs); i++)
    {
      g_autoptr (GtkWidget) dialog = g_list_model_get_item (dialogs, i);

      watch (dialog);
    }
}

static void
look (InvyStage *stage)
{
  watch_dialogs (stage);
  if (!ADW_IS_DIALOG (invy_stage_get_front (stage)) && invy_stage_get_front (stage) != stage->window)
    watch (invy_stage_get_front (stage));
}

static gboolean
is_over (gpointer deadline)
{
  return g_hash_table_size (alive) == 0 || g_get_monotonic_time () > *(gint64 *) deadline;
}

/* Returns: (transfer full): what is left after @patience_ms, each kind of widget once */
static GPtrArray *
list_left (gint64 patience_ms)
{
  GPtrArray *findings = invy_findings_new ();
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 deadline = g_get_monotonic_time () + patience_ms * 1000;
  GHashTableIter iter;
  gpointer kind;

  invy_test_wait_until (is_over, &deadline);
  g_hash_table_iter_init (&iter, alive);
  while (g_hash_table_iter_next (&iter, NULL, &kind))
    if (g_hash_table_add (kinds, kind))
      g_ptr_array_add (findings, g_strdup_printf ("%s is left in memory", (const char *) kind));

  return findings;
}

static void
leave (InvyStage *stage)
{
  GHashTableIter iter;
  gpointer widget;

  invy_screens_test_report ("closed", list_left (PATIENCE_MS));
  /* The next screen is looked at by itself. */
  g_hash_table_iter_init (&iter, alive);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    g_object_steal_data (widget, KEY);
  g_hash_table_remove_all (alive);
}

/* What a test would not notice it need not look for: here a page of a dialog that is gone itself. */
static void
prove (InvyStage *stage)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *page = g_object_ref_sink (gtk_text_view_new ());
  g_autoptr (GPtrArray) findings = NULL;

  adw_dialog_set_child (dialog, page);
  invy_stage_present (stage, dialog);
  watch_dialogs (stage);
  invy_stage_clear (stage);

  findings = list_left (MOMENT_MS);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (findings->pdata[0], ==, "GtkTextView is left in memory");
  g_object_unref (page);
  g_assert_cmpuint (g_hash_table_size (alive), ==, 0);
}

int
main (int argc, char *argv[])
{
  int status;

  alive = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  status = invy_screens_test_main (&(InvyScreensTest) { "dialogs", look, prove, leave }, argc, argv);
  g_hash_table_unref (alive);

  return status;
}
