/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "search-provider/invy-search-provider.h"

#include "search-provider/invy-guest-finder.h"

/* Somebody types on within this time; later the guests are read again. */
#define INACTIVITY_MS 30000

/* https://developer.gnome.org/documentation/tutorials/search-provider.html */
static const char interface_xml[] = "<node>"
                                    "  <interface name='org.gnome.Shell.SearchProvider2'>"
                                    "    <method name='GetInitialResultSet'>"
                                    "      <arg type='as' name='terms' direction='in'/>"
                                    "      <arg type='as' name='results' direction='out'/>"
                                    "    </method>"
                                    "    <method name='GetSubsearchResultSet'>"
                                    "      <arg type='as' name='previous_results' direction='in'/>"
                                    "      <arg type='as' name='terms' direction='in'/>"
                                    "      <arg type='as' name='results' direction='out'/>"
                                    "    </method>"
                                    "    <method name='GetResultMetas'>"
                                    "      <arg type='as' name='identifiers' direction='in'/>"
                                    "      <arg type='aa{sv}' name='metas' direction='out'/>"
                                    "    </method>"
                                    "    <method name='ActivateResult'>"
                                    "      <arg type='s' name='identifier' direction='in'/>"
                                    "      <arg type='as' name='terms' direction='in'/>"
                                    "      <arg type='u' name='timestamp' direction='in'/>"
                                    "    </method>"
                                    "    <method name='LaunchSearch'>"
                                    "      <arg type='as' name='terms' direction='in'/>"
                                    "      <arg type='u' name='timestamp' direction='in'/>"
                                    "    </method>"
                                    "  </interface>"
                                    "</node>";

struct _InvySearchProvider
{
  GApplication parent_instance;

  InvySettings *settings;
  InvyGuestFinder *finder;
  guint registration;
};

G_DEFINE_FINAL_TYPE (InvySearchProvider, invy_search_provider, G_TYPE_APPLICATION)

/* --- answers --- */

/* What was asked, and how the guests become the answer. */
typedef struct
{
  InvySearchProvider *provider;
  GDBusMethodInvocation *invocation;
  GVariant *(*write) (GPtrArray *guests);
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_application_release (G_APPLICATION (question->provider));
  g_object_unref (question->provider);
  g_free (question);
}

static GVariant *
write_ids (GPtrArray *guests)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);

  for (guint i = 0; i < guests->len; i++)
    g_variant_builder_add (&builder, "s", invy_found_guest_get_id (guests->pdata[i]));
  return g_variant_new ("(as)", &builder);
}

static GVariant *
write_metas (GPtrArray *guests)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; i < guests->len; i++)
    {
      InvyFoundGuest *guest = guests->pdata[i];
      g_autofree char *wedding = invy_found_guest_dup_wedding (guest);

      g_variant_builder_open (&builder, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (invy_found_guest_get_id (guest)));
      g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (invy_found_guest_get_name (guest)));
      g_variant_builder_add (&builder, "{sv}", "description", g_variant_new_string (wedding));
      g_variant_builder_add (&builder, "{sv}", "gicon", g_variant_new_string ("avatar-default-symbolic"));
      g_variant_builder_close (&builder);
    }

  return g_variant_new ("(aa{sv})", &builder);
}

/* The shell shows no errors: there is just nobody. */
static DexFuture *
found_cb (DexFuture *found, gpointer data)
{
  Question *question = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (found, &error);
  g_autoptr (GPtrArray) guests = value != NULL ? g_value_dup_boxed (value) : g_ptr_array_new ();

  if (error != NULL)
    g_info ("No guests are found: %s", error->message);
  g_dbus_method_invocation_return_value (question->invocation, question->write (guests));
  return dex_future_new_true ();
}

/* Takes @found and @invocation. */
static void
answer (InvySearchProvider *self,
        DexFuture *found,
        GDBusMethodInvocation *invocation,
        GVariant *(*write) (GPtrArray *guests))
{
  Question *question = g_new0 (Question, 1);

  g_application_hold (G_APPLICATION (self));
  question->provider = g_object_ref (self);
  question->invocation = invocation;
  question->write = write;
  dex_future_disown (dex_future_finally (found, found_cb, question, question_free));
}

/* --- what leads to the window --- */

static void
activated_cb (GObject *connection, GAsyncResult *result, gpointer data)
{
  GApplication *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (connection), result, &error);

  if (reply == NULL)
    g_warning ("Invy does not start: %s", error->message);
  g_application_release (self);
  g_object_unref (self);
}

/* Starts the program if it does not run: https://specifications.freedesktop.org/desktop-entry-spec/latest/dbus.html
 * The window gets the keyboard because somebody clicked at @timestamp. */
static void
activate (InvySearchProvider *self, const char *action, const char *parameter, guint32 timestamp)
{
  GVariantBuilder parameters = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));
  GVariantBuilder platform = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autofree char *startup_id = g_strdup_printf ("_TIME%u", timestamp);
  g_autofree char *path = g_strndup (APPLICATION_PATH, strlen (APPLICATION_PATH) - 1);

  g_variant_builder_add (&parameters, "v", g_variant_new_string (parameter));
  g_variant_builder_add (&platform, "{sv}", "desktop-startup-id", g_variant_new_string (startup_id));
  g_application_hold (G_APPLICATION (self));
  g_dbus_connection_call (g_application_get_dbus_connection (G_APPLICATION (self)), APPLICATION_ID, path,
                          "org.freedesktop.Application", "ActivateAction",
                          g_variant_new ("(sava{sv})", action, &parameters, &platform), NULL, G_DBUS_CALL_FLAGS_NONE,
                          -1, NULL, activated_cb, g_object_ref (self));
}

/* --- questions --- */

static void
find (InvySearchProvider *self, GVariant *terms, GDBusMethodInvocation *invocation)
{
  g_autofree const char **words = g_variant_get_strv (terms, NULL);
  g_autofree char *text = g_strjoinv (" ", (char **) words);

  answer (self, invy_guest_finder_find (self->finder, text), invocation, write_ids);
}

static void
call_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer data)
{
  InvySearchProvider *self = data;
  g_autoptr (GVariant) first = g_variant_get_child_value (parameters, 0);
  guint32 timestamp = 0;

  if (g_str_equal (method, "GetInitialResultSet"))
    find (self, first, invocation);
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      /* Not only among those: they are the first few of many. */
      g_autoptr (GVariant) terms = g_variant_get_child_value (parameters, 1);

      find (self, terms, invocation);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_autofree const char **ids = g_variant_get_strv (first, NULL);

      answer (self, invy_guest_finder_look_up (self->finder, ids), invocation, write_metas);
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      g_variant_get_child (parameters, 2, "u", &timestamp);
      activate (self, "show-guest", g_variant_get_string (first, NULL), timestamp);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      g_autofree const char **words = g_variant_get_strv (first, NULL);
      g_autofree char *text = g_strjoinv (" ", (char **) words);

      g_variant_get_child (parameters, 1, "u", &timestamp);
      activate (self, "search", text, timestamp);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

/* --- the service --- */

static gboolean
invy_search_provider_dbus_register (GApplication *application,
                                    GDBusConnection *connection,
                                    const char *path,
                                    GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb };
  InvySearchProvider *self = INVY_SEARCH_PROVIDER (application);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, error);

  if (node == NULL)
    return FALSE;

  self->registration =
      g_dbus_connection_register_object (connection, path, node->interfaces[0], &vtable, self, NULL, error);
  return self->registration != 0;
}

static void
invy_search_provider_dbus_unregister (GApplication *application, GDBusConnection *connection, const char *path)
{
  InvySearchProvider *self = INVY_SEARCH_PROVIDER (application);

  if (self->registration != 0)
    g_dbus_connection_unregister_object (connection, self->registration);
  self->registration = 0;
}

static void
invy_search_provider_startup (GApplication *application)
{
  InvySearchProvider *self = INVY_SEARCH_PROVIDER (application);

  G_APPLICATION_CLASS (invy_search_provider_parent_class)->startup (application);

  self->settings = invy_settings_new (FALSE);
  self->finder = invy_guest_finder_new (self->settings);
}

static void
invy_search_provider_finalize (GObject *object)
{
  InvySearchProvider *self = INVY_SEARCH_PROVIDER (object);

  g_clear_object (&self->finder);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (invy_search_provider_parent_class)->finalize (object);
}

static void
invy_search_provider_class_init (InvySearchProviderClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = invy_search_provider_finalize;
  application_class->dbus_register = invy_search_provider_dbus_register;
  application_class->dbus_unregister = invy_search_provider_dbus_unregister;
  application_class->startup = invy_search_provider_startup;
}

static void
invy_search_provider_init (InvySearchProvider *self)
{
}

/**
 * invy_search_provider_new:
 *
 * Returns: (transfer full): the service, to be run once
 */
InvySearchProvider *
invy_search_provider_new (void)
{
  return g_object_new (INVY_TYPE_SEARCH_PROVIDER, "application-id", APPLICATION_ID ".SearchProvider", "flags",
                       G_APPLICATION_IS_SERVICE, "inactivity-timeout", INACTIVITY_MS, NULL);
}
