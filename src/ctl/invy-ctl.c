/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-reasons.h"
#include "ctl/invy-ctl.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-store-uri.h"
#include "settings/invy-store-setting.h"
#include "text/invy-bidi.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

struct _InvyCtl
{
  InvyCtlArgs *args;
  const InvyCtlCommand *command;
  InvySettings *settings;
  InvyStore *store;
  InvySender *sender;    /* borrowed while it runs */
  DexPromise *interrupt; /* rejected by the first one */
  GMainLoop *loop;
  void (*leave) (void);
  gboolean is_json;
  gboolean keeps_going;
  gboolean is_interrupted;
  gboolean has_printed_json;
  gboolean is_done; /* the command has said all it had to; the database may still be open */
  gboolean is_over;
  int exit_status;
};

/**
 * invy_ctl_get_word:
 *
 * Returns: (nullable): the @i-th word behind the command's name
 */
const char *
invy_ctl_get_word (InvyCtl *self, guint i)
{
  return invy_ctl_args_get_word (self->args, invy_ctl_command_count_words (self->command) + i);
}

/**
 * invy_ctl_has:
 *
 * Returns: whether the option was given
 */
gboolean
invy_ctl_has (InvyCtl *self, const char *option)
{
  return invy_ctl_args_has (self->args, option);
}

/**
 * invy_ctl_get:
 *
 * Returns: (nullable): the option's value; %NULL if it was not given
 */
const char *
invy_ctl_get (InvyCtl *self, const char *option)
{
  return invy_ctl_args_get (self->args, option);
}

/**
 * invy_ctl_get_all:
 *
 * Returns: (nullable) (element-type utf8): all values of an option that may be repeated
 */
GPtrArray *
invy_ctl_get_all (InvyCtl *self, const char *option)
{
  return invy_ctl_args_get_all (self->args, option);
}

/**
 * invy_ctl_get_number:
 * @number: (inout): left alone when the option was not given
 *
 * Returns: %FALSE with %INVY_CTL_ERROR_USAGE when the option is no whole number
 */
gboolean
invy_ctl_get_number (InvyCtl *self, const char *option, guint *number, GError **error)
{
  const char *text = invy_ctl_get (self, option);
  guint64 value;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &value, NULL))
    return invy_ctl_refuse (error, _ ("The option --%s needs a whole number."), option);

  *number = (guint) value;
  return TRUE;
}

/**
 * invy_ctl_is_json:
 *
 * Returns: whether the result is for programs
 */
gboolean
invy_ctl_is_json (InvyCtl *self)
{
  return self->is_json;
}

/**
 * invy_ctl_get_settings:
 *
 * Returns: (transfer none): the settings, with the .env file of the working directory
 */
InvySettings *
invy_ctl_get_settings (InvyCtl *self)
{
  if (self->settings == NULL)
    self->settings = invy_settings_new (TRUE);

  return self->settings;
}

static char *
dup_store_uri (InvyCtl *self, GError **error)
{
  const char *asked = invy_ctl_get (self, "store");
  g_autofree char *uri = NULL;

  if (asked != NULL && !invy_ctl_store_uri_check (asked, error))
    return NULL;

  uri = asked != NULL ? g_strdup (asked)
                      : dex_await_string (invy_store_setting_load (invy_ctl_get_settings (self)), NULL);
  return invy_ctl_store_uri_check_protected (uri, invy_ctl_has (self, "unprotected"), error) ? g_steal_pointer (&uri)
                                                                                             : NULL;
}

/**
 * invy_ctl_open_store:
 *
 * Awaits.
 *
 * Returns: (transfer none) (nullable): the store that --store names, else the one of the settings
 */
InvyStore *
invy_ctl_open_store (InvyCtl *self, GError **error)
{
  g_autofree char *uri = NULL;

  if (self->store == NULL && (uri = dup_store_uri (self, error)) != NULL)
    self->store = dex_await_object (invy_store_open (uri), error);

  return self->store;
}

/**
 * invy_ctl_migrate_store:
 *
 * Awaits. Makes the database, or brings it up to date.
 *
 * Returns: (transfer none) (nullable): the store
 */
InvyStore *
invy_ctl_migrate_store (InvyCtl *self, GError **error)
{
  g_autofree char *uri = dup_store_uri (self, error);

  g_return_val_if_fail (self->store == NULL, NULL);

  if (uri != NULL)
    self->store = dex_await_object (invy_store_migrate (uri), error);

  return self->store;
}

/**
 * invy_ctl_open_existing_store:
 *
 * Awaits. Unlike invy_ctl_open_store() it makes no database where there is none.
 *
 * Returns: (transfer none) (nullable): the store, or %NULL with %INVY_STORE_ERROR_NOT_FOUND, too
 */
InvyStore *
invy_ctl_open_existing_store (InvyCtl *self, GError **error)
{
  g_autofree char *uri = dup_store_uri (self, error);

  if (uri == NULL || !invy_ctl_store_uri_check_exists (uri, error))
    return NULL;

  return invy_ctl_open_store (self, error);
}

/**
 * invy_ctl_keep_going:
 *
 * From here on an interrupt does not end the program at once: the command looks at invy_ctl_is_interrupted() itself,
 * and leaves the campaign paused.
 */
void
invy_ctl_keep_going (InvyCtl *self)
{
  self->keeps_going = TRUE;
}

/**
 * invy_ctl_set_leave_func:
 * @leave: (nullable): what has to be put right before an interrupt ends the program
 */
void
invy_ctl_set_leave_func (InvyCtl *self, void (*leave) (void))
{
  self->leave = leave;
}

/**
 * invy_ctl_is_interrupted:
 *
 * Returns: whether somebody wants the program to end
 */
gboolean
invy_ctl_is_interrupted (InvyCtl *self)
{
  return self->is_interrupted;
}

/**
 * invy_ctl_until_interrupted:
 * @future: (transfer full): something that takes a while, and that may be given up
 *
 * Returns: (transfer full): a future that does as @future does, unless an interrupt comes first: then it rejects with
 *   %INVY_CTL_ERROR_INTERRUPTED, and @future is given up
 */
DexFuture *
invy_ctl_until_interrupted (InvyCtl *self, DexFuture *future)
{
  return dex_future_first (future, DEX_FUTURE (dex_ref (self->interrupt)), NULL);
}

/**
 * invy_ctl_run_sender:
 *
 * Awaits. An interrupt pauses the campaign, and what is in flight is answered.
 *
 * Returns: (transfer full) (nullable): the campaign as it was left
 */
InvyCampaign *
invy_ctl_run_sender (InvyCtl *self, InvySender *sender, GError **error)
{
  InvyCampaign *campaign;

  self->sender = sender;
  campaign = dex_await_object (invy_sender_run (sender), error);
  self->sender = NULL;

  return campaign;
}

/**
 * invy_ctl_dup_number:
 * @text: (nullable): a phone number, a time, an id
 *
 * Returns: (transfer full): @text for a table: protected from the right-to-left text around it on a terminal, and
 *   plain for programs
 */
char *
invy_ctl_dup_number (InvyCtl *self, const char *text)
{
  if (text == NULL)
    return g_strdup ("");
  return isatty (STDOUT_FILENO) ? invy_bidi_isolate (text, INVY_BIDI_NUMBER) : g_strdup (text);
}

/* Not g_print(), which converts to the locale's character set. */
static void
write_text (FILE *stream, const char *text)
{
  fputs (text, stream);
}

/**
 * invy_ctl_print:
 *
 * Prints @text for people on the standard output.
 */
void
invy_ctl_print (InvyCtl *self, const char *text)
{
  write_text (stdout, text);
}

/**
 * invy_ctl_print_json:
 * @builder: with the one document of this run
 */
void
invy_ctl_print_json (InvyCtl *self, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  self->has_printed_json = TRUE;
  write_text (stdout, text);
  write_text (stdout, "\n");
}

/**
 * invy_ctl_say:
 *
 * Tells people something on the standard error. Names out of other people's files may be part of it, so no escape
 * sequence reaches the terminal.
 */
void
invy_ctl_say (InvyCtl *self, const char *sentence)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (const char *p = sentence; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_iscntrl (c) && c != '\n' ? ' ' : c);
    }
  g_string_append_c (line, '\n');
  write_text (stderr, line->str);
}

void
invy_ctl_json_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
invy_ctl_json_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
invy_ctl_json_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/**
 * invy_ctl_json_time:
 * @at_ms: milliseconds since 1970; 0 for none
 */
void
invy_ctl_json_time (JsonBuilder *builder, const char *name, gint64 at_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at_ms / 1000);
  g_autofree char *text = at_ms != 0 ? g_date_time_format_iso8601 (time) : NULL;

  invy_ctl_json_text (builder, name, text);
}

/**
 * invy_ctl_json_error:
 *
 * Adds the member that tells scripts what went wrong.
 */
void
invy_ctl_json_error (JsonBuilder *builder, const char *code, const char *sentence)
{
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "code", code);
  invy_ctl_json_text (builder, "message", sentence);
  json_builder_end_object (builder);
}

static int
fail (InvyCtl *self, const GError *error)
{
  invy_ctl_say (self, error->message);
  if (self->is_json && !self->has_printed_json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      invy_ctl_json_error (builder, invy_ctl_error_get_word (error), error->message);
      json_builder_end_object (builder);
      invy_ctl_print_json (self, builder);
    }

  return (int) invy_ctl_error_get_exit (error);
}

static GError *
new_interrupted_error (void)
{
  return g_error_new_literal (INVY_CTL_ERROR, INVY_CTL_ERROR_INTERRUPTED, _ ("Interrupted before it was done."));
}

static DexFuture *
command_fiber (gpointer data)
{
  InvyCtl *self = data;
  g_autoptr (GError) error = NULL;

  self->exit_status = self->command->run (self, &error);
  if (self->exit_status == INVY_CTL_FAILED)
    self->exit_status = fail (self, error);
  self->is_done = TRUE;
  if (self->store != NULL)
    dex_await (invy_store_close (self->store), NULL);
  self->is_over = TRUE;
  g_main_loop_quit (self->loop);

  return dex_future_new_true ();
}

/* The first interrupt pauses what is being sent; a second one ends the program as it is: the ledger can stand that.
 * One that comes when everything is done changes nothing: who was told the result must not be told otherwise. */
static gboolean
interrupted_cb (gpointer data)
{
  InvyCtl *self = data;
  const gboolean is_first = !self->is_interrupted;

  self->is_interrupted = TRUE;
  if (is_first && self->is_done)
    return G_SOURCE_CONTINUE;

  if (is_first)
    dex_promise_reject (self->interrupt, new_interrupted_error ());
  if (is_first && self->sender != NULL)
    invy_sender_pause (self->sender, INVY_STOP_INTERRUPTED);
  else if (!is_first || !self->keeps_going)
    g_main_loop_quit (self->loop);

  return G_SOURCE_CONTINUE;
}

/* The fiber still runs, and so do the threads of the store: nothing is taken down in order. What was committed is on
 * the disk, and what was not never happened. */
G_NORETURN static void
leave_at_once (InvyCtl *self)
{
  if (self->leave != NULL)
    self->leave ();
  if (!self->is_done)
    {
      g_autoptr (GError) error = new_interrupted_error ();

      self->exit_status = fail (self, error);
    }
  fflush (stdout);
  _exit (self->exit_status);
}

/* A terminal that goes away ends the program, unless nohup said that it must not. */
static guint
watch_hang_up (InvyCtl *self)
{
  struct sigaction now;

  if (sigaction (SIGHUP, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
    return 0;
  return g_unix_signal_add (SIGHUP, interrupted_cb, self);
}

static int
run_command (InvyCtl *self)
{
  const guint interrupt = g_unix_signal_add (SIGINT, interrupted_cb, self);
  const guint terminate = g_unix_signal_add (SIGTERM, interrupted_cb, self);
  guint hang_up = watch_hang_up (self);
  DexFuture *future = dex_scheduler_spawn (NULL, INVY_FIBER_STACK, command_fiber, self, NULL);

  g_main_loop_run (self->loop);
  if (!self->is_over)
    leave_at_once (self);
  dex_unref (future);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  g_clear_handle_id (&hang_up, g_source_remove);

  return self->exit_status;
}

static int
print_version (InvyCtl *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  if (self->is_json)
    {
      json_builder_begin_object (builder);
      invy_ctl_json_text (builder, "version", INVY_VERSION);
      json_builder_end_object (builder);
      invy_ctl_print_json (self, builder);
    }
  else
    invy_ctl_print (self, "invyctl " INVY_VERSION "\n");

  return INVY_CTL_EXIT_DONE;
}

static int
print_help (InvyCtl *self)
{
  g_autofree char *help = invy_ctl_commands_dup_help (self->args);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  if (self->is_json)
    {
      json_builder_begin_object (builder);
      invy_ctl_json_text (builder, "help", help);
      json_builder_end_object (builder);
      invy_ctl_print_json (self, builder);
    }
  else
    invy_ctl_print (self, help);

  return INVY_CTL_EXIT_DONE;
}

static int
run (InvyCtl *self, char **argv)
{
  g_autoptr (GError) error = NULL;

  /* Known before the arguments are understood, since even that can fail. */
  self->is_json = g_strv_contains ((const char *const *) argv, "--json");
  if (!(self->args = invy_ctl_args_new (argv, &error)))
    return fail (self, error);
  self->is_json = invy_ctl_args_has (self->args, "json");

  if (invy_ctl_args_has (self->args, "version"))
    return print_version (self);
  if (invy_ctl_args_has (self->args, "help"))
    return print_help (self);
  if (!(self->command = invy_ctl_commands_find (self->args, &error)))
    return fail (self, error);

  return run_command (self);
}

/* A result that nobody got is no success: a full disk, a closed pipe. */
static gboolean
flush_output (void)
{
  const gboolean is_whole = !ferror (stdout);

  return fflush (stdout) == 0 && is_whole;
}

/**
 * invy_ctl_main:
 * @argv: (array zero-terminated=1): the arguments without the program's name
 *
 * Runs one command.
 *
 * Returns: the program's exit status
 */
int
invy_ctl_main (char **argv)
{
  InvyCtl self = { .loop = g_main_loop_new (NULL, FALSE), .interrupt = dex_promise_new () };
  int exit_status = run (&self, argv);

  if (!flush_output () && (exit_status == INVY_CTL_EXIT_DONE || exit_status == INVY_CTL_EXIT_PARTLY))
    {
      g_autofree char *sentence
          /* Translators: %s is the reason, from the system */
          = g_strdup_printf (_ ("The result could not be written: %s"), g_strerror (errno));

      invy_ctl_say (&self, sentence);
      exit_status = INVY_CTL_EXIT_UNEXPECTED;
    }

  g_clear_pointer (&self.args, invy_ctl_args_free);
  g_clear_object (&self.settings);
  g_clear_object (&self.store);
  dex_clear (&self.interrupt);
  g_clear_pointer (&self.loop, g_main_loop_unref);

  return exit_status;
}
