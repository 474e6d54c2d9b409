/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/help/invy-help-dialog.h"

#include "app/announce/invy-toast.h"
#include "app/help/invy-help-page.h"
#include "template/invy-builtin-template.h"

#include <glib/gi18n.h>

struct _InvyHelpDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwNavigationView *navigation;
  GtkListBox *list_box;
};

G_DEFINE_FINAL_TYPE (InvyHelpDialog, invy_help_dialog, ADW_TYPE_DIALOG)

static void
show_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  invy_help_dialog_show (INVY_HELP_DIALOG (widget), g_variant_get_string (parameter, NULL));
}

static void
copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyHelpDialog *self = INVY_HELP_DIALOG (widget);
  g_autofree char *text = invy_template_dup_builtin_text (g_variant_get_string (parameter, NULL));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  invy_toast_say (self->toast_overlay, _ ("Copied. Paste it at Meta."));
}

static void
open_web_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (g_variant_get_string (parameter, NULL));

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL, NULL);
}

static void
invy_help_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_HELP_DIALOG);

  G_OBJECT_CLASS (invy_help_dialog_parent_class)->dispose (object);
}

static void
invy_help_dialog_class_init (InvyHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_help_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-help-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyHelpDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, InvyHelpDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, InvyHelpDialog, list_box);

  gtk_widget_class_install_action (widget_class, "help.show", "s", show_action);
  gtk_widget_class_install_action (widget_class, "help.copy", "s", copy_action);
  gtk_widget_class_install_action (widget_class, "help.open-web", "s", open_web_action);
}

static void
invy_help_dialog_init (InvyHelpDialog *self)
{
  guint n_topics;
  const InvyHelpTopic *topics = invy_help_topics_get_all (&n_topics);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_topics; i++)
    gtk_list_box_append (
        self->list_box, invy_help_page_new_link (_ (topics[i].title), "go-next-symbolic", "help.show", topics[i].id));
}

/**
 * invy_help_dialog_new:
 *
 * Returns: (transfer floating): the help, with the list of its topics
 */
AdwDialog *
invy_help_dialog_new (void)
{
  return g_object_new (INVY_TYPE_HELP_DIALOG, NULL);
}

/* Returns: (transfer full) (nullable): the page if it is open, perhaps below others */
static AdwNavigationPage *
find_page (InvyHelpDialog *self, const InvyHelpTopic *topic)
{
  g_autoptr (GListModel) pages = adw_navigation_view_get_navigation_stack (self->navigation);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (AdwNavigationPage) page = g_list_model_get_item (pages, i);
      const InvyHelpTopic *shown = INVY_IS_HELP_PAGE (page) ? invy_help_page_get_topic (INVY_HELP_PAGE (page)) : NULL;

      if (shown == topic)
        return g_steal_pointer (&page);
    }

  return NULL;
}

/**
 * invy_help_dialog_show:
 * @topic: the id of one of invy_help_topics_get_all(); that of none, as "", leads to the list of them
 */
void
invy_help_dialog_show (InvyHelpDialog *self, const char *topic)
{
  const InvyHelpTopic *found = invy_help_topics_find (topic);
  g_autoptr (AdwNavigationPage) page = NULL;

  g_return_if_fail (INVY_IS_HELP_DIALOG (self));

  page = find_page (self, found);
  if (page != NULL)
    adw_navigation_view_pop_to_page (self->navigation, page);
  else
    adw_navigation_view_push (self->navigation, invy_help_page_new (found));
}

static AdwDialog *
find_dialog (AdwApplicationWindow *window)
{
  g_autoptr (GListModel) dialogs = adw_application_window_get_dialogs (window);

  for (guint i = 0; i < g_list_model_get_n_items (dialogs); i++)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i);

      if (INVY_IS_HELP_DIALOG (dialog))
        return dialog; /* the window keeps it */
    }

  return NULL;
}

/**
 * invy_help_dialog_present:
 * @window: what it is shown over, and over the dialogs of which
 * @topic: as for invy_help_dialog_show()
 *
 * Opens the help; there is one at most.
 */
void
invy_help_dialog_present (AdwApplicationWindow *window, const char *topic)
{
  AdwDialog *dialog;

  g_return_if_fail (ADW_IS_APPLICATION_WINDOW (window));

  dialog = find_dialog (window);
  if (dialog == NULL)
    dialog = invy_help_dialog_new ();
  invy_help_dialog_show (INVY_HELP_DIALOG (dialog), topic);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}
