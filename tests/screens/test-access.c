/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-contrast-check.h"
#include "invy-layout-check.h"
#include "invy-reach-check.h"
#include "invy-screens-test.h"

#include "app/order/invy-line.h"

/* Dark and high contrast are other colours, and a line of one pixel beside what slides in: the test of layout walks
 * all widths and sizes of text in one style, and here one width of each style is enough. It comes before the walk
 * with Tab, which leaves rows behind that are laid out in the next frame. */
static void
look (InvyStage *stage)
{
  invy_stage_resize (stage, 360, 720);
  invy_screens_test_report ("360", invy_layout_check (invy_stage_get_front (stage)));
  invy_screens_test_report ("360", invy_reach_check (invy_stage_get_front (stage)));
  invy_stage_resize (stage, 1280, 800);
  invy_screens_test_report ("light", invy_contrast_check (invy_stage_get_front (stage)));
  invy_stage_set_dark (stage, TRUE);
  invy_stage_settle (stage);
  invy_screens_test_report ("dark", invy_contrast_check (invy_stage_get_front (stage)));
  invy_screens_test_report ("dark", invy_layout_check (invy_stage_get_front (stage)));
  invy_stage_set_dark (stage, FALSE);
  invy_screens_test_report ("1280", invy_reach_check (invy_stage_get_front (stage)));
}

static char *
join (GPtrArray *findings)
{
  char *all;

  g_ptr_array_add (findings, NULL);
  all = g_strjoinv ("\n", (char **) findings->pdata);
  g_ptr_array_unref (findings);

  return all;
}

/* Against the way that is read in the language of the test. */
static GtkWidget *
new_wrong_line (void)
{
  GtkWidget *line = invy_line_new (0);

  gtk_widget_set_direction (line, gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? GTK_TEXT_DIR_LTR
                                                                                          : GTK_TEXT_DIR_RTL);
  gtk_box_append (GTK_BOX (line), gtk_button_new_with_label ("First"));
  gtk_box_append (GTK_BOX (line), gtk_button_new_with_label ("Second"));

  return line;
}

static void
prove_reach (InvyStage *stage)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *all = NULL;

  gtk_box_append (GTK_BOX (box), gtk_button_new_from_icon_name ("edit-find-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_entry_new ());
  gtk_box_append (GTK_BOX (box), new_wrong_line ());
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (stage->window));
  gtk_window_present (GTK_WINDOW (window));
  invy_stage_wait_for (stage, GTK_TYPE_ENTRY, NULL);
  invy_stage_settle (stage);

  all = join (invy_reach_check (window));
  g_test_message ("%s", all);
  g_assert_nonnull (strstr (all, "GtkText “” has no name"));
  g_assert_nonnull (strstr (all, "shows only an image"));
  g_assert_nonnull (strstr (all, "“Second” comes after GtkButton “First”, which stands behind it"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
prove_contrast (InvyStage *stage)
{
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  g_autofree char *all = NULL;

  gtk_css_provider_load_from_string (css, ".badge { color: #999; background: white; }");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
  invy_stage_settle (stage);
  all = join (invy_contrast_check (stage->window));
  g_test_message ("%s", all);
  g_assert_nonnull (strstr (all, "has too little contrast: 2.8"));
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css));
  invy_stage_settle (stage);
}

/* What a test would not notice it need not look for. */
static void
prove (InvyStage *stage)
{
  prove_reach (stage);
  prove_contrast (stage);
}

int
main (int argc, char *argv[])
{
  return invy_screens_test_main (&(InvyScreensTest) { "access", look, prove }, argc, argv);
}
