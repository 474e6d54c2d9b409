/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/window/invy-entrances.h"

#include "app/window/invy-window.h"

#include <glib/gi18n.h>

static void
new_event_action (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  invy_entrances_go_to (application, INVY_PLACE_NEW_WEDDING, NULL);
}

static void
import_guests_action (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  invy_entrances_go_to (application, INVY_PLACE_IMPORT, NULL);
}

static void
show_guest_action (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  invy_entrances_go_to (application, INVY_PLACE_GUEST, g_variant_get_string (parameter, NULL));
}

static void
show_campaign_action (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  invy_entrances_go_to (application, INVY_PLACE_CAMPAIGN, g_variant_get_string (parameter, NULL));
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  invy_entrances_go_to (application, INVY_PLACE_SEARCH, g_variant_get_string (parameter, NULL));
}

/**
 * invy_entrances_add:
 * @application: not run yet
 *
 * Adds the options of the command line, and the actions new-event, import-guests, show-guest (s: id), show-campaign
 * (s: id), search (s: words).
 */
void
invy_entrances_add (GtkApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "new-event", .activate = new_event_action },
    { .name = "import-guests", .activate = import_guests_action },
    { .name = "show-guest", .parameter_type = "s", .activate = show_guest_action },
    { .name = "show-campaign", .parameter_type = "s", .activate = show_campaign_action },
    { .name = "search", .parameter_type = "s", .activate = search_action },
  };

  g_return_if_fail (GTK_IS_APPLICATION (application));

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  g_application_add_main_option (G_APPLICATION (application), "version", 'v', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE,
                                 _ ("Show the version and exit"), NULL);
  /* Translators: stands for the names of files in the help for the command line */
  g_application_set_option_context_parameter_string (G_APPLICATION (application), _ ("[FILE…]"));
  g_application_set_option_context_summary (G_APPLICATION (application),
                                            _ ("Opens the weddings. A FILE with guests is imported after you agreed; "
                                               "a FILE that is a backup is looked into."));
}

/* Beside the window there may be others: the shortcuts. */
static InvyWindow *
find_window (GtkApplication *application)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (INVY_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/**
 * invy_entrances_go_to:
 * @text: (nullable): which one, as #InvyPlace says
 *
 * Presents the window and leads there.
 */
void
invy_entrances_go_to (GtkApplication *application, InvyPlace place, const char *text)
{
  InvyWindow *window;

  g_return_if_fail (GTK_IS_APPLICATION (application));

  window = find_window (application);
  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    g_application_activate (G_APPLICATION (application));

  window = find_window (application);
  if (window != NULL)
    invy_window_go_to (window, place, text);
}

/**
 * invy_entrances_open:
 *
 * Presents the window and opens files in it, one after the other.
 */
void
invy_entrances_open (GtkApplication *application, GFile **files, int n_files)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      invy_entrances_go_to (application, INVY_PLACE_FILE, uri);
    }
}

/**
 * invy_entrances_handle_options:
 *
 * Does what needs no window.
 *
 * Returns: the status to end with; -1 to go on
 */
int
invy_entrances_handle_options (GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("invy %s\n", INVY_VERSION);
  return 0;
}
