/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-screens.h"

#include <glib/gstdio.h>
#include <libdex.h>
#include <libintl.h>
#include <locale.h>

/* take-screenshots FOLDER LANGUAGE [SCREEN…]: saves a picture of every screen, or of those, in light and dark and in
 * three widths. ./dev screenshots runs it in each language. */

typedef struct
{
  InvyStage stage;
  const char *folder;
  const char *language;
  const char *const *wanted;
} Camera;

static void
take (const InvyScreen *screen, gpointer data)
{
  static const int sizes[][2] = { { 360, 720 }, { 800, 720 }, { 1280, 800 } };
  static const char *const styles[] = { "light", "dark" };
  Camera *camera = data;

  if (camera->wanted[0] != NULL && !g_strv_contains (camera->wanted, screen->name))
    return;

  screen->show (&camera->stage);
  for (guint style = 0; style < G_N_ELEMENTS (styles); style++)
    {
      invy_stage_set_dark (&camera->stage, style == 1);
      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          g_autofree char *name =
              g_strdup_printf ("%s-%s-%s-%d.png", screen->name, camera->language, styles[style], sizes[i][0]);
          g_autofree char *path = g_build_filename (camera->folder, name, NULL);

          invy_stage_resize (&camera->stage, sizes[i][0], sizes[i][1]);
          invy_stage_save_picture (&camera->stage, path);
        }
    }
  invy_stage_clear (&camera->stage);
  if (screen->hide != NULL)
    screen->hide (&camera->stage);
  g_printerr (".");
}

static int
take_all (gpointer data)
{
  invy_screens_for_each (take, data);
  g_printerr ("\n");
  return 0;
}

int
main (int argc, char *argv[])
{
  Camera camera = { 0 };

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("INVY_TEST_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (argc < 3)
    {
      g_printerr ("%s FOLDER LANGUAGE [SCREEN…]\n", argv[0]);
      return 2;
    }
  dex_init ();
  adw_init ();
  camera.folder = argv[1];
  camera.language = argv[2];
  camera.wanted = (const char *const *) argv + 3;

  return invy_stage_run (&camera.stage, take_all, &camera);
}
