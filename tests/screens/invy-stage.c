/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-stage.h"

#include "app/window/invy-wedding-page.h"
#include "app/window/invy-window.h"
#include "invy-finder.h"
#include "invy-stage-data.h"
#include "invy-test.h"

/* What is changed while a frame is laid out is laid out in the next one; a breakpoint takes one more. */
#define FRAMES_UNTIL_STILL 3

/* What is being sent when a screen is looked at stays so. */
#define LONG_INTERVAL_MS "600000"

#define POINTS_PER_INCH 96
#define XFT_UNIT 1024

static void
open_account (InvyStage *self)
{
  self->emulator = invy_emulator_process_new ();
  g_setenv ("WHATSAPP_API_BASE_URL", invy_emulator_process_get_url (self->emulator), TRUE);
  g_setenv ("WHATSAPP_ACCESS_TOKEN", INVY_EMULATOR_TOKEN, TRUE);
}

static void
set (InvyStage *self, InvySetting setting, const char *text)
{
  g_assert_true (invy_settings_set (self->settings, setting, text, NULL));
}

static void
open_store (InvyStage *self)
{
  g_autofree char *uri = NULL;

  self->folder = invy_test_make_folder ();
  uri = g_strconcat ("sqlite:", self->folder, "/invy.db", NULL);
  g_setenv ("INVY_STORE", uri, TRUE);
  self->store = invy_test_open_store (uri);
  self->settings = invy_settings_new (FALSE);
  invy_settings_set_keyring_wait (self->settings, 1);
  set (self, INVY_SETTING_PHONE_NUMBER_ID, INVY_EMULATOR_PHONE_NUMBER_ID);
  set (self, INVY_SETTING_BUSINESS_ACCOUNT_ID, INVY_EMULATOR_BUSINESS_ACCOUNT_ID);
  set (self, INVY_SETTING_INTERVAL_MS, LONG_INTERVAL_MS);
  self->outbox = invy_outbox_new (self->store, self->settings);
  invy_stage_data_add (self);
  g_settings_set_string (invy_settings_get_preferences (self->settings), "last-event",
                         invy_event_get_id (self->event));
}

static gboolean
has_guests (gpointer data)
{
  InvyWeddingPage *page = invy_find (((InvyStage *) data)->window, INVY_TYPE_WEDDING_PAGE, NULL);
  InvyGuestBook *book = page != NULL ? invy_guests_page_get_book (invy_wedding_page_get_guests_page (page)) : NULL;

  return book != NULL && g_list_model_get_n_items (G_LIST_MODEL (book)) > 0 && !invy_guest_book_is_loading (book);
}

static gboolean
body_cb (gpointer data)
{
  InvyStage *self = data;

  self->window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self->application)));
  /* A dialog that closes while a page still slides would stay in memory. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
  invy_test_wait_until (has_guests, self);
  self->status = self->body (self->data);
  g_application_quit (G_APPLICATION (self->application));

  return G_SOURCE_REMOVE;
}

static void
activated_cb (InvyStage *self)
{
  g_idle_add (body_cb, self);
}

static void
close_all (InvyStage *self)
{
  g_clear_object (&self->campaign);
  g_clear_object (&self->paused);
  g_clear_object (&self->without_number);
  g_clear_object (&self->event);
  g_clear_object (&self->other);
  /* The windows are gone, but what a dialog holds that was a sheet at the bottom in between may outlive it. */
  g_clear_object (&self->outbox);
  g_clear_object (&self->settings);
  g_assert_true (invy_test_await (invy_store_close (self->store), NULL));
  g_clear_object (&self->store);
  invy_test_remove_folder (self->folder);
  invy_emulator_process_free (self->emulator);
}

/**
 * invy_stage_run:
 * @body: is called when the program shows the guests of the wedding
 *
 * Starts the program, and ends it after @body.
 *
 * Returns: what @body returned
 */
int
invy_stage_run (InvyStage *self, int (*body) (gpointer data), gpointer data)
{
  self->body = body;
  self->data = data;
  open_account (self);
  open_store (self);

  self->application = invy_application_new ();
  g_application_set_flags (G_APPLICATION (self->application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect_data (self->application, "activate", G_CALLBACK (activated_cb), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_assert_cmpint (g_application_run (G_APPLICATION (self->application), 0, NULL), ==, 0);
  g_clear_object (&self->application);
  close_all (self);

  return self->status;
}

typedef struct
{
  guint n_frames;
} Frames;

static void
painted_cb (GdkFrameClock *clock, Frames *frames)
{
  frames->n_frames++;
}

static gboolean
has_frames (gpointer data)
{
  return ((Frames *) data)->n_frames >= FRAMES_UNTIL_STILL;
}

/**
 * invy_stage_settle:
 *
 * Waits until what is on the screen is laid out and drawn.
 */
void
invy_stage_settle (InvyStage *self)
{
  GtkNative *native = gtk_widget_get_native (invy_stage_get_front (self));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (native));
  Frames frames = { 0 };
  gulong painted = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &frames);

  gtk_widget_queue_draw (GTK_WIDGET (native));
  gdk_frame_clock_begin_updating (clock);
  invy_test_wait_until (has_frames, &frames);
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, painted);
}

typedef struct
{
  GtkWidget *window;
  int width;
  int height;
} Size;

/* What GTK draws around a window. */
static int
get_frame (InvyStage *self)
{
  return gdk_surface_get_width (gtk_native_get_surface (GTK_NATIVE (self->window)))
         - gtk_widget_get_width (self->window);
}

static gboolean
has_size (gpointer data)
{
  Size *size = data;
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (size->window));

  return gdk_surface_get_width (surface) == size->width && gdk_surface_get_height (surface) == size->height;
}

/**
 * invy_stage_resize:
 * @width: in pixels
 *
 * Gives what is in the program's window this size.
 */
void
invy_stage_resize (InvyStage *self, int width, int height)
{
  const int frame = get_frame (self);
  Size size = { self->window, width + frame, height + frame };

  gtk_window_set_default_size (GTK_WINDOW (self->window), size.width, size.height);
  invy_test_wait_until (has_size, &size);
  invy_stage_settle (self);
}

void
invy_stage_set_dark (InvyStage *self, gboolean is_dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/**
 * invy_stage_set_text_scale:
 * @scale: 1 for the usual size; what people set as "Large Text"
 */
void
invy_stage_set_text_scale (InvyStage *self, double scale)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (scale * POINTS_PER_INCH * XFT_UNIT), NULL);
}

/**
 * invy_stage_save_picture:
 *
 * Saves what is on the screen as a PNG.
 */
void
invy_stage_save_picture (InvyStage *self, const char *path)
{
  GtkNative *native = gtk_widget_get_native (invy_stage_get_front (self));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (native));
  const int width = gdk_paintable_get_intrinsic_width (paintable);
  const int height = gdk_paintable_get_intrinsic_height (paintable);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (native), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/**
 * invy_stage_activate:
 * @action: of the window or of the program
 * @parameter: (nullable): a string
 */
void
invy_stage_activate (InvyStage *self, const char *action, const char *parameter)
{
  GVariant *variant = parameter != NULL ? g_variant_new_string (parameter) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (invy_stage_get_front (self), action, variant));
}

typedef struct
{
  InvyStage *stage;
  GType type;
  const char *text;
} Search;

static gboolean
is_on_screen (gpointer data)
{
  Search *search = data;
  GtkWidget *found = invy_stage_find (search->stage, search->type, search->text);

  return found != NULL && gtk_widget_get_mapped (found);
}

/**
 * invy_stage_wait_for:
 * @text: (nullable): a title or label
 *
 * Waits until a widget of this kind is on the screen, in front.
 */
void
invy_stage_wait_for (InvyStage *self, GType type, const char *text)
{
  Search search = { self, type, text };

  g_test_message ("waiting for %s %s", g_type_name (type), text != NULL ? text : "");
  invy_test_wait_until (is_on_screen, &search);
}

static gboolean
has_rows (gpointer data)
{
  Search *search = data;
  GtkWidget *page = invy_stage_find (search->stage, search->type, NULL);
  GtkWidget *list = page != NULL ? invy_find (page, GTK_TYPE_LIST_VIEW, NULL) : NULL;

  return list != NULL && gtk_widget_get_mapped (list)
         && g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) > 0;
}

/**
 * invy_stage_wait_for_rows:
 * @type: of what has a list view in it
 *
 * Waits until the list has rows.
 */
void
invy_stage_wait_for_rows (InvyStage *self, GType type)
{
  Search search = { self, type, NULL };

  g_test_message ("waiting for rows in %s", g_type_name (type));
  invy_test_wait_until (has_rows, &search);
}

/**
 * invy_stage_find:
 *
 * Returns: (transfer none) (nullable): the first widget of this kind in front
 */
gpointer
invy_stage_find (InvyStage *self, GType type, const char *text)
{
  return invy_find (invy_stage_get_front (self), type, text);
}

/**
 * invy_stage_present:
 *
 * Opens a dialog over the window.
 *
 * Returns: (transfer none): @dialog
 */
GtkWidget *
invy_stage_present (InvyStage *self, AdwDialog *dialog)
{
  adw_dialog_present (dialog, self->window);
  return GTK_WIDGET (dialog);
}

/**
 * invy_stage_get_front:
 *
 * Returns: (transfer none): the topmost dialog, or the window that lies over the program's, or else that
 */
GtkWidget *
invy_stage_get_front (InvyStage *self)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  GListModel *windows = gtk_window_get_toplevels ();

  if (dialog != NULL)
    return GTK_WIDGET (dialog);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (self->window))
        return GTK_WIDGET (window);
    }

  return self->window;
}

InvyGuestsPage *
invy_stage_get_guests_page (InvyStage *self)
{
  return invy_wedding_page_get_guests_page (invy_find (self->window, INVY_TYPE_WEDDING_PAGE, NULL));
}

static gboolean
is_bare (gpointer data)
{
  InvyStage *self = data;
  g_autoptr (GListModel) dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self->window));

  return g_list_model_get_n_items (dialogs) == 0 && invy_stage_get_front (self) == self->window;
}

/**
 * invy_stage_clear:
 *
 * Closes whatever lies over the window, and shows all guests again, none of them chosen.
 */
void
invy_stage_clear (InvyStage *self)
{
  GtkWidget *front;

  while ((front = invy_stage_get_front (self)) != self->window)
    {
      if (ADW_IS_DIALOG (front))
        adw_dialog_force_close (ADW_DIALOG (front));
      else
        gtk_window_destroy (GTK_WINDOW (front));
    }
  invy_test_wait_until (is_bare, self);
  invy_stage_settle (self);
  invy_wedding_page_show_guests (invy_find (self->window, INVY_TYPE_WEDDING_PAGE, NULL));
  invy_stage_activate (self, "guests.show-all", NULL);
  invy_stage_activate (self, "guests.clear", NULL);
}
