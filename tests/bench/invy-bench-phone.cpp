/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-bench-phone.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

/**
 * invy_bench_parse_alone:
 * @texts: phone numbers as typed
 * @country: ISO 3166 letters
 *
 * Parses each number with libphonenumber and nothing else: the yardstick for whatever judges numbers.
 *
 * Returns: how many it takes for numbers
 */
guint
invy_bench_parse_alone (const char *const *texts, const char *country)
{
  PhoneNumberUtil *library = PhoneNumberUtil::GetInstance ();
  guint n_parsed = 0;

  library->SetLogger (new NullLogger ()); /* the library owns it */
  for (guint i = 0; texts[i] != NULL; i++)
    {
      PhoneNumber number;

      n_parsed += library->Parse (texts[i], country, &number) == PhoneNumberUtil::NO_PARSING_ERROR;
    }

  return n_parsed;
}
