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

/* As many as the sender has in flight when it has no pace. */
#define N_IN_FLIGHT 32

#define N_SYNCS 100

static const InvyBench bench = {
  .what = "5,000 messages without pace through the ledger / from a bare libsoup loop",
  .unit = "messages/s",
  .reach = 0.5,
  .is_least = TRUE,
};

static double
count_per_second (double started_ms)
{
  return N_MESSAGES * 1000.0 / (invy_bench_now_ms () - started_ms);
}

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
add_guests (InvyStore *store, InvyEvent *event)
{
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, N_MESSAGES);

  for (guint i = 0; i < guests->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("+972 50-%07u", 2000000 + i);

      invy_guest_set (guests->pdata[i], INVY_GUEST_PHONE_NUMBER, number);
    }

  return invy_bench_save_guests (store, guests);
}

/* Returns: (transfer full): planned as the program plans */
static InvyCampaign *
plan (InvyStore *store, InvyAccount *account)
{
  const InvyDryRunOptions options = { .purpose = INVY_PURPOSE_INVITATION, .kind = INVY_CAMPAIGN_REAL };
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  g_autoptr (GPtrArray) guests = add_guests (store, event);
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

static double
measure_ledger (InvyEmulatorProcess *emulator)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/invy.db", folder);
  InvyStore *store = invy_test_open_store (uri);
  g_autoptr (InvyAccount) account = new_account (emulator);
  g_autoptr (InvyCampaign) campaign = plan (store, account);
  g_autoptr (InvySender) sender = NULL;
  g_autoptr (InvyCampaign) sent = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *running;
  double started_ms;
  double per_second;

  sender = invy_test_await_object (invy_sender_setup (store, campaign, account, 0, FALSE), &error);
  g_assert_no_error (error);
  started_ms = invy_bench_now_ms ();
  running = invy_sender_run (sender);
  invy_bench_wait_until (is_done, running);
  per_second = count_per_second (started_ms);
  sent = invy_test_await_object (running, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (invy_campaign_get_counts (sent)->succeeded, ==, N_MESSAGES);

  g_clear_object (&sender);
  invy_test_close_store (store);
  invy_test_remove_folder (folder);
  return per_second;
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
  per_second = count_per_second (started_ms);

  g_clear_object (&loop.session);
  g_clear_pointer (&loop.url, g_free);
  return per_second;
}

/* What each commit has to wait for, so that figures of different disks can be compared. */
static void
print_sync_cost (void)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "synced", NULL);
  const int fd = open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  const char page[4096] = { 0 };
  const double started_ms = invy_bench_now_ms ();
  g_autofree char *note = NULL;

  for (guint i = 0; i < N_SYNCS; i++)
    g_assert_true (write (fd, page, sizeof page) == sizeof page && fdatasync (fd) == 0);
  note = g_strdup_printf ("To write a page and wait for the disk takes %.2f ms here.",
                          (invy_bench_now_ms () - started_ms) / N_SYNCS);
  invy_bench_print_note (note);

  close (fd);
  invy_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_autoptr (InvyEmulatorProcess) emulator = NULL;

  dex_init ();
  emulator = invy_emulator_process_new ();
  print_sync_cost ();

  for (guint i = 0; i < N_PAIRS; i++)
    {
      double yardstick;
      double value;

      yardstick = measure_bare (emulator);
      invy_emulator_process_reset (emulator);
      value = measure_ledger (emulator);
      invy_emulator_process_reset (emulator);
      invy_bench_print (&bench, value, yardstick);
    }

  return 0;
}
