/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-largest-wedding.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-table.h"
#include "whatsapp/invy-connection-check.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Longer than any token. */
#define LONGEST_LINE 8192

static const struct
{
  const char *option;
  InvySetting setting;
  const char *member;
} account_options[] = {
  { "phone-number-id", INVY_SETTING_PHONE_NUMBER_ID, "phone_number_id" },
  { "business-account-id", INVY_SETTING_BUSINESS_ACCOUNT_ID, "business_account_id" },
  { "language-fallback", INVY_SETTING_LANGUAGE_FALLBACK, "language_fallback" },
};

/* Typed characters stay invisible, as for a password. */
static void
set_echo (gboolean echo)
{
  struct termios attributes;

  if (tcgetattr (STDIN_FILENO, &attributes) != 0)
    return;
  if (echo)
    attributes.c_lflag |= ECHO;
  else
    attributes.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &attributes);
}

static void
show_typing (void)
{
  set_echo (TRUE);
}

/* Awaits. @line: of LONGEST_LINE bytes; "" at the end of the input. Returns: whether it is a whole line */
static gboolean
read_line (char *line)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  gsize length = 0;
  gboolean is_whole;

  while (length < LONGEST_LINE - 1 && memchr (line, '\n', length) == NULL)
    {
      g_autoptr (GBytes) bytes =
          dex_await_boxed (dex_input_stream_read_bytes (input, LONGEST_LINE - 1 - length, G_PRIORITY_DEFAULT), NULL);

      if (bytes == NULL || g_bytes_get_size (bytes) == 0)
        break;
      memcpy (line + length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      length += g_bytes_get_size (bytes);
    }

  is_whole = length < LONGEST_LINE - 1 || memchr (line, '\n', length) != NULL;
  line[length] = '\0';
  line[strcspn (line, "\n")] = '\0';
  g_strstrip (line);
  return is_whole;
}

static gboolean
ask_for_token (InvyCtl *ctl, char *line)
{
  const gboolean is_typed = isatty (STDIN_FILENO);
  gboolean is_whole;

  if (is_typed)
    {
      invy_ctl_say (ctl, _ ("Paste the access token and press Enter. An empty line leaves the token as it is."));
      invy_ctl_set_leave_func (ctl, show_typing);
      set_echo (FALSE);
    }
  is_whole = read_line (line);
  if (is_typed)
    set_echo (TRUE);
  return is_whole;
}

/* Unless it is the keyring: here it is what was typed that is wrong, not what was set long ago. */
static void
take_error (GError **error, GError *reason)
{
  if (g_error_matches (reason, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_KEYRING))
    g_propagate_error (error, reason);
  else
    {
      g_set_error_literal (error, INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE, reason->message);
      g_error_free (reason);
    }
}

static gboolean
keep_token (InvyCtl *ctl, gboolean *is_kept, GError **error)
{
  g_autofree char *line = g_malloc0 (LONGEST_LINE); /* too long for a fiber's stack */
  g_autoptr (GError) local_error = NULL;
  gboolean is_good = ask_for_token (ctl, line);

  if (!is_good)
    local_error = g_error_new_literal (INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE,
                                       _ ("This is too long to be an access token. Copy it again, from its first "
                                          "character to its last."));
  *is_kept = is_good && *line != '\0';
  if (*is_kept)
    is_good = dex_await (invy_settings_store_token (invy_ctl_get_settings (ctl), line), &local_error);
  explicit_bzero (line, LONGEST_LINE);
  if (!is_good)
    take_error (error, g_steal_pointer (&local_error));

  return is_good;
}

static gboolean
keep_ids (InvyCtl *ctl, gboolean *is_kept, GError **error)
{
  InvySettings *settings = invy_ctl_get_settings (ctl);

  for (guint i = 0; i < G_N_ELEMENTS (account_options); i++)
    {
      const char *text = invy_ctl_get (ctl, account_options[i].option);
      g_autoptr (GError) local_error = NULL;

      if (text == NULL)
        continue;
      if (invy_settings_get_preferences (settings) == NULL)
        return invy_ctl_refuse (error,
                                _ ("There is no place for preferences: Invy is not installed here. Put the IDs "
                                   "into the environment instead."));
      if (!invy_settings_set (settings, account_options[i].setting, text, &local_error))
        {
          take_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      *is_kept = TRUE;
    }
  g_settings_sync ();

  return TRUE;
}

/**
 * invy_ctl_account_set:
 *
 * Keeps the ids in the preferences and the access token, which is never an argument, in the keyring.
 */
int
invy_ctl_account_set (InvyCtl *ctl, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  GSettings *preferences = invy_settings_get_preferences (invy_ctl_get_settings (ctl));
  gboolean has_ids = FALSE, has_token = FALSE;

  if (!keep_ids (ctl, &has_ids, error) || !keep_token (ctl, &has_token, error))
    return INVY_CTL_FAILED;
  if (!has_ids && !has_token)
    {
      invy_ctl_refuse (error, _ ("Give the access token on the standard input, or an ID as an option."));
      return INVY_CTL_FAILED;
    }

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (account_options); i++)
    {
      /* What is kept, whatever the environment says today; the options are called as the keys are. */
      g_autofree char *kept =
          preferences != NULL ? g_settings_get_string (preferences, account_options[i].option) : NULL;

      invy_ctl_json_text (builder, account_options[i].member, kept);
    }
  invy_ctl_json_boolean (builder, "token_kept", has_token);
  json_builder_end_object (builder);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);
  else
    invy_ctl_say (ctl, has_token ? _ ("The access token is in the keyring.") : _ ("Kept."));

  return INVY_CTL_EXIT_DONE;
}

/* Awaits. A database that cannot be read is another command's business: then nothing is compared. */
static guint
count_guests (InvyCtl *ctl)
{
  InvyStore *store = invy_ctl_open_store (ctl, NULL);

  return store != NULL ? dex_await_uint (invy_largest_wedding_count_guests (store), NULL) : 0;
}

static void
print_steps (InvyCtl *ctl, GPtrArray *steps)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < steps->len; i++)
    {
      const InvyConnectionStep *step = g_ptr_array_index (steps, i);

      json_builder_begin_object (builder);
      invy_ctl_json_text (builder, "step", step->id);
      invy_ctl_json_boolean (builder, "ok", step->ok);
      invy_ctl_json_boolean (builder, "warning", step->is_warning);
      invy_ctl_json_text (builder, "detail", step->detail);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  invy_ctl_print_json (ctl, builder);
}

static void
print_table (InvyCtl *ctl, GPtrArray *steps)
{
  g_autoptr (InvyCtlTable) table = invy_ctl_table_new ("step", "result", "detail", NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      const InvyConnectionStep *step = g_ptr_array_index (steps, i);
      const char *result = !step->ok ? "failed" : step->is_warning ? "warning" : "ok";
      const char *cells[] = { step->id, result, step->detail };

      invy_ctl_table_add (table, cells);
    }
  text = invy_ctl_table_dup_text (table);
  invy_ctl_print (ctl, text);
}

/**
 * invy_ctl_account_check:
 *
 * Tries step by step whether messages could be sent, without sending one.
 */
int
invy_ctl_account_check (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyAccount) account = dex_await_boxed (invy_settings_load_account (invy_ctl_get_settings (ctl)), error);
  g_autoptr (GPtrArray) steps = NULL;

  if (account == NULL)
    return INVY_CTL_FAILED;

  steps = dex_await_boxed (invy_connection_check_run (account, count_guests (ctl), NULL), error);
  if (invy_ctl_is_json (ctl))
    print_steps (ctl, steps);
  else
    print_table (ctl, steps);

  return invy_connection_check_is_good (steps) ? INVY_CTL_EXIT_DONE : INVY_CTL_EXIT_STOPPED;
}
