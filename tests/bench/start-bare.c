/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-bench-first-frame.h"
#include "invy-bench-plain-list.h"

#include <adwaita.h>

/* start-bare STARTED ROWS: the yardstick of bench-start.c, a window with nothing but a list of plain strings. */

static guint n_rows;

static gboolean
is_shown (GtkWindow *window)
{
  return TRUE;
}

static GStrv
new_names (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < n_rows; i++)
    g_strv_builder_take (names, g_strdup_printf ("נועה Daniel %u", i));
  return g_strv_builder_end (names);
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  InvyBenchPlainList *list = invy_bench_plain_list_new ();
  g_auto (GStrv) names = new_names ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), invy_bench_plain_list_get_widget (list));
  invy_bench_plain_list_fill (list, (const char *const *) names);
  gtk_window_present (GTK_WINDOW (window));
  g_object_set_data_full (G_OBJECT (window), "list", list, (GDestroyNotify) invy_bench_plain_list_free);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_return_val_if_fail (argc == 3, 2);
  n_rows = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  invy_bench_first_frame_watch (GTK_APPLICATION (application), g_ascii_strtoll (argv[1], NULL, 10), is_shown);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
