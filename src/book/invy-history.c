/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-history.h"

#include "book/invy-guest-change.h"

#include <glib/gi18n-lib.h>

/* So many guests are looked at before the interface has its turn. */
#define SLICE 500
/* So many guests are named when they stand in the way; the others are only counted. */
#define MAX_NAMED 5

struct _InvyHistory
{
  GObject parent_instance;

  InvyStore *store;
  char *event_id;
  GPtrArray *done;      /* (element-type InvyHistoryStep) the last one last */
  GPtrArray *undone;    /* (element-type InvyHistoryStep) the next to be done again last */
  GHashTable *versions; /* guest id -> the version that was written here last; of small steps */
  DexFuture *last;      /* what was asked for last: one thing after the other */
};

G_DEFINE_FINAL_TYPE (InvyHistory, invy_history, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
invy_history_finalize (GObject *object)
{
  InvyHistory *self = INVY_HISTORY (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->event_id, g_free);
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_clear_pointer (&self->undone, g_ptr_array_unref);
  g_clear_pointer (&self->versions, g_hash_table_unref);
  dex_clear (&self->last);

  G_OBJECT_CLASS (invy_history_parent_class)->finalize (object);
}

static void
invy_history_class_init (InvyHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_history_finalize;

  /**
   * InvyHistory::changed:
   *
   * What can be undone or done again is another step now.
   */
  signals[CHANGED] =
      g_signal_new ("changed", INVY_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
invy_history_init (InvyHistory *self)
{
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_history_step_free);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_history_step_free);
  self->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * invy_history_new:
 *
 * Returns: (transfer full): an empty history of the guests of a wedding
 */
InvyHistory *
invy_history_new (InvyStore *store, const char *event_id)
{
  InvyHistory *self = g_object_new (INVY_TYPE_HISTORY, NULL);

  self->store = g_object_ref (store);
  self->event_id = g_strdup (event_id);

  return self;
}

static const char *
get_title (GPtrArray *steps)
{
  return steps->len > 0 ? ((InvyHistoryStep *) steps->pdata[steps->len - 1])->title : NULL;
}

/**
 * invy_history_get_undo_title:
 *
 * Returns: (nullable): what invy_history_undo() takes back, in words; %NULL when there is nothing
 */
const char *
invy_history_get_undo_title (InvyHistory *self)
{
  g_return_val_if_fail (INVY_IS_HISTORY (self), NULL);

  return get_title (self->done);
}

/**
 * invy_history_get_redo_title:
 *
 * Returns: (nullable): what invy_history_redo() does again, in words; %NULL when there is nothing
 */
const char *
invy_history_get_redo_title (InvyHistory *self)
{
  g_return_val_if_fail (INVY_IS_HISTORY (self), NULL);

  return get_title (self->undone);
}

/* --- what stands in the way --- */

typedef struct
{
  GString *words;
  guint n_guests;
} Conflicts;

static void
add_conflict (Conflicts *conflicts, InvyGuest *guest, GStrv reasons)
{
  g_autofree char *name = invy_guest_dup_name (guest);
  g_autofree char *joined = g_strjoinv (" ", reasons);

  if (conflicts->n_guests++ >= MAX_NAMED)
    return;

  g_string_append_c (conflicts->words, '\n');
  /* Translators: the name of a guest, and sentences about what somebody else changed */
  g_string_append_printf (conflicts->words, _ ("%s: %s"), name, joined);
}

static gboolean
refuse_conflicts (Conflicts *conflicts, GError **error)
{
  if (conflicts->n_guests == 0)
    return TRUE;

  if (conflicts->n_guests > MAX_NAMED)
    {
      const guint n_more = conflicts->n_guests - MAX_NAMED;

      g_string_append_c (conflicts->words, '\n');
      g_string_append_printf (conflicts->words, ngettext ("And %u more guest.", "And %u more guests.", n_more),
                              n_more);
    }
  g_set_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT,
               /* Translators: lines about guests follow */
               _ ("Somebody else changed the same in the meantime, so nothing was done.%s"), conflicts->words->str);
  return FALSE;
}

/* --- from one state to another --- */

static void
note_versions (InvyHistory *self, GPtrArray *saved)
{
  if (saved->len > SLICE)
    return;

  for (guint i = 0; i < saved->len; i++)
    {
      const gint64 version = invy_record_get_version (saved->pdata[i]);

      g_hash_table_insert (self->versions, g_strdup (invy_guest_get_id (saved->pdata[i])),
                           g_memdup2 (&version, sizeof version));
    }
}

/* Whether nobody else touched the guest since this history wrote it. */
static gboolean
is_ours (InvyHistory *self, InvyGuest *now)
{
  const gint64 *version = g_hash_table_lookup (self->versions, invy_guest_get_id (now));

  return version != NULL && *version == invy_record_get_version (INVY_RECORD (now));
}

/* Once they are written, @states are what @saved is but for the versions. */
static void
take_versions (GPtrArray *states, GPtrArray *saved)
{
  for (guint i = 0; i < states->len; i++)
    if (states->pdata[i] != NULL)
      invy_record_set_version (states->pdata[i], invy_record_get_version (saved->pdata[i]));
}

/* Awaits: lets the others on this thread have their turn. */
static void
take_a_breath (guint i)
{
  if (i % SLICE == SLICE - 1)
    dex_await (dex_timeout_new_msec (0), NULL);
}

static void
clear_guest (gpointer guest)
{
  g_clear_object (&guest);
}

static void
set_removed (InvyGuest *guest, gboolean removed)
{
  invy_record_set_deleted_at (INVY_RECORD (guest), removed ? g_get_real_time () / 1000 : 0);
}

static gboolean
is_removed (InvyGuest *guest)
{
  return invy_record_get_deleted_at (INVY_RECORD (guest)) != 0;
}

/* Sentences about what somebody else did to the guest that goes against the way from @from to @to. */
static GStrv
find_conflicts (InvyHistory *self, InvyGuest *now, InvyGuest *from, InvyGuest *to)
{
  if (is_ours (self, now))
    return g_new0 (char *, 1);
  if (from != NULL && to != NULL && is_removed (now))
    return g_strsplit (_ ("The guest was removed."), "\n", 1);
  if (from != NULL && to != NULL)
    return invy_guest_change_dup_conflicts (now, from, to);
  if (from != NULL && !is_removed (now))
    return invy_guest_change_dup_differences (now, from);

  return g_new0 (char *, 1);
}

/* The guests of a step as they are now; without @with_new, NULL in the place of those that it adds. */
static GPtrArray *
look_up (InvyHistory *self, InvyHistoryStep *step, gboolean with_new, GError **error)
{
  GPtrArray *before = step->before;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *now;

  for (guint i = 0; i < before->len; i++)
    if (with_new || before->pdata[i] != NULL)
      g_strv_builder_add (ids, invy_history_step_get_id (step, i));
  wanted = g_strv_builder_end (ids);
  found = dex_await_boxed (invy_store_get_guests (self->store, self->event_id, (const char *const *) wanted), error);
  if (found == NULL)
    return NULL;

  now = g_ptr_array_new_with_free_func (clear_guest);
  for (guint i = 0, n = 0; i < before->len; i++)
    g_ptr_array_add (now, with_new || before->pdata[i] != NULL ? g_object_ref (found->pdata[n++]) : NULL);
  return now;
}

/* The guests of a step as they have to be saved: as they are @now, with what the way from @from to @to changes. */
static GPtrArray *
make_target (InvyHistory *self, GPtrArray *now, GPtrArray *from, GPtrArray *to, GError **error)
{
  g_autoptr (GPtrArray) target = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) words = g_string_new (NULL);
  Conflicts conflicts = { .words = words };

  for (guint i = 0; i < now->len; i++)
    {
      InvyGuest *guest = invy_guest_copy (now->pdata[i] != NULL ? now->pdata[i] : to->pdata[i]);
      g_auto (GStrv) reasons = NULL;

      g_ptr_array_add (target, guest);
      if (now->pdata[i] == NULL)
        continue;
      reasons = find_conflicts (self, guest, from->pdata[i], to->pdata[i]);
      if (reasons[0] != NULL)
        add_conflict (&conflicts, guest, reasons);
      else if (from->pdata[i] != NULL && to->pdata[i] != NULL)
        invy_guest_change_apply (guest, from->pdata[i], to->pdata[i]);
      else
        set_removed (guest, to->pdata[i] == NULL);
      take_a_breath (i);
    }

  return refuse_conflicts (&conflicts, error) ? g_steal_pointer (&target) : NULL;
}

/* The guests of a step as they were when they were written here. */
static GPtrArray *
list_bases (GPtrArray *from, GPtrArray *to)
{
  GPtrArray *bases = g_ptr_array_new_full (from->len, clear_guest);

  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (bases, g_object_ref (from->pdata[i] != NULL ? from->pdata[i] : to->pdata[i]));
  return bases;
}

/* An import is seldom touched before it is taken back: if no version is another one, all of its guests are as they
 * were written, and need not be read again. */
static GPtrArray *
save_untouched (InvyHistory *self, GPtrArray *from, GPtrArray *to, GError **error)
{
  g_autoptr (GPtrArray) bases = list_bases (from, to);
  g_autoptr (GPtrArray) target = make_target (self, bases, from, to, error);

  return target != NULL ? dex_await_boxed (invy_store_save_guests (self->store, target), error) : NULL;
}

static GPtrArray *
save_as_they_are (InvyHistory *self, InvyHistoryStep *step, GPtrArray *from, GPtrArray *to, GError **error)
{
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GPtrArray) target = NULL;

  /* Whoever was added is kept, too, and was only taken out of sight. */
  if (!(now = look_up (self, step, TRUE, error)) || !(target = make_target (self, now, from, to, error)))
    return NULL;

  return dex_await_boxed (invy_store_save_guests (self->store, target), error);
}

/* Goes from one state of a step's guests to the other, over whatever else became of them. */
static gboolean
go (InvyHistory *self, InvyHistoryStep *step, GPtrArray *from, GPtrArray *to, GError **error)
{
  g_autoptr (GPtrArray) saved = NULL;

  if (from->len > SLICE)
    saved = save_untouched (self, from, to, NULL);
  if (saved == NULL && !(saved = save_as_they_are (self, step, from, to, error)))
    return FALSE;

  note_versions (self, saved);
  take_versions (step->after, saved);
  return TRUE;
}

/* --- doing --- */

/* What the step says, without a look at what became of the guests: the store refuses old versions. */
static GPtrArray *
make_direct_target (InvyHistoryStep *step)
{
  GPtrArray *target = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < invy_history_step_get_n_guests (step); i++)
    {
      InvyGuest *before = step->before->pdata[i];
      InvyGuest *after = step->after->pdata[i];

      g_ptr_array_add (target, after != NULL ? g_object_ref (after) : invy_guest_copy (before));
      if (after == NULL)
        set_removed (target->pdata[i], TRUE);
      take_a_breath (i);
    }

  return target;
}

/* The edit began with a version that is older than what the book showed last: what was changed by whom cannot be told
 * apart any more, and everything that differs is named. */
static gboolean
check_bases (InvyHistory *self, InvyHistoryStep *step, GPtrArray *now, GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);
  Conflicts conflicts = { .words = words };

  for (guint i = 0; i < now->len; i++)
    {
      InvyGuest *before = step->before->pdata[i];
      InvyGuest *after = step->after->pdata[i];
      g_auto (GStrv) reasons = NULL;

      if (before == NULL || after == NULL || is_ours (self, now->pdata[i])
          || invy_record_get_version (INVY_RECORD (before)) == invy_record_get_version (INVY_RECORD (after)))
        continue;
      reasons = invy_guest_change_dup_differences (now->pdata[i], after);
      if (reasons[0] != NULL)
        add_conflict (&conflicts, now->pdata[i], reasons);
    }

  return refuse_conflicts (&conflicts, error);
}

static void
replace_states (GPtrArray *states, GPtrArray *guests)
{
  for (guint i = 0; i < states->len; i++)
    if (states->pdata[i] != NULL)
      {
        g_object_unref (states->pdata[i]);
        states->pdata[i] = g_object_ref (guests->pdata[i]);
      }
}

/* Awaits. What was found to be new may be there by now. */
static GPtrArray *
save_step (InvyHistory *self, InvyHistoryStep *step, GPtrArray *target, GError **error)
{
  return dex_await_boxed (step->n_known >= 0
                              ? invy_store_import_guests (self->store, self->event_id, step->n_known, target)
                              : invy_store_save_guests (self->store, target),
                          error);
}

/* Somebody else was quicker with one of the guests, or this person was: what does not contradict goes together. */
static GPtrArray *
save_over_others (InvyHistory *self, InvyHistoryStep *step, GError **error)
{
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GPtrArray) target = NULL;
  GPtrArray *saved;

  if (!(now = look_up (self, step, FALSE, error)) || !check_bases (self, step, now, error)
      || !(target = make_target (self, now, step->before, step->after, error))
      || !(saved = save_step (self, step, target, error)))
    return NULL;

  replace_states (step->before, now);
  return saved;
}

static gboolean
do_step (InvyHistory *self, InvyHistoryStep *step, GError **error)
{
  g_autoptr (GPtrArray) target = make_direct_target (step);
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GPtrArray) saved = save_step (self, step, target, &save_error);
  const gboolean is_merged = g_error_matches (save_error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT);

  if (is_merged)
    {
      saved = save_over_others (self, step, error);
      if (saved == NULL)
        return FALSE;
    }
  else if (saved == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&save_error));
      return FALSE;
    }

  note_versions (self, saved);
  if (is_merged)
    replace_states (step->after, saved);
  else
    take_versions (step->after, saved);
  return TRUE;
}

/* --- one thing after the other --- */

typedef enum
{
  DO,
  UNDO,
  REDO,
} Act;

typedef struct
{
  InvyHistory *history;
  Act act;
  InvyHistoryStep *step; /* to be done */
  DexFuture *previous;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->history);
  g_clear_pointer (&request->step, invy_history_step_free);
  dex_clear (&request->previous);
  g_free (request);
}

static gboolean
do_request (InvyHistory *self, InvyHistoryStep *step, GError **error)
{
  g_autoptr (InvyHistoryStep) owned = step;

  if (!do_step (self, step, error))
    return FALSE;

  g_ptr_array_add (self->done, g_steal_pointer (&owned));
  g_ptr_array_set_size (self->undone, 0);
  return TRUE;
}

/* A step that could not be undone stays where it was: perhaps it can be later. */
static gboolean
move_step (InvyHistory *self, gboolean undo, GError **error)
{
  GPtrArray *source = undo ? self->done : self->undone;
  InvyHistoryStep *step;

  if (source->len == 0)
    {
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
                           undo ? _ ("There is nothing to undo.") : _ ("There is nothing to do again."));
      return FALSE;
    }

  step = source->pdata[source->len - 1];
  if (!go (self, step, undo ? step->after : step->before, undo ? step->before : step->after, error))
    return FALSE;

  g_ptr_array_add (undo ? self->undone : self->done, g_ptr_array_steal_index (source, source->len - 1));
  return TRUE;
}

static DexFuture *
request_fiber (gpointer data)
{
  Request *request = data;
  InvyHistory *self = request->history;
  g_autoptr (GError) error = NULL;
  gboolean ok;

  if (request->previous != NULL)
    dex_await (g_steal_pointer (&request->previous), NULL);

  if (request->act == DO)
    ok = do_request (self, g_steal_pointer (&request->step), &error);
  else
    ok = move_step (self, request->act == UNDO, &error);
  if (!ok)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_signal_emit (self, signals[CHANGED], 0);
  return dex_future_new_true ();
}

static DexFuture *
ask (InvyHistory *self, Act act, InvyHistoryStep *step)
{
  Request *request = g_new0 (Request, 1);

  request->history = g_object_ref (self);
  request->act = act;
  request->step = step;
  request->previous = g_steal_pointer (&self->last);
  self->last = dex_scheduler_spawn (NULL, INVY_FIBER_STACK, request_fiber, request, request_free);

  /* It is done even if nobody waits for it. */
  dex_future_disown (dex_ref (self->last));
  return dex_ref (self->last);
}

/**
 * invy_history_do:
 * @step: (transfer full): its guests' states before and after; new guests have version 0, the others the version that
 *   the edit began with
 *
 * Saves the guests of a step, all of them or none, and remembers it; what was undone before cannot be done again any
 * more. What was asked for before comes first. When somebody else changed one of the guests in the meantime, but not
 * the same parts of it, both changes stay.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with an #InvyStoreError; that of
 *   %INVY_STORE_ERROR_CONFLICT says guest by guest what somebody else changed
 */
DexFuture *
invy_history_do (InvyHistory *self, InvyHistoryStep *step)
{
  g_return_val_if_fail (INVY_IS_HISTORY (self), NULL);

  return ask (self, DO, step);
}

/**
 * invy_history_undo:
 *
 * Takes the last step back, all of it or nothing. What others changed beside it stays.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_STORE_ERROR_CONFLICT, which says
 * what somebody else made of the same parts of a guest, or with %INVY_STORE_ERROR_STATE when there is nothing to undo
 */
DexFuture *
invy_history_undo (InvyHistory *self)
{
  g_return_val_if_fail (INVY_IS_HISTORY (self), NULL);

  return ask (self, UNDO, NULL);
}

/**
 * invy_history_redo:
 *
 * Does the step again that was undone last, all of it or nothing.
 *
 * Returns: (transfer full): a future as that of invy_history_undo()
 */
DexFuture *
invy_history_redo (InvyHistory *self)
{
  g_return_val_if_fail (INVY_IS_HISTORY (self), NULL);

  return ask (self, REDO, NULL);
}
