/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/help/invy-help-page.h"

#include "app/guests/invy-guest-badge.h"
#include "app/invite/invy-message-paragraph.h"
#include "template/invy-builtin-template.h"

#include <glib/gi18n.h>

struct _InvyHelpPage
{
  AdwNavigationPage parent_instance;

  const InvyHelpTopic *topic;
  guint n_steps; /* since the last heading */

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (InvyHelpPage, invy_help_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return label;
}

static GtkWidget *
new_heading (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label", text,
                                   "wrap", TRUE, "xalign", 0.0, "margin-top", 12, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  gtk_widget_add_css_class (label, "title-4");

  return label;
}

static GtkWidget *
new_step (const char *text, guint number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *digits = g_strdup_printf ("%u.", number);
  GtkWidget *number_label = gtk_label_new (digits);
  GtkWidget *label = new_label (text);

  gtk_widget_set_valign (number_label, GTK_ALIGN_START);
  gtk_widget_add_css_class (number_label, "heading");
  gtk_widget_add_css_class (number_label, "numeric");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), number_label);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

/* To be copied from, and to be compared letter by letter. */
static GtkWidget *
new_code (const char *text)
{
  GtkWidget *label = new_label (text);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "card");
  gtk_widget_add_css_class (label, "help-code");

  return label;
}

static GtkWidget *
new_state (const char *text, InvyDelivery delivery, gboolean has_phone_problem)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *badge = g_object_new (INVY_TYPE_GUEST_BADGE, NULL);

  invy_guest_badge_show (INVY_GUEST_BADGE (badge), invy_guest_words_get_invitation (delivery, has_phone_problem),
                         invy_guest_words_get_invitation_kind (delivery, has_phone_problem));
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), new_label (text));

  return box;
}

/* There are several: a screen reader adds the language to each. */
static GtkWidget *
new_copy_button (const char *language, GtkWidget *title)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Copy"));
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), button);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, title, NULL,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", language);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "help.copy");

  return button;
}

/* The text stands as its own language does, whatever that of the interface. */
static GtkWidget *
new_message (const char *language)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = new_label (invy_guest_words_get_language (language));
  g_autofree char *text = invy_template_dup_builtin_text (language);
  GtkWidget *body = new_label (text);
  const PangoDirection direction = invy_message_paragraph_find_direction (text);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_direction (body, direction == PANGO_DIRECTION_RTL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  gtk_box_append (GTK_BOX (bar), title);
  gtk_box_append (GTK_BOX (bar), new_copy_button (language, title));
  gtk_box_append (GTK_BOX (card), bar);
  gtk_box_append (GTK_BOX (card), body);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "help-message");

  return card;
}

static GtkWidget *
new_link (const InvyHelpBlock *block)
{
  if (block->kind == INVY_HELP_WEB)
    return invy_help_page_new_link (_ (block->text), "adw-external-link-symbolic", "help.open-web", block->target);
  if (block->kind == INVY_HELP_DO)
    return invy_help_page_new_link (_ (block->text), "go-next-symbolic", block->target, NULL);

  return invy_help_page_new_link (_ (invy_help_topics_find (block->target)->title), "go-next-symbolic", "help.show",
                                  block->target);
}

/* Links that follow one another stand in one list. */
static void
add_link (InvyHelpPage *self, GtkWidget *link)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->box));

  if (!GTK_IS_LIST_BOX (list))
    {
      list = gtk_list_box_new ();
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("More About It"), -1);
      gtk_widget_add_css_class (list, "boxed-list");
      gtk_box_append (self->box, list);
    }
  gtk_list_box_append (GTK_LIST_BOX (list), link);
}

static void
add_block (InvyHelpPage *self, const InvyHelpBlock *block)
{
  switch (block->kind)
    {
    case INVY_HELP_TEXT:
      gtk_box_append (self->box, new_label (_ (block->text)));
      break;
    case INVY_HELP_HEADING:
      self->n_steps = 0;
      gtk_box_append (self->box, new_heading (_ (block->text)));
      break;
    case INVY_HELP_STEP:
      gtk_box_append (self->box, new_step (_ (block->text), ++self->n_steps));
      break;
    case INVY_HELP_CODE:
      gtk_box_append (self->box, new_code (block->text));
      break;
    case INVY_HELP_STATE:
      gtk_box_append (self->box, new_state (_ (block->text), (InvyDelivery) block->value, FALSE));
      break;
    case INVY_HELP_NO_PHONE:
      gtk_box_append (self->box, new_state (_ (block->text), INVY_DELIVERY_NONE, TRUE));
      break;
    case INVY_HELP_MESSAGE:
      gtk_box_append (self->box, new_message (block->target));
      break;
    case INVY_HELP_SEE:
    case INVY_HELP_WEB:
    case INVY_HELP_DO:
      add_link (self, new_link (block));
      break;
    case INVY_HELP_END:
    default:
      g_assert_not_reached ();
    }
}

static void
invy_help_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_HELP_PAGE);

  G_OBJECT_CLASS (invy_help_page_parent_class)->dispose (object);
}

static void
invy_help_page_class_init (InvyHelpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_help_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-help-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyHelpPage, box);
}

static void
invy_help_page_init (InvyHelpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_help_page_new:
 * @topic: one of invy_help_topics_get_all()
 *
 * Returns: (transfer floating): a page with all of it
 */
AdwNavigationPage *
invy_help_page_new (const InvyHelpTopic *topic)
{
  InvyHelpPage *self;

  g_return_val_if_fail (topic != NULL, NULL);

  self = g_object_new (INVY_TYPE_HELP_PAGE, "title", _ (topic->title), NULL);
  self->topic = topic;
  for (const InvyHelpBlock *block = topic->blocks; block->kind != INVY_HELP_END; block++)
    add_block (self, block);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * invy_help_page_get_topic:
 *
 * Returns: (transfer none): what it is about
 */
const InvyHelpTopic *
invy_help_page_get_topic (InvyHelpPage *self)
{
  g_return_val_if_fail (INVY_IS_HELP_PAGE (self), NULL);

  return self->topic;
}

/**
 * invy_help_page_new_link:
 * @title: where it leads
 * @icon_name: in what way
 * @action: what it does
 * @target: (nullable): the action's parameter
 *
 * Returns: (transfer floating): a row that leads somewhere
 */
GtkWidget *
invy_help_page_new_link (const char *title, const char *icon_name, const char *action, const char *target)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
                                  icon_name, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);

  return row;
}
