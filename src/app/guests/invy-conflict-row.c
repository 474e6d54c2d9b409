/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-conflict-row.h"

#include <glib/gi18n.h>

#define MINE 0

struct _InvyConflictRow
{
  AdwComboRow parent_instance;
};

G_DEFINE_FINAL_TYPE (InvyConflictRow, invy_conflict_row, ADW_TYPE_COMBO_ROW)

static void
invy_conflict_row_class_init (InvyConflictRowClass *klass)
{
}

static void
invy_conflict_row_init (InvyConflictRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

/**
 * invy_conflict_row_new:
 * @title: what both changed
 * @mine: what this person made of it, for people
 * @theirs: what somebody else made of it
 *
 * Returns: (transfer floating): a choice between the two; @mine is chosen at first
 */
GtkWidget *
invy_conflict_row_new (const char *title, const char *mine, const char *theirs)
{
  g_autoptr (GtkStringList) choice = gtk_string_list_new (NULL);

  /* Translators: what this person wrote into a field that somebody else changed, too */
  gtk_string_list_take (choice, g_strdup_printf (_ ("Yours: %s"), mine));
  /* Translators: what somebody else wrote into a field that this person changed, too */
  gtk_string_list_take (choice, g_strdup_printf (_ ("Theirs: %s"), theirs));

  return g_object_new (INVY_TYPE_CONFLICT_ROW, "title", title, "model", choice, NULL);
}

/**
 * invy_conflict_row_is_mine:
 *
 * Returns: whether this person's is chosen
 */
gboolean
invy_conflict_row_is_mine (InvyConflictRow *self)
{
  g_return_val_if_fail (INVY_IS_CONFLICT_ROW (self), FALSE);

  return adw_combo_row_get_selected (ADW_COMBO_ROW (self)) == MINE;
}
