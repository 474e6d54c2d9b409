/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-promise-private.h"

typedef struct
{
  DexPromise *promise;
  GValue value;
  GError *error;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  dex_unref (answer->promise);
  if (G_IS_VALUE (&answer->value))
    g_value_unset (&answer->value);
  g_clear_error (&answer->error);
  g_free (answer);
}

static gboolean
settle_cb (gpointer data)
{
  Answer *answer = data;

  if (answer->error != NULL)
    dex_promise_reject (answer->promise, g_steal_pointer (&answer->error));
  else if (G_IS_VALUE (&answer->value))
    dex_promise_resolve (answer->promise, &answer->value);
  else
    dex_promise_resolve_boolean (answer->promise, TRUE);

  return G_SOURCE_REMOVE;
}

/**
 * invy_promise_settle:
 * @promise: (transfer full): what somebody waits for
 * @context: of the thread on which they do
 * @value: (transfer full) (nullable): what it resolves to, and is empty then; %TRUE if it is %NULL or empty
 * @error: (transfer full) (nullable): what it rejects with instead
 *
 * Settles a promise from another thread. Whoever settles it may be the last to let go of what was to be done then,
 * and of what that holds, a window for example, which must not go on any thread but its own.
 */
void
invy_promise_settle (DexPromise *promise, GMainContext *context, GValue *value, GError *error)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Answer *answer = g_new0 (Answer, 1);

  answer->promise = promise;
  answer->error = error;
  if (value != NULL)
    {
      answer->value = *value;
      *value = (GValue) G_VALUE_INIT;
    }
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[invy] promise settled");
  g_source_set_callback (source, settle_cb, answer, answer_free);
  g_source_attach (source, context);
}
