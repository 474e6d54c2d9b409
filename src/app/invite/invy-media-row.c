/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/invite/invy-media-row.h"

#include "text/invy-bidi.h"
#include "whatsapp/invy-media-library.h"

#include <glib/gi18n.h>

/* Twice what is seen, for screens that double everything. */
#define THUMBNAIL_SIZE 96

struct _InvyMediaRow
{
  AdwActionRow parent_instance;

  InvySlotKind kind;
  InvyParameterFill *fill; /* NULL while no file is chosen */
  GCancellable *drawing;   /* of the thumbnail */

  GtkPicture *thumbnail;
  GtkWidget *spinner;
  GtkWidget *button;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyMediaRow, invy_media_row, ADW_TYPE_ACTION_ROW)

static const struct
{
  InvySlotKind slot;
  InvyTemplateHeaderKind header;
  const char *none;
  const char *another; /* when something else was chosen */
  const char *filter;
  const char *mime_types[3];
} kinds[] = {
  { INVY_SLOT_IMAGE,
    INVY_TEMPLATE_HEADER_IMAGE,
    N_ ("No picture chosen"),
    N_ ("This is no picture. Choose a JPEG or PNG picture."),
    N_ ("Pictures"),
    { "image/jpeg", "image/png" } },
  { INVY_SLOT_VIDEO,
    INVY_TEMPLATE_HEADER_VIDEO,
    N_ ("No video chosen"),
    N_ ("This is no video. Choose an MP4 or 3GPP film."),
    N_ ("Videos"),
    { "video/mp4", "video/3gpp" } },
  { INVY_SLOT_DOCUMENT,
    INVY_TEMPLATE_HEADER_DOCUMENT,
    N_ ("No document chosen"),
    N_ ("This is no document. Choose a PDF document."),
    N_ ("Documents"),
    { "application/pdf" } },
};

static guint
find_kind (InvyMediaRow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].slot == self->kind)
        return i;
    }

  g_assert_not_reached (); /* only slots for files have such a row */
}

static void
stop_drawing (InvyMediaRow *self)
{
  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (InvyMediaRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream_finish (result, &error);
  g_autoptr (GdkTexture) texture = pixbuf != NULL ? gdk_texture_new_for_pixbuf (pixbuf) : NULL;

  /* Another file was chosen meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_picture_set_paintable (self->thumbnail, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->thumbnail), texture != NULL);
}

static void
opened_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (InvyMediaRow) self = data;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (file), result, NULL);

  if (stream != NULL)
    gdk_pixbuf_new_from_stream_at_scale_async (G_INPUT_STREAM (stream), THUMBNAIL_SIZE, THUMBNAIL_SIZE, TRUE,
                                               self->drawing, drawn_cb, g_object_ref (self));
}

/* Read and decoded on another thread: a picture may have 5 MB. */
static void
draw_thumbnail (InvyMediaRow *self)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  stop_drawing (self);
  gtk_widget_set_visible (GTK_WIDGET (self->thumbnail), FALSE);
  if (self->kind != INVY_SLOT_IMAGE || self->fill == NULL || self->fill->kind != INVY_FILL_MEDIA)
    return;

  path = invy_media_library_dup_path (self->fill->text);
  file = g_file_new_for_path (path);
  self->drawing = g_cancellable_new ();
  g_file_read_async (file, G_PRIORITY_DEFAULT, self->drawing, opened_cb, g_object_ref (self));
}

static char *
dup_name (InvyMediaRow *self)
{
  const char *name;

  if (self->fill == NULL)
    return g_strdup (gettext (kinds[find_kind (self)].none));

  name = self->fill->filename;
  if (name == NULL)
    name = self->fill->kind == INVY_FILL_LINK ? self->fill->text : _ ("A file without a name");
  return invy_bidi_isolate (name, INVY_BIDI_NAME);
}

static void
show_fill (InvyMediaRow *self)
{
  g_autofree char *name = dup_name (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  draw_thumbnail (self);
}

static void
show_trouble (InvyMediaRow *self, const char *sentence)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), sentence != NULL ? sentence : "");
  if (sentence != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      invy_announce (self, sentence);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
set_busy (InvyMediaRow *self, gboolean is_busy)
{
  gtk_widget_set_visible (self->spinner, is_busy);
  gtk_widget_set_sensitive (self->button, !is_busy);
}

static void
take_media (InvyMediaRow *self, InvyMedia *media)
{
  g_clear_pointer (&self->fill, invy_parameter_fill_free);
  self->fill = invy_parameter_fill_new_media (media->hash, media->name);
  show_trouble (self, NULL);
  show_fill (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static DexFuture *
kept_cb (DexFuture *future, gpointer data)
{
  InvyMediaRow *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  set_busy (self, FALSE);
  if (value != NULL)
    take_media (self, g_value_get_boxed (value));
  else
    show_trouble (self, error->message);

  return dex_future_new_true ();
}

/* A film cannot stand where the template has a picture; found out before anything is copied. */
static DexFuture *
loaded_cb (DexFuture *future, gpointer data)
{
  InvyMediaRow *self = data;
  InvyMedia *media = g_value_get_boxed (dex_future_get_value (future, NULL));
  const guint i = find_kind (self);

  if (media->kind != kinds[i].header)
    return dex_future_new_reject (INVY_MEDIA_ERROR, INVY_MEDIA_ERROR_TYPE, "%s", gettext (kinds[i].another));
  return invy_media_library_keep (media);
}

static GListModel *
new_filters (InvyMediaRow *self)
{
  const guint i = find_kind (self);
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, gettext (kinds[i].filter));
  for (guint j = 0; j < G_N_ELEMENTS (kinds[i].mime_types) && kinds[i].mime_types[j] != NULL; j++)
    gtk_file_filter_add_mime_type (filter, kinds[i].mime_types[j]);
  g_list_store_append (filters, filter);

  return G_LIST_MODEL (filters);
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (InvyMediaRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, &error);

  if (file != NULL)
    dex_future_disown (invy_media_row_take_file (self, file));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    show_trouble (self, error->message);
}

static void
choose_cb (InvyMediaRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = new_filters (self);

  gtk_file_dialog_set_title (dialog, _ ("Choose a File"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb,
                        g_object_ref (self));
}

static void
invy_media_row_dispose (GObject *object)
{
  InvyMediaRow *self = INVY_MEDIA_ROW (object);

  stop_drawing (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), INVY_TYPE_MEDIA_ROW);

  G_OBJECT_CLASS (invy_media_row_parent_class)->dispose (object);
}

static void
invy_media_row_finalize (GObject *object)
{
  InvyMediaRow *self = INVY_MEDIA_ROW (object);

  g_clear_pointer (&self->fill, invy_parameter_fill_free);

  G_OBJECT_CLASS (invy_media_row_parent_class)->finalize (object);
}

static void
invy_media_row_class_init (InvyMediaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_media_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_media_row_finalize;

  /**
   * InvyMediaRow::changed:
   *
   * Another file was chosen, and is kept.
   */
  signals[CHANGED] =
      g_signal_new ("changed", INVY_TYPE_MEDIA_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-media-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyMediaRow, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, InvyMediaRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, InvyMediaRow, button);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
invy_media_row_init (InvyMediaRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_media_row_new:
 * @kind: one for which invy_slot_kind_is_media() says yes
 *
 * Returns: a row without a file
 */
GtkWidget *
invy_media_row_new (InvySlotKind kind)
{
  InvyMediaRow *self;

  g_return_val_if_fail (invy_slot_kind_is_media (kind), NULL);

  self = g_object_new (INVY_TYPE_MEDIA_ROW, NULL);
  self->kind = kind;
  show_fill (self);

  return GTK_WIDGET (self);
}

/**
 * invy_media_row_get_fill:
 *
 * Returns: (transfer none) (nullable): the chosen file; %NULL while none is
 */
const InvyParameterFill *
invy_media_row_get_fill (InvyMediaRow *self)
{
  g_return_val_if_fail (INVY_IS_MEDIA_ROW (self), NULL);

  return self->fill;
}

/**
 * invy_media_row_set_fill:
 * @fill: (nullable): a file, or the address of one
 *
 * Shows what was chosen before; nobody is told that it changed.
 */
void
invy_media_row_set_fill (InvyMediaRow *self, const InvyParameterFill *fill)
{
  g_return_if_fail (INVY_IS_MEDIA_ROW (self));

  g_clear_pointer (&self->fill, invy_parameter_fill_free);
  self->fill = fill != NULL ? invy_parameter_fill_copy (fill) : NULL;
  show_fill (self);
}

/**
 * invy_media_row_take_file:
 * @file: what the planner chose
 *
 * Looks at the file, keeps a copy of it and shows it, or says what is wrong with it.
 *
 * Returns: (transfer full): a future that resolves when it is done, in either case
 */
DexFuture *
invy_media_row_take_file (InvyMediaRow *self, GFile *file)
{
  g_return_val_if_fail (INVY_IS_MEDIA_ROW (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  set_busy (self, TRUE);
  return dex_future_finally (dex_future_then (invy_media_load (file), loaded_cb, g_object_ref (self), g_object_unref),
                             kept_cb, g_object_ref (self), g_object_unref);
}
