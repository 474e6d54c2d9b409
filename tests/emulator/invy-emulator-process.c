/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-process.h"

#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

struct _InvyEmulatorProcess
{
  GSubprocess *process;
  SoupSession *session;
  char *url;
};

/* A test that aborts leaves no emulator behind. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static guint
read_port (GSubprocess *process)
{
  g_autoptr (GDataInputStream) output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  json_parser_load_from_data (parser, line, -1, &error);
  g_assert_no_error (error);

  return (guint) json_object_get_int_member (json_node_get_object (json_parser_get_root (parser)), "port");
}

static GBytes *
control (InvyEmulatorProcess *self, const char *method, const char *name, const char *json)
{
  g_autofree char *url = g_strdup_printf ("%s/__emulator/%s", self->url, name);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) body = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;
  g_autoptr (GError) error = NULL;
  GBytes *answer;

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
  answer = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)));

  return answer;
}

/**
 * invy_emulator_process_new:
 *
 * Starts an emulator, the program that INVY_EMULATOR names, which takes only %INVY_EMULATOR_TOKEN and
 * %INVY_EMULATOR_PHONE_NUMBER_ID, and waits until it takes requests.
 *
 * Returns: (transfer full): the process; it ends when this is freed or the test ends
 */
InvyEmulatorProcess *
invy_emulator_process_new (void)
{
  InvyEmulatorProcess *self = g_new0 (InvyEmulatorProcess, 1);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process =
      g_subprocess_launcher_spawn (launcher, &error, g_getenv ("INVY_EMULATOR"), "--token", INVY_EMULATOR_TOKEN,
                                   "--phone-number-id", INVY_EMULATOR_PHONE_NUMBER_ID, NULL);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", read_port (self->process));
  self->session = soup_session_new ();
  soup_session_set_proxy_resolver (self->session, NULL);

  return self;
}

/**
 * invy_emulator_process_free:
 *
 * Ends the process.
 */
void
invy_emulator_process_free (InvyEmulatorProcess *self)
{
  g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  g_clear_object (&self->session);
  g_free (self->url);
  g_free (self);
}

/**
 * invy_emulator_process_get_url:
 *
 * Returns: its base address, for WHATSAPP_API_BASE_URL
 */
const char *
invy_emulator_process_get_url (InvyEmulatorProcess *self)
{
  return self->url;
}

/**
 * invy_emulator_process_behave:
 * @json: what to do with the next requests; see the README beside the emulator
 *
 * Adds to how it behaves.
 */
void
invy_emulator_process_behave (InvyEmulatorProcess *self, const char *json)
{
  g_autoptr (GBytes) answer = control (self, "POST", "behaviour", json);
}

/**
 * invy_emulator_process_add_template:
 * @json: name, language and body
 *
 * Adds an approved template.
 */
void
invy_emulator_process_add_template (InvyEmulatorProcess *self, const char *json)
{
  g_autoptr (GBytes) answer = control (self, "POST", "template", json);
}

/**
 * invy_emulator_process_set_templates:
 * @json: an array, each as Graph lists it or as in invy_emulator_process_add_template()
 *
 * Replaces all templates.
 */
void
invy_emulator_process_set_templates (InvyEmulatorProcess *self, const char *json)
{
  g_autoptr (GBytes) answer = control (self, "POST", "templates", json);
}

/**
 * invy_emulator_process_change_account:
 * @json: what changes; see the README beside the emulator
 *
 * Changes what the account is like.
 */
void
invy_emulator_process_change_account (InvyEmulatorProcess *self, const char *json)
{
  g_autoptr (GBytes) answer = control (self, "POST", "account", json);
}

/**
 * invy_emulator_process_reset:
 *
 * Lets it forget all requests and behave normally again.
 */
void
invy_emulator_process_reset (InvyEmulatorProcess *self)
{
  g_autoptr (GBytes) answer = control (self, "POST", "reset", NULL);
}

/**
 * invy_emulator_process_get_memory:
 *
 * Returns: (transfer full): what it remembers: "requests", "others", "media", "n_requests", "n_others", "n_taken",
 *   "duplicate_callbacks", "duplicate_recipients"
 */
JsonObject *
invy_emulator_process_get_memory (InvyEmulatorProcess *self)
{
  g_autoptr (GBytes) answer = control (self, "GET", "requests", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (answer, &length);

  json_parser_load_from_data (parser, text, (gssize) length, &error);
  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}
