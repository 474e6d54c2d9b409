/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-sending-notice.h"

#include "campaign/invy-reasons.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

static GtkApplication *
get_application (void)
{
  GApplication *application = g_application_get_default ();

  return GTK_IS_APPLICATION (application) ? GTK_APPLICATION (application) : NULL;
}

static GtkWindow *
get_window_in_use (void)
{
  GtkApplication *application = get_application ();
  GtkWindow *window = application != NULL ? gtk_application_get_active_window (application) : NULL;

  return window != NULL && gtk_window_is_active (window) ? window : NULL;
}

/**
 * invy_sending_notice_keep_awake:
 *
 * Keeps the application running without a window, and the computer from being suspended or switched off.
 *
 * Returns: what invy_sending_notice_let_sleep() takes; 0 if the session cannot be asked
 */
guint
invy_sending_notice_keep_awake (void)
{
  GtkApplication *application = get_application ();

  if (application == NULL)
    return 0;

  g_application_hold (G_APPLICATION (application));
  return gtk_application_inhibit (application, gtk_application_get_active_window (application),
                                  GTK_APPLICATION_INHIBIT_LOGOUT | GTK_APPLICATION_INHIBIT_SUSPEND,
                                  /* Translators: why the computer should not be switched off or suspended */
                                  _ ("Invitations are being sent"));
}

/**
 * invy_sending_notice_let_sleep:
 * @cookie: from invy_sending_notice_keep_awake()
 *
 * Takes back what was asked for.
 */
void
invy_sending_notice_let_sleep (guint cookie)
{
  GtkApplication *application = get_application ();

  if (application == NULL)
    return;

  if (cookie != 0)
    gtk_application_uninhibit (application, cookie);
  g_application_release (G_APPLICATION (application));
}

static void
notify (InvyCampaign *campaign, const char *title, const char *body)
{
  GtkApplication *application = get_application ();
  g_autoptr (GNotification) notification = NULL;

  if (application == NULL)
    return;

  notification = g_notification_new (title);
  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-campaign", "s",
                                                invy_campaign_get_id (campaign));
  g_application_send_notification (G_APPLICATION (application), invy_campaign_get_id (campaign), notification);
}

/**
 * invy_sending_notice_tell_end:
 * @campaign: as it was left
 *
 * Says what came of it. Not to those who look at a window: they see it there.
 */
void
invy_sending_notice_tell_end (InvyCampaign *campaign)
{
  const InvyCampaignCounts *counts = invy_campaign_get_counts (campaign);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (get_window_in_use () != NULL)
    return;

  /* Translators: how many of all chosen guests got their invitation */
  title = g_strdup_printf (_ ("%u of %u Sent"), counts->succeeded, counts->total);
  body = invy_reasons_dup_for_stop (campaign);
  notify (campaign, title, body);
}

/**
 * invy_sending_notice_tell_error:
 *
 * Says why @campaign could not be sent, in the window or with a notification.
 */
void
invy_sending_notice_tell_error (InvyCampaign *campaign, const GError *error)
{
  GtkWindow *window = get_window_in_use ();

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.toast", "s", error->message);
  else
    notify (campaign, _ ("Sending Could Not Begin"), error->message);
}
