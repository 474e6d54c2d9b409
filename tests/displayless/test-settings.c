/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"

#include "settings/invy-core-dumps.h"
#include "settings/invy-setting-rules.h"
#include "settings/invy-settings.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#define TOKEN "EAAGm0PX4ZCpsBA"
#define BUS_VARIABLE "INVY_TEST_BUS"
#define LOOPBACK "http://127.0.0.1:8080"

static const char *const variables[] = {
  "WHATSAPP_ACCESS_TOKEN",  "WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_BUSINESS_ACCOUNT_ID",
  "WHATSAPP_API_VERSION",   "WHATSAPP_API_BASE_URL",    "WHATSAPP_TEMPLATE_NAME",
  "WHATSAPP_LANGUAGE_CODE", "INVY_RSVP_BASE_URL",       "INVY_STORE"
};

typedef struct
{
  char *folder; /* the working directory */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_unsetenv (variables[i]);

  fixture->folder = invy_test_make_folder ();
  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_chdir ("/"), ==, 0);
  invy_test_remove_folder (fixture->folder);
}

static void
write_config_file (const char *text)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "invy", NULL);
  g_autofree char *path = g_build_filename (folder, ".env", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
write_working_file (const char *text)
{
  g_assert_true (g_file_set_contents (".env", text, -1, NULL));
}

static InvyAccount *
load (InvySettings *settings)
{
  g_autoptr (GError) error = NULL;
  InvyAccount *account = invy_test_await_boxed (invy_settings_load_account (settings), &error);

  g_assert_no_error (error);

  return account;
}

static void
assert_setting (InvySettings *settings, InvySetting setting, const char *text, InvySettingSource source)
{
  g_autofree char *is = invy_settings_dup (settings, setting);

  g_assert_cmpstr (is, ==, text);
  g_assert_cmpint (invy_settings_get_source (settings, setting), ==, source);
}

static void
test_defaults (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySettings) settings = invy_settings_new (TRUE);
  g_autoptr (InvyAccount) account = load (settings);
  g_autofree char *uri = invy_settings_dup_store_uri (settings);
  g_autofree char *expected = g_strdup_printf ("sqlite:%s/invy/invy.db", g_get_user_data_dir ());
  g_autoptr (GError) error = NULL;

  assert_setting (settings, INVY_SETTING_API_VERSION, "v25.0", INVY_SETTING_FROM_DEFAULT);
  assert_setting (settings, INVY_SETTING_PHONE_NUMBER_ID, NULL, INVY_SETTING_FROM_DEFAULT);
  g_assert_cmpstr (account->base_url, ==, "https://graph.facebook.com");
  g_assert_cmpstr (account->template_name, ==, "wedding_invitation");
  g_assert_cmpstr (account->language_code, ==, "he");
  g_assert_cmpstr (account->default_country, ==, "IL");
  g_assert_cmpuint (account->interval_ms, ==, 500);
  g_assert_null (account->token);
  g_assert_false (invy_account_check (account, &error));
  g_assert_error (error, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_NO_TOKEN);
  g_assert_cmpstr (uri, ==, expected);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySettings) command_line = NULL;
  g_autoptr (InvySettings) window = NULL;

  write_config_file ("WHATSAPP_PHONE_NUMBER_ID=3\nWHATSAPP_TEMPLATE_NAME=three\nWHATSAPP_LANGUAGE_CODE=ar\n");
  write_working_file ("export WHATSAPP_PHONE_NUMBER_ID='2'\nWHATSAPP_TEMPLATE_NAME=two\n");
  g_setenv ("WHATSAPP_PHONE_NUMBER_ID", " 1\n", TRUE);
  /* An empty variable is none. */
  g_setenv ("WHATSAPP_LANGUAGE_CODE", "", TRUE);
  command_line = invy_settings_new (TRUE);
  window = invy_settings_new (FALSE);

  assert_setting (command_line, INVY_SETTING_PHONE_NUMBER_ID, "1", INVY_SETTING_FROM_ENVIRONMENT);
  assert_setting (command_line, INVY_SETTING_TEMPLATE_NAME, "two", INVY_SETTING_FROM_FILE);
  assert_setting (command_line, INVY_SETTING_LANGUAGE_CODE, "ar", INVY_SETTING_FROM_FILE);
  assert_setting (window, INVY_SETTING_TEMPLATE_NAME, "three", INVY_SETTING_FROM_FILE);
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySettings) settings = invy_settings_new (FALSE);
  g_autoptr (InvyAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (invy_settings_get_preferences (settings) != NULL, ==, GPOINTER_TO_INT (data));
  g_assert_true (invy_settings_set (settings, INVY_SETTING_PHONE_NUMBER_ID, " 106540352242922 ", &error));
  g_assert_true (invy_settings_set (settings, INVY_SETTING_INTERVAL_MS, "750", &error));
  assert_setting (settings, INVY_SETTING_PHONE_NUMBER_ID, "106540352242922", INVY_SETTING_FROM_PREFERENCES);
  account = load (settings);
  g_assert_cmpuint (account->interval_ms, ==, 750);

  g_assert_false (invy_settings_set (settings, INVY_SETTING_PHONE_NUMBER_ID, "+972", &error));
  g_assert_error (error, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_BAD_VALUE);
  assert_setting (settings, INVY_SETTING_PHONE_NUMBER_ID, "106540352242922", INVY_SETTING_FROM_PREFERENCES);

  g_assert_true (invy_settings_set (settings, INVY_SETTING_PHONE_NUMBER_ID, "", NULL));
  g_assert_true (invy_settings_set (settings, INVY_SETTING_INTERVAL_MS, "", NULL));
  assert_setting (settings, INVY_SETTING_PHONE_NUMBER_ID, NULL, INVY_SETTING_FROM_DEFAULT);
  assert_setting (settings, INVY_SETTING_INTERVAL_MS, "500", INVY_SETTING_FROM_DEFAULT);
}

static void
test_no_schema (void)
{
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "GSETTINGS_SCHEMA_DIR", "/nonexistent", TRUE);

  g_test_trap_subprocess_with_envp ("/invy/settings/no-schema/subprocess", (const char *const *) environment, 0,
                                    G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_store_uri (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySettings) settings = invy_settings_new (FALSE);
  g_autofree char *uri = NULL;

  g_setenv ("INVY_STORE", "sqlite:/tmp/another.db", TRUE);
  uri = invy_settings_dup_store_uri (settings);

  g_assert_cmpstr (uri, ==, "sqlite:/tmp/another.db");
}

static void
test_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySettings) settings = NULL;
  g_autoptr (InvyAccount) account = NULL;

  write_config_file ("WHATSAPP_ACCESS_TOKEN=\"" TOKEN "\"\r\nWHATSAPP_PHONE_NUMBER_ID=1\r\n");
  settings = invy_settings_new (FALSE);
  account = load (settings);

  g_assert_cmpstr (account->token, ==, TOKEN);
  g_assert_true (invy_account_check (account, NULL));
  assert_setting (settings, INVY_SETTING_TOKEN, NULL, INVY_SETTING_FROM_FILE);
  g_assert_true (invy_test_await (invy_settings_has_token (settings), NULL));
}

/* Where the address and the token are, and whether the token may go there. */
static const struct
{
  const char *name;
  const char *url_in_environment;
  const char *token_in_environment;
  const char *working_file;
  const char *config_file;
  gboolean is_allowed;
} places[] = {
  { "both-in-environment", LOOPBACK, TOKEN, NULL, NULL, TRUE },
  { "both-in-one-file", NULL, NULL, NULL, "WHATSAPP_API_BASE_URL=" LOOPBACK "\nWHATSAPP_ACCESS_TOKEN=" TOKEN, TRUE },
  { "token-in-file", LOOPBACK, NULL, NULL, "WHATSAPP_ACCESS_TOKEN=" TOKEN, FALSE },
  { "url-in-file", NULL, TOKEN, NULL, "WHATSAPP_API_BASE_URL=" LOOPBACK, FALSE },
  { "two-files", NULL, NULL, "WHATSAPP_API_BASE_URL=" LOOPBACK, "WHATSAPP_ACCESS_TOKEN=" TOKEN, FALSE },
  { "token-nowhere", LOOPBACK, NULL, NULL, NULL, FALSE },
  { "meta", "https://graph.facebook.com/", NULL, NULL, "WHATSAPP_ACCESS_TOKEN=" TOKEN, TRUE },
  { "like-meta", "https://graph.facebook.com.example.org", NULL, NULL, "WHATSAPP_ACCESS_TOKEN=" TOKEN, FALSE },
};

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (InvySettings) settings = NULL;

  if (places[i].url_in_environment != NULL)
    g_setenv ("WHATSAPP_API_BASE_URL", places[i].url_in_environment, TRUE);
  if (places[i].token_in_environment != NULL)
    g_setenv ("WHATSAPP_ACCESS_TOKEN", places[i].token_in_environment, TRUE);
  if (places[i].working_file != NULL)
    write_working_file (places[i].working_file);
  if (places[i].config_file != NULL)
    write_config_file (places[i].config_file);
  settings = invy_settings_new (TRUE);

  if (places[i].is_allowed)
    {
      g_autoptr (InvyAccount) account = load (settings);

      g_assert_cmpstr (account->token, ==, TOKEN);
      g_assert_false (g_str_has_suffix (account->base_url, "/"));
    }
  else
    invy_test_await_error (invy_settings_load_account (settings), INVY_SETTINGS_ERROR,
                           INVY_SETTINGS_ERROR_FOREIGN_TOKEN);
}

static void
test_bad_url (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySettings) settings = invy_settings_new (FALSE);

  g_setenv ("WHATSAPP_API_BASE_URL", "http://graph.facebook.com", TRUE);
  g_setenv ("WHATSAPP_ACCESS_TOKEN", TOKEN, TRUE);

  invy_test_await_error (invy_settings_load_account (settings), INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_BAD_VALUE);
}

static void
test_bad_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySettings) settings = invy_settings_new (FALSE);
  g_autoptr (InvyAccount) account = NULL;

  invy_test_await_error (invy_settings_store_token (settings, "EAAG m0PX"), INVY_SETTINGS_ERROR,
                         INVY_SETTINGS_ERROR_BAD_VALUE);
  account = load (settings);

  g_assert_null (account->token);
}

/* What the two without a keyring have in common: it says so, keeps the token for itself, and forgets it when told. */
static void
test_memory_subprocess (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySettings) settings = invy_settings_new (FALSE);
  g_autoptr (InvySettings) others = invy_settings_new (FALSE);
  g_autoptr (InvyAccount) account = NULL;
  g_autoptr (InvyAccount) others_account = NULL;
  g_autoptr (InvyAccount) no_account = NULL;

  invy_settings_set_keyring_wait (settings, 1);
  invy_settings_set_keyring_wait (others, 1);
  invy_test_await_error (invy_settings_store_token (settings, " " TOKEN "\n"), INVY_SETTINGS_ERROR,
                         INVY_SETTINGS_ERROR_KEYRING);
  account = load (settings);
  others_account = load (others);
  g_assert_cmpstr (account->token, ==, TOKEN);
  g_assert_null (others_account->token);

  invy_test_await_error (invy_settings_store_token (settings, ""), INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_KEYRING);
  no_account = load (settings);
  g_assert_null (no_account->token);
}

static void
test_no_bus (void)
{
  g_test_trap_subprocess ("/invy/settings/memory/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static GDBusMessage *
swallow (GDBusConnection *connection, GDBusMessage *message, gboolean is_incoming, gpointer data)
{
  if (is_incoming && g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    g_clear_object (&message);

  return message;
}

/* A secret service that is there and never answers. */
static void
test_stuck_service (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GVariant) owned = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) environment = NULL;

  g_test_dbus_up (bus);
  connection = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                                       G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                           | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                       NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (connection, swallow, NULL, NULL);
  owned = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  environment = g_environ_setenv (g_get_environ (), BUS_VARIABLE, g_test_dbus_get_bus_address (bus), TRUE);
  g_test_trap_subprocess_with_envp ("/invy/settings/memory/subprocess", (const char *const *) environment,
                                    30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();

  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_test_dbus_down (bus);
}

static void
test_keyring_subprocess (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySettings) settings = invy_settings_new (FALSE);
  g_autoptr (InvySettings) others = invy_settings_new (FALSE);
  g_autoptr (InvyAccount) account = NULL;
  g_autoptr (InvyAccount) no_account = NULL;

  g_assert_true (invy_test_await (invy_settings_store_token (settings, TOKEN "old"), NULL));
  g_assert_true (invy_test_await (invy_settings_store_token (settings, TOKEN), NULL));
  account = load (others);
  g_assert_cmpstr (account->token, ==, TOKEN);

  g_assert_true (invy_test_await (invy_settings_store_token (settings, ""), NULL));
  no_account = load (others);
  g_assert_null (no_account->token);
}

/* libsecret keeps its secrets in a file here, as it does in a Flatpak. */
static void
test_keyring (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "keyring", NULL);
  g_auto (GStrv) environment = g_get_environ ();

  environment = g_environ_setenv (environment, "SECRET_BACKEND", "file", TRUE);
  environment = g_environ_setenv (environment, "SECRET_FILE_TEST_PATH", path, TRUE);
  environment = g_environ_setenv (environment, "SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  g_test_trap_subprocess_with_envp ("/invy/settings/keyring/subprocess", (const char *const *) environment, 0,
                                    G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_core_dumps (void)
{
  struct rlimit limit;

  invy_settings_disable_core_dumps ();
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

/* A token that was put into the wrong place is refused there, and not repeated; a typing mistake is. */
static void
test_misplaced_token (void)
{
  static const InvySetting settings[] = {
    INVY_SETTING_API_VERSION,     INVY_SETTING_API_BASE_URL,      INVY_SETTING_TEMPLATE_NAME,
    INVY_SETTING_LANGUAGE_CODE,   INVY_SETTING_RSVP_BASE_URL,     INVY_SETTING_PHONE_NUMBER_ID,
    INVY_SETTING_DEFAULT_COUNTRY, INVY_SETTING_LANGUAGE_FALLBACK,
  };
  static const char token[] = "EAAGm0PX4ZCpsBAKZCexampleexampleexampleexample";
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GError) refusal = NULL;

      g_assert_false (invy_setting_check (settings[i], token, &refusal));
      g_assert_null (strstr (refusal->message, "EAAGm0PX"));
    }

  g_assert_false (invy_setting_check (INVY_SETTING_TEMPLATE_NAME, "Wedding Invitation", &error));
  g_assert_nonnull (strstr (error->message, "“Wedding Invitation”"));
}

int
main (int argc, char *argv[])
{
  /* Nobody's real keyring. The process of a test that wants a bus comes with its address in this variable. */
  if (g_getenv (BUS_VARIABLE) == NULL)
    g_setenv (BUS_VARIABLE, "unix:path=/nonexistent", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", g_getenv (BUS_VARIABLE), TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  add ("/invy/settings/defaults", NULL, test_defaults);
  add ("/invy/settings/order", NULL, test_order);
  add ("/invy/settings/preferences", GINT_TO_POINTER (TRUE), test_preferences);
  add ("/invy/settings/no-schema/subprocess", GINT_TO_POINTER (FALSE), test_preferences);
  g_test_add_func ("/invy/settings/misplaced-token", test_misplaced_token);
  g_test_add_func ("/invy/settings/no-schema", test_no_schema);
  add ("/invy/settings/store-uri", NULL, test_store_uri);
  add ("/invy/settings/token", NULL, test_token);
  add ("/invy/settings/bad-token", NULL, test_bad_token);
  add ("/invy/settings/bad-url", NULL, test_bad_url);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_strconcat ("/invy/settings/foreign/", places[i].name, NULL);

      add (path, GUINT_TO_POINTER (i), test_foreign);
    }
  add ("/invy/settings/memory/subprocess", NULL, test_memory_subprocess);
  g_test_add_func ("/invy/settings/memory/no-bus", test_no_bus);
  g_test_add_func ("/invy/settings/memory/stuck-service", test_stuck_service);
  add ("/invy/settings/keyring/subprocess", NULL, test_keyring_subprocess);
  add ("/invy/settings/keyring", NULL, test_keyring);
  g_test_add_func ("/invy/settings/core-dumps", test_core_dumps);

  return g_test_run ();
}
