/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench.h"
#include "invy-emulator-process.h"
#include "invy-test.h"

#include "campaign/invy-plan.h"
#include "campaign/invy-sender-setup.h"
#include "template/invy-builtin-template.h"

#include <fcntl.h>
#include <libsoup/soup.h>
#include <unistd.h>

/* What the promises of the ledger cost: messages sent without a pace, each durable before and after its request, and
 * the same requests from a loop that keeps nothing. */

#define N_MESSAGES 5000
#define N_PAIRS 3

/* As many as the sender has requests in flight at once. */
#define N_IN_FLIGHT 32

#define N_SYNCS 100

/* Meta's fastest pace, for five seconds. */
#define N_PACED 400
#define PACE_US 12500

static const InvyBench beside_loop = {
  .what = "5,000 messages without pace through the ledger / from a bare libsoup loop",
  .unit = "messages/s",
  .reach = 0.5,
  .is_least = TRUE,
};

static const InvyBench beside_package = {
  .what = "5,000 messages without pace through the ledger / from the npm package @great-detail/whatsapp",
  .unit = "messages/s",
  .reach = 1.5,
  .is_least = TRUE,
};

static const InvyBench processor = {
  .what = "processor time while 80 messages a second are sent / a tenth of a core",
  .unit = "% of a core",
  .reach = 1,
};

static const InvyBench sync_cost = { .what = "to write a page and wait for the disk / 1 ms", .unit = "ms" };

static InvyAccount *
new_account (InvyEmulatorProcess *emulator)
{
  InvyAccount *account = invy_account_new ();

  g_set_str (&account->base_url, invy_emulator_process_get_url (emulator));
  g_set_str (&account->token, INVY_EMULATOR_TOKEN);
  g_set_str (&account->phone_number_id, INVY_EMULATOR_PHONE_NUMBER_ID);

  return account;
}

/* Returns: (transfer full): guests with a number each, kept in @store */
static GPtrArray *
add_guests (InvyStore *store, InvyEvent *event, guint n_guests)
{
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, n_guests);

  for (guint i = 0; i < guests->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("+972 50-%07u", 2000000 + i);

      invy_guest_set (guests->pdata[i], INVY_GUEST_PHONE_NUMBER, number);
    }

  return invy_bench_save_guests (store, guests);
}

/* Returns: (transfer full): planned as the program plans */
static InvyCampaign *
plan (InvyStore *store, InvyAccount *account, guint n_guests)
{
  const InvyDryRunOptions options = { .purpose = INVY_PURPOSE_INVITATION, .kind = INVY_CAMPAIGN_REAL };
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  g_autoptr (GPtrArray) guests = add_guests (store, event, n_guests);
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyTemplateSet) templates = invy_template_set_new_single (tmpl);
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (GError) error = NULL;
  InvyCampaign *campaign;

  dry_run = invy_test_await_object (invy_dry_run_load (store, event, guests, templates, account, &options), &error);
  g_assert_no_error (error);
  campaign = invy_test_await_object (invy_plan_campaign (store, dry_run, account), &error);
  g_assert_no_error (error);

  return campaign;
}

static gboolean
is_done (gpointer data)
{
  return !dex_future_is_pending (data);
}

typedef struct
{
  double per_second;
  double processor_percent; /* of one core */
} Run;

static Run
measure_ledger (InvyEmulatorProcess *emulator, guint n_messages, gint64 interval_us)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/invy.db", folder);
  InvyStore *store = invy_test_open_store (uri);
  g_autoptr (InvyAccount) account = new_account (emulator);
  g_autoptr (InvyCampaign) campaign = plan (store, account, n_messages);
  g_autoptr (InvySender) sender = NULL;
  g_autoptr (InvyCampaign) sent = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *running;
  double started_ms;
  double used_ms;
  Run run;

  sender = invy_test_await_object (invy_sender_setup (store, campaign, account, interval_us, FALSE), &error);
  g_assert_no_error (error);
  started_ms = invy_bench_now_ms ();
  used_ms = invy_bench_used_ms ();
  running = invy_sender_run (sender);
  invy_bench_wait_until (is_done, running);
  run.per_second = n_messages * 1000.0 / (invy_bench_now_ms () - started_ms);
  run.processor_percent = (invy_bench_used_ms () - used_ms) * 100 / (invy_bench_now_ms () - started_ms);
  sent = invy_test_await_object (running, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (invy_campaign_get_counts (sent)->succeeded, ==, n_messages);

  g_clear_object (&sender);
  invy_test_close_store (store);
  invy_test_remove_folder (folder);
  invy_emulator_process_reset (emulator);
  return run;
}

typedef struct
{
  SoupSession *session;
  char *url;
  guint n_started;
  guint n_answered;
} Loop;

static void start_one (Loop *loop);

static void
answered_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (session), result);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);
  Loop *loop = data;

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, SOUP_STATUS_OK);
  loop->n_answered++;
  if (loop->n_started < N_MESSAGES)
    start_one (loop);
}

static void
start_one (Loop *loop)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, loop->url);
  g_autofree char *id = g_uuid_string_random ();
  char *text =
      g_strdup_printf ("{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"+97250%07u\","
                       "\"type\":\"template\","
                       "\"biz_opaque_callback_data\":\"%s\",\"template\":{\"name\":\"wedding_invitation\","
                       "\"language\":{\"code\":\"he\"},"
                       "\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":\"נועה\"},"
                       "{\"type\":\"text\",\"text\":\"דביר\"},{\"type\":\"text\",\"text\":\"ורד\"},{\"type\":"
                       "\"text\",\"text\":\"גן האלה\"},"
                       "{\"type\":\"text\",\"text\":\"25/02\"},{\"type\":\"text\",\"text\":\"19:00\"},"
                       "{\"type\":\"text\",\"text\":\"https://rsvp.example/d-v\"}]}]}}",
                       2000000 + loop->n_started++, id);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer " INVY_EMULATOR_TOKEN);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_session_send_and_read_async (loop->session, message, G_PRIORITY_DEFAULT, NULL, answered_cb, loop);
}

static gboolean
has_all (gpointer data)
{
  return ((Loop *) data)->n_answered == N_MESSAGES;
}

static double
measure_bare (InvyEmulatorProcess *emulator)
{
  Loop loop = { 0 };
  const double started_ms = invy_bench_now_ms ();
  double per_second;

  loop.session = soup_session_new_with_options ("max-conns", N_IN_FLIGHT, "max-conns-per-host", N_IN_FLIGHT, NULL);
  soup_session_set_proxy_resolver (loop.session, NULL);
  loop.url = g_strdup_printf ("%s/v25.0/%s/messages", invy_emulator_process_get_url (emulator),
                              INVY_EMULATOR_PHONE_NUMBER_ID);
  for (guint i = 0; i < N_IN_FLIGHT; i++)
    start_one (&loop);
  invy_bench_wait_until (has_all, &loop);
  per_second = N_MESSAGES * 1000.0 / (invy_bench_now_ms () - started_ms);

  g_clear_object (&loop.session);
  g_clear_pointer (&loop.url, g_free);
  invy_emulator_process_reset (emulator);
  return per_second;
}

/* INVY_BENCH_NODE names the folder in which ./dev bench put the package. 0 if it is not there. */
static double
measure_package (InvyEmulatorProcess *emulator)
{
  const char *folder = g_getenv ("INVY_BENCH_NODE");
  g_autofree char *program = folder != NULL ? g_build_filename (folder, "send.js", NULL) : NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    return 0;
  process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "node", program, invy_emulator_process_get_url (emulator),
      INVY_EMULATOR_TOKEN, INVY_EMULATOR_PHONE_NUMBER_ID, G_STRINGIFY (N_MESSAGES), G_STRINGIFY (N_IN_FLIGHT), NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  invy_emulator_process_reset (emulator);

  return g_ascii_strtod (output, NULL);
}

/* What each commit has to wait for, so that figures of different disks can be compared. */
static double
measure_sync_ms (void)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "synced", NULL);
  const int fd = open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  const char page[4096] = { 0 };
  const double started_ms = invy_bench_now_ms ();
  double took_ms;

  for (guint i = 0; i < N_SYNCS; i++)
    g_assert_true (write (fd, page, sizeof page) == sizeof page && fdatasync (fd) == 0);
  took_ms = (invy_bench_now_ms () - started_ms) / N_SYNCS;

  close (fd);
  invy_test_remove_folder (folder);
  return took_ms;
}

static void
compare (InvyEmulatorProcess *emulator)
{
  const double bare = measure_bare (emulator);
  const double package = measure_package (emulator);
  const Run run = measure_ledger (emulator, N_MESSAGES, 0);

  invy_bench_print (&sync_cost, measure_sync_ms (), 1);
  invy_bench_print (&beside_loop, run.per_second, bare);
  if (package > 0)
    invy_bench_print (&beside_package, run.per_second, package);
  else
    invy_bench_print_missing (&beside_package, "the package could not be fetched");
}

int
main (int argc, char *argv[])
{
  g_autoptr (InvyEmulatorProcess) emulator = NULL;

  dex_init ();
  emulator = invy_emulator_process_new ();

  for (guint i = 0; i < N_PAIRS; i++)
    compare (emulator);
  for (guint i = 0; i < N_PAIRS; i++)
    invy_bench_print (&processor, measure_ledger (emulator, N_PACED, PACE_US).processor_percent, 10);

  return 0;
}
