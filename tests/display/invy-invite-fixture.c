/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-invite-fixture.h"

#include "invy-finder.h"
#include "invy-test.h"

#include "app/invite/invy-compose-page.h"
#include "app/invite/invy-invite-dialog.h"
#include "app/invite/invy-message-preview.h"
#include "campaign/invy-account-reading.h"

static void
add_guests (InvyInviteFixture *self)
{
  const char *const guests[][3] = { { "Maya", "+1 212-555-0123", "en" },
                                    { "רוני", "058-321-0001", "he" },
                                    { "Layla", "052-123-4567", "ar" } };

  self->guests = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    {
      g_autoptr (InvyGuest) guest = invy_test_add_guest (self->store, self->event, guests[i][0], guests[i][1]);
      g_autoptr (GPtrArray) changed = g_ptr_array_new ();
      g_autoptr (GPtrArray) saved = NULL;

      invy_guest_set (guest, INVY_GUEST_LANGUAGE, guests[i][2]);
      g_ptr_array_add (changed, guest);
      saved = invy_test_await_boxed (invy_store_save_guests (self->store, changed), NULL);
      g_assert_nonnull (saved);
      g_ptr_array_add (self->guests, g_object_ref (saved->pdata[0]));
    }
}

/**
 * invy_invite_fixture_set_up:
 *
 * The account comes from the environment, like a developer's.
 */
void
invy_invite_fixture_set_up (InvyInviteFixture *self, gconstpointer data)
{
  g_autofree char *uri = NULL;

  self->emulator = invy_emulator_process_new ();
  g_setenv ("WHATSAPP_API_BASE_URL", invy_emulator_process_get_url (self->emulator), TRUE);
  g_setenv ("WHATSAPP_ACCESS_TOKEN", INVY_EMULATOR_TOKEN, TRUE);
  g_setenv ("WHATSAPP_PHONE_NUMBER_ID", INVY_EMULATOR_PHONE_NUMBER_ID, TRUE);
  g_setenv ("WHATSAPP_BUSINESS_ACCOUNT_ID", INVY_EMULATOR_BUSINESS_ACCOUNT_ID, TRUE);

  self->folder = invy_test_make_folder ();
  uri = g_strdup_printf ("sqlite:%s/invy.db", self->folder);
  self->store = invy_test_open_store (uri);
  self->settings = invy_settings_new (FALSE);
  self->outbox = invy_outbox_new (self->store, self->settings);
  self->event = invy_test_add_event (self->store);
  add_guests (self);

  /* A dialog that closes while a page still slides would stay in memory. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->window = adw_application_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1100, 760);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self->window), gtk_button_new ());
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
is_closed (gpointer data)
{
  return ((InvyInviteFixture *) data)->dialog == NULL;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
invy_invite_fixture_tear_down (InvyInviteFixture *self, gconstpointer data)
{
  if (self->dialog != NULL)
    adw_dialog_force_close (self->dialog);
  invy_test_wait_until (is_closed, self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->event);
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  /* What is being read when the dialog closes is read to the end. */
  g_object_add_weak_pointer (G_OBJECT (self->outbox), (gpointer *) &self->outbox);
  g_object_unref (self->outbox);
  invy_test_wait_until (is_gone, &self->outbox);
  g_clear_object (&self->settings);
  invy_test_close_store (self->store);
  invy_test_remove_folder (self->folder);
  g_clear_pointer (&self->emulator, invy_emulator_process_free);
}

/**
 * invy_invite_fixture_sync:
 *
 * Reads the account's templates, as a planner did some day.
 */
void
invy_invite_fixture_sync (InvyInviteFixture *self)
{
  g_autoptr (InvyAccount) account = invy_test_await_boxed (invy_settings_load_account (self->settings), NULL);
  g_autoptr (GPtrArray) templates = NULL;

  g_assert_nonnull (account);
  templates = invy_test_await_boxed (invy_account_reading_sync_templates (self->store, account), NULL);
  g_assert_nonnull (templates);
}

/**
 * invy_invite_fixture_add_template:
 * @json: as Graph lists it
 *
 * The account has another template, and it was read.
 */
void
invy_invite_fixture_add_template (InvyInviteFixture *self, const char *json)
{
  invy_emulator_process_add_template (self->emulator, json);
  invy_invite_fixture_sync (self);
}

/**
 * invy_invite_fixture_choose_template:
 *
 * The wedding says which template it sends.
 */
void
invy_invite_fixture_choose_template (InvyInviteFixture *self, const char *name)
{
  InvyEvent *saved;

  invy_event_set (self->event, INVY_EVENT_TEMPLATE_NAME, name);
  invy_event_set (self->event, INVY_EVENT_LANGUAGE, "en");
  saved = invy_test_await_object (invy_store_save_event (self->store, self->event), NULL);
  g_assert_nonnull (saved);
  g_object_unref (self->event);
  self->event = saved;
}

static gboolean
has_message (gpointer data)
{
  GtkWidget *page = invy_find (data, INVY_TYPE_COMPOSE_PAGE, NULL);

  return page != NULL && invy_compose_page_get_guest (INVY_COMPOSE_PAGE (page)) != NULL;
}

/**
 * invy_invite_fixture_open:
 *
 * Opens the dialog, and waits until it shows a message.
 */
void
invy_invite_fixture_open (InvyInviteFixture *self)
{
  self->dialog = invy_invite_dialog_new (self->outbox, self->settings, self->store, self->event, self->guests);
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
  adw_dialog_present (self->dialog, self->window);
  invy_test_wait_until (has_message, self->dialog);
}
