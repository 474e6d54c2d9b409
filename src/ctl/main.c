/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl.h"
#include "settings/invy-core-dumps.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  invy_settings_disable_core_dumps ();
  g_log_writer_default_set_use_stderr (TRUE); /* the standard output is for the result */
  dex_init ();

  return invy_ctl_main (argc > 0 ? argv + 1 : argv);
}
