/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-message-paragraph.h"
#include "app/invite/invy-message-text.h"

struct _InvyMessageText
{
  AdwBin parent_instance;

  GPtrArray *paragraphs;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (InvyMessageText, invy_message_text, ADW_TYPE_BIN)

static void
insert (PangoAttrList *attributes, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

static void
tint (PangoAttrList *attributes, const InvyTemplateSpan *span, AdwAccentColor colour)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA rgba;

  adw_accent_color_to_standalone_rgba (colour, dark, &rgba);
  insert (attributes,
          pango_attr_foreground_new ((guint16) (rgba.red * G_MAXUINT16), (guint16) (rgba.green * G_MAXUINT16),
                                     (guint16) (rgba.blue * G_MAXUINT16)),
          span->start, span->end);
}

static PangoAttribute *
new_style (InvyMarkupStyle style)
{
  switch (style)
    {
    case INVY_MARKUP_BOLD:
      return pango_attr_weight_new (PANGO_WEIGHT_BOLD);
    case INVY_MARKUP_ITALIC:
      return pango_attr_style_new (PANGO_STYLE_ITALIC);
    case INVY_MARKUP_STRIKE:
      return pango_attr_strikethrough_new (TRUE);
    case INVY_MARKUP_MONOSPACE:
      return pango_attr_family_new ("monospace");
    default:
      g_return_val_if_reached (pango_attr_weight_new (PANGO_WEIGHT_NORMAL));
    }
}

static PangoAttrList *
new_attributes (const InvyMessageParagraph *paragraph)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  for (guint i = 0; i < paragraph->styles->len; i++)
    {
      const InvyMarkupSpan *span = &g_array_index (paragraph->styles, InvyMarkupSpan, i);

      insert (attributes, new_style (span->style), span->start, span->end);
    }
  for (guint i = 0; i < paragraph->spans->len; i++)
    {
      const InvyTemplateSpan *span = &g_array_index (paragraph->spans, InvyTemplateSpan, i);

      tint (attributes, span, span->is_link ? ADW_ACCENT_COLOR_BLUE : ADW_ACCENT_COLOR_PURPLE);
      if (span->is_link)
        insert (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), span->start, span->end);
    }
  for (guint i = 0; i < paragraph->holes->len; i++)
    tint (attributes, &g_array_index (paragraph->holes, InvyTemplateSpan, i), ADW_ACCENT_COLOR_ORANGE);

  return attributes;
}

static GtkWidget *
new_label (void)
{
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
draw (InvyMessageText *self)
{
  GtkWidget *label = gtk_widget_get_first_child (GTK_WIDGET (self->box));

  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      if (label == NULL)
        {
          label = new_label ();
          gtk_box_append (self->box, label);
        }
      draw_paragraph (GTK_LABEL (label), g_ptr_array_index (self->paragraphs, i));
      label = gtk_widget_get_next_sibling (label);
    }

  while (label != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (label);

      gtk_box_remove (self->box, label);
      label = next;
    }
}

static void
invy_message_text_finalize (GObject *object)
{
  InvyMessageText *self = INVY_MESSAGE_TEXT (object);

  g_clear_pointer (&self->paragraphs, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_message_text_parent_class)->finalize (object);
}

static void
invy_message_text_class_init (InvyMessageTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_message_text_finalize;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "message-text");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
invy_message_text_init (InvyMessageText *self)
{
  self->paragraphs = g_ptr_array_new ();
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (draw), self,
                           G_CONNECT_SWAPPED);
}

/**
 * invy_message_text_show:
 * @paragraphs: (element-type InvyMessageParagraph): takes a reference
 *
 * Shows a text of a message.
 */
void
invy_message_text_show (InvyMessageText *self, GPtrArray *paragraphs)
{
  g_return_if_fail (INVY_IS_MESSAGE_TEXT (self));
  g_return_if_fail (paragraphs != NULL);

  g_ptr_array_ref (paragraphs);
  g_ptr_array_unref (self->paragraphs);
  self->paragraphs = paragraphs;
  draw (self);
}
