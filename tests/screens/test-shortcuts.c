/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-screens.h"

#include <libdex.h>
#include <string.h>

/* The window of shortcuts and the keys that the running program listens to are the same. */

static InvyStage stage;

/* What GTK, or a dialog that is not open now, does by itself; the journeys press them. */
static const char *const elsewhere[] = { "F10",    "Return",          "space",     "<Control>a", "<Control><Shift>a",
                                         "Escape", "<Control>Return", "<Alt>Left", "<Alt>Right" };

/* Those of our own actions: GTK's widgets have many more. */
static const char *const prefixes[] = { "app.", "event.", "guests.", "sidebar.", "win.", "window." };

/* Whichever way it is written. */
static char *
normalize (const char *accelerator)
{
  guint key;
  GdkModifierType modifiers;

  g_assert_true (gtk_accelerator_parse (accelerator, &key, &modifiers));
  return gtk_accelerator_name (key, modifiers);
}

static void
add_shown (GtkWidget *widget, GHashTable *shown)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *accelerators = NULL;
      g_auto (GStrv) each = NULL;

      g_object_get (widget, "accelerator", &accelerators, NULL);
      each = g_strsplit (accelerators, " ", -1);
      for (guint i = 0; each[i] != NULL; i++)
        g_hash_table_add (shown, normalize (each[i]));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_shown (child, shown);
}

/* Returns: (transfer full): the keys that the window of shortcuts shows */
static GHashTable *
list_shown (void)
{
  GHashTable *shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  invy_stage_activate (&stage, "app.shortcuts", NULL);
  invy_stage_wait_for (&stage, GTK_TYPE_SHORTCUTS_WINDOW, NULL);
  add_shown (invy_stage_get_front (&stage), shown);
  invy_stage_clear (&stage);

  return shown;
}

/* Several keys may do the same, such as those of the number pad. Each is kept with all of them. */
static void
add_trigger (GtkShortcutTrigger *trigger, GPtrArray *keys)
{
  if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
    {
      add_trigger (gtk_alternative_trigger_get_first (GTK_ALTERNATIVE_TRIGGER (trigger)), keys);
      add_trigger (gtk_alternative_trigger_get_second (GTK_ALTERNATIVE_TRIGGER (trigger)), keys);
    }
  else
    {
      g_autofree char *name = gtk_shortcut_trigger_to_string (trigger);

      g_ptr_array_add (keys, normalize (name));
    }
}

static gboolean
is_ours (GtkShortcut *shortcut)
{
  GtkShortcutAction *action = gtk_shortcut_get_action (shortcut);

  if (!GTK_IS_NAMED_ACTION (action))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (gtk_named_action_get_action_name (GTK_NAMED_ACTION (action)), prefixes[i]))
      return TRUE;

  return FALSE;
}

static void
add_shortcuts (GListModel *shortcuts, GPtrArray *set)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      GPtrArray *keys;

      if (!is_ours (shortcut))
        continue;
      keys = g_ptr_array_new_with_free_func (g_free);
      add_trigger (gtk_shortcut_get_trigger (shortcut), keys);
      g_ptr_array_add (set, keys);
    }
}

static void
add_widget (GtkWidget *widget, GPtrArray *set)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        add_shortcuts (G_LIST_MODEL (controller), set);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_widget (child, set);
}

static void
add_accelerators (GtkApplication *application, GPtrArray *set)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) accelerators = gtk_application_get_accels_for_action (application, actions[i]);
      GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

      g_test_message ("%s", actions[i]);
      for (guint j = 0; accelerators[j] != NULL; j++)
        g_ptr_array_add (keys, normalize (accelerators[j]));
      g_ptr_array_add (set, keys);
    }
}

/* Returns: (transfer full) (element-type GPtrArray): what the program does something on: for each action its keys */
static GPtrArray *
list_set (void)
{
  GPtrArray *set = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  add_accelerators (GTK_APPLICATION (stage.application), set);
  add_widget (stage.window, set);

  return set;
}

static gboolean
is_any_shown (GPtrArray *keys, GHashTable *shown)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_hash_table_contains (shown, keys->pdata[i]))
      return TRUE;

  return FALSE;
}

/* Nothing that has a key is a secret. */
static void
test_complete (void)
{
  g_autoptr (GHashTable) shown = list_shown ();
  g_autoptr (GPtrArray) set = list_set ();

  g_assert_cmpuint (set->len, >, 20);
  for (guint i = 0; i < set->len; i++)
    {
      GPtrArray *keys = set->pdata[i];

      g_test_message ("%s", (const char *) keys->pdata[0]);
      g_assert_true (is_any_shown (keys, shown));
    }
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    {
      g_autofree char *key = normalize (elsewhere[i]);

      g_test_message ("%s", key);
      g_assert_true (g_hash_table_contains (shown, key));
    }
}

/* No promise is empty. */
static void
test_kept (void)
{
  g_autoptr (GHashTable) shown = list_shown ();
  g_autoptr (GPtrArray) set = list_set ();
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < set->len; i++)
    for (guint j = 0; j < ((GPtrArray *) set->pdata[i])->len; j++)
      g_hash_table_remove (shown, g_ptr_array_index ((GPtrArray *) set->pdata[i], j));
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    {
      g_autofree char *name = normalize (elsewhere[i]);

      g_hash_table_remove (shown, name);
    }

  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_test_message ("%s does nothing", (const char *) key);
      g_test_fail ();
    }
}

/* One of them never reaches two. */
static void
test_once (void)
{
  GtkApplication *application = GTK_APPLICATION (stage.application);
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) accelerators = gtk_application_get_accels_for_action (application, actions[i]);

      for (guint j = 0; accelerators[j] != NULL; j++)
        g_assert_true (g_hash_table_add (owners, normalize (accelerators[j])));
    }
}

static int
run (gpointer data)
{
  return g_test_run ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  g_test_add_func ("/invy/shortcuts/complete", test_complete);
  g_test_add_func ("/invy/shortcuts/kept", test_kept);
  g_test_add_func ("/invy/shortcuts/once", test_once);

  return invy_stage_run (&stage, run, NULL);
}
