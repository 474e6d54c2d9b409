/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator.h"

#include <glib-unix.h>
#include <signal.h>

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static gboolean
behave_from_file (InvyEmulator *emulator, const char *path, GError **error)
{
  g_autofree char *json = NULL;

  return g_file_get_contents (path, &json, NULL, error) && invy_emulator_behave (emulator, json, -1, error);
}

int
main (int argc, char **argv)
{
  int port = 0;
  g_autofree char *token = NULL;
  g_autofree char *phone_number_id = NULL;
  g_autofree char *script = NULL;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "Where to listen; a free one unless given", "N" },
    { "token", 0, 0, G_OPTION_ARG_STRING, &token, "The only access token to take", "T" },
    { "phone-number-id", 0, 0, G_OPTION_ARG_STRING, &phone_number_id, "The only sending number to take", "ID" },
    { "script", 0, 0, G_OPTION_ARG_FILENAME, &script, "How to behave: a JSON array", "FILE" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- a pretend Graph API on this computer");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (InvyEmulator) emulator = NULL;
  g_autoptr (GError) error = NULL;
  guint listening = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error))
    {
      emulator = invy_emulator_new (token, phone_number_id);
      if (script == NULL || behave_from_file (emulator, script, &error))
        listening = invy_emulator_listen (emulator, (guint) port, &error);
    }
  if (listening == 0)
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  /* Whoever started this reads one line and knows that requests are taken. */
  g_print ("{\"port\":%u}\n", listening);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_main_loop_run (loop);

  return 0;
}
