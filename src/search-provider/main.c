/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "search-provider/invy-search-provider.h"
#include "settings/invy-core-dumps.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (InvySearchProvider) provider = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  invy_settings_disable_core_dumps ();
  dex_init ();
  provider = invy_search_provider_new ();

  return g_application_run (G_APPLICATION (provider), argc, argv);
}
