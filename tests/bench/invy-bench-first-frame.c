/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-bench-first-frame.h"

#include "invy-bench-memory.h"

/* So long nothing new is expected after everything is shown, and the memory is that of a window at rest. */
#define REST_MS 1000

typedef struct
{
  GApplication *application; /* borrowed: it lives as long as the program */
  GtkWindow *window;         /* likewise */
  GdkFrameClock *clock;      /* likewise */
  InvyBenchIsShown is_shown;
  gint64 started_us;
  double first_ms; /* 0 until something was drawn */
  double shown_ms; /* 0 until everything was drawn */
} Watch;

static void
rested_cb (gpointer data)
{
  Watch *watch = data;

  g_print ("%f %f %f\n", watch->first_ms, watch->shown_ms, invy_bench_memory_mb ());
  g_application_quit (watch->application);
}

static void
painted_cb (Watch *watch)
{
  const double now_ms = (double) (g_get_monotonic_time () - watch->started_us) / 1000;

  if (watch->first_ms == 0)
    watch->first_ms = now_ms;
  if (watch->shown_ms == 0 && watch->is_shown (watch->window))
    {
      watch->shown_ms = now_ms;
      g_timeout_add_once (REST_MS, rested_cb, watch);
    }
}

static void
realized_cb (GtkWidget *window, Watch *watch)
{
  watch->clock = gtk_widget_get_frame_clock (window);
  g_signal_connect_swapped (watch->clock, "after-paint", G_CALLBACK (painted_cb), watch);
}

static void
added_cb (GtkApplication *application, GtkWindow *window, Watch *watch)
{
  if (watch->window != NULL)
    return;

  watch->window = window;
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), watch);
}

/**
 * invy_bench_first_frame_watch:
 * @application: not running yet
 * @started_us: the monotonic time at which this program was started, in microseconds
 * @is_shown: asked after each frame of the first window
 *
 * Prints three numbers when everything is shown, and ends the program: milliseconds from the start to the first
 * frame, to the first that shows everything, and the megabytes that the window needs then.
 */
void
invy_bench_first_frame_watch (GtkApplication *application, gint64 started_us, InvyBenchIsShown is_shown)
{
  Watch *watch = g_new0 (Watch, 1); /* for as long as the program runs */

  watch->application = G_APPLICATION (application);
  watch->started_us = started_us;
  watch->is_shown = is_shown;
  g_signal_connect (application, "window-added", G_CALLBACK (added_cb), watch);
}
