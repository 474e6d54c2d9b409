/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"

#include "phone/invy-phone.h"

#include <ftw.h>
#include <glib/gstdio.h>

/* Long enough for a slow machine under a sanitizer; a test that waits for its end has failed. */
#define LOOK_MS 20
#define PATIENCE_S 120

static gboolean
give_up_cb (gpointer data)
{
  g_error ("Nothing happened for %d seconds", PATIENCE_S);
  return G_SOURCE_REMOVE;
}

static DexFuture *
pass_cb (DexFuture *future, gpointer data)
{
  return dex_ref (future);
}

/* A future that another thread resolves does not wake the main context by itself; a block that waits for it does. */
static const GValue *
wait_for (DexFuture **taken, GError **error)
{
  DexFuture *future = *taken = dex_future_finally (*taken, pass_cb, NULL, NULL);
  guint patience = g_timeout_add_seconds (PATIENCE_S, give_up_cb, NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);

  return dex_future_get_value (future, error);
}

/**
 * invy_test_await:
 *
 * Returns: whether @future resolved
 */
gboolean
invy_test_await (DexFuture *future, GError **error)
{
  gboolean resolved = wait_for (&future, error) != NULL;

  dex_unref (future);
  return resolved;
}

/**
 * invy_test_await_object:
 *
 * Returns: (transfer full): the object that @future resolved to
 */
gpointer
invy_test_await_object (DexFuture *future, GError **error)
{
  const GValue *value = wait_for (&future, error);
  gpointer object = value != NULL ? g_value_dup_object (value) : NULL;

  dex_unref (future);
  return object;
}

/**
 * invy_test_await_boxed:
 *
 * Returns: (transfer full): the boxed value that @future resolved to
 */
gpointer
invy_test_await_boxed (DexFuture *future, GError **error)
{
  const GValue *value = wait_for (&future, error);
  gpointer boxed = value != NULL ? g_value_dup_boxed (value) : NULL;

  dex_unref (future);
  return boxed;
}

gint64
invy_test_await_int64 (DexFuture *future, GError **error)
{
  const GValue *value = wait_for (&future, error);
  gint64 number = value != NULL ? g_value_get_int64 (value) : -1;

  dex_unref (future);
  return number;
}

char *
invy_test_await_string (DexFuture *future, GError **error)
{
  const GValue *value = wait_for (&future, error);
  char *text = value != NULL ? g_value_dup_string (value) : NULL;

  dex_unref (future);
  return text;
}

/**
 * invy_test_await_error:
 *
 * Asserts that @future rejects with this error, and that the sentence is not empty.
 */
void
invy_test_await_error (DexFuture *future, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (invy_test_await (future, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static gboolean
look_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * invy_test_wait_until:
 *
 * Runs the main context until @condition is true. It looks now and then though nothing happens here: another thread
 * may make it true, by giving the last reference to something back.
 */
void
invy_test_wait_until (gboolean (*condition) (gpointer data), gpointer data)
{
  guint patience = g_timeout_add_seconds (PATIENCE_S, give_up_cb, NULL);
  guint look = g_timeout_add (LOOK_MS, look_cb, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look);
  g_source_remove (patience);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/**
 * invy_test_finalize:
 * @object: (transfer full): what nobody else should hold for long
 *
 * Gives the reference back and waits until @object is gone: what was asked of another thread may hold it for a moment
 * more. One that stays is a leak, and the test fails.
 */
void
invy_test_finalize (gpointer object)
{
  g_object_add_weak_pointer (object, &object);
  g_object_unref (object);
  invy_test_wait_until (is_gone, &object);
}

char *
invy_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("invy-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

static int
remove_cb (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return g_remove (path);
}

/**
 * invy_test_remove_folder:
 * @path: (transfer full): a folder that invy_test_make_folder() made
 */
void
invy_test_remove_folder (char *path)
{
  nftw (path, remove_cb, 16, FTW_DEPTH | FTW_PHYS);
  g_free (path);
}

InvyStore *
invy_test_open_store (const char *uri)
{
  g_autoptr (GError) error = NULL;
  InvyStore *store = invy_test_await_object (invy_store_open (uri), &error);

  g_assert_no_error (error);
  return store;
}

/**
 * invy_test_close_store:
 * @store: (transfer full): the last reference
 */
void
invy_test_close_store (InvyStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_await (invy_store_close (store), &error));
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store);
}

/**
 * invy_test_add_event:
 *
 * Returns: (transfer full): a wedding with all details, in Israel, kept in @store
 */
InvyEvent *
invy_test_add_event (InvyStore *store)
{
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (GError) error = NULL;
  InvyEvent *saved;

  invy_event_set (event, INVY_EVENT_PARTNER1_NAME, "דביר");
  invy_event_set (event, INVY_EVENT_PARTNER2_NAME, "ורד");
  invy_event_set (event, INVY_EVENT_VENUE, "גן האלה");
  invy_event_set (event, INVY_EVENT_DATE, "2027-02-25");
  invy_event_set (event, INVY_EVENT_EVENT_TIME, "19:00");
  invy_event_set (event, INVY_EVENT_GUEST_LINK, "https://rsvp.example/d-v");
  invy_event_set (event, INVY_EVENT_COUNTRY, "IL");
  saved = invy_test_await_object (invy_store_save_event (store, event), &error);
  g_assert_no_error (error);

  return saved;
}

/**
 * invy_test_add_guest:
 *
 * Returns: (transfer full): a guest kept in @store
 */
InvyGuest *
invy_test_add_guest (InvyStore *store, InvyEvent *event, const char *first_name, const char *phone_number)
{
  g_autoptr (InvyGuest) guest = invy_guest_new (invy_event_get_id (event));
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, first_name);
  invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, phone_number);
  g_ptr_array_add (guests, guest);
  saved = invy_test_await_boxed (invy_store_save_guests (store, guests), &error);
  g_assert_no_error (error);

  return g_object_ref (saved->pdata[0]);
}

/**
 * invy_test_new_message:
 *
 * Returns: (transfer full): a planned invitation to @guest
 */
InvyMessage *
invy_test_new_message (InvyCampaign *campaign, InvyGuest *guest, guint position)
{
  InvyMessage *message = invy_message_new ();
  g_autoptr (InvyPhone) phone = invy_phone_parse (invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER), "IL", NULL);
  g_autofree char *name = invy_guest_dup_name (guest);

  g_assert_nonnull (phone);
  invy_message_set (message, INVY_MESSAGE_CAMPAIGN_ID, invy_campaign_get_id (campaign));
  invy_message_set (message, INVY_MESSAGE_EVENT_ID, invy_guest_get_event_id (guest));
  invy_message_set (message, INVY_MESSAGE_GUEST_ID, invy_guest_get_id (guest));
  invy_message_set (message, INVY_MESSAGE_GUEST_NAME, name);
  invy_message_set (message, INVY_MESSAGE_PHONE_E164, phone->e164);
  invy_message_set (message, INVY_MESSAGE_TEMPLATE_NAME, "wedding_invitation");
  invy_message_set (message, INVY_MESSAGE_LANGUAGE, "he");
  invy_message_set (message, INVY_MESSAGE_PHONE_NUMBER_ID,
                    invy_campaign_get (campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID));
  invy_message_set (message, INVY_MESSAGE_PARAMETERS,
                    "[\"נועה\",\"דביר\",\"ורד\",\"גן האלה\",\"25/02\",\"19:00\",\"https://rsvp.example/d-v\"]");
  invy_message_set_purpose (message, invy_campaign_get_purpose (campaign));
  invy_message_set_kind (message, invy_campaign_get_kind (campaign));
  invy_message_set_position (message, position);

  return message;
}

/**
 * invy_test_plan:
 * @guests: (element-type InvyGuest)
 *
 * Returns: (transfer full): a campaign of invitations, planned in @store
 */
InvyCampaign *
invy_test_plan (InvyStore *store, InvyEvent *event, InvyCampaignKind kind, GPtrArray *guests)
{
  g_autoptr (InvyCampaign) campaign = invy_campaign_new ();
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  InvyCampaign *planned;

  invy_campaign_set (campaign, INVY_CAMPAIGN_EVENT_ID, invy_event_get_id (event));
  invy_campaign_set (campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID, "106540352242922");
  invy_campaign_set_kind (campaign, kind);
  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (messages, invy_test_new_message (campaign, guests->pdata[i], i));
  planned = invy_test_await_object (invy_store_plan_campaign (store, campaign, messages), &error);
  g_assert_no_error (error);

  return planned;
}
