/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test-proxy.h"

struct _InvyTestProxy
{
  GObject parent_instance;

  GSubprocess *process;
  GDataInputStream *answers;
  char *uri;
};

G_DEFINE_FINAL_TYPE (InvyTestProxy, invy_test_proxy, G_TYPE_OBJECT)

static gint64
read_answer (InvyTestProxy *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (self->answers, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_cmpstr (line, !=, "unknown");
  return g_ascii_strtoll (line, NULL, 10);
}

static void
invy_test_proxy_finalize (GObject *object)
{
  InvyTestProxy *self = INVY_TEST_PROXY (object);

  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->answers);
  g_clear_object (&self->process);
  g_clear_pointer (&self->uri, g_free);

  G_OBJECT_CLASS (invy_test_proxy_parent_class)->finalize (object);
}

static void
invy_test_proxy_class_init (InvyTestProxyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_test_proxy_finalize;
}

static void
invy_test_proxy_init (InvyTestProxy *self)
{
}

/* "postgresql://user@/name?host=%2Ffolder" */
static char *
find_folder (const char *uri)
{
  const char *host = strstr (uri, "?host=");

  g_assert_nonnull (host);
  return g_uri_unescape_string (host + strlen ("?host="), NULL);
}

static char *
make_uri (const char *uri, gint64 port)
{
  g_autofree char *place = g_strdup_printf ("@127.0.0.1:%" G_GINT64_FORMAT "/", port);
  GString *through = g_string_new_len (uri, strchr (uri, '?') - uri);

  g_string_replace (through, "@/", place, 1);
  g_string_append (through, "?sslmode=disable");
  return g_string_free_and_steal (through);
}

/**
 * invy_test_proxy_new:
 * @uri: from invy_test_make_uri(), on a server
 *
 * Returns: (transfer full): a proxy that passes everything on
 */
InvyTestProxy *
invy_test_proxy_new (const char *uri)
{
  InvyTestProxy *self = g_object_new (INVY_TYPE_TEST_PROXY, NULL);
  g_autofree char *folder = find_folder (uri);
  g_autofree char *socket = g_build_filename (folder, ".s.PGSQL.5432", NULL);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "support", "proxy.py", NULL);
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "python3",
                                    "-B", script, socket, NULL);
  g_assert_no_error (error);
  self->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->uri = make_uri (uri, read_answer (self));

  return self;
}

/**
 * invy_test_proxy_get_uri:
 *
 * Returns: the address of the same database, by way of the proxy
 */
const char *
invy_test_proxy_get_uri (InvyTestProxy *self)
{
  return self->uri;
}

/**
 * invy_test_proxy_tell:
 * @command: see proxy.py
 *
 * Returns: the number that it answered, when it has done what it was told; 0 for none
 */
gint64
invy_test_proxy_tell (InvyTestProxy *self, const char *command)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strconcat (command, "\n", NULL);

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), line, strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
  return read_answer (self);
}
