/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench.h"
#include "invy-test.h"

#include "app/window/invy-application.h"

#include <stdio.h>

/* A window with a wedding that nobody touches: how often one of its threads wakes up. */

#define N_GUESTS 300
/* What follows from the start is over by then: looking for what others wrote at that moment, and GLib's threads for
 * whatever comes, which end by themselves. */
#define SETTLE_S 30
#define WATCH_S 20

/* Less than one in twenty seconds is none. */
static const InvyBench idle = {
  .what = "a window that nobody touches wakes up / once a second",
  .unit = "a second",
  .reach = 0.05,
};

typedef struct
{
  GApplication *application;
  gint64 n_before;
} Watch;

static gint64
read_switches (const char *path)
{
  static const char name[] = "\nvoluntary_ctxt_switches:";
  g_autofree char *status = NULL;
  const char *found;

  /* A thread that has just ended wakes up no more. */
  if (!g_file_get_contents (path, &status, NULL, NULL))
    return 0;
  found = strstr (status, name);
  g_assert_nonnull (found);

  return g_ascii_strtoll (found + strlen (name), NULL, 10);
}

/* How often the threads of this program went to sleep so far. */
static gint64
count_switches (void)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *thread;
  gint64 n = 0;

  while ((thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", thread, "status", NULL);

      n += read_switches (path);
    }

  return n;
}

/* That the time was over has woken us, too. */
static void
watched_cb (gpointer data)
{
  Watch *watch = data;
  const gint64 n = count_switches ();

  invy_bench_print (&idle, (double) (n - watch->n_before - 1) / WATCH_S, 1);
  g_application_quit (watch->application);
}

static void
settled_cb (gpointer data)
{
  Watch *watch = data;

  watch->n_before = count_switches ();
  g_timeout_add_seconds_once (WATCH_S, watched_cb, watch);
}

static void
make_database (const char *uri)
{
  InvyStore *store = invy_test_open_store (uri);
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, N_GUESTS);
  g_autoptr (GPtrArray) saved = invy_bench_save_guests (store, guests);

  g_clear_object (&event);
  invy_test_close_store (store);
}

int
main (int argc, char *argv[])
{
  char *folder = invy_test_make_folder ();
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/idle.db", folder);
  g_autoptr (InvyApplication) application = NULL;
  Watch watch = { 0 };

  dex_init ();
  make_database (uri);
  g_setenv ("INVY_STORE", uri, TRUE);
  application = invy_application_new ();
  watch.application = G_APPLICATION (application);
  g_timeout_add_seconds_once (SETTLE_S, settled_cb, &watch);
  g_application_run (watch.application, 0, NULL);

  invy_test_remove_folder (folder);
  return 0;
}
