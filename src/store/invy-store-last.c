/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-last-copy-private.h"
#include "store/invy-promise-private.h"
#include "store/invy-store.h"

/* A thread for each copy, so that neither the window nor a campaign waits. */
typedef struct
{
  char *uri;
  GMainContext *context; /* of who waits */
  DexPromise *promise;
} Keeping;

static gpointer
keep_main (gpointer data)
{
  Keeping *keeping = data;
  GError *error = NULL;

  invy_last_copy_write (keeping->uri, &error);
  invy_promise_settle (keeping->promise, keeping->context, NULL, error);
  g_main_context_unref (keeping->context);
  g_free (keeping->uri);
  g_free (keeping);

  return NULL;
}

/**
 * invy_store_keep_last:
 * @self: on a server
 *
 * Keeps on this computer what the person sees there now, for invy_store_open_or_recall(), in place of what was kept
 * before. No password is in it, and nobody else on this computer can read it. Nobody waits for it but the caller.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with an #InvyStoreError
 */
DexFuture *
invy_store_keep_last (InvyStore *self)
{
  Keeping *keeping;
  DexPromise *promise;

  g_return_val_if_fail (INVY_IS_STORE (self), NULL);
  g_return_val_if_fail (invy_store_is_shared (self), NULL);

  keeping = g_new0 (Keeping, 1);
  promise = dex_promise_new ();
  keeping->uri = g_strdup (invy_store_get_uri (self));
  keeping->context = g_main_context_ref_thread_default ();
  keeping->promise = dex_ref (promise);
  g_thread_unref (g_thread_new ("invy-last", keep_main, keeping));

  return DEX_FUTURE (promise);
}

/**
 * invy_store_forget_other_last:
 * @uri: what is worked with from now on, of any kind
 *
 * Removes what invy_store_keep_last() kept of other servers.
 */
void
invy_store_forget_other_last (const char *uri)
{
  g_return_if_fail (uri != NULL);

  invy_last_copy_remove_others (uri);
}
