/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"
#include "model/invy-template.h"

/* What was read from the account: templates, and the files that were uploaded to it. */

#define WABA_ID "102290129340398"

typedef struct
{
  char *folder;
  char *uri;
  InvyStore *store;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (self->uri);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  invy_test_close_store (g_steal_pointer (&self->store));
  invy_test_remove_folder (self->folder);
  g_free (self->uri);
}

static void
add (GPtrArray *templates, const char *name, const char *language, const char *status)
{
  InvyTemplate *tmpl = invy_template_new ();

  invy_template_set (tmpl, INVY_TEMPLATE_NAME, name);
  invy_template_set (tmpl, INVY_TEMPLATE_LANGUAGE, language);
  invy_template_set (tmpl, INVY_TEMPLATE_STATUS, status);
  invy_template_set (tmpl, INVY_TEMPLATE_COMPONENTS, "[{\"type\": \"BODY\", \"text\": \"שלום {{1}}\"}]");
  g_ptr_array_add (templates, tmpl);
}

static void
save (Fixture *self, const char *name, GPtrArray *templates)
{
  g_autoptr (GError) error = NULL;

  invy_test_await (invy_store_save_templates (self->store, WABA_ID, name, templates), &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *templates = invy_test_await_boxed (invy_store_list_templates (self->store, WABA_ID, name), &error);

  g_assert_no_error (error);
  return templates;
}

static void
test_read_again (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) second = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) all = NULL, some = NULL, none = NULL;

  add (first, "save_the_date", "en", "APPROVED");
  add (first, "save_the_date", "he", "PENDING");
  add (first, "thanks", "he", "PAUSED");
  add (first, "thanks", "he", "A_NEW_WORD");
  save (self, NULL, first);
  all = list (self, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (invy_template_get (all->pdata[1], INVY_TEMPLATE_LANGUAGE), ==, "he");
  g_assert_cmpstr (invy_template_get (all->pdata[1], INVY_TEMPLATE_STATUS), ==, "PENDING");
  g_assert_cmpstr (invy_template_get (all->pdata[2], INVY_TEMPLATE_STATUS), ==, "A_NEW_WORD");
  g_assert_cmpstr (invy_template_get_body (all->pdata[2]), ==, "שלום {{1}}");
  g_assert_cmpint (invy_template_get_synced_at (all->pdata[0]), >, g_get_real_time () / 1000 - 60000);

  add (second, "save_the_date", "en", "PAUSED");
  save (self, "save_the_date", second);
  some = list (self, "save_the_date");
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpstr (invy_template_get (some->pdata[0], INVY_TEMPLATE_STATUS), ==, "PAUSED");
  g_clear_pointer (&all, g_ptr_array_unref);
  all = list (self, NULL);
  g_assert_cmpuint (all->len, ==, 2);

  save (self, "nothing", second);
  none = list (self, "nothing");
  g_assert_cmpuint (none->len, ==, 0);
}

static char *
find_media (Fixture *self, const char *number_id)
{
  g_autoptr (GError) error = NULL;
  char *id = invy_test_await_string (invy_store_find_media (self->store, "abc", number_id), &error);

  g_assert_no_error (error);
  return id;
}

/* A file is used again on the number that it was uploaded to, and for 25 days. */
static void
test_media (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = find_media (self, "1");
  g_autofree char *fresh = NULL, *elsewhere = NULL, *stale = NULL, *again = NULL;

  g_assert_null (before);
  invy_test_await (invy_store_save_media (self->store, "abc", "1", "m1"), &error);
  g_assert_no_error (error);
  fresh = find_media (self, "1");
  elsewhere = find_media (self, "2");
  g_assert_cmpstr (fresh, ==, "m1");
  g_assert_null (elsewhere);

  invy_test_run_sql (self->uri, "UPDATE media SET uploaded_at = uploaded_at - 2160000001");
  stale = find_media (self, "1");
  g_assert_null (stale);
  invy_test_await (invy_store_save_media (self->store, "abc", "1", "m2"), &error);
  g_assert_no_error (error);
  again = find_media (self, "1");
  g_assert_cmpstr (again, ==, "m2");
}

/* The clock is set back by an hour after the upload: the messages know their file all the same. */
static void
test_media_after_clock_was_set (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyEvent) event = invy_test_add_event (self->store);
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyClaim) claim = NULL;
  g_autoptr (GError) error = NULL;
  gint64 epoch;

  g_ptr_array_add (guests, invy_test_add_guest (self->store, event, "Guest", "0501234567"));
  campaign = invy_test_plan (self->store, event, INVY_CAMPAIGN_REAL, guests);
  invy_test_await (
      invy_store_save_media (self->store, "abc", invy_campaign_get (campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID), "m1"),
      &error);
  g_assert_no_error (error);
  invy_test_run_sql (self->uri, "UPDATE media SET uploaded_at = uploaded_at + 3600000");
  invy_test_run_sql (self->uri, "UPDATE messages SET parameters = '[{\"type\": \"header\", \"parameters\":"
                                " [{\"type\": \"image\", \"image\": {\"sha256\": \"abc\"}}]}]'");

  epoch =
      invy_test_await_int64 (invy_store_take_lease (self->store, invy_campaign_get_id (campaign), "tests"), &error);
  claim =
      invy_test_await_boxed (invy_store_claim (self->store, invy_campaign_get_id (campaign), epoch, 1, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (claim->messages->len, ==, 1);
  g_assert_cmpstr (invy_message_get_media_id (claim->messages->pdata[0]), ==, "m1");
  invy_test_await (invy_store_release_lease (self->store, invy_campaign_get_id (campaign), epoch, NULL), &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add ("/invy/store-templates/read-again", Fixture, NULL, set_up, test_read_again, tear_down);
  g_test_add ("/invy/store-templates/media", Fixture, NULL, set_up, test_media, tear_down);
  g_test_add ("/invy/store-templates/media-after-clock-was-set", Fixture, NULL, set_up,
              test_media_after_clock_was_set, tear_down);

  return g_test_run ();
}
