/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-message-header.h"
#include "app/invite/invy-message-paragraph.h"
#include "app/invite/invy-message-text.h"
#include "app/invite/invy-message-words.h"
#include "app/invite/invy-picture-loader.h"
#include "whatsapp/invy-media-library.h"

#include <libdex.h>

/* Twice as wide as the preview, for screens of high resolution. */
#define PICTURE_SIDE 1000
#define PICTURE_HEIGHT 210

struct _InvyMessageHeader
{
  AdwBin parent_instance;

  InvyTemplateHeaderKind kind;
  char *hash; /* of the file that is shown or being read */

  InvyMessageText *text;
  GtkWidget *picture_frame;
  GtkPicture *picture;
  GtkBox *card;
  GtkImage *icon;
  GtkWidget *labels;
  GtkLabel *title;
  GtkLabel *details;
};

G_DEFINE_FINAL_TYPE (InvyMessageHeader, invy_message_header, ADW_TYPE_BIN)

/* A future for one file, which may come when another is shown already. */
typedef struct
{
  InvyMessageHeader *header;
  char *hash;
} Reading;

static Reading *
reading_new (InvyMessageHeader *header)
{
  Reading *self = g_new0 (Reading, 1);

  self->header = g_object_ref (header);
  self->hash = g_strdup (header->hash);

  return self;
}

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_object (&self->header);
  g_clear_pointer (&self->hash, g_free);
  g_free (self);
}

static gboolean
reading_is_wanted (const Reading *self)
{
  return self->header->picture != NULL && g_strcmp0 (self->hash, self->header->hash) == 0;
}

static const char *
get_icon_name (InvyTemplateHeaderKind kind)
{
  switch ((int) kind)
    {
    case INVY_TEMPLATE_HEADER_IMAGE:
      return "image-x-generic-symbolic";
    case INVY_TEMPLATE_HEADER_VIDEO:
      return "video-x-generic-symbolic";
    case INVY_TEMPLATE_HEADER_DOCUMENT:
      return "x-office-document-symbolic";
    case INVY_TEMPLATE_HEADER_LOCATION:
      return "mark-location-symbolic";
    default:
      return "dialog-question-symbolic";
    }
}

static void
set_details (InvyMessageHeader *self, const char *details)
{
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details), *details != '\0');
}

static void
show_missing (InvyMessageHeader *self, const GError *error)
{
  gtk_image_set_from_icon_name (self->icon, "image-missing-symbolic");
  set_details (self, invy_message_words_get_trouble (error));
}

static DexFuture *
picture_cb (DexFuture *loaded, gpointer data)
{
  const Reading *reading = data;
  InvyMessageHeader *self = reading->header;
  g_autoptr (GError) error = NULL;
  const GValue *texture = dex_future_get_value (loaded, &error);

  if (!reading_is_wanted (reading))
    return NULL;

  if (texture == NULL)
    show_missing (self, error);
  else
    gtk_picture_set_paintable (self->picture, g_value_get_object (texture));
  gtk_widget_set_visible (self->picture_frame, texture != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->card), texture == NULL);

  return NULL;
}

static DexFuture *
size_cb (DexFuture *queried, gpointer data)
{
  const Reading *reading = data;
  g_autoptr (GError) error = NULL;
  const GValue *info = dex_future_get_value (queried, &error);
  g_autofree char *size = NULL;

  if (!reading_is_wanted (reading))
    return NULL;

  if (info == NULL)
    {
      show_missing (reading->header, error);
      return NULL;
    }
  size = g_format_size ((guint64) g_file_info_get_size (g_value_get_object (info)));
  set_details (reading->header, size);

  return NULL;
}

/* A placeholder as large as what will be there, or a row for what WhatsApp shows as a row. */
static void
show_card (InvyMessageHeader *self, const InvyRendering *rendering)
{
  const gboolean is_row =
      rendering->header_kind == INVY_TEMPLATE_HEADER_DOCUMENT || rendering->header_kind == INVY_TEMPLATE_HEADER_OTHER;
  const float xalign = is_row ? 0.0f : 0.5f;
  g_autofree char *details = invy_message_words_dup_header_details (rendering);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->card),
                                  is_row ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->card), -1, is_row ? -1 : PICTURE_HEIGHT);
  gtk_widget_set_valign (GTK_WIDGET (self->icon), is_row ? GTK_ALIGN_CENTER : GTK_ALIGN_END);
  gtk_widget_set_vexpand (GTK_WIDGET (self->icon), !is_row);
  gtk_widget_set_valign (self->labels, is_row ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_set_vexpand (self->labels, !is_row);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (rendering->header_kind));
  gtk_label_set_xalign (self->title, xalign);
  gtk_label_set_xalign (self->details, xalign);
  gtk_label_set_justify (self->title, is_row ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER);
  gtk_label_set_justify (self->details, is_row ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER);
  set_details (self, details);
}

static DexFuture *
query_size (const char *hash)
{
  g_autofree char *path = invy_media_library_dup_path (hash);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return dex_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT);
}

static void
read_file (InvyMessageHeader *self)
{
  Reading *reading = reading_new (self);

  if (self->kind == INVY_TEMPLATE_HEADER_IMAGE)
    dex_future_disown (
        dex_future_finally (invy_picture_loader_load (self->hash, PICTURE_SIDE), picture_cb, reading, reading_free));
  else
    dex_future_disown (dex_future_finally (query_size (self->hash), size_cb, reading, reading_free));
}

static void
show_file (InvyMessageHeader *self, const InvyRendering *rendering)
{
  const InvyParameterFill *fill = rendering->header_fill;
  const char *hash = fill != NULL && fill->kind == INVY_FILL_MEDIA ? fill->text : NULL;
  g_autofree char *title = invy_message_words_dup_header_title (rendering);

  gtk_label_set_label (self->title, title);
  if (hash != NULL && rendering->header_kind == self->kind && g_strcmp0 (hash, self->hash) == 0)
    return;

  self->kind = rendering->header_kind;
  g_set_str (&self->hash, hash);
  show_card (self, rendering);
  gtk_widget_set_visible (GTK_WIDGET (self->card), TRUE);
  gtk_widget_set_visible (self->picture_frame, FALSE);
  gtk_picture_set_paintable (self->picture, NULL);
  if (hash != NULL)
    read_file (self);
}

static void
show_text (InvyMessageHeader *self, const InvyRendering *rendering)
{
  g_autoptr (GPtrArray) paragraphs = invy_message_paragraphs_new_plain (rendering->header, rendering->header_spans);

  g_clear_pointer (&self->hash, g_free);
  invy_message_text_show (self->text, paragraphs);
  gtk_widget_set_visible (GTK_WIDGET (self->card), FALSE);
  gtk_widget_set_visible (self->picture_frame, FALSE);
}

static void
invy_message_header_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_MESSAGE_HEADER);

  G_OBJECT_CLASS (invy_message_header_parent_class)->dispose (object);
}

static void
invy_message_header_finalize (GObject *object)
{
  InvyMessageHeader *self = INVY_MESSAGE_HEADER (object);

  g_clear_pointer (&self->hash, g_free);

  G_OBJECT_CLASS (invy_message_header_parent_class)->finalize (object);
}

static void
invy_message_header_class_init (InvyMessageHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = invy_message_header_dispose;
  object_class->finalize = invy_message_header_finalize;

  g_type_ensure (INVY_TYPE_MESSAGE_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-message-header.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyMessageHeader, text);
  gtk_widget_class_bind_template_child (widget_class, InvyMessageHeader, picture_frame);
  gtk_widget_class_bind_template_child (widget_class, InvyMessageHeader, picture);
  gtk_widget_class_bind_template_child (widget_class, InvyMessageHeader, card);
  gtk_widget_class_bind_template_child (widget_class, InvyMessageHeader, icon);
  gtk_widget_class_bind_template_child (widget_class, InvyMessageHeader, labels);
  gtk_widget_class_bind_template_child (widget_class, InvyMessageHeader, title);
  gtk_widget_class_bind_template_child (widget_class, InvyMessageHeader, details);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
invy_message_header_init (InvyMessageHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_message_header_show:
 *
 * Shows the header of a message. A file that is shown already is not read again; another is read while a placeholder
 * stands for it.
 */
void
invy_message_header_show (InvyMessageHeader *self, const InvyRendering *rendering)
{
  g_return_if_fail (INVY_IS_MESSAGE_HEADER (self));
  g_return_if_fail (rendering != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), rendering->header_kind != INVY_TEMPLATE_HEADER_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->text), rendering->header != NULL);
  if (rendering->header != NULL)
    show_text (self, rendering);
  else
    show_file (self, rendering);
}
