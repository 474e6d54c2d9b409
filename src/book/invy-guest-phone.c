/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-phone.h"
#include "phone/invy-phone.h"

/**
 * invy_guest_judge_phone:
 * @country: (nullable): ISO 3166 letters of the country that numbers without a country code belong to
 *
 * Notes on @guest what its phone number turns out to be, or the sentence that says why nothing can be sent to it.
 */
void
invy_guest_judge_phone (InvyGuest *guest, const char *country)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyPhone) phone = NULL;

  g_return_if_fail (INVY_IS_GUEST (guest));

  phone = invy_phone_parse (invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER), country, &error);
  if (phone != NULL)
    invy_guest_set_phone_judged (guest, phone->e164, phone->display, NULL);
  else
    invy_guest_set_phone_judged (guest, NULL, NULL, error->message);
}
