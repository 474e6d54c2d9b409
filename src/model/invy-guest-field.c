/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-guest-field.h"

#include <glib/gi18n-lib.h>

static const char *const titles[INVY_GUEST_N_FIELDS] = {
  [INVY_GUEST_FIRST_NAME] = N_ ("First name"),
  [INVY_GUEST_LAST_NAME] = N_ ("Last name"),
  [INVY_GUEST_PHONE_NUMBER] = N_ ("Phone number"),
  [INVY_GUEST_EMAIL] = N_ ("Email"),
  [INVY_GUEST_LANGUAGE] = N_ ("Language"),
  [INVY_GUEST_SIDE] = N_ ("Side"),
  [INVY_GUEST_GROUP_NAME] = N_ ("Group"),
  [INVY_GUEST_MEAL] = N_ ("Meal"),
  [INVY_GUEST_NOTES] = N_ ("Notes"),
  [INVY_GUEST_BSUID] = N_ ("WhatsApp id"),
  [INVY_GUEST_RSVP_TOKEN] = N_ ("Personal link"),
  [INVY_GUEST_MERGED_INTO] = N_ ("Merged into"),
  [INVY_GUEST_HOUSEHOLD] = N_ ("Household"),
  [INVY_GUEST_TAGS] = N_ ("Tags"),
};

/**
 * invy_guest_field_get_title:
 *
 * Returns: what people call @field, in their language
 */
const char *
invy_guest_field_get_title (InvyGuestField field)
{
  g_return_val_if_fail (field < INVY_GUEST_N_FIELDS, "");

  return _ (titles[field]);
}
