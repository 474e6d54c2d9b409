/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "phone/invy-country.h"
#include "phone/invy-phone.h"

#include <unicode/uloc.h>

/* Longer than every country's name in every language. */
#define MAX_NAME 256

/**
 * invy_country_dup_codes:
 *
 * Returns: (transfer full): the two letters of all countries whose phone numbers can be understood, by letter; ISO
 * 3166 does not have all of them, such as Kosovo's XK
 */
GStrv
invy_country_dup_codes (void)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (char first = 'A'; first <= 'Z'; first++)
    for (char second = 'A'; second <= 'Z'; second++)
      {
        const char code[] = { first, second, '\0' };

        if (invy_phone_is_country (code))
          g_strv_builder_add (codes, code);
      }

  return g_strv_builder_end (codes);
}

/**
 * invy_country_dup_name:
 * @code: ISO 3166 letters
 *
 * Returns: (transfer full): what people call the country in the language in use; @code if it has no name there
 */
char *
invy_country_dup_name (const char *code)
{
  /* A locale without a language has a name that is the country's and nothing else. */
  g_autofree char *locale = g_strconcat ("und_", code, NULL);
  UChar name[MAX_NAME];
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length = uloc_getDisplayCountry (locale, g_get_language_names ()[0], name, MAX_NAME, &status);

  if (U_FAILURE (status) || length <= 0 || length >= MAX_NAME)
    return g_strdup (code);

  return g_utf16_to_utf8 ((const gunichar2 *) name, length, NULL, NULL, NULL);
}
