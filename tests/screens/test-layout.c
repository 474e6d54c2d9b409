/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-layout-check.h"
#include "invy-screens-test.h"

#define LARGE_TEXT 1.5

/* The narrowest a window has to be good for. */
#define NARROWEST 360

static void
look (InvyStage *stage)
{
  static const struct
  {
    const char *name;
    int width;
    int height;
    double text_scale;
  } looks[] = {
    { "3840", 3840, 2160, 1 },
    { "1280", 1280, 800, 1 },
    { "800", 800, 720, 1 },
    { "360", NARROWEST, 720, 1 },
    { "360 large", NARROWEST, 720, LARGE_TEXT },
    { "800 large", 800, 720, LARGE_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      invy_stage_set_text_scale (stage, looks[i].text_scale);
      invy_stage_resize (stage, looks[i].width, looks[i].height);
      invy_screens_test_report (looks[i].name, invy_layout_check (invy_stage_get_front (stage)));
    }
  invy_stage_set_text_scale (stage, 1);
}

/* What a test would not notice it need not look for. */
static void
prove (InvyStage *stage)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *fixed = gtk_fixed_new ();
  GtkWidget *button = gtk_button_new_with_label ("A button that says more than there is room for");
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *all = NULL;

  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  gtk_widget_set_size_request (button, 80, -1);
  gtk_fixed_put (GTK_FIXED (fixed), button, 0, 0);
  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("Under"), 0, 100);
  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("Over"), 8, 100);
  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("Outside"), -30, 200);
  gtk_window_set_child (GTK_WINDOW (window), fixed);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 300);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (stage->window));
  gtk_window_present (GTK_WINDOW (window));
  invy_stage_settle (stage);

  findings = invy_layout_check (window);
  g_ptr_array_add (findings, NULL);
  all = g_strjoinv ("\n", (char **) findings->pdata);
  g_test_message ("%s", all);
  g_assert_nonnull (strstr (all, "ends in dots"));
  g_assert_nonnull (strstr (all, "“Under” lies over “Over”"));
  g_assert_nonnull (strstr (all, "“Outside” stands"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  return invy_screens_test_main (&(InvyScreensTest) { "layout", look, prove }, argc, argv);
}
