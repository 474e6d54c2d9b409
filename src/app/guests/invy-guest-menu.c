/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-menu.h"

#include "app/guests/invy-answer-words.h"
#include "app/guests/invy-guest-words.h"

#include <glib/gi18n.h>

static void
append_item (GMenu *section, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_append_item (section, item);
}

/* What guests can answer, with the keys that say it faster. */
static GMenu *
new_answers (void)
{
  static const struct
  {
    InvyRsvp rsvp;
    const char *label;
  } answers[] = {
    { INVY_RSVP_YES, N_ ("_Coming…") },
    { INVY_RSVP_MAYBE, N_ ("_Maybe") },
    { INVY_RSVP_NO, N_ ("_Not Coming") },
    { INVY_RSVP_NONE, N_ ("No _Answer") },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (answers[i].label), NULL);
      g_autofree char *key = g_strdup_printf ("<Control>%u", i + 1);

      g_menu_item_set_action_and_target (item, "guests.row-answer", "s",
                                         invy_answer_words_get_nick (answers[i].rsvp));
      g_menu_item_set_attribute (item, "accel", "s", key);
      g_menu_append_item (menu, item);
    }

  return menu;
}

/**
 * invy_guest_menu_new:
 * @n_guests: for how many guests the commands are: the row's, or all chosen ones if it is one of them
 * @n_hidden: how many of them the list does not show
 * @is_chosen: whether the row is chosen
 *
 * Returns: (transfer full): the commands of a row; they name how many guests they are for when there are several
 */
GMenuModel *
invy_guest_menu_new (guint n_guests, guint n_hidden, gboolean is_chosen)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) row = g_menu_new ();
  g_autoptr (GMenu) commands = g_menu_new ();
  g_autoptr (GMenu) answers = new_answers ();
  g_autofree char *change = invy_guest_words_dup_change (n_guests, n_hidden);
  g_autofree char *invite = invy_guest_words_dup_invite (n_guests, n_hidden);
  g_autofree char *remove = invy_guest_words_dup_remove (n_guests, n_hidden);

  append_item (row, _ ("_Edit…"), "guests.row-open");
  if (n_guests > 1)
    append_item (commands, change, "guests.row-change");
  append_item (row, is_chosen ? _ ("_Unselect") : _ ("_Select"), "guests.row-toggle");
  g_menu_append_submenu (row, _ ("_Answer"), G_MENU_MODEL (answers));
  append_item (commands, n_guests > 1 ? invite : _ ("Send _Invitation…"), "guests.row-invite");
  append_item (commands, n_guests > 1 ? remove : _ ("_Delete"), "guests.row-remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (row));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (commands));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}
