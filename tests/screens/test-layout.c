/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-layout-check.h"
#include "invy-screens.h"

#include <libdex.h>
#include <libintl.h>
#include <locale.h>

#define LARGE_TEXT 1.5

/* The narrowest a window has to be good for. */
#define NARROWEST 360

/* What AdwAlertDialog says (libadwaita 1.7) when it tries whether its heading fits in large letters. */
#define TRIES_HEADING "Trying to measure GtkLabel"

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

static void
look (const char *where)
{
  g_autoptr (GPtrArray) findings = invy_layout_check (invy_stage_get_front (&stage));

  for (guint i = 0; i < findings->len; i++)
    {
      g_test_message ("%s: %s", where, (const char *) findings->pdata[i]);
      g_test_fail ();
    }
  if (has_warned)
    {
      g_test_message ("%s: a warning, see above", where);
      g_test_fail ();
    }
  has_warned = FALSE;
}

static void
test_screen (gconstpointer data)
{
  static const struct
  {
    const char *name;
    int width;
    int height;
    double text_scale;
  } looks[] = {
    { "1280", 1280, 800, 1 },
    { "800", 800, 720, 1 },
    { "360", NARROWEST, 720, 1 },
    { "360 large", NARROWEST, 720, LARGE_TEXT },
    { "800 large", 800, 720, LARGE_TEXT },
  };
  const InvyScreen *screen = data;

  screen->show (&stage);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      invy_stage_set_text_scale (&stage, looks[i].text_scale);
      invy_stage_resize (&stage, looks[i].width, looks[i].height);
      look (looks[i].name);
    }
  invy_stage_set_text_scale (&stage, 1);
  invy_stage_clear (&stage);
  if (screen->hide != NULL)
    screen->hide (&stage);
}

/* What a test would not notice it need not look for. */
static void
test_broken (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *fixed = gtk_fixed_new ();
  GtkWidget *button = gtk_button_new_with_label ("A button that says more than there is room for");
  GtkWidget *label = gtk_label_new ("Over");
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *all = NULL;

  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  gtk_widget_set_size_request (button, 80, -1);
  gtk_fixed_put (GTK_FIXED (fixed), button, 0, 0);
  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("Under"), 0, 100);
  gtk_fixed_put (GTK_FIXED (fixed), label, 8, 100);
  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("Outside"), -30, 200);
  gtk_window_set_child (GTK_WINDOW (window), fixed);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 300);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (stage.window));
  gtk_window_present (GTK_WINDOW (window));
  invy_stage_settle (&stage);

  findings = invy_layout_check (window);
  g_ptr_array_add (findings, NULL);
  all = g_strjoinv ("\n", (char **) findings->pdata);
  g_test_message ("%s", all);
  g_assert_nonnull (strstr (all, "ends in dots"));
  g_assert_nonnull (strstr (all, "“Under” lies over “Over”"));
  g_assert_nonnull (strstr (all, "“Outside” stands"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_screen (const InvyScreen *screen, gpointer data)
{
  g_autofree char *path = g_strconcat ("/invy/layout/", screen->name, NULL);

  g_test_add_data_func (path, screen, test_screen);
}

static int
run (gpointer data)
{
  return g_test_run ();
}

int
main (int argc, char *argv[])
{
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
  g_test_add_func ("/invy/layout/broken", test_broken);
  invy_screens_for_each (add_screen, NULL);

  return invy_stage_run (&stage, run, NULL);
}
