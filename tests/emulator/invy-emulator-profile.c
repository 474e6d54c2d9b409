/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-profile.h"

#include "invy-emulator-json.h"

/* An account in good health, as Graph describes one. The first %s is the number's id. */
#define PROFILE                                                                                                    \
  "{\"debug_token\":{\"app_id\":\"67084719999\",\"type\":\"SYSTEM_USER\",\"application\":\"Wedding app\","         \
  "\"data_access_expires_at\":0,\"expires_at\":0,\"is_valid\":true,\"issued_at\":1790000000,"                      \
  "\"scopes\":[\"whatsapp_business_management\",\"whatsapp_business_messaging\"],"                                 \
  "\"granular_scopes\":[{\"scope\":\"whatsapp_business_management\",\"target_ids\":[\"102290129340398\"]},"        \
  "{\"scope\":\"whatsapp_business_messaging\",\"target_ids\":[\"102290129340398\"]}],\"user_id\":\"1220939999\"}," \
  "\"business_accounts\":[{\"id\":\"102290129340398\",\"name\":\"Lucky Weddings\",\"phone_numbers\":[{"            \
  "\"id\":\"%s\",\"verified_name\":\"Lucky Weddings\",\"display_phone_number\":\"+1 555-078-3881\","               \
  "\"quality_rating\":\"GREEN\",\"status\":\"CONNECTED\",\"name_status\":\"APPROVED\","                            \
  "\"code_verification_status\":\"VERIFIED\",\"platform_type\":\"CLOUD_API\",\"account_mode\":\"LIVE\","           \
  "\"throughput\":{\"level\":\"STANDARD\"},\"whatsapp_business_manager_messaging_limit\":\"TIER_250\","            \
  "\"health_status\":{\"can_send_message\":\"AVAILABLE\",\"entities\":[{\"entity_type\":\"PHONE_NUMBER\","         \
  "\"id\":\"106540352242922\",\"can_send_message\":\"AVAILABLE\"}]}}]}]}"

#define PHONE_NUMBER_ID "106540352242922"

/**
 * invy_emulator_profile_new:
 * @phone_number_id: (nullable): of the number; %NULL for any
 *
 * Returns: (transfer full): what Graph says about an account with one number, and about its token
 */
JsonObject *
invy_emulator_profile_new (const char *phone_number_id)
{
  g_autofree char *json = g_strdup_printf (PROFILE, phone_number_id != NULL ? phone_number_id : PHONE_NUMBER_ID);
  g_autoptr (JsonNode) root = invy_emulator_json_parse (json, -1, NULL);

  return json_node_dup_object (root);
}

/**
 * invy_emulator_profile_change:
 * @changes: "business_accounts" replaces all of them; the members of "debug_token" and "number" replace those of the
 *   token and of the first number, and a null removes one
 *
 * Changes what Graph says.
 */
void
invy_emulator_profile_change (JsonObject *profile, JsonObject *changes)
{
  JsonObject *token = invy_emulator_json_get_object (changes, "debug_token");
  JsonObject *number = invy_emulator_json_get_object (changes, "number");
  JsonArray *accounts;

  if (json_object_has_member (changes, "business_accounts"))
    json_object_set_member (profile, "business_accounts",
                            json_node_copy (json_object_get_member (changes, "business_accounts")));
  if (token != NULL)
    invy_emulator_json_merge (json_object_get_object_member (profile, "debug_token"), token);
  if (number != NULL)
    {
      accounts = json_object_get_array_member (profile, "business_accounts");
      invy_emulator_json_merge (
          json_array_get_object_element (
              json_object_get_array_member (json_array_get_object_element (accounts, 0), "phone_numbers"), 0),
          number);
    }
}

/**
 * invy_emulator_profile_check_scope:
 * @scope: a permission
 *
 * Returns: (transfer full) (nullable): error 10 when the token does not have it
 */
InvyEmulatorProblem *
invy_emulator_profile_check_scope (JsonObject *profile, const char *scope)
{
  JsonObject *token = json_object_get_object_member (profile, "debug_token");
  JsonArray *scopes = invy_emulator_json_get_array (token, "scopes");

  for (guint i = 0; scopes != NULL && i < json_array_get_length (scopes); i++)
    {
      if (g_strcmp0 (json_array_get_string_element (scopes, i), scope) == 0)
        return NULL;
    }

  return invy_emulator_problem_new (10, "Application does not have permission for this action");
}

static JsonObject *
find (JsonArray *array, const char *id)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = invy_emulator_json_get_element (array, i);

      if (object != NULL && g_strcmp0 (invy_emulator_json_get_text (object, "id"), id) == 0)
        return object;
    }

  return NULL;
}

/**
 * invy_emulator_profile_find_business_account:
 *
 * Returns: (transfer none) (nullable): the business account @id
 */
JsonObject *
invy_emulator_profile_find_business_account (JsonObject *profile, const char *id)
{
  return find (invy_emulator_json_get_array (profile, "business_accounts"), id);
}

/**
 * invy_emulator_profile_find_number:
 *
 * Returns: (transfer none) (nullable): the number @id of any business account
 */
JsonObject *
invy_emulator_profile_find_number (JsonObject *profile, const char *id)
{
  JsonArray *accounts = invy_emulator_json_get_array (profile, "business_accounts");
  JsonObject *number = NULL;

  for (guint i = 0; number == NULL && i < json_array_get_length (accounts); i++)
    number = find (invy_emulator_json_get_array (json_array_get_object_element (accounts, i), "phone_numbers"), id);

  return number;
}
