/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-emulator-process.h"
#include "invy-test.h"

#include "whatsapp/invy-api-error.h"
#include "whatsapp/invy-media-upload.h"

#define NUMBER INVY_EMULATOR_PHONE_NUMBER_ID

/* Zeros, line breaks and what looks like a boundary: none of it may change on the way. */
static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\2\0\0\0\r\n--boundary--\r\n\0\xff";

typedef struct
{
  InvyEmulatorProcess *emulator;
  InvyAccount *account;
  InvyMedia *media;
} Fixture;

static InvyMedia *
new_media (const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (png, sizeof png - 1);
  g_autoptr (GError) error = NULL;
  InvyMedia *media = invy_media_new (bytes, name, &error);

  g_assert_no_error (error);

  return media;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->emulator = invy_emulator_process_new ();
  fixture->account = invy_account_new ();
  g_set_str (&fixture->account->base_url, invy_emulator_process_get_url (fixture->emulator));
  g_set_str (&fixture->account->token, INVY_EMULATOR_TOKEN);
  fixture->media = new_media ("הזמנה “1”.jpg");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->media, invy_media_unref);
  g_clear_pointer (&fixture->account, invy_account_unref);
  g_clear_pointer (&fixture->emulator, invy_emulator_process_free);
}

static void
test_upload (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = invy_test_await_string (invy_media_upload (fixture->account, NUMBER, fixture->media), &error);
  g_autoptr (JsonObject) memory = invy_emulator_process_get_memory (fixture->emulator);
  JsonArray *files = json_object_get_array_member (memory, "media");
  JsonObject *file = json_array_get_object_element (files, 0);

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (files), ==, 1);
  g_assert_cmpstr (id, ==, json_object_get_string_member (file, "id"));
  g_assert_cmpstr (json_object_get_string_member (file, "phone_number_id"), ==, NUMBER);
  g_assert_cmpstr (json_object_get_string_member (file, "mime_type"), ==, "image/png");
  g_assert_cmpstr (json_object_get_string_member (file, "sha256"), ==, fixture->media->hash);
  g_assert_cmpint (json_object_get_int_member (file, "size"), ==, sizeof png - 1);
}

static void
test_wrong_number (Fixture *fixture, gconstpointer data)
{
  invy_test_await_error (invy_media_upload (fixture->account, "1234", fixture->media), INVY_API_ERROR,
                         INVY_API_ERROR_WRONG_ID);
}

static void
test_no_permission (Fixture *fixture, gconstpointer data)
{
  invy_emulator_process_change_account (fixture->emulator, "{\"debug_token\":{\"scopes\":[]}}");
  invy_test_await_error (invy_media_upload (fixture->account, NUMBER, fixture->media), INVY_API_ERROR,
                         INVY_API_ERROR_PERMISSION);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"refuse\",\"code\":131053,\"path\":\"media\"}");
  invy_test_await_error (invy_media_upload (fixture->account, NUMBER, fixture->media), INVY_API_ERROR,
                         INVY_API_ERROR_REFUSED);
}

static void
test_no_id (Fixture *fixture, gconstpointer data)
{
  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"no-id\",\"path\":\"media\"}");
  invy_test_await_error (invy_media_upload (fixture->account, NUMBER, fixture->media), INVY_API_ERROR,
                         INVY_API_ERROR_UNREADABLE);
}

#define ADD(name, function) g_test_add ("/invy/media-upload/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("upload", test_upload);
  ADD ("wrong-number", test_wrong_number);
  ADD ("no-permission", test_no_permission);
  ADD ("refused", test_refused);
  ADD ("no-id", test_no_id);

  return g_test_run ();
}
