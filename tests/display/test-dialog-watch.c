/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/invy-event-dialog.h"
#include "app/guests/invy-answer-dialog.h"
#include "app/guests/invy-bulk-dialog.h"
#include "app/guests/invy-duplicates-dialog.h"
#include "app/guests/invy-guest-dialog.h"
#include "app/guests/invy-head-counts-dialog.h"
#include "app/import/invy-import-dialog.h"
#include "app/keep/invy-restore-dialog.h"
#include "invy-book-fixture.h"
#include "invy-finder.h"
#include "invy-test.h"

typedef struct
{
  InvyBookFixture base;
  InvySettings *settings;
  GPtrArray *guests;
  gboolean has_focus_before;
  guint n_opened;
  guint n_finalized;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  invy_book_fixture_set_up (&fixture->base);
  fixture->settings = invy_settings_new (FALSE);
  fixture->guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (fixture->guests, g_object_ref (invy_book_fixture_add (&fixture->base, "Anna", "050-234-5678")));
  g_ptr_array_add (fixture->guests, g_object_ref (invy_book_fixture_add (&fixture->base, "Anna", "050-234-5679")));
  adw_window_set_content (ADW_WINDOW (fixture->base.window), gtk_button_new_with_label ("Behind"));
  fixture->has_focus_before = GPOINTER_TO_INT (data);
  if (fixture->has_focus_before)
    gtk_widget_grab_focus (adw_window_get_content (ADW_WINDOW (fixture->base.window)));
  else
    gtk_window_set_focus (fixture->base.window, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->guests, g_ptr_array_unref);
  g_clear_object (&fixture->settings);
  invy_book_fixture_tear_down (&fixture->base);
}

static void
finalized_cb (gpointer data, GObject *where)
{
  ((Fixture *) data)->n_finalized++;
}

/* What has the focus now would stay in memory. */
static void
closed_cb (GtkWidget *dialog)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (dialog));

  g_assert_false (focus != NULL && gtk_widget_is_ancestor (focus, dialog));
}

static gboolean
are_finalized (gpointer data)
{
  Fixture *fixture = data;

  return fixture->n_finalized == fixture->n_opened;
}

static gboolean
has_focus (gpointer data)
{
  GtkWidget *dialog = data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (dialog));

  if (focus != NULL && gtk_widget_is_ancestor (focus, dialog))
    return TRUE;
  gtk_widget_child_focus (dialog, GTK_DIR_TAB_FORWARD);
  return FALSE;
}

/* Nothing of a dialog may be left once it was closed. */
static void
expect (Fixture *fixture, AdwDialog *dialog)
{
  g_test_message ("%s", G_OBJECT_TYPE_NAME (dialog));
  g_signal_connect_after (dialog, "closed", G_CALLBACK (closed_cb), NULL);
  g_object_weak_ref (G_OBJECT (dialog), finalized_cb, fixture);
  fixture->n_opened++;
}

/* Closes a dialog while something in it has the focus. Who works with the keyboard goes on where it was before, if it
 * was anywhere. */
static void
use (Fixture *fixture, AdwDialog *dialog)
{
  GtkWidget *behind = adw_window_get_content (ADW_WINDOW (fixture->base.window));

  expect (fixture, dialog);
  if (gtk_widget_get_root (GTK_WIDGET (dialog)) == NULL)
    adw_dialog_present (dialog, behind);
  invy_test_wait_until (has_focus, dialog);
  adw_dialog_force_close (dialog);
  invy_test_wait_until (are_finalized, fixture);
  if (fixture->has_focus_before)
    g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->base.window)) == behind);
}

static AdwDialog *
open_import (Fixture *fixture)
{
  GtkWidget *behind = adw_window_get_content (ADW_WINDOW (fixture->base.window));

  dex_future_disown (invy_import_dialog_run_text (behind, fixture->base.book,
                                                  "Name\tPhone\tGroup\nBert\t0502345678\tWork\n\t\tNobody\n"));
  return adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window));
}

static void
test_finalized (Fixture *fixture, gconstpointer data)
{
  InvyBookFixture *base = &fixture->base;

  use (fixture, invy_guest_dialog_new (base->book, fixture->guests->pdata[0]));
  use (fixture, invy_guest_dialog_new (base->book, NULL));
  use (fixture, invy_bulk_dialog_new (base->book, fixture->guests, 0));
  use (fixture, invy_answer_dialog_new (fixture->guests, 0));
  use (fixture, invy_head_counts_dialog_new (base->book));
  use (fixture, invy_duplicates_dialog_new (base->book));
  use (fixture, invy_event_dialog_new (base->store, fixture->settings, base->event));
  use (fixture, invy_restore_dialog_new (base->store));
  use (fixture, open_import (fixture));
  g_assert_cmpuint (fixture->n_finalized, ==, 9);
}

static gboolean
can_import (gpointer dialog)
{
  GtkWidget *button = invy_find (dialog, GTK_TYPE_BUTTON, "_Import 1 Guest");

  return button != NULL && gtk_widget_is_sensitive (button);
}

/* The page that is in front has the focus, and pages are behind it. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = open_import (fixture);

  invy_press (dialog, "_Next");
  invy_test_wait_until (can_import, dialog);
  use (fixture, dialog);

  dialog = open_import (fixture);
  invy_press (dialog, "_Next");
  invy_test_wait_until (can_import, dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.fix", "u", 2);
  use (fixture, dialog);

  /* and one that closes by itself */
  dialog = open_import (fixture);
  expect (fixture, dialog);
  invy_press (dialog, "_Next");
  invy_test_wait_until (can_import, dialog);
  gtk_widget_grab_focus (invy_find (dialog, GTK_TYPE_LIST_VIEW, NULL));
  invy_press (dialog, "_Import 1 Guest");
  invy_test_wait_until (are_finalized, fixture);
  g_assert_cmpuint (fixture->n_finalized, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, has_focus, test) \
  g_test_add ("/invy/dialog-watch/" name, Fixture, GINT_TO_POINTER (has_focus), set_up, test, tear_down)
  ADD ("finalized", TRUE, test_finalized);
  ADD ("finalized-without-focus", FALSE, test_finalized);
  ADD ("pages", TRUE, test_pages);
  ADD ("pages-without-focus", FALSE, test_pages);

  return g_test_run ();
}
