/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/window/invy-places.h"

#include "app/messages/invy-campaign-dialog.h"

/* How each database of SQLite begins, with the zero at its end: https://www.sqlite.org/fileformat.html */
#define SQLITE_MAGIC "SQLite format 3"

struct _InvyPlaces
{
  GObject parent_instance;

  InvyStore *store; /* NULL until invy_places_open() */
  InvyOutbox *outbox;
  gboolean is_ready;
  guint n_running;
  GQueue waiting; /* of Errand */

  AdwApplicationWindow *window; /* it owns this */
  InvyWeddingPage *page;        /* likewise */
};

G_DEFINE_FINAL_TYPE (InvyPlaces, invy_places, G_TYPE_OBJECT)

enum
{
  SHOW,
  IMPORT,
  RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void go_on (InvyPlaces *self);

static void
stop_waiting (InvyPlaces *self)
{
  self->n_running--;
  go_on (self);
}

/* Where somebody wants to go, and what is found on the way. */
typedef struct
{
  InvyPlaces *places; /* once it is run */
  InvyPlace place;
  char *text;
  GObject *found;
} Errand;

static Errand *
errand_new (InvyPlace place, const char *text)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->place = place;
  errand->text = g_strdup (text);
  return errand;
}

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  if (errand->places != NULL)
    stop_waiting (errand->places);
  g_clear_object (&errand->places);
  g_clear_object (&errand->found);
  g_free (errand->text);
  g_free (errand);
}

/* The window may be closed while something is looked for. */
static gboolean
is_gone (InvyPlaces *self)
{
  return self->window == NULL;
}

static void
tell (InvyPlaces *self, const char *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.toast", "s", sentence);
}

static DexFuture *
failed_cb (DexFuture *future, gpointer data)
{
  Errand *errand = data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (!is_gone (errand->places))
    tell (errand->places, error->message);
  return dex_future_new_true ();
}

/* Takes @errand and @future. */
static void
go (Errand *errand, DexFuture *future, DexFutureCallback arrived)
{
  DexFuture *done = dex_future_then (future, arrived, errand, NULL);

  dex_future_disown (dex_future_catch (done, failed_cb, errand, errand_free));
}

/* --- in the guest list --- */

static void
loading_cb (InvyGuestBook *book, GParamSpec *pspec, gpointer promise)
{
  if (!invy_guest_book_is_loading (book) && dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_resolve_boolean (promise, TRUE);
}

static void
unref_promise (gpointer promise, GClosure *closure)
{
  dex_unref (promise);
}

/* Resolves when the guests of the wedding that is shown are there: a guest who is not cannot be gone to, and is not
 * recognized in a file. */
static DexFuture *
wait_for_guests (InvyPlaces *self)
{
  InvyGuestBook *book = invy_guests_page_get_book (invy_wedding_page_get_guests_page (self->page));
  DexPromise *promise;

  if (book == NULL || !invy_guest_book_is_loading (book))
    return dex_future_new_true ();

  promise = dex_promise_new ();
  g_signal_connect_data (book, "notify::loading", G_CALLBACK (loading_cb), dex_ref (promise), unref_promise,
                         G_CONNECT_DEFAULT);
  return DEX_FUTURE (promise);
}

static DexFuture *
at_guest_cb (DexFuture *loaded, gpointer data)
{
  Errand *errand = data;

  if (!is_gone (errand->places))
    invy_guests_page_show_guest (invy_wedding_page_get_guests_page (errand->places->page), errand->text);
  return dex_future_new_true ();
}

static DexFuture *
found_guest_cb (DexFuture *found, gpointer data)
{
  Errand *errand = data;
  InvyPlaces *self = errand->places;
  InvyGuest *guest = g_value_get_object (dex_future_get_value (found, NULL));

  if (is_gone (self))
    return dex_future_new_true ();

  g_signal_emit (self, signals[SHOW], 0, invy_guest_get_event_id (guest));
  invy_wedding_page_show_guests (self->page);
  return dex_future_then (wait_for_guests (self), at_guest_cb, errand, NULL);
}

static DexFuture *
at_search_cb (DexFuture *loaded, gpointer data)
{
  Errand *errand = data;

  if (!is_gone (errand->places))
    {
      invy_wedding_page_show_guests (errand->places->page);
      invy_guests_page_search (invy_wedding_page_get_guests_page (errand->places->page), errand->text);
    }
  return dex_future_new_true ();
}

/* --- in the messages --- */

static DexFuture *
found_event_cb (DexFuture *found, gpointer data)
{
  Errand *errand = data;
  InvyPlaces *self = errand->places;
  InvyEvent *event = g_value_get_object (dex_future_get_value (found, NULL));

  if (is_gone (self))
    return dex_future_new_true ();

  g_signal_emit (self, signals[SHOW], 0, invy_event_get_id (event));
  invy_wedding_page_show_messages (self->page);
  adw_dialog_present (invy_campaign_dialog_new (self->outbox, self->store, event, INVY_CAMPAIGN (errand->found)),
                      GTK_WIDGET (self->window));
  return dex_future_new_true ();
}

static DexFuture *
found_campaign_cb (DexFuture *found, gpointer data)
{
  Errand *errand = data;
  const GValue *value = dex_future_get_value (found, NULL);

  errand->found = g_value_dup_object (value);
  return dex_future_then (invy_store_get_event (errand->places->store, invy_campaign_get (g_value_get_object (value),
                                                                                          INVY_CAMPAIGN_EVENT_ID)),
                          found_event_cb, errand, NULL);
}

/* --- in a file --- */

static DexFuture *
opened_file_cb (DexFuture *opened, gpointer data)
{
  GInputStream *stream = g_value_get_object (dex_future_get_value (opened, NULL));

  return dex_input_stream_read_bytes (stream, sizeof SQLITE_MAGIC, G_PRIORITY_DEFAULT);
}

static DexFuture *
import_cb (DexFuture *loaded, gpointer data)
{
  Errand *errand = data;

  if (!is_gone (errand->places))
    g_signal_emit (errand->places, signals[IMPORT], 0, errand->found);
  return dex_future_new_true ();
}

/* Whoever imports a file that cannot be read is told so. */
static DexFuture *
read_file_cb (DexFuture *read, gpointer data)
{
  Errand *errand = data;
  const GValue *value = dex_future_get_value (read, NULL);
  GBytes *bytes = value != NULL ? g_value_get_boxed (value) : NULL;
  const char *path = g_file_peek_path (G_FILE (errand->found));

  if (is_gone (errand->places))
    return dex_future_new_true ();
  if (bytes == NULL || path == NULL || g_bytes_get_size (bytes) != sizeof SQLITE_MAGIC
      || memcmp (g_bytes_get_data (bytes, NULL), SQLITE_MAGIC, sizeof SQLITE_MAGIC) != 0)
    return dex_future_then (wait_for_guests (errand->places), import_cb, errand, NULL);

  g_signal_emit (errand->places, signals[RESTORE], 0, path);
  return dex_future_new_true ();
}

static void
open_file (Errand *errand)
{
  DexFuture *read;

  errand->found = G_OBJECT (g_file_new_for_uri (errand->text));
  read = dex_future_then (dex_file_read (G_FILE (errand->found), G_PRIORITY_DEFAULT), opened_file_cb, NULL, NULL);
  dex_future_disown (dex_future_finally (read, read_file_cb, errand, errand_free));
}

/* --- the way there --- */

/* Takes @errand. */
static void
run (InvyPlaces *self, Errand *errand)
{
  errand->places = g_object_ref (self);
  self->n_running++;
  switch (errand->place)
    {
    case INVY_PLACE_FILE:
      open_file (errand);
      return;
    case INVY_PLACE_GUEST:
      go (errand, invy_store_get_guest (self->store, errand->text), found_guest_cb);
      return;
    case INVY_PLACE_CAMPAIGN:
      go (errand, invy_store_get_campaign (self->store, errand->text), found_campaign_cb);
      return;
    case INVY_PLACE_SEARCH:
      go (errand, wait_for_guests (self), at_search_cb);
      return;
    case INVY_PLACE_IMPORT:
      go (errand, wait_for_guests (self), import_cb);
      return;
    case INVY_PLACE_NEW_WEDDING:
    default:
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.add-event", NULL);
      errand_free (errand);
    }
}

static gboolean
has_dialog (InvyPlaces *self)
{
  return adw_application_window_get_visible_dialog (self->window) != NULL;
}

/* One after the other: each file has a dialog of its own. */
static void
go_on (InvyPlaces *self)
{
  Errand *errand;

  while (self->is_ready && !is_gone (self) && self->n_running == 0 && !has_dialog (self)
         && (errand = g_queue_pop_head (&self->waiting)) != NULL)
    run (self, errand);
}

static void
invy_places_dispose (GObject *object)
{
  InvyPlaces *self = INVY_PLACES (object);

  g_clear_weak_pointer (&self->window);
  g_queue_clear_full (&self->waiting, errand_free);
  g_clear_object (&self->store);
  g_clear_object (&self->outbox);

  G_OBJECT_CLASS (invy_places_parent_class)->dispose (object);
}

static void
invy_places_class_init (InvyPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_places_dispose;

  signals[SHOW] =
      g_signal_new ("show", INVY_TYPE_PLACES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[IMPORT] =
      g_signal_new ("import", INVY_TYPE_PLACES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[RESTORE] = g_signal_new ("restore", INVY_TYPE_PLACES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_STRING);
}

static void
invy_places_init (InvyPlaces *self)
{
  g_queue_init (&self->waiting);
}

/**
 * invy_places_new:
 * @window: whom it leads; it owns this
 *
 * Returns: (transfer full): somebody who leads there as soon as there is invy_places_open()
 */
InvyPlaces *
invy_places_new (AdwApplicationWindow *window)
{
  InvyPlaces *self;

  g_return_val_if_fail (ADW_IS_APPLICATION_WINDOW (window), NULL);

  self = g_object_new (INVY_TYPE_PLACES, NULL);
  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (window, "notify::visible-dialog", G_CALLBACK (go_on), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * invy_places_open:
 * @page: where a wedding is shown; the window owns it
 *
 * Leads through these weddings, beginning with invy_places_go_on().
 */
void
invy_places_open (InvyPlaces *self, InvyStore *store, InvyOutbox *outbox, InvyWeddingPage *page)
{
  g_return_if_fail (INVY_IS_PLACES (self));
  g_return_if_fail (INVY_IS_STORE (store));
  g_return_if_fail (INVY_IS_OUTBOX (outbox));
  g_return_if_fail (INVY_IS_WEDDING_PAGE (page));

  g_set_object (&self->store, store);
  g_set_object (&self->outbox, outbox);
  self->page = page;
}

/**
 * invy_places_set_ready:
 *
 * The weddings are listed now: leads to what was waiting for that.
 */
void
invy_places_set_ready (InvyPlaces *self)
{
  g_return_if_fail (INVY_IS_PLACES (self));
  g_return_if_fail (INVY_IS_STORE (self->store));

  self->is_ready = TRUE;
  go_on (self);
}

static DexFuture *
settled_cb (DexFuture *settled, gpointer data)
{
  stop_waiting (data);
  return dex_future_new_true ();
}

/**
 * invy_places_wait:
 * @future: (transfer full): what was begun for a signal
 *
 * Leads to nothing else until @future is settled.
 */
void
invy_places_wait (InvyPlaces *self, DexFuture *future)
{
  g_return_if_fail (INVY_IS_PLACES (self));

  self->n_running++;
  dex_future_disown (dex_future_finally (future, settled_cb, g_object_ref (self), g_object_unref));
}

/**
 * invy_places_go_to:
 * @text: (nullable): which one, as #InvyPlace says
 *
 * Leads there now, or when the weddings are listed. While a dialog is open the planner has something else in hand:
 * files wait until it is closed, nothing else does.
 */
void
invy_places_go_to (InvyPlaces *self, InvyPlace place, const char *text)
{
  g_return_if_fail (INVY_IS_PLACES (self));

  if (is_gone (self) || (place != INVY_PLACE_FILE && has_dialog (self)))
    return;

  g_queue_push_tail (&self->waiting, errand_new (place, text));
  go_on (self);
}
