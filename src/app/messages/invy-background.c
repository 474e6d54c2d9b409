/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-background.h"

#include <glib/gi18n.h>

/* The portal for programs without a window:
 * https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Background.html */
#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define HANDLE_TOKEN "invy_background"

/* What was asked, until the portal answers. */
typedef struct
{
  GApplication *application;
  GDBusConnection *bus;
  guint subscription;
} Question;

static void
question_free (Question *question)
{
  g_dbus_connection_signal_unsubscribe (question->bus, question->subscription);
  g_object_unref (question->application);
  g_object_unref (question->bus);
  g_free (question);
}

static void
tell_refusal (GApplication *application)
{
  g_autoptr (GNotification) notification = g_notification_new (_ ("Sending May Stop"));

  g_notification_set_body (notification, _ ("This computer does not let Invy go on without a window. "
                                            "Open the window and leave it open until everything is sent."));
  g_application_send_notification (application, "background", notification);
}

static void
answered_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer data)
{
  Question *question = data;
  g_autoptr (GVariant) results = NULL;
  gboolean is_allowed = FALSE;

  g_variant_get (parameters, "(u@a{sv})", NULL, &results);
  g_variant_lookup (results, "background", "b", &is_allowed);
  if (!is_allowed)
    tell_refusal (question->application);
  question_free (question);
}

/* Without a portal there is nobody who would end the program. */
static void
asked_cb (GObject *bus, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) handle = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &error);

  if (handle != NULL)
    return;

  g_info ("Nobody was asked whether sending may go on without a window: %s", error->message);
  question_free (data);
}

/* Where the answer will be, so that it can be waited for before it is asked for. */
static char *
dup_request_path (GDBusConnection *bus)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  return g_strdup_printf (PORTAL_PATH "/request/%s/" HANDLE_TOKEN, sender);
}

static GVariant *
new_options (void)
{
  GVariantBuilder options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (HANDLE_TOKEN));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (_ ("Invitations are being sent")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  return g_variant_builder_end (&options);
}

/**
 * invy_background_ask:
 * @application: has no window now, and has to go on
 *
 * Asks the desktop to let @application run without a window. A sandboxed program that did not ask may be ended. When
 * the desktop refuses, the planner is told with a notification; where there is no portal, nothing happens.
 */
void
invy_background_ask (GApplication *application)
{
  GDBusConnection *bus;
  Question *question;
  g_autofree char *path = NULL;

  g_return_if_fail (G_IS_APPLICATION (application));

  bus = g_application_get_dbus_connection (application);
  if (bus == NULL)
    return;

  path = dup_request_path (bus);
  question = g_new0 (Question, 1);
  question->application = g_object_ref (application);
  question->bus = g_object_ref (bus);
  question->subscription =
      g_dbus_connection_signal_subscribe (bus, PORTAL_NAME, "org.freedesktop.portal.Request", "Response", path, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, answered_cb, question, NULL);
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(s@a{sv})", "", new_options ()), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, asked_cb, question);
}
