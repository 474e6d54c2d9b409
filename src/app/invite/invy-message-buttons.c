/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-message-buttons.h"
#include "app/invite/invy-message-paragraph.h"
#include "app/invite/invy-message-words.h"

#define ICON_SPACING 8
#define BUTTON_SPACING 4

struct _InvyMessageButtons
{
  AdwBin parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (InvyMessageButtons, invy_message_buttons, ADW_TYPE_BIN)

static const char *
get_icon_name (InvyTemplateButtonKind kind)
{
  switch (kind)
    {
    case INVY_TEMPLATE_BUTTON_URL:
      return "adw-external-link-symbolic";
    case INVY_TEMPLATE_BUTTON_PHONE_NUMBER:
      return "call-start-symbolic";
    case INVY_TEMPLATE_BUTTON_COPY_CODE:
      return "edit-copy-symbolic";
    case INVY_TEMPLATE_BUTTON_QUICK_REPLY:
      return "mail-reply-sender-symbolic";
    case INVY_TEMPLATE_BUTTON_OTHER:
    default:
      return "dialog-question-symbolic";
    }
}

/* An icon and a label in the middle of a row. */
static GtkWidget *
new_button (void)
{
  GtkWidget *button = g_object_new (GTK_TYPE_CENTER_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *content =
      g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "spacing", ICON_SPACING, NULL);

  gtk_box_append (GTK_BOX (content),
                  g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (content),
                  g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "wrap", TRUE,
                                "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL));
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (button), content);
  gtk_widget_add_css_class (button, "message-button");

  return button;
}

static void
draw_button (GtkWidget *button, const InvyRenderedButton *rendered)
{
  GtkWidget *content = gtk_center_box_get_center_widget (GTK_CENTER_BOX (button));
  GtkWidget *icon = gtk_widget_get_first_child (content);
  GtkWidget *label = gtk_widget_get_last_child (content);
  g_autofree char *text = invy_message_words_dup_button (rendered);
  g_autofree char *target = rendered->target != NULL ? invy_message_paragraph_dup_drawable (rendered->target) : NULL;
  const GtkTextDirection direction =
      invy_message_paragraph_find_direction (text) == PANGO_DIRECTION_RTL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;

  gtk_widget_set_direction (content, direction);
  gtk_widget_set_direction (icon, direction);
  gtk_widget_set_direction (label, direction);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), get_icon_name (rendered->kind));
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (button, target);
}

static void
invy_message_buttons_class_init (InvyMessageButtonsClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
invy_message_buttons_init (InvyMessageButtons *self)
{
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", BUTTON_SPACING,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * invy_message_buttons_show:
 * @buttons: (element-type InvyRenderedButton): from top to bottom; nothing of them is kept
 *
 * Shows the buttons of a message; the widgets stay where they are, since this happens at every key.
 */
void
invy_message_buttons_show (InvyMessageButtons *self, GPtrArray *buttons)
{
  GtkWidget *button;

  g_return_if_fail (INVY_IS_MESSAGE_BUTTONS (self));
  g_return_if_fail (buttons != NULL);

  button = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  for (guint i = 0; i < buttons->len; i++)
    {
      if (button == NULL)
        {
          button = new_button ();
          gtk_box_append (self->box, button);
        }
      draw_button (button, g_ptr_array_index (buttons, i));
      button = gtk_widget_get_next_sibling (button);
    }

  while (button != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (button);

      gtk_box_remove (self->box, button);
      button = next;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), buttons->len > 0);
}
