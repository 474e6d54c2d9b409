/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-column-choice.h"

struct _InvyColumnChoice
{
  GObject parent_instance;

  GtkColumnView *view;    /* weak */
  GSettings *preferences; /* NULL where nothing is remembered */
  GSimpleActionGroup *actions;
  GMenu *menu;
  gboolean is_compact;
  gboolean is_medium;
};

G_DEFINE_FINAL_TYPE (InvyColumnChoice, invy_column_choice, G_TYPE_OBJECT)

/* What a planner looks at every day; the other columns are shown when they are asked for. */
static const char *const usual[] = { "phone", "group", "party", "language", "invitation", "rsvp", NULL };

/* What goes first when the window gets narrower. */
static const char *const details[] = { "party", "language", "side", "household", "tags", "meal", "notes", NULL };

/* The tick boxes and the names are always there, and stand for all others in a compact list. */
static gboolean
is_optional (const char *id)
{
  return !g_str_equal (id, "chosen") && !g_str_equal (id, "name") && !g_str_equal (id, "summary");
}

static gboolean
is_wanted (InvyColumnChoice *self, const char *id)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), id);

  return state == NULL || g_variant_get_boolean (state);
}

static gboolean
is_shown (InvyColumnChoice *self, const char *id)
{
  if (g_str_equal (id, "chosen"))
    return TRUE;
  if (g_str_equal (id, "summary"))
    return self->is_compact;

  return !self->is_compact && is_wanted (self, id) && !(self->is_medium && g_strv_contains (details, id));
}

static void
update (InvyColumnChoice *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_visible (column, is_shown (self, gtk_column_view_column_get_id (column)));
    }
}

static void
remember (InvyColumnChoice *self)
{
  g_auto (GStrv) ids = g_action_group_list_actions (G_ACTION_GROUP (self->actions));
  g_autoptr (GStrvBuilder) wanted = g_strv_builder_new ();
  g_auto (GStrv) wanted_ids = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    if (is_wanted (self, ids[i]))
      g_strv_builder_add (wanted, ids[i]);
  wanted_ids = g_strv_builder_end (wanted);
  if (self->preferences != NULL)
    g_settings_set_strv (self->preferences, "guest-columns", (const char *const *) wanted_ids);
}

static void
change_state_cb (InvyColumnChoice *self, GVariant *state, GSimpleAction *action)
{
  g_simple_action_set_state (action, state);
  update (self);
  remember (self);
}

static void
invy_column_choice_dispose (GObject *object)
{
  InvyColumnChoice *self = INVY_COLUMN_CHOICE (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->preferences);
  g_clear_object (&self->actions);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (invy_column_choice_parent_class)->dispose (object);
}

static void
invy_column_choice_class_init (InvyColumnChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_column_choice_dispose;
}

static void
invy_column_choice_init (InvyColumnChoice *self)
{
  self->actions = g_simple_action_group_new ();
  self->menu = g_menu_new ();
}

static void
add_column (InvyColumnChoice *self, GtkColumnViewColumn *column)
{
  const char *id = gtk_column_view_column_get_id (column);
  g_autofree char *action_name = g_strconcat ("columns.", id, NULL);
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful (id, NULL, g_variant_new_boolean (g_strv_contains (usual, id)));

  g_signal_connect_object (action, "change-state", G_CALLBACK (change_state_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (self->menu, gtk_column_view_column_get_title (column), action_name);
}

/**
 * invy_column_choice_new:
 * @view: the list; each of its columns has an id
 *
 * Returns: (transfer full): who shows the usual columns of @view
 */
InvyColumnChoice *
invy_column_choice_new (GtkColumnView *view)
{
  InvyColumnChoice *self;
  GListModel *columns;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  self = g_object_new (INVY_TYPE_COLUMN_CHOICE, NULL);
  columns = gtk_column_view_get_columns (view);
  g_set_weak_pointer (&self->view, view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (is_optional (gtk_column_view_column_get_id (column)))
        add_column (self, column);
      gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (self->menu));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (view), "columns", G_ACTION_GROUP (self->actions));
  update (self);

  return self;
}

static void
recall (InvyColumnChoice *self)
{
  g_auto (GStrv) wanted = g_settings_get_strv (self->preferences, "guest-columns");
  g_auto (GStrv) ids = g_action_group_list_actions (G_ACTION_GROUP (self->actions));

  for (guint i = 0; ids[i] != NULL; i++)
    g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), ids[i])),
                               g_variant_new_boolean (g_strv_contains ((const char *const *) wanted, ids[i])));
  update (self);
}

/**
 * invy_column_choice_set_preferences:
 * @preferences: (nullable): where it is remembered which columns are shown, and perhaps chosen elsewhere
 */
void
invy_column_choice_set_preferences (InvyColumnChoice *self, GSettings *preferences)
{
  g_return_if_fail (INVY_IS_COLUMN_CHOICE (self));

  if (!g_set_object (&self->preferences, preferences) || preferences == NULL)
    return;

  g_signal_connect_object (preferences, "changed::guest-columns", G_CALLBACK (recall), self, G_CONNECT_SWAPPED);
  recall (self);
}

/**
 * invy_column_choice_set_room:
 * @is_compact: whether there is room for one column only
 * @is_medium: whether there is none for details
 */
void
invy_column_choice_set_room (InvyColumnChoice *self, gboolean is_compact, gboolean is_medium)
{
  g_return_if_fail (INVY_IS_COLUMN_CHOICE (self));

  self->is_compact = is_compact;
  self->is_medium = is_medium;
  update (self);
}

/**
 * invy_column_choice_get_menu:
 *
 * Returns: (transfer none): an item for each column that can be hidden
 */
GMenuModel *
invy_column_choice_get_menu (InvyColumnChoice *self)
{
  g_return_val_if_fail (INVY_IS_COLUMN_CHOICE (self), NULL);

  return G_MENU_MODEL (self->menu);
}

/**
 * invy_column_choice_get_actions:
 *
 * Returns: (transfer none): the actions of the menu, for the group "columns"
 */
GActionGroup *
invy_column_choice_get_actions (InvyColumnChoice *self)
{
  g_return_val_if_fail (INVY_IS_COLUMN_CHOICE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}
