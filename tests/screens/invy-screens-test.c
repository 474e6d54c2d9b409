/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-screens-test.h"

#include <libdex.h>
#include <libintl.h>
#include <locale.h>

/* What AdwAlertDialog says (libadwaita 1.7) when it tries whether its heading fits in large letters. */
#define TRIES_HEADING "Trying to measure GtkLabel"

static const InvyScreensTest *running;
static InvyStage stage;
static gboolean has_warned;

/* The toolkit's warnings; that nobody shows notifications here is not one of them. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  g_autofree char *line = g_log_writer_format_fields (level, fields, n_fields, FALSE);

  if ((level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) == 0 || strstr (line, "GLib-GIO") != NULL
      || strstr (line, TRIES_HEADING) != NULL)
    return G_LOG_WRITER_HANDLED;

  has_warned = TRUE;
  g_printerr ("%s\n", line);
  return G_LOG_WRITER_HANDLED;
}

/**
 * invy_screens_test_report:
 * @where: how the screen is looked at
 * @findings: (transfer full): what is wrong
 *
 * The test fails if anything is, or if the toolkit warned since the last time.
 */
void
invy_screens_test_report (const char *where, GPtrArray *findings)
{
  if (has_warned)
    g_ptr_array_add (findings, g_strdup ("a warning, see above"));
  has_warned = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      g_test_message ("%s: %s", where, (const char *) findings->pdata[i]);
      g_test_fail ();
    }
  g_ptr_array_unref (findings);
}

static void
test_screen (gconstpointer data)
{
  const InvyScreen *screen = data;

  screen->show (&stage);
  running->look (&stage);
  invy_stage_clear (&stage);
  if (screen->hide != NULL)
    screen->hide (&stage);
  if (running->leave != NULL)
    running->leave (&stage);
}

static void
test_proof (void)
{
  running->prove (&stage);
}

static void
add_screen (const InvyScreen *screen, gpointer data)
{
  g_autofree char *path = g_strdup_printf ("/invy/%s/%s", running->prefix, screen->name);

  g_test_add_data_func (path, screen, test_screen);
}

static int
run (gpointer data)
{
  return g_test_run ();
}

/**
 * invy_screens_test_main:
 *
 * The main function of a test that looks at every screen, in the language of the environment.
 */
int
invy_screens_test_main (const InvyScreensTest *test, int argc, char *argv[])
{
  g_autofree char *path = g_strdup_printf ("/invy/%s/proof", test->prefix);

  running = test;
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("INVY_TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();         /* one screen after the other, whatever is wrong with the first */
  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* a warning fails its screen, not the others */
  g_log_set_writer_func (write_log, NULL, NULL);
  dex_init ();
  adw_init ();
  g_test_add_func (path, test_proof);
  invy_screens_for_each (add_screen, NULL);

  return invy_stage_run (&stage, run, NULL);
}
