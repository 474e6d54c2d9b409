/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench.h"
#include "invy-test.h"

#include "book/invy-search.h"
#include "campaign/invy-dry-run.h"
#include "template/invy-builtin-template.h"
#include "transfer/invy-guest-reader.h"

#include <valgrind/callgrind.h>

/* The paths that are walked for each guest, each key and each message, for check-counts.py: callgrind counts the
 * instructions of all threads between begin() and end(). Everything is the same in each run. */

#define N_GUESTS 500
#define N_MESSAGES 100

typedef struct
{
  char *folder;
  InvyStore *store;
  InvyEvent *event;
  GPtrArray *guests;
} Fixture;

/* To set the counters to zero would do so for this thread alone. */
static void
begin (void)
{
  CALLGRIND_DUMP_STATS_AT ("before");
}

static void
end (const char *path)
{
  CALLGRIND_DUMP_STATS_AT (path);
}

/* What is looked at in each guest was made before: that is done once, and not with each key. */
static void
count_search (Fixture *fixture)
{
  static const char *const texts[] = { "d", "da", "נו", "054" };
  guint n_found = 0;

  for (guint i = 0; i < N_GUESTS; i++)
    invy_search_key_get (fixture->guests->pdata[i]);

  begin ();
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (InvySearch) search = invy_search_new (texts[i]);

      for (guint j = 0; j < N_GUESTS; j++)
        n_found += invy_search_finds (search, invy_search_key_get (fixture->guests->pdata[j]));
    }
  end ("search");
  g_assert_cmpuint (n_found, >, 0);
}

static void
load_dry_run (Fixture *fixture, GPtrArray *guests)
{
  const InvyDryRunOptions options = { .purpose = INVY_PURPOSE_INVITATION, .kind = INVY_CAMPAIGN_REAL };
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyTemplateSet) templates = invy_template_set_new_single (tmpl);
  g_autoptr (InvyAccount) account = invy_account_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyDryRun) dry_run = invy_test_await_object (
      invy_dry_run_load (fixture->store, fixture->event, guests, templates, account, &options), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (invy_dry_run_get_n_ready (dry_run), >, guests->len / 2);
}

/* The library compiles its rules with the first numbers; the ones that count are other numbers. */
static void
count_dry_run (Fixture *fixture)
{
  g_autoptr (GPtrArray) others = invy_bench_new_guests (fixture->event, 2 * N_GUESTS);

  g_ptr_array_remove_range (others, 0, N_GUESTS);
  load_dry_run (fixture, others);
  begin ();
  load_dry_run (fixture, fixture->guests);
  end ("dry run");
}

static void
render_all (Fixture *fixture, InvyTemplate *tmpl)
{
  for (guint i = 0; i < N_GUESTS; i++)
    {
      g_autoptr (InvyRendering) rendering =
          invy_rendering_new (tmpl, fixture->event, fixture->guests->pdata[i], "https://rsvp.example/");

      g_assert_nonnull (rendering->text);
    }
}

static void
count_render (Fixture *fixture)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();

  render_all (fixture, tmpl);
  begin ();
  render_all (fixture, tmpl);
  end ("render");
}

static char *
make_csv (Fixture *fixture)
{
  g_autoptr (GString) csv = g_string_new ("First name,Last name,Phone,Group,People\n");

  for (guint i = 0; i < N_GUESTS; i++)
    {
      InvyGuest *guest = fixture->guests->pdata[i];

      g_string_append_printf (csv, "%s,\"%s\",%s,Family,%u\n", invy_guest_get (guest, INVY_GUEST_FIRST_NAME),
                              invy_guest_get (guest, INVY_GUEST_LAST_NAME),
                              invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER), 1 + i % 4);
    }

  return g_string_free_and_steal (g_steal_pointer (&csv));
}

static void
read_csv (const char *csv)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, strlen (csv));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = invy_guest_reader_read_bytes (bytes, "wedding", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, N_GUESTS);
}

static void
count_csv (Fixture *fixture)
{
  g_autofree char *csv = make_csv (fixture);

  read_csv (csv);
  begin ();
  read_csv (csv);
  end ("csv row");
}

/* One message: it is claimed, and then what came of it is kept. */
static void
take_step (Fixture *fixture, const char *campaign_id, gint64 epoch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyClaim) claim =
      invy_test_await_boxed (invy_store_claim (fixture->store, campaign_id, epoch, 1, 0), &error);
  g_autoptr (InvyMessage) message = NULL;
  g_autoptr (InvyMessage) recorded = NULL;
  g_autofree char *wamid = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (claim->messages->len, ==, 1);
  message = g_object_ref (claim->messages->pdata[0]);
  wamid = g_strdup_printf ("wamid.%s", invy_message_get_id (message));
  invy_message_set_state (message, INVY_MESSAGE_ACCEPTED);
  invy_message_set (message, INVY_MESSAGE_WAMID, wamid);
  recorded = invy_test_await_object (invy_store_record_outcome (fixture->store, message), &error);
  g_assert_no_error (error);
}

/* Returns: (transfer full): guests with a number each, kept in the store */
static GPtrArray *
add_guests (Fixture *fixture)
{
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (fixture->event, N_GUESTS);

  for (guint i = 0; i < guests->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("+972 50-%07u", 2000000 + i);

      invy_guest_set (guests->pdata[i], INVY_GUEST_PHONE_NUMBER, number);
    }

  return invy_bench_save_guests (fixture->store, guests);
}

static void
count_ledger (Fixture *fixture)
{
  g_autoptr (GPtrArray) saved = add_guests (fixture);
  g_autoptr (InvyCampaign) campaign = invy_test_plan (fixture->store, fixture->event, INVY_CAMPAIGN_REAL, saved);
  const char *id = invy_campaign_get_id (campaign);
  g_autoptr (GError) error = NULL;
  const gint64 epoch = invy_test_await_int64 (invy_store_take_lease (fixture->store, id, "count-paths"), &error);

  g_assert_no_error (error);
  take_step (fixture, id, epoch);
  begin ();
  for (guint i = 0; i < N_MESSAGES; i++)
    take_step (fixture, id, epoch);
  end ("ledger step");
}

int
main (int argc, char *argv[])
{
  Fixture fixture = { .folder = invy_test_make_folder () };
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/invy.db", fixture.folder);

  dex_init ();
  fixture.store = invy_test_open_store (uri);
  fixture.event = invy_test_add_event (fixture.store);
  fixture.guests = invy_bench_new_guests (fixture.event, N_GUESTS);

  count_search (&fixture);
  count_dry_run (&fixture);
  count_render (&fixture);
  count_csv (&fixture);
  count_ledger (&fixture);

  g_clear_pointer (&fixture.guests, g_ptr_array_unref);
  g_clear_object (&fixture.event);
  invy_test_close_store (fixture.store);
  invy_test_remove_folder (fixture.folder);
  return 0;
}
