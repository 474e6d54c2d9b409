/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "settings/invy-settings.h"
#include "settings/invy-dotenv.h"
#include "settings/invy-keyring.h"
#include "settings/invy-setting-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A locked keyring asks the user, who needs time to type; but one that is broken must not hold up the program. */
#define KEYRING_WAIT_S 20

struct _InvySettings
{
  GObject parent_instance;

  GSettings *preferences; /* NULL where the schema is not installed */
  GHashTable *unsaved;    /* in its place then: a text for each key */
  GPtrArray *files;       /* of GHashTable, the first counts most */
  char *token;            /* what the keyring would not take */
  guint keyring_wait_s;
};

G_DEFINE_FINAL_TYPE (InvySettings, invy_settings, G_TYPE_OBJECT)
G_DEFINE_QUARK (invy - settings - error - quark, invy_settings_error)

static const char *
get_folder_name (void)
{
  return g_str_equal (INVY_PROFILE, "development") ? "invy-devel" : "invy";
}

static void
add_file (InvySettings *self, const char *path)
{
  GHashTable *file = invy_dotenv_load (path);

  if (file != NULL)
    g_ptr_array_add (self->files, file);
}

/* A program that was built but not installed has no schema, and GSettings would abort without. */
static GSettings *
open_preferences (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* Takes @text. (nullable): without the spaces around it; nothing when nothing is left */
static char *
strip (char *text)
{
  if (text != NULL && *g_strstrip (text) == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

/* The environment, then the files. @origin tells two sources apart even when both are files; it is never followed. */
static char *
dup_from_outside (InvySettings *self, InvySetting setting, InvySettingSource *source, gconstpointer *origin)
{
  const char *variable = invy_setting_get_variable (setting);
  char *text;

  if (variable == NULL)
    return NULL;

  text = strip (g_strdup (g_getenv (variable)));
  if (text != NULL)
    {
      *source = INVY_SETTING_FROM_ENVIRONMENT;
      *origin = NULL;
      return text;
    }

  for (guint i = 0; i < self->files->len; i++)
    {
      GHashTable *file = g_ptr_array_index (self->files, i);

      text = strip (g_strdup (g_hash_table_lookup (file, variable)));
      if (text != NULL)
        {
          *source = INVY_SETTING_FROM_FILE;
          *origin = file;
          return text;
        }
    }

  return NULL;
}

static char *
dup_preference (InvySettings *self, const char *key)
{
  g_autoptr (GVariant) value = NULL;

  if (self->preferences == NULL)
    return g_strdup (g_hash_table_lookup (self->unsaved, key));

  /* The schema's own default is ours, and is said to be a default. */
  value = g_settings_get_user_value (self->preferences, key);
  if (value == NULL)
    return NULL;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
    return g_strdup_printf ("%u", g_variant_get_uint32 (value));

  return strip (g_variant_dup_string (value, NULL));
}

static char *
dup_with_origin (InvySettings *self, InvySetting setting, InvySettingSource *source, gconstpointer *origin)
{
  const char *key = invy_setting_get_key (setting);
  char *text = dup_from_outside (self, setting, source, origin);

  if (text != NULL)
    return text;

  *origin = self;
  *source = INVY_SETTING_FROM_PREFERENCES;
  if (key != NULL && (text = dup_preference (self, key)) != NULL)
    return text;

  *source = INVY_SETTING_FROM_DEFAULT;
  return g_strdup (invy_setting_get_default (setting));
}

static guint
dup_interval_ms (InvySettings *self)
{
  g_autofree char *text = invy_settings_dup (self, INVY_SETTING_INTERVAL_MS);
  guint64 interval_ms = 0;

  g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &interval_ms, NULL);
  return (guint) interval_ms;
}

static void
replace (char **field, char *text)
{
  g_free (*field);
  *field = text;
}

/* Everything but the token. */
static InvyAccount *
new_account (InvySettings *self, char *base_url)
{
  InvyAccount *account = invy_account_new ();

  while (g_str_has_suffix (base_url, "/"))
    base_url[strlen (base_url) - 1] = '\0';

  replace (&account->base_url, base_url);
  replace (&account->api_version, invy_settings_dup (self, INVY_SETTING_API_VERSION));
  replace (&account->phone_number_id, invy_settings_dup (self, INVY_SETTING_PHONE_NUMBER_ID));
  replace (&account->business_account_id, invy_settings_dup (self, INVY_SETTING_BUSINESS_ACCOUNT_ID));
  replace (&account->template_name, invy_settings_dup (self, INVY_SETTING_TEMPLATE_NAME));
  replace (&account->language_code, invy_settings_dup (self, INVY_SETTING_LANGUAGE_CODE));
  replace (&account->language_fallback, invy_settings_dup (self, INVY_SETTING_LANGUAGE_FALLBACK));
  replace (&account->default_country, invy_settings_dup (self, INVY_SETTING_DEFAULT_COUNTRY));
  replace (&account->rsvp_base_url, invy_settings_dup (self, INVY_SETTING_RSVP_BASE_URL));
  account->interval_ms = dup_interval_ms (self);

  return account;
}

static char *
dup_token_from_keyring (InvySettings *self)
{
  g_autoptr (GError) error = NULL;
  SecretValue *value = dex_await_boxed (invy_keyring_load (INVY_KEYRING_ACCESS_TOKEN, self->keyring_wait_s), &error);
  char *token = NULL;

  if (value != NULL)
    {
      token = strip (g_strdup (secret_value_get_text (value)));
      secret_value_unref (value);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_message ("The keyring did not answer: %s", error->message);

  return token;
}

static DexFuture *
load_account_fiber (gpointer data)
{
  InvySettings *self = data;
  InvySettingSource source = INVY_SETTING_FROM_DEFAULT, url_source;
  gconstpointer origin = NULL, url_origin;
  g_autofree char *base_url = dup_with_origin (self, INVY_SETTING_API_BASE_URL, &url_source, &url_origin);
  gboolean is_foreign = FALSE;
  g_autoptr (InvyAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (!invy_setting_check (INVY_SETTING_API_BASE_URL, base_url, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  is_foreign = !invy_setting_is_meta_url (base_url);
  account = new_account (self, g_steal_pointer (&base_url));
  account->token = dup_from_outside (self, INVY_SETTING_TOKEN, &source, &origin);

  if (is_foreign && (account->token == NULL || source != url_source || origin != url_origin))
    return dex_future_new_reject (
        INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_FOREIGN_TOKEN, "%s",
        _ ("The address of the Graph API in the settings is not Meta’s. An access token is sent "
           "there only if it is set in the same place, as WHATSAPP_ACCESS_TOKEN."));

  if (account->token == NULL && self->token != NULL)
    account->token = g_strdup (self->token);
  else if (account->token == NULL)
    account->token = dup_token_from_keyring (self);

  return dex_future_new_take_boxed (INVY_TYPE_ACCOUNT, g_steal_pointer (&account));
}

static void
forget_token (InvySettings *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_clear_pointer (&self->token, g_free);
}

typedef struct
{
  InvySettings *settings;
  char *token;
} StoreArgs;

static void
store_args_free (gpointer data)
{
  StoreArgs *args = data;

  explicit_bzero (args->token, strlen (args->token));
  g_free (args->token);
  g_clear_object (&args->settings);
  g_free (args);
}

static DexFuture *
store_token_fiber (gpointer data)
{
  StoreArgs *args = data;
  g_autoptr (GError) error = NULL;
  gboolean is_stored;

  if (*args->token == '\0')
    is_stored = dex_await (invy_keyring_clear (INVY_KEYRING_ACCESS_TOKEN, args->settings->keyring_wait_s), &error);
  else if (!invy_setting_check (INVY_SETTING_TOKEN, args->token, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  else
    /* Translators: the name of the secret in the user's keyring program. */
    is_stored = dex_await (invy_keyring_store (INVY_KEYRING_ACCESS_TOKEN, _ ("Invy: WhatsApp access token"),
                                               args->token, args->settings->keyring_wait_s),
                           &error);

  forget_token (args->settings);
  if (is_stored)
    return dex_future_new_true ();

  if (*args->token != '\0')
    args->settings->token = g_strdup (args->token);
  g_message ("The keyring did not answer: %s", error->message);

  return dex_future_new_reject (
      INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_KEYRING, "%s",
      _ ("The keyring of this computer did not answer. The access token is kept until the program "
         "ends and is not saved."));
}

static DexFuture *
has_token_cb (DexFuture *loaded, gpointer data)
{
  const GValue *value = dex_future_get_value (loaded, NULL);
  InvyAccount *account = g_value_get_boxed (value);

  return dex_future_new_for_boolean (account->token != NULL);
}

static void
invy_settings_finalize (GObject *object)
{
  InvySettings *self = INVY_SETTINGS (object);

  forget_token (self);
  g_clear_object (&self->preferences);
  g_clear_pointer (&self->unsaved, g_hash_table_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_settings_parent_class)->finalize (object);
}

static void
invy_settings_class_init (InvySettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = invy_settings_finalize;
}

static void
invy_settings_init (InvySettings *self)
{
  self->keyring_wait_s = KEYRING_WAIT_S;
  self->preferences = open_preferences ();
  self->unsaved = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
}

/**
 * invy_settings_new:
 * @read_working_directory: whether a .env file in the working directory counts too, before the one in the
 *   configuration folder; only the command line wants that
 *
 * Returns: (transfer full): the settings, with the .env files as they are now. A program makes one and uses it from
 * its main thread.
 */
InvySettings *
invy_settings_new (gboolean read_working_directory)
{
  InvySettings *self = g_object_new (INVY_TYPE_SETTINGS, NULL);
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), get_folder_name (), ".env", NULL);

  if (read_working_directory)
    add_file (self, ".env");
  add_file (self, path);

  return self;
}

/**
 * invy_settings_dup:
 *
 * Returns: (transfer full) (nullable): what @setting is now, without spaces around it, unchecked; its default when it
 * is set nowhere. Always %NULL for the token: invy_settings_load_account() has it.
 */
char *
invy_settings_dup (InvySettings *self, InvySetting setting)
{
  InvySettingSource source;
  gconstpointer origin;

  g_return_val_if_fail (INVY_IS_SETTINGS (self), NULL);

  return setting != INVY_SETTING_TOKEN ? dup_with_origin (self, setting, &source, &origin) : NULL;
}

/**
 * invy_settings_get_source:
 *
 * Returns: where @setting comes from. For the token only the environment and files can be told at once; otherwise it
 * is said to be from the preferences, whether or not the keyring has one.
 */
InvySettingSource
invy_settings_get_source (InvySettings *self, InvySetting setting)
{
  g_autofree char *text = NULL;
  InvySettingSource source = INVY_SETTING_FROM_PREFERENCES;
  gconstpointer origin;

  g_return_val_if_fail (INVY_IS_SETTINGS (self), INVY_SETTING_FROM_DEFAULT);

  if (setting == INVY_SETTING_TOKEN)
    text = dup_from_outside (self, setting, &source, &origin);
  else
    text = dup_with_origin (self, setting, &source, &origin);

  return source;
}

/**
 * invy_settings_set:
 * @setting: one that is a preference: not the token, the store or an address
 * @text: an empty one puts the default back
 *
 * Keeps @text in the preferences. What the environment or a .env file says still counts more.
 *
 * Returns: whether it was kept; else #INVY_SETTINGS_ERROR_BAD_VALUE with a sentence
 */
gboolean
invy_settings_set (InvySettings *self, InvySetting setting, const char *text, GError **error)
{
  g_autofree char *stripped = strip (g_strdup (text));
  const char *key = invy_setting_get_key (setting);

  g_return_val_if_fail (INVY_IS_SETTINGS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  if (stripped != NULL && !invy_setting_check (setting, stripped, error))
    return FALSE;

  if (self->preferences == NULL)
    g_hash_table_replace (self->unsaved, (gpointer) key, g_steal_pointer (&stripped));
  else if (stripped == NULL)
    g_settings_reset (self->preferences, key);
  else if (setting == INVY_SETTING_INTERVAL_MS)
    g_settings_set_uint (self->preferences, key, (guint) g_ascii_strtoull (stripped, NULL, 10));
  else
    g_settings_set_string (self->preferences, key, stripped);

  return TRUE;
}

/**
 * invy_settings_dup_store_uri:
 *
 * Returns: (transfer full): where weddings are kept: INVY_STORE, else the address of the preferences, else a SQLite
 *   file in the user's data folder, as "sqlite:" and its path. The password is not in an address of the preferences:
 *   see invy_store_setting_load()
 */
char *
invy_settings_dup_store_uri (InvySettings *self)
{
  char *uri = invy_settings_dup (self, INVY_SETTING_STORE);

  return uri != NULL ? uri
                     : g_strconcat ("sqlite:", g_get_user_data_dir (), "/", get_folder_name (), "/invy.db", NULL);
}

/**
 * invy_settings_dup_account_without_token:
 *
 * Asks no keyring and checks nothing, so that it works anywhere and at once.
 *
 * Returns: (transfer full): what previews, dry runs and practice need of an account
 */
InvyAccount *
invy_settings_dup_account_without_token (InvySettings *self)
{
  g_return_val_if_fail (INVY_IS_SETTINGS (self), NULL);

  return new_account (self, invy_settings_dup (self, INVY_SETTING_API_BASE_URL));
}

/**
 * invy_settings_load_account:
 *
 * Collects what a campaign needs, from wherever it is set.
 *
 * Returns: (transfer full): a future that resolves to an #InvyAccount, also when parts are missing: see
 *   invy_account_check(). It rejects with #INVY_SETTINGS_ERROR_BAD_VALUE or #INVY_SETTINGS_ERROR_FOREIGN_TOKEN when
 * the token would go to an address that must not get it. It waits for the keyring a limited time only.
 */
DexFuture *
invy_settings_load_account (InvySettings *self)
{
  dex_return_error_if_fail (INVY_IS_SETTINGS (self));

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, load_account_fiber, g_object_ref (self), g_object_unref);
}

/**
 * invy_settings_store_token:
 * @token: the access token; an empty one is removed from the keyring
 *
 * Puts the token into the keyring. When that fails it is used until the program ends.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the token is in the keyring. It rejects with
 *   #INVY_SETTINGS_ERROR_BAD_VALUE when it cannot be a token, and with #INVY_SETTINGS_ERROR_KEYRING when it is only
 * kept in memory; both with a sentence.
 */
DexFuture *
invy_settings_store_token (InvySettings *self, const char *token)
{
  StoreArgs *args;

  dex_return_error_if_fail (INVY_IS_SETTINGS (self));
  dex_return_error_if_fail (token != NULL);

  args = g_new0 (StoreArgs, 1);
  args->settings = g_object_ref (self);
  args->token = g_strstrip (g_strdup (token));

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, store_token_fiber, args, store_args_free);
}

/**
 * invy_settings_has_token:
 *
 * Returns: (transfer full): a future that resolves to whether there is an access token; rejects like
 *   invy_settings_load_account()
 */
DexFuture *
invy_settings_has_token (InvySettings *self)
{
  dex_return_error_if_fail (INVY_IS_SETTINGS (self));

  return dex_future_then (invy_settings_load_account (self), has_token_cb, NULL, NULL);
}

/**
 * invy_settings_has_unsaved_token:
 *
 * Returns: whether the access token is one that the keyring would not take, and that is gone when the program ends
 */
gboolean
invy_settings_has_unsaved_token (InvySettings *self)
{
  g_return_val_if_fail (INVY_IS_SETTINGS (self), FALSE);

  return self->token != NULL;
}

/**
 * invy_settings_get_preferences:
 *
 * Returns: (transfer none) (nullable): the preferences, for binding them to widgets; %NULL where the schema is not
 *   installed, and then they last until the program ends
 */
GSettings *
invy_settings_get_preferences (InvySettings *self)
{
  g_return_val_if_fail (INVY_IS_SETTINGS (self), NULL);

  return self->preferences;
}

/**
 * invy_settings_set_keyring_wait:
 * @wait_s: how long the keyring may take to answer; 20 seconds unless set
 *
 * Sets the time after which a keyring counts as one that does not answer.
 */
void
invy_settings_set_keyring_wait (InvySettings *self, guint wait_s)
{
  g_return_if_fail (INVY_IS_SETTINGS (self));

  self->keyring_wait_s = wait_s;
}

/**
 * invy_settings_get_keyring_wait:
 *
 * Returns: how many seconds the keyring has for an answer
 */
guint
invy_settings_get_keyring_wait (InvySettings *self)
{
  g_return_val_if_fail (INVY_IS_SETTINGS (self), 0);

  return self->keyring_wait_s;
}
