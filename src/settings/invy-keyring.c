/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "settings/invy-keyring.h"

static const SecretSchema schema = {
  APPLICATION_ID,
  SECRET_SCHEMA_NONE,
  {
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* Losing the race discards the promise, and that cancels what libsecret still does. */
static DexFuture *
limit (DexPromise *promise, guint wait_s)
{
  return dex_future_first (DEX_FUTURE (promise), dex_timeout_new_seconds ((int) wait_s), NULL);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  SecretValue *value = secret_password_lookup_binary_finish (result, &error);

  if (value != NULL)
    dex_promise_resolve_boxed (promise, SECRET_TYPE_VALUE, value);
  else if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Not in the keyring"));
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static void
cleared_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error == NULL)
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

/**
 * invy_keyring_load:
 * @kind: which of Invy's secrets: %INVY_KEYRING_ACCESS_TOKEN
 * @wait_s: how long the keyring may take
 *
 * Returns: (transfer full): a future that resolves to a #SecretValue. It rejects with %G_IO_ERROR_NOT_FOUND when the
 *   keyring holds none, and with other errors when there is no keyring, it stays locked or does not answer in time.
 */
DexFuture *
invy_keyring_load (const char *kind, guint wait_s)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_lookup (&schema, dex_promise_get_cancellable (promise), loaded_cb, dex_ref (promise), "kind", kind,
                          NULL);

  return limit (promise, wait_s);
}

/**
 * invy_keyring_store:
 * @kind: which of Invy's secrets
 * @label: what the user's keyring program shows
 * @wait_s: how long the keyring may take
 *
 * Puts @secret into the user's keyring, in place of an older one of its @kind.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects like invy_keyring_load()
 */
DexFuture *
invy_keyring_store (const char *kind, const char *label, const char *secret, guint wait_s)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, dex_promise_get_cancellable (promise),
                         stored_cb, dex_ref (promise), "kind", kind, NULL);

  return limit (promise, wait_s);
}

/**
 * invy_keyring_clear:
 * @kind: which of Invy's secrets
 * @wait_s: how long the keyring may take
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the keyring holds none any more, or rejects like
 *   invy_keyring_load()
 */
DexFuture *
invy_keyring_clear (const char *kind, guint wait_s)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_clear (&schema, dex_promise_get_cancellable (promise), cleared_cb, dex_ref (promise), "kind", kind,
                         NULL);

  return limit (promise, wait_s);
}
