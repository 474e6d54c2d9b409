/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-phone.h"
#include "invy-bench.h"
#include "invy-test.h"

#include "campaign/invy-dry-run.h"
#include "template/invy-builtin-template.h"

/* Everything that can be checked without sending, for guests that nobody has looked at before. */

#define N_GUESTS 10000
#define N_PAIRS 9

static const InvyBench bench = {
  .what = "dry run, 10,000 guests / their numbers parsed alone",
  .unit = "ms of processor",
  .reach = 1.5,
};

static double
measure_parsing (InvyEvent *event)
{
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, N_GUESTS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  double started;

  for (guint i = 0; i < guests->len; i++)
    g_strv_builder_add (builder, invy_guest_get (guests->pdata[i], INVY_GUEST_PHONE_NUMBER));
  texts = g_strv_builder_end (builder);

  started = invy_bench_used_ms ();
  g_assert_cmpuint (invy_bench_parse_alone ((const char *const *) texts, "IL"), >, N_GUESTS / 2);
  return invy_bench_used_ms () - started;
}

static double
measure_dry_run (InvyStore *store, InvyEvent *event)
{
  const InvyDryRunOptions options = { .purpose = INVY_PURPOSE_INVITATION, .kind = INVY_CAMPAIGN_REAL };
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, N_GUESTS);
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyTemplateSet) templates = invy_template_set_new_single (tmpl);
  g_autoptr (InvyAccount) account = invy_account_new ();
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (GError) error = NULL;
  double used;

  used = -invy_bench_used_ms ();
  dry_run = invy_test_await_object (invy_dry_run_load (store, event, guests, templates, account, &options), &error);
  used += invy_bench_used_ms ();

  g_assert_no_error (error);
  g_assert_cmpuint (invy_dry_run_get_n_ready (dry_run), >, N_GUESTS / 2);
  g_assert_cmpuint (invy_dry_run_get_n_left_out (dry_run), >, 0);
  return used;
}

int
main (int argc, char *argv[])
{
  char *folder = invy_test_make_folder ();
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/invy.db", folder);
  g_autoptr (InvyEvent) event = NULL;
  InvyStore *store;

  dex_init ();
  store = invy_test_open_store (uri);
  event = invy_test_add_event (store);

  /* The first time of each is not counted: the library compiles its rules then. */
  for (guint i = 0; i <= N_PAIRS; i++)
    {
      const double yardstick = measure_parsing (event);
      const double value = measure_dry_run (store, event);

      if (i > 0)
        invy_bench_print (&bench, value, yardstick);
    }

  g_clear_object (&event);
  invy_test_close_store (store);
  invy_test_remove_folder (folder);
  return 0;
}
