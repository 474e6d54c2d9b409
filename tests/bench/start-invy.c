/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-first-frame.h"
#include "invy-finder.h"

#include "app/guests/invy-guests-page.h"
#include "app/window/invy-application.h"

#include <libdex.h>

/* start-invy STARTED ROWS: the program itself for bench-start.c. Which database it opens is in the environment. */

static guint n_rows;

static gboolean
is_shown (GtkWindow *window)
{
  InvyGuestsPage *page = invy_find (window, INVY_TYPE_GUESTS_PAGE, NULL);
  InvyGuestBook *book = page != NULL ? invy_guests_page_get_book (page) : NULL;

  return book != NULL && gtk_widget_get_mapped (GTK_WIDGET (page)) && !invy_guest_book_is_loading (book)
         && g_list_model_get_n_items (G_LIST_MODEL (book)) == n_rows;
}

int
main (int argc, char *argv[])
{
  g_autoptr (InvyApplication) application = NULL;

  g_return_val_if_fail (argc == 3, 2);
  n_rows = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  dex_init ();
  application = invy_application_new ();
  invy_bench_first_frame_watch (GTK_APPLICATION (application), g_ascii_strtoll (argv[1], NULL, 10), is_shown);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
