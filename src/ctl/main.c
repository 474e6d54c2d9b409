/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl.h"
#include "settings/invy-core-dumps.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

/* A stream that the caller closed must not become the number of the database or of a connection. What is opened in
 * its place can only be read, so that a result that goes nowhere is still noticed. */
static void
occupy_standard_streams (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDONLY);
  while (fd != -1 && fd <= STDERR_FILENO);

  if (fd != -1)
    close (fd);
}

int
main (int argc, char *argv[])
{
  occupy_standard_streams ();
  /* A reader that went away, or a file that may not grow, is an error of the write and not the end of the program. */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);

  g_set_prgname ("invyctl"); /* a second sender is told by this name who sends */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  invy_settings_disable_core_dumps ();
  g_log_writer_default_set_use_stderr (TRUE); /* the standard output is for the result */
  dex_init ();

  return invy_ctl_main (argc > 0 ? argv + 1 : argv);
}
