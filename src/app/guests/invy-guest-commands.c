/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-commands.h"

#include "app/guests/invy-answer-dialog.h"
#include "app/guests/invy-answer-words.h"
#include "app/guests/invy-bulk-dialog.h"
#include "app/guests/invy-duplicates-dialog.h"
#include "app/guests/invy-guest-dialog.h"
#include "app/guests/invy-guest-edits.h"
#include "app/guests/invy-guest-words.h"
#include "app/guests/invy-head-counts-dialog.h"

#include <glib/gi18n.h>

struct _InvyGuestCommands
{
  GObject parent_instance;

  InvyGuestBook *book;
  InvyGuestToasts *toasts;
  InvyGuestEdits *edits;
  GMenu *history;      /* what can be undone and done again, for a menu */
  GActionMap *actions; /* weak */
  InvyGuestList *list; /* weak */
};

enum
{
  INVITE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyGuestCommands, invy_guest_commands, G_TYPE_OBJECT)

static GPtrArray *
dup_chosen (InvyGuestCommands *self)
{
  return invy_guest_selection_dup_chosen (invy_guest_list_get_selection (self->list));
}

/* --- what is done --- */

static void
saved_cb (InvyGuestCommands *self, InvyGuest *guest)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autofree char *name = NULL, *title = NULL;
  InvyGuest *known = invy_guest_book_find (self->book, invy_guest_get_id (guest));

  g_ptr_array_add (guests, guest);
  name = invy_guest_words_dup_names (guests);
  /* Translators: %s is the name of a guest whose details were kept */
  title = g_strdup_printf (_ ("Saved %s"), name);
  invy_guest_toasts_offer_undo (self->toasts, title);
  if (known != NULL && self->list != NULL)
    invy_guest_list_show_guest (self->list, known);
}

static void
remove_guests (InvyGuestCommands *self, GPtrArray *guests)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) guest_ids = NULL;
  g_autofree char *names = NULL, *done = NULL;

  if (guests->len == 0)
    return;

  for (guint i = 0; i < guests->len; i++)
    g_strv_builder_add (ids, invy_guest_get_id (guests->pdata[i]));
  guest_ids = g_strv_builder_end (ids);
  names = invy_guest_words_dup_names (guests);
  /* Translators: %s is a name, or "5 guests" */
  done = g_strdup_printf (_ ("Removed %s"), names);
  invy_guest_toasts_follow (self->toasts, invy_guest_book_remove (self->book, (const char *const *) guest_ids), done);
}

static void
invite_guests (InvyGuestCommands *self, GPtrArray *guests)
{
  if (guests->len > 0)
    g_signal_emit (self, signals[INVITE], 0, guests);
}

/* Notes what guests answered; a @count of 0 is everybody who is invited with the guest. */
static void
answer_guests (InvyGuestCommands *self, GPtrArray *guests, InvyRsvp rsvp, guint count)
{
  g_autoptr (GPtrArray) answered = g_ptr_array_new_with_free_func (g_object_unref);
  const gint64 now_ms = rsvp != INVY_RSVP_NONE ? g_get_real_time () / 1000 : 0;
  g_autofree char *done = NULL;

  for (guint i = 0; i < guests->len; i++)
    {
      InvyGuest *guest = invy_guest_copy (guests->pdata[i]);
      const guint n_coming = count > 0 ? count : invy_guest_get_party_size (guest);

      invy_guest_set_rsvp (guest, rsvp, rsvp == INVY_RSVP_YES ? n_coming : 0, now_ms);
      g_ptr_array_add (answered, guest);
    }
  if (answered->len == 0)
    return;

  done = invy_answer_words_dup_done (answered);
  invy_guest_toasts_follow (self->toasts, invy_guest_book_save (self->book, answered), done);
}

static void
changed_cb (InvyGuestCommands *self, GPtrArray *guests)
{
  g_autofree char *names = invy_guest_words_dup_names (guests);
  /* Translators: %s is a name, or "5 guests" */
  g_autofree char *done = g_strdup_printf (_ ("Changed %s"), names);

  invy_guest_toasts_follow (self->toasts, invy_guest_book_save (self->book, guests), done);
}

/* One guest is edited in full, many in what they shall have in common. */
static void
edit_guests (InvyGuestCommands *self, GPtrArray *guests, guint n_hidden)
{
  AdwDialog *dialog;

  if (guests->len == 1)
    invy_guest_commands_open (self, guests->pdata[0]);
  if (guests->len <= 1)
    return;

  dialog = invy_bulk_dialog_new (self->book, guests, n_hidden);
  g_signal_connect_object (dialog, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->list));
}

typedef struct
{
  InvyGuestCommands *commands;
  GPtrArray *guests;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->commands);
  g_ptr_array_unref (question->guests);
  g_free (question);
}

static void
counted_cb (Question *question, guint count)
{
  answer_guests (question->commands, question->guests, INVY_RSVP_YES, count);
}

/* Those who come are asked how many they are. */
static void
ask_answer (InvyGuestCommands *self, GPtrArray *guests, guint n_hidden, InvyRsvp rsvp)
{
  AdwDialog *dialog;
  Question *question;

  if (guests->len == 0)
    return;

  if (rsvp != INVY_RSVP_YES)
    {
      answer_guests (self, guests, rsvp, 0);
      return;
    }

  question = g_new0 (Question, 1);
  question->commands = g_object_ref (self);
  question->guests = g_ptr_array_ref (guests);
  dialog = invy_answer_dialog_new (guests, n_hidden);
  g_signal_connect_data (dialog, "counted", G_CALLBACK (counted_cb), question, question_free, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->list));
}

/* --- for the chosen guests --- */

static void
add_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  invy_guest_commands_open (user_data, NULL);
}

static void
edit_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;
  g_autoptr (GPtrArray) chosen = dup_chosen (self);

  edit_guests (self, chosen, invy_guest_selection_get_n_hidden (invy_guest_list_get_selection (self->list)));
}

static void
remove_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GPtrArray) chosen = dup_chosen (user_data);

  remove_guests (user_data, chosen);
}

static void
invite_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GPtrArray) chosen = dup_chosen (user_data);

  invite_guests (user_data, chosen);
}

static void
answer_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;
  g_autoptr (GPtrArray) chosen = dup_chosen (self);

  ask_answer (self, chosen, invy_guest_selection_get_n_hidden (invy_guest_list_get_selection (self->list)),
              invy_answer_words_get_rsvp (g_variant_get_string (parameter, NULL)));
}

static void
invite_rest_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;
  g_autoptr (GPtrArray) rest = invy_guest_counts_dup_guests (G_LIST_MODEL (self->book), INVY_COUNT_NOT_INVITED);

  invite_guests (self, rest);
}

static void
select_all_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (invy_guest_list_get_selection (self->list)));
}

static void
clear_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (invy_guest_list_get_selection (self->list)));
}

static void
head_counts_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;

  adw_dialog_present (invy_head_counts_dialog_new (self->book), GTK_WIDGET (self->list));
}

static void
duplicates_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;

  adw_dialog_present (invy_duplicates_dialog_new (self->book), GTK_WIDGET (self->list));
}

static void
undo_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;
  /* Translators: %s is what is taken back, such as "Removed: 3 guests" */
  g_autofree char *done = g_strdup_printf (_ ("Undone: %s"), invy_guest_book_get_undo_title (self->book));

  invy_guest_toasts_follow_undo (self->toasts, invy_guest_book_undo (self->book), done);
}

static void
redo_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;
  /* Translators: %s is what is done again, such as "Removed: 3 guests" */
  g_autofree char *done = g_strdup_printf (_ ("Done again: %s"), invy_guest_book_get_redo_title (self->book));

  invy_guest_toasts_follow (self->toasts, invy_guest_book_redo (self->book), done);
}

/* --- for the focused row --- */

static void
row_open_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;
  g_autoptr (InvyGuest) guest = invy_guest_list_dup_current (self->list);

  if (guest != NULL)
    invy_guest_commands_open (self, guest);
}

static void
row_toggle_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  invy_guest_list_toggle_current (INVY_GUEST_COMMANDS (user_data)->list);
}

static void
row_change_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;
  guint n_hidden = 0;
  g_autoptr (GPtrArray) guests = invy_guest_list_dup_commanded (self->list, &n_hidden);

  edit_guests (self, guests, n_hidden);
}

static void
row_edit_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  invy_guest_list_edit_current (INVY_GUEST_COMMANDS (user_data)->list);
}

static void
row_remove_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GPtrArray) guests = invy_guest_list_dup_commanded (INVY_GUEST_COMMANDS (user_data)->list, NULL);

  remove_guests (user_data, guests);
}

static void
row_invite_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GPtrArray) guests = invy_guest_list_dup_commanded (INVY_GUEST_COMMANDS (user_data)->list, NULL);

  invite_guests (user_data, guests);
}

static void
row_answer_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestCommands *self = user_data;
  guint n_hidden = 0;
  g_autoptr (GPtrArray) guests = invy_guest_list_dup_commanded (self->list, &n_hidden);

  ask_answer (self, guests, n_hidden, invy_answer_words_get_rsvp (g_variant_get_string (parameter, NULL)));
}

static void
row_menu_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  invy_guest_list_popup_menu (INVY_GUEST_COMMANDS (user_data)->list);
}

static const GActionEntry action_entries[] = {
  { .name = "add", .activate = add_action_cb },
  { .name = "edit", .activate = edit_action_cb },
  { .name = "remove", .activate = remove_action_cb },
  { .name = "invite", .activate = invite_action_cb },
  { .name = "answer", .parameter_type = "s", .activate = answer_action_cb },
  { .name = "invite-rest", .activate = invite_rest_action_cb },
  { .name = "head-counts", .activate = head_counts_action_cb },
  { .name = "duplicates", .activate = duplicates_action_cb },
  { .name = "undo", .activate = undo_action_cb },
  { .name = "redo", .activate = redo_action_cb },
  { .name = "select-all", .activate = select_all_action_cb },
  { .name = "clear", .activate = clear_action_cb },
  { .name = "row-open", .activate = row_open_action_cb },
  { .name = "row-edit", .activate = row_edit_action_cb },
  { .name = "row-change", .activate = row_change_action_cb },
  { .name = "row-toggle", .activate = row_toggle_action_cb },
  { .name = "row-remove", .activate = row_remove_action_cb },
  { .name = "row-invite", .activate = row_invite_action_cb },
  { .name = "row-answer", .parameter_type = "s", .activate = row_answer_action_cb },
  { .name = "row-menu", .activate = row_menu_action_cb },
};

/* Those that need nothing but a wedding that may be changed. */
static const char *const editing_actions[] = {
  "add", "row-edit", "row-change", "row-remove", "row-invite", "row-answer",
};

static void
edited_cb (InvyGuestCommands *self, InvyGuest *guest, guint cell, const char *text)
{
  if (self->book != NULL)
    invy_guest_edits_push (self->edits, self->book, guest, (InvyCell) cell, text);
}

static void
invy_guest_commands_dispose (GObject *object)
{
  InvyGuestCommands *self = INVY_GUEST_COMMANDS (object);

  g_clear_object (&self->book);
  g_clear_object (&self->toasts);
  g_clear_object (&self->history);
  g_clear_object (&self->edits);
  g_clear_weak_pointer (&self->actions);
  g_clear_weak_pointer (&self->list);

  G_OBJECT_CLASS (invy_guest_commands_parent_class)->dispose (object);
}

static void
invy_guest_commands_class_init (InvyGuestCommandsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_guest_commands_dispose;

  /**
   * InvyGuestCommands::invite:
   * @guests: (element-type InvyGuest): whom
   *
   * The planner wants to send invitations.
   */
  signals[INVITE] = g_signal_new ("invite", INVY_TYPE_GUEST_COMMANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
invy_guest_commands_init (InvyGuestCommands *self)
{
  self->history = g_menu_new ();
}

/**
 * invy_guest_commands_new:
 * @actions: where the actions go; it must not outlive what is returned in use
 * @list: whose rows and chosen guests they are for; dialogs stand above it
 * @toasts: who says what was done
 */
InvyGuestCommands *
invy_guest_commands_new (GActionMap *actions, InvyGuestList *list, InvyGuestToasts *toasts)
{
  InvyGuestCommands *self = g_object_new (INVY_TYPE_GUEST_COMMANDS, NULL);

  g_set_weak_pointer (&self->actions, actions);
  g_set_weak_pointer (&self->list, list);
  self->toasts = g_object_ref (toasts);
  self->edits = invy_guest_edits_new (toasts);
  g_signal_connect_object (list, "edit", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (actions, action_entries, G_N_ELEMENTS (action_entries), self);

  return self;
}

/**
 * invy_guest_commands_set_book:
 * @book: (nullable): whose guests the list shows
 */
void
invy_guest_commands_set_book (InvyGuestCommands *self, InvyGuestBook *book)
{
  g_return_if_fail (INVY_IS_GUEST_COMMANDS (self));

  if (g_set_object (&self->book, book))
    invy_guest_toasts_withdraw_undo (self->toasts);
}

/**
 * invy_guest_commands_open:
 * @guest: (nullable): whom; %NULL for a new one
 *
 * Opens the editor of a guest.
 */
void
invy_guest_commands_open (InvyGuestCommands *self, InvyGuest *guest)
{
  AdwDialog *dialog;

  g_return_if_fail (INVY_IS_GUEST_COMMANDS (self));

  dialog = invy_guest_dialog_new (self->book, guest);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->list));
}

static void
enable (InvyGuestCommands *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)), enabled);
}

/**
 * invy_guest_commands_get_history:
 *
 * Returns: (transfer none): a section for a menu, with what can be undone and what can be done again
 */
GMenuModel *
invy_guest_commands_get_history (InvyGuestCommands *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_COMMANDS (self), NULL);

  return G_MENU_MODEL (self->history);
}

/* Returns: (transfer full): @title as part of a menu's label, in which an underline would be a mnemonic */
static char *
escape_title (const char *title)
{
  g_autoptr (GString) label = g_string_new (title);

  g_string_replace (label, "_", "__", 0);
  return g_string_free_and_steal (g_steal_pointer (&label));
}

static void
update_history (InvyGuestCommands *self)
{
  const char *undo = self->book != NULL ? invy_guest_book_get_undo_title (self->book) : NULL;
  const char *redo = self->book != NULL ? invy_guest_book_get_redo_title (self->book) : NULL;
  g_autofree char *undo_title = escape_title (undo);
  g_autofree char *redo_title = escape_title (redo);
  /* Translators: a menu item; %s is what was done, such as "Removed: 3 guests" */
  g_autofree char *undo_label =
      undo != NULL ? g_strdup_printf (_ ("_Undo “%s”"), undo_title) : g_strdup (_ ("_Undo"));
  /* Translators: a menu item; %s is what was undone, such as "Removed: 3 guests" */
  g_autofree char *redo_label =
      redo != NULL ? g_strdup_printf (_ ("_Redo “%s”"), redo_title) : g_strdup (_ ("_Redo"));

  g_menu_remove_all (self->history);
  g_menu_append (self->history, undo_label, "guests.undo");
  g_menu_append (self->history, redo_label, "guests.redo");
}

/**
 * invy_guest_commands_update:
 *
 * Looks again at which of the actions make sense, after guests were chosen, filtered or changed.
 */
void
invy_guest_commands_update (InvyGuestCommands *self)
{
  const gboolean is_editable = self->book != NULL && invy_event_is_editable (invy_guest_book_get_event (self->book));
  const guint n_shown = g_list_model_get_n_items (invy_guest_list_get_shown (self->list));
  const guint n_chosen = invy_guest_selection_get_n_chosen (invy_guest_list_get_selection (self->list));
  const guint n_guests = self->book != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->book)) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (editing_actions); i++)
    enable (self, editing_actions[i], is_editable);
  enable (self, "invite-rest",
          is_editable && invy_guest_book_get_count (self->book, INVY_COUNT_NOT_INVITED)->rows > 0);
  enable (self, "undo", is_editable && invy_guest_book_can_undo (self->book));
  enable (self, "redo", is_editable && invy_guest_book_can_redo (self->book));
  enable (self, "select-all", n_shown > 0);
  enable (self, "head-counts", n_guests > 0);
  enable (self, "duplicates", is_editable && n_guests > 1);
  enable (self, "edit", is_editable && n_chosen > 0);
  enable (self, "remove", is_editable && n_chosen > 0);
  enable (self, "clear", n_chosen > 0);
  enable (self, "invite", is_editable && n_chosen > 0);
  enable (self, "answer", is_editable && n_chosen > 0);
  update_history (self);
}
