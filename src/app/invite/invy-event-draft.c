/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-event-draft.h"

struct _InvyEventDraft
{
  GObject parent_instance;

  InvyStore *store;
  InvyEvent *saved;     /* as the store has it */
  InvyEvent *event;     /* with what was typed, even if it makes no sense yet */
  DexFuture *last_save; /* while one is under way */
  guint n_saves;        /* under way */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyEventDraft, invy_event_draft, G_TYPE_OBJECT)

/* Returns: (transfer full) (nullable): the wedding with everything typed that makes sense; %NULL if that is saved */
static InvyEvent *
dup_unsaved (InvyEventDraft *self)
{
  g_autoptr (InvyEvent) event = invy_event_copy (self->saved);
  gboolean is_another = FALSE;

  for (InvyEventField field = 0; field < INVY_EVENT_N_FIELDS; field++)
    {
      const char *text = invy_event_get (self->event, field);
      g_autofree char *normal = NULL;
      g_autoptr (GError) error = NULL;

      if (g_strcmp0 (text, invy_event_get (self->saved, field)) == 0)
        continue;
      normal = invy_event_field_normalize (field, text, &error);
      if (error != NULL)
        continue;

      invy_event_set (event, field, normal);
      is_another = TRUE;
    }

  return is_another ? g_steal_pointer (&event) : NULL;
}

/* Takes over what somebody else saved; what was typed here stays, and is saved when it is left again. */
static void
take_theirs (InvyEventDraft *self, InvyEvent *theirs)
{
  for (InvyEventField field = 0; field < INVY_EVENT_N_FIELDS; field++)
    {
      if (g_strcmp0 (invy_event_get (self->event, field), invy_event_get (self->saved, field)) == 0)
        invy_event_set (self->event, field, invy_event_get (theirs, field));
    }
  invy_event_assign (self->saved, theirs);
}

typedef struct
{
  InvyEventDraft *self;
  DexFuture *save_before;
} SaveArgs;

static void
save_args_free (gpointer data)
{
  SaveArgs *args = data;

  g_clear_object (&args->self);
  dex_clear (&args->save_before);
  g_free (args);
}

static DexFuture *
save_fiber (gpointer data)
{
  SaveArgs *args = data;
  InvyEventDraft *self = args->self;
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyEvent) saved = NULL;
  g_autoptr (InvyEvent) theirs = NULL;
  g_autoptr (GError) error = NULL;

  /* One after the other, or the second would seem to be somebody else's. */
  if (args->save_before != NULL)
    dex_await (g_steal_pointer (&args->save_before), NULL);

  if (!(event = dup_unsaved (self)))
    return dex_future_new_true ();
  if (!invy_event_check (event, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  saved = dex_await_object (invy_store_save_event (self->store, event), &error);
  if (saved != NULL)
    {
      invy_event_assign (self->saved, saved);
      return dex_future_new_true ();
    }

  if (g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT)
      && (theirs = dex_await_object (invy_store_get_event (self->store, invy_event_get_id (self->saved)), NULL)))
    take_theirs (self, theirs);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
saved_cb (DexFuture *future, gpointer data)
{
  InvyEventDraft *self = data;

  if (--self->n_saves == 0)
    dex_clear (&self->last_save);
  g_signal_emit (self, signals[CHANGED], 0);

  return dex_ref (future);
}

static void
invy_event_draft_finalize (GObject *object)
{
  InvyEventDraft *self = INVY_EVENT_DRAFT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->saved);
  g_clear_object (&self->event);
  dex_clear (&self->last_save);

  G_OBJECT_CLASS (invy_event_draft_parent_class)->finalize (object);
}

static void
invy_event_draft_class_init (InvyEventDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_event_draft_finalize;

  /**
   * InvyEventDraft::changed:
   *
   * Something was typed or saved.
   */
  signals[CHANGED] =
      g_signal_new ("changed", INVY_TYPE_EVENT_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
invy_event_draft_init (InvyEventDraft *self)
{
}

/**
 * invy_event_draft_new:
 * @event: as the store has it; it is copied
 *
 * Returns: (transfer full): a draft in which nothing was typed yet
 */
InvyEventDraft *
invy_event_draft_new (InvyStore *store, InvyEvent *event)
{
  InvyEventDraft *self;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);

  self = g_object_new (INVY_TYPE_EVENT_DRAFT, NULL);
  self->store = g_object_ref (store);
  self->saved = invy_event_copy (event);
  self->event = invy_event_copy (event);

  return self;
}

/**
 * invy_event_draft_get_saved:
 *
 * Returns: (transfer none): the wedding as the store has it
 */
InvyEvent *
invy_event_draft_get_saved (InvyEventDraft *self)
{
  g_return_val_if_fail (INVY_IS_EVENT_DRAFT (self), NULL);

  return self->saved;
}

/**
 * invy_event_draft_get_event:
 *
 * Returns: (transfer none): the wedding with what was typed
 */
InvyEvent *
invy_event_draft_get_event (InvyEventDraft *self)
{
  g_return_val_if_fail (INVY_IS_EVENT_DRAFT (self), NULL);

  return self->event;
}

/**
 * invy_event_draft_dup_typed:
 *
 * Returns: (transfer full): what stands in the entry of @field: the day first in dates
 */
char *
invy_event_draft_dup_typed (InvyEventDraft *self, InvyEventField field)
{
  g_return_val_if_fail (INVY_IS_EVENT_DRAFT (self), NULL);

  return invy_event_dup_typed (self->event, field);
}

/**
 * invy_event_draft_type:
 * @text: what stands in the entry of @field now
 *
 * Takes what was typed, also what makes no sense: that shows where the wedding is used, and is not saved.
 */
void
invy_event_draft_type (InvyEventDraft *self, InvyEventField field, const char *text)
{
  g_autofree char *normal = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (INVY_IS_EVENT_DRAFT (self));

  normal = invy_event_field_normalize (field, text, &error);
  invy_event_set (self->event, field, error != NULL ? text : normal);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * invy_event_draft_find_nonsense:
 * @field: (out): the first detail that makes no sense as it was typed
 * @error: set to one of #InvyFieldError then, with a sentence that says what to type instead
 *
 * Returns: whether there is one: it would be lost, because it cannot be saved
 */
gboolean
invy_event_draft_find_nonsense (InvyEventDraft *self, InvyEventField *field, GError **error)
{
  g_return_val_if_fail (INVY_IS_EVENT_DRAFT (self), FALSE);

  for (*field = 0; *field < INVY_EVENT_N_FIELDS; (*field)++)
    {
      const char *text = invy_event_get (self->event, *field);
      g_autofree char *normal = NULL;
      g_autoptr (GError) local_error = NULL;

      if (g_strcmp0 (text, invy_event_get (self->saved, *field)) == 0)
        continue;
      normal = invy_event_field_normalize (*field, text, &local_error);
      if (local_error == NULL)
        continue;

      g_propagate_error (error, g_steal_pointer (&local_error));
      return TRUE;
    }

  return FALSE;
}

/**
 * invy_event_draft_save:
 *
 * Saves what was typed, but for what makes no sense.
 *
 * Returns: (transfer full): a future that resolves when it is kept, or rejects with #InvyFieldError and the store's
 *   errors
 */
DexFuture *
invy_event_draft_save (InvyEventDraft *self)
{
  SaveArgs *args;
  DexFuture *save;

  g_return_val_if_fail (INVY_IS_EVENT_DRAFT (self), NULL);

  args = g_new0 (SaveArgs, 1);
  args->self = g_object_ref (self);
  args->save_before = g_steal_pointer (&self->last_save);
  save = dex_future_finally (dex_scheduler_spawn (NULL, INVY_FIBER_STACK, save_fiber, args, save_args_free), saved_cb,
                             g_object_ref (self), g_object_unref);
  self->n_saves++;
  self->last_save = dex_ref (save);

  return save;
}
