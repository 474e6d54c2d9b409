/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-remove-dialog.h"

#include "text/invy-bidi.h"
#include "text/invy-fold.h"

#include <glib/gi18n.h>

/* Who types the name means this wedding; capitals, accents and spaces at the ends do not matter. */
static void
typed_cb (GtkEditable *row, AdwAlertDialog *alert)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  g_autofree char *typed_key = invy_fold (typed);
  const char *wanted_key = g_object_get_data (G_OBJECT (row), "key");

  adw_alert_dialog_set_response_enabled (alert, INVY_REMOVE_RESPONSE, g_strcmp0 (typed_key, wanted_key) == 0);
}

/**
 * invy_remove_dialog_new:
 *
 * Asks whether a wedding is to be deleted; the name has to be typed for that.
 *
 * Returns: (transfer floating): an #AdwAlertDialog; %INVY_REMOVE_RESPONSE says yes
 */
AdwDialog *
invy_remove_dialog_new (InvyEvent *event)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Delete the Wedding?"), NULL));
  g_autofree char *name = invy_event_dup_name (event);
  g_autofree char *shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_alert_dialog_format_body (
      alert,
      /* Translators: the name of a wedding */
      _ ("“%s” and its guests go out of sight. You can get them back until Invy is closed, and what was sent stays "
         "on record. To delete it, type its name."),
      shown_name);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), INVY_REMOVE_RESPONSE, _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (alert, INVY_REMOVE_RESPONSE, ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (alert, INVY_REMOVE_RESPONSE, FALSE);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name of the wedding"));
  g_object_set_data_full (G_OBJECT (row), "key", invy_fold (name), g_free);
  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), alert, G_CONNECT_DEFAULT);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_alert_dialog_set_extra_child (alert, list);

  return ADW_DIALOG (alert);
}
