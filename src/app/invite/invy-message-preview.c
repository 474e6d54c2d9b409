/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-message-paragraph.h"
#include "app/invite/invy-message-preview.h"

struct _InvyMessagePreview
{
  AdwBin parent_instance;

  GPtrArray *paragraphs;

  GtkBox *bubble;
};

G_DEFINE_FINAL_TYPE (InvyMessagePreview, invy_message_preview, ADW_TYPE_BIN)

static void
tint (PangoAttrList *attributes, const InvyTemplateSpan *span, AdwAccentColor colour)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  PangoAttribute *foreground;
  GdkRGBA rgba;

  adw_accent_color_to_standalone_rgba (colour, dark, &rgba);
  foreground = pango_attr_foreground_new ((guint16) (rgba.red * G_MAXUINT16), (guint16) (rgba.green * G_MAXUINT16),
                                          (guint16) (rgba.blue * G_MAXUINT16));
  foreground->start_index = (guint) span->start;
  foreground->end_index = (guint) span->end;
  pango_attr_list_insert (attributes, foreground);
}

static void
underline (PangoAttrList *attributes, const InvyTemplateSpan *span)
{
  PangoAttribute *line = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

  line->start_index = (guint) span->start;
  line->end_index = (guint) span->end;
  pango_attr_list_insert (attributes, line);
}

static PangoAttrList *
new_attributes (const InvyMessageParagraph *paragraph)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  for (guint i = 0; i < paragraph->spans->len; i++)
    {
      const InvyTemplateSpan *span = &g_array_index (paragraph->spans, InvyTemplateSpan, i);

      tint (attributes, span, span->is_link ? ADW_ACCENT_COLOR_BLUE : ADW_ACCENT_COLOR_PURPLE);
      if (span->is_link)
        underline (attributes, span);
    }
  for (guint i = 0; i < paragraph->holes->len; i++)
    tint (attributes, &g_array_index (paragraph->holes, InvyTemplateSpan, i), ADW_ACCENT_COLOR_ORANGE);

  return attributes;
}

static GtkWidget *
new_label (void)
{
  /* The bubble is read as one text. */
  return g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, NULL);
}

static void
draw_paragraph (GtkLabel *label, const InvyMessageParagraph *paragraph)
{
  g_autoptr (PangoAttrList) attributes = new_attributes (paragraph);

  gtk_widget_set_direction (GTK_WIDGET (label),
                            paragraph->direction == PANGO_DIRECTION_RTL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  gtk_label_set_text (label, paragraph->text);
  gtk_label_set_attributes (label, attributes);
}

/* The labels are kept, since this happens at every key. */
static void
draw (InvyMessagePreview *self)
{
  GtkWidget *label = gtk_widget_get_first_child (GTK_WIDGET (self->bubble));

  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      if (label == NULL)
        {
          label = new_label ();
          gtk_box_append (self->bubble, label);
        }
      draw_paragraph (GTK_LABEL (label), g_ptr_array_index (self->paragraphs, i));
      label = gtk_widget_get_next_sibling (label);
    }

  while (label != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (label);

      gtk_box_remove (self->bubble, label);
      label = next;
    }
}

static void
invy_message_preview_finalize (GObject *object)
{
  InvyMessagePreview *self = INVY_MESSAGE_PREVIEW (object);

  g_clear_pointer (&self->paragraphs, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_message_preview_parent_class)->finalize (object);
}

static void
invy_message_preview_class_init (InvyMessagePreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = invy_message_preview_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-message-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyMessagePreview, bubble);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
invy_message_preview_init (InvyMessagePreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->paragraphs = g_ptr_array_new ();
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (draw), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
invy_message_preview_new (void)
{
  return g_object_new (INVY_TYPE_MESSAGE_PREVIEW, NULL);
}

/**
 * invy_message_preview_show:
 *
 * Shows a message, to the letter. Nothing of @rendering is kept.
 */
void
invy_message_preview_show (InvyMessagePreview *self, const InvyRendering *rendering)
{
  g_return_if_fail (INVY_IS_MESSAGE_PREVIEW (self));
  g_return_if_fail (rendering != NULL);

  g_clear_pointer (&self->paragraphs, g_ptr_array_unref);
  self->paragraphs = invy_message_paragraphs_new (rendering);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, rendering->text, -1);
  draw (self);
}
