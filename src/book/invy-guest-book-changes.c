/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-book-private.h"
#include "book/invy-guest-joining.h"
#include "store/invy-store-copies.h"

#include <glib/gi18n-lib.h>

/* What a step is called: the guest, or how many there are. */
static char *
dup_whom (GPtrArray *guests)
{
  if (guests->len == 1)
    return invy_guest_dup_name (guests->pdata[0]);

  return g_strdup_printf (ngettext ("%u guest", "%u guests", guests->len), guests->len);
}

static InvyHistoryStep *
new_step (const char *format, GPtrArray *guests)
{
  g_autofree char *whom = dup_whom (guests);
  g_autoptr (GString) title = g_string_new (format);

  g_string_replace (title, "%s", whom, 1);
  return invy_history_step_new (title->str);
}

static gboolean
is_any_new (InvyGuestBook *self, GPtrArray *guests)
{
  for (guint i = 0; i < guests->len; i++)
    if (invy_guest_book_find (self, invy_guest_get_id (guests->pdata[i])) == NULL)
      return TRUE;

  return FALSE;
}

static void
add_state (InvyGuestBook *self, InvyHistoryStep *step, InvyGuest *guest)
{
  InvyGuest *known = invy_guest_book_find (self, invy_guest_get_id (guest));

  invy_history_step_add (step, known != NULL ? invy_guest_copy (known) : NULL, g_object_ref (guest));
}

static DexFuture *
catch_up_cb (DexFuture *done, gpointer book)
{
  return invy_guest_book_catch_up (book);
}

/* Resolves when the book shows it. */
static DexFuture *
show (InvyGuestBook *self, DexFuture *done)
{
  return dex_future_then (done, catch_up_cb, g_object_ref (self), g_object_unref);
}

static DexFuture *
save (InvyGuestBook *self, gint64 n_known, GPtrArray *guests, const char *title)
{
  g_autoptr (InvyHistoryStep) step = new_step (title, guests);
  GError *error = NULL;

  if (guests->len == 0)
    return dex_future_new_true ();
  step->n_known = n_known;
  for (guint i = 0; i < guests->len; i++)
    {
      if (!invy_guest_check (guests->pdata[i], &error))
        return dex_future_new_for_error (error);
      add_state (self, step, guests->pdata[i]);
    }

  return show (self, invy_history_do (invy_guest_book_get_history (self), g_steal_pointer (&step)));
}

/**
 * invy_guest_book_save:
 * @guests: (element-type InvyGuest): new ones, and edited copies of those in the book, as many as one likes; they
 *   are not to be changed any more
 *
 * Keeps guests, as one step that can be undone. What somebody else changed in the meantime stays, unless it is the
 * same part of a guest.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_FIELD_ERROR_EMPTY for a guest with
 *   neither name nor number, or with %INVY_STORE_ERROR_CONFLICT, which says what somebody else changed in which guest
 */
DexFuture *
invy_guest_book_save (InvyGuestBook *self, GPtrArray *guests)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  /* Translators: a thing that can be undone; a guest's name, or how many guests */
  return save (self, -1, guests, is_any_new (self, guests) ? _ ("Added: %s") : _ ("Changed: %s"));
}

typedef struct
{
  InvyGuestBook *book;
  gint64 n_known;
  GPtrArray *guests;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->book);
  g_ptr_array_unref (import->guests);
  g_free (import);
}

/* That there is no room for a copy holds up nobody. */
static DexFuture *
copy_kept_cb (DexFuture *kept, gpointer data)
{
  Import *import = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (kept, &error) == NULL)
    g_info ("No restore point before an import: %s", error->message);

  /* Translators: a thing that can be undone; a guest's name, or how many guests */
  return save (import->book, import->n_known, import->guests, _ ("Imported: %s"));
}

/**
 * invy_guest_book_import:
 * @n_known: see #InvyGuestMerge; -1 if nothing was compared
 * @guests: (element-type InvyGuest): as for invy_guest_book_save()
 *
 * Keeps what an import adds and changes, as one step that can be undone, and that is called an import. A copy is made
 * before, which lasts longer than undo does.
 *
 * Returns: (transfer full): a future as that of invy_guest_book_save(); it rejects with %INVY_STORE_ERROR_CONFLICT,
 *   too, when guests were added since the import was compared with the book
 */
DexFuture *
invy_guest_book_import (InvyGuestBook *self, gint64 n_known, GPtrArray *guests)
{
  Import *import;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  if (guests->len == 0)
    return dex_future_new_true ();

  import = g_new0 (Import, 1);
  import->book = g_object_ref (self);
  import->n_known = n_known;
  import->guests = g_ptr_array_ref (guests);
  return dex_future_finally (invy_store_keep_copy (invy_guest_book_get_store (self), INVY_COPY_IMPORT), copy_kept_cb,
                             import, import_free);
}

static GPtrArray *
find_all (InvyGuestBook *self, const char *const *guest_ids, GError **error)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; guest_ids[i] != NULL; i++)
    {
      InvyGuest *known = invy_guest_book_find (self, guest_ids[i]);

      if (known == NULL)
        {
          g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_FOUND,
                               _ ("There is no such guest. The guest may have been removed."));
          return NULL;
        }
      g_ptr_array_add (guests, invy_guest_copy (known));
    }

  return g_steal_pointer (&guests);
}

/**
 * invy_guest_book_remove:
 * @guest_ids: (array zero-terminated=1): guests in the book
 *
 * Takes guests out of the book, as one step that can be undone.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with an #InvyStoreError
 */
DexFuture *
invy_guest_book_remove (InvyGuestBook *self, const char *const *guest_ids)
{
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (InvyHistoryStep) step = NULL;
  GError *error = NULL;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  if (!(guests = find_all (self, guest_ids, &error)))
    return dex_future_new_for_error (error);
  if (guests->len == 0)
    return dex_future_new_true ();

  /* Translators: a thing that can be undone; a guest's name, or how many guests */
  step = new_step (_ ("Removed: %s"), guests);
  for (guint i = 0; i < guests->len; i++)
    invy_history_step_add (step, g_object_ref (guests->pdata[i]), NULL);

  return show (self, invy_history_do (invy_guest_book_get_history (self), g_steal_pointer (&step)));
}

/* --- merging --- */

typedef struct
{
  InvyGuestBook *book;
  GPtrArray *from;
  InvyGuest *into;
} Merging;

static void
merging_free (gpointer data)
{
  Merging *merging = data;

  g_object_unref (merging->book);
  g_ptr_array_unref (merging->from);
  g_object_unref (merging->into);
  g_free (merging);
}

static DexFuture *
merge_fiber (gpointer data)
{
  Merging *merging = data;
  InvyHistory *history = invy_guest_book_get_history (merging->book);
  g_autoptr (InvyHistoryStep) step = NULL;
  g_autoptr (GError) error = NULL;

  step =
      invy_guest_joining_new_step (invy_guest_book_get_store (merging->book), merging->from, merging->into, &error);
  if (step == NULL || !dex_await (invy_history_do (history, g_steal_pointer (&step)), &error)
      || !dex_await (invy_guest_book_catch_up (merging->book), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * invy_guest_book_merge:
 * @from_ids: (array zero-terminated=1): guests in the book who are the same person as @into_id
 * @into_id: the guest who stays
 *
 * Makes one guest of several, as one step that can be undone: the one who stays gets what only the others have, and
 * counts as invited if one of them was. Messages stay where they are.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with an #InvyStoreError
 */
DexFuture *
invy_guest_book_merge (InvyGuestBook *self, const char *const *from_ids, const char *into_id)
{
  const char *const into_ids[] = { into_id, NULL };
  g_autoptr (GPtrArray) from = NULL;
  g_autoptr (GPtrArray) into = NULL;
  Merging *merging;
  GError *error = NULL;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  if (!(from = find_all (self, from_ids, &error)) || !(into = find_all (self, into_ids, &error)))
    return dex_future_new_for_error (error);

  merging = g_new0 (Merging, 1);
  merging->book = g_object_ref (self);
  merging->from = g_steal_pointer (&from);
  merging->into = g_object_ref (into->pdata[0]);
  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, merge_fiber, merging, merging_free);
}

/* --- undoing --- */

gboolean
invy_guest_book_can_undo (InvyGuestBook *self)
{
  return invy_guest_book_get_undo_title (self) != NULL;
}

gboolean
invy_guest_book_can_redo (InvyGuestBook *self)
{
  return invy_guest_book_get_redo_title (self) != NULL;
}

/**
 * invy_guest_book_get_undo_title:
 *
 * Returns: (nullable): what would be undone, such as "Removed: 3 guests"; %NULL when there is nothing
 */
const char *
invy_guest_book_get_undo_title (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  return invy_history_get_undo_title (invy_guest_book_get_history (self));
}

/**
 * invy_guest_book_get_redo_title:
 *
 * Returns: (nullable): what would be done again, such as "Removed: 3 guests"; %NULL when there is nothing
 */
const char *
invy_guest_book_get_redo_title (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  return invy_history_get_redo_title (invy_guest_book_get_history (self));
}

/**
 * invy_guest_book_undo:
 *
 * Takes back the last thing that was done through this book. What others changed beside it stays.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_STORE_ERROR_CONFLICT, which says
 * what somebody else changed, and with %INVY_STORE_ERROR_STATE when there is nothing to undo
 */
DexFuture *
invy_guest_book_undo (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  return show (self, invy_history_undo (invy_guest_book_get_history (self)));
}

/**
 * invy_guest_book_redo:
 *
 * Does again what was undone last.
 *
 * Returns: (transfer full): a future as that of invy_guest_book_undo()
 */
DexFuture *
invy_guest_book_redo (InvyGuestBook *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_BOOK (self), NULL);

  return show (self, invy_history_redo (invy_guest_book_get_history (self)));
}
