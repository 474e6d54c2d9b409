/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "settings/invy-settings.h"

#include <string.h>

#define GOOD_TOKEN "EAAGm0PX4ZCpsBA"

typedef struct
{
  const char *name;
  const char *token;
  const char *phone_number_id;
  const char *base_url;
  const char *api_version;
  int code; /* of INVY_SETTINGS_ERROR; -1 when it is good */
} Row;

static const Row rows[] = {
  { "good", GOOD_TOKEN, "106540352242922", "https://graph.facebook.com", "v25.0", -1 },
  { "no-token", NULL, "1", "https://graph.facebook.com", "v25.0", INVY_SETTINGS_ERROR_NO_TOKEN },
  { "no-phone-number-id", GOOD_TOKEN, NULL, "https://graph.facebook.com", "v25.0",
    INVY_SETTINGS_ERROR_NO_PHONE_NUMBER_ID },
  { "id-with-letters", GOOD_TOKEN, "+972541234567", "https://graph.facebook.com", "v25.0",
    INVY_SETTINGS_ERROR_BAD_VALUE },
  { "token-with-space", "EAAG m0PX", "1", "https://graph.facebook.com", "v25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "token-with-quotes", "\"EAAGm0PX\"", "1", "https://graph.facebook.com", "v25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "token-of-two-lines", "EAAG\nm0PX", "1", "https://graph.facebook.com", "v25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "token-not-ascii", "EAAGé", "1", "https://graph.facebook.com", "v25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "version-without-v", GOOD_TOKEN, "1", "https://graph.facebook.com", "25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "version-with-path", GOOD_TOKEN, "1", "https://graph.facebook.com", "v25.0/x", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "loopback", GOOD_TOKEN, "1", "http://127.0.0.1:8080", "v25.0", -1 },
  { "loopback-other", GOOD_TOKEN, "1", "http://127.1.2.3", "v25.0", -1 },
  { "loopback-6", GOOD_TOKEN, "1", "http://[::1]:80", "v25.0", -1 },
  { "localhost", GOOD_TOKEN, "1", "http://localhost:8080", "v25.0", -1 },
  { "https-elsewhere", GOOD_TOKEN, "1", "https://proxy.example.org/graph", "v25.0", -1 },
  { "http-elsewhere", GOOD_TOKEN, "1", "http://graph.facebook.com", "v25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "http-like-loopback", GOOD_TOKEN, "1", "http://127.0.0.1.example.org", "v25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "http-with-user", GOOD_TOKEN, "1", "http://localhost@example.org", "v25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "url-with-query", GOOD_TOKEN, "1", "https://example.org/?x=", "v25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "no-scheme", GOOD_TOKEN, "1", "graph.facebook.com", "v25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
  { "file", GOOD_TOKEN, "1", "file:///etc/passwd", "v25.0", INVY_SETTINGS_ERROR_BAD_VALUE },
};

static void
test_check (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (InvyAccount) account = invy_account_new ();
  g_autoptr (GError) error = NULL;

  g_free (account->base_url);
  g_free (account->api_version);
  account->base_url = g_strdup (row->base_url);
  account->api_version = g_strdup (row->api_version);
  account->token = g_strdup (row->token);
  account->phone_number_id = g_strdup (row->phone_number_id);

  if (row->code < 0)
    {
      g_assert_true (invy_account_check (account, &error));
      g_assert_no_error (error);
    }
  else
    {
      g_assert_false (invy_account_check (account, &error));
      g_assert_error (error, INVY_SETTINGS_ERROR, row->code);
      g_assert_true (g_str_has_suffix (error->message, "."));
      g_assert_true (row->token == NULL || strstr (error->message, row->token) == NULL);
    }
}

static void
test_reference (void)
{
  InvyAccount *account = invy_account_new ();
  InvyAccount *copy = g_boxed_copy (INVY_TYPE_ACCOUNT, account);

  g_assert_true (copy == account);
  g_assert_cmpstr (account->base_url, ==, "https://graph.facebook.com");
  g_assert_cmpuint (account->interval_ms, ==, 500);
  invy_account_unref (account);
  g_assert_cmpstr (copy->language_code, ==, "he");
  g_boxed_free (INVY_TYPE_ACCOUNT, copy);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/invy/account/check/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_check);
    }
  g_test_add_func ("/invy/account/reference", test_reference);

  return g_test_run ();
}
