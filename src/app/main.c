/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/window/invy-application.h"
#include "settings/invy-core-dumps.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (InvyApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  invy_settings_disable_core_dumps ();
  dex_init ();
  g_set_application_name (_ ("Invy"));
  application = invy_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
