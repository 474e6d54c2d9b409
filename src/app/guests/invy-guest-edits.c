/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-edits.h"

#include "app/guests/invy-guest-words.h"

#include <glib/gi18n.h>

struct _InvyGuestEdits
{
  GObject parent_instance;

  InvyGuestToasts *toasts;
  GQueue waiting; /* of Edit; the first is being kept */
};

typedef struct
{
  InvyGuestBook *book;
  char *guest_id;
  InvyCell cell;
  char *text;
} Edit;

G_DEFINE_FINAL_TYPE (InvyGuestEdits, invy_guest_edits, G_TYPE_OBJECT)

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_object_unref (edit->book);
  g_free (edit->guest_id);
  g_free (edit->text);
  g_free (edit);
}

static void keep_next (InvyGuestEdits *self);

static void
tell_kept (InvyGuestEdits *self, const Edit *edit)
{
  InvyGuest *guest = invy_guest_book_find (edit->book, edit->guest_id);
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autofree char *name = NULL, *title = NULL;

  if (guest == NULL)
    return;

  g_ptr_array_add (guests, guest);
  name = invy_guest_words_dup_names (guests);
  title = g_strdup_printf (_ ("Saved %s"), name);
  invy_guest_toasts_offer_undo (self->toasts, title);
}

static DexFuture *
kept_cb (DexFuture *kept, gpointer data)
{
  InvyGuestEdits *self = data;
  Edit *edit = g_queue_pop_head (&self->waiting);
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (kept, &error) != NULL)
    tell_kept (self, edit);
  else
    invy_guest_toasts_say (self->toasts, error->message);
  edit_free (edit);
  keep_next (self);

  return dex_future_new_true ();
}

/* The guest as it is by now, with one cell changed. Nothing can be kept of one who is gone. */
static void
keep_next (InvyGuestEdits *self)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  InvyGuest *known = NULL;
  Edit *edit;

  while (known == NULL && (edit = g_queue_peek_head (&self->waiting)) != NULL)
    {
      known = invy_guest_book_find (edit->book, edit->guest_id);
      if (known == NULL)
        edit_free (g_queue_pop_head (&self->waiting));
    }
  if (known == NULL)
    return;

  g_ptr_array_add (guests, invy_guest_copy (known));
  invy_cell_set_text (edit->cell, guests->pdata[0], edit->text);
  dex_future_disown (
      dex_future_finally (invy_guest_book_save (edit->book, guests), kept_cb, g_object_ref (self), g_object_unref));
}

static void
invy_guest_edits_finalize (GObject *object)
{
  InvyGuestEdits *self = INVY_GUEST_EDITS (object);

  g_queue_clear_full (&self->waiting, edit_free);
  g_clear_object (&self->toasts);

  G_OBJECT_CLASS (invy_guest_edits_parent_class)->finalize (object);
}

static void
invy_guest_edits_class_init (InvyGuestEditsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_guest_edits_finalize;
}

static void
invy_guest_edits_init (InvyGuestEdits *self)
{
  g_queue_init (&self->waiting);
}

/**
 * invy_guest_edits_new:
 * @toasts: who says what was kept, and why something was not
 */
InvyGuestEdits *
invy_guest_edits_new (InvyGuestToasts *toasts)
{
  InvyGuestEdits *self = g_object_new (INVY_TYPE_GUEST_EDITS, NULL);

  self->toasts = g_object_ref (toasts);
  return self;
}

/**
 * invy_guest_edits_push:
 * @book: where @guest is kept
 * @text: for invy_cell_set_text()
 *
 * Keeps an edit when those before it are kept. What goes wrong is said, and the next one is kept all the same.
 */
void
invy_guest_edits_push (InvyGuestEdits *self, InvyGuestBook *book, InvyGuest *guest, InvyCell cell, const char *text)
{
  Edit *edit;

  g_return_if_fail (INVY_IS_GUEST_EDITS (self));
  g_return_if_fail (INVY_IS_GUEST_BOOK (book));
  g_return_if_fail (INVY_IS_GUEST (guest));

  edit = g_new0 (Edit, 1);
  edit->book = g_object_ref (book);
  edit->guest_id = g_strdup (invy_guest_get_id (guest));
  edit->cell = cell;
  edit->text = g_strdup (text);
  g_queue_push_tail (&self->waiting, edit);
  if (self->waiting.length == 1)
    keep_next (self);
}
