/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-message-buttons.h"
#include "app/invite/invy-message-header.h"
#include "app/invite/invy-message-paragraph.h"
#include "app/invite/invy-message-preview.h"
#include "app/invite/invy-message-text.h"
#include "app/invite/invy-message-words.h"

struct _InvyMessagePreview
{
  AdwBin parent_instance;

  InvyMessageHeader *header;
  InvyMessageText *body;
  InvyMessageText *footer;
  InvyMessageButtons *buttons;
};

G_DEFINE_FINAL_TYPE (InvyMessagePreview, invy_message_preview, ADW_TYPE_BIN)

static void
invy_message_preview_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_MESSAGE_PREVIEW);

  G_OBJECT_CLASS (invy_message_preview_parent_class)->dispose (object);
}

static void
invy_message_preview_class_init (InvyMessagePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_message_preview_dispose;

  g_type_ensure (INVY_TYPE_MESSAGE_HEADER);
  g_type_ensure (INVY_TYPE_MESSAGE_TEXT);
  g_type_ensure (INVY_TYPE_MESSAGE_BUTTONS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-message-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyMessagePreview, header);
  gtk_widget_class_bind_template_child (widget_class, InvyMessagePreview, body);
  gtk_widget_class_bind_template_child (widget_class, InvyMessagePreview, footer);
  gtk_widget_class_bind_template_child (widget_class, InvyMessagePreview, buttons);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
invy_message_preview_init (InvyMessagePreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
invy_message_preview_new (void)
{
  return g_object_new (INVY_TYPE_MESSAGE_PREVIEW, NULL);
}

static void
show_footer (InvyMessagePreview *self, const char *footer)
{
  g_autoptr (GPtrArray) paragraphs = invy_message_paragraphs_new_plain (footer != NULL ? footer : "", NULL);

  invy_message_text_show (self->footer, paragraphs);
  gtk_widget_set_visible (GTK_WIDGET (self->footer), footer != NULL);
}

/**
 * invy_message_preview_show:
 *
 * Shows a message as WhatsApp would. Nothing of @rendering is kept.
 */
void
invy_message_preview_show (InvyMessagePreview *self, const InvyRendering *rendering)
{
  g_autoptr (GPtrArray) body = NULL;
  g_autofree char *read_aloud = NULL;

  g_return_if_fail (INVY_IS_MESSAGE_PREVIEW (self));
  g_return_if_fail (rendering != NULL);

  body = invy_message_paragraphs_new (rendering->text, rendering->spans);
  read_aloud = invy_message_words_dup_message (rendering);
  invy_message_header_show (self->header, rendering);
  invy_message_text_show (self->body, body);
  show_footer (self, rendering->footer);
  invy_message_buttons_show (self->buttons, rendering->buttons);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, read_aloud, -1);
}
