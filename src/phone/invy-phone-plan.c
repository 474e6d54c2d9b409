/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "phone/invy-phone-plan-private.h"

#include <string.h>

/* Shorter is no number of a person, and longer none of E.164, which allows 15 digits with the country code. */
#define MIN_NATIONAL 4
#define MAX_DIGITS 15

typedef struct
{
  const char *code;
  char trunk;
} Plan;

/* Countries in which nothing is dialled in front of a number but at most one digit, always the same: the list of
 * dialling procedures that the ITU publishes with its Operational Bulletin. So a number with the country's code that
 * goes on with another digit is read as it stands. Not here: Argentina, Brazil, China and others, where the code of
 * a carrier or of a kind of line may stand in front too. A test compares all of them with what libphonenumber says.
 */
static const Plan plans[] = {
  { "1", '1' },   { "7", '8' },   { "20", '0' },  { "27", '0' },  { "30", '0' },  { "31", '0' },  { "32", '0' },
  { "33", '0' },  { "34", '0' },  { "40", '0' },  { "41", '0' },  { "43", '0' },  { "44", '0' },  { "45", '0' },
  { "46", '0' },  { "47", '0' },  { "48", '0' },  { "49", '0' },  { "62", '0' },  { "63", '0' },  { "65", '0' },
  { "66", '0' },  { "90", '0' },  { "91", '0' },  { "92", '0' },  { "98", '0' },  { "212", '0' }, { "213", '0' },
  { "216", '0' }, { "218", '0' }, { "234", '0' }, { "251", '0' }, { "254", '0' }, { "351", '0' }, { "353", '0' },
  { "357", '0' }, { "358", '0' }, { "359", '0' }, { "373", '0' }, { "380", '0' }, { "420", '0' }, { "421", '0' },
  { "961", '0' }, { "962", '0' }, { "963", '0' }, { "964", '0' }, { "965", '0' }, { "966", '0' }, { "967", '0' },
  { "968", '0' }, { "970", '0' }, { "971", '0' }, { "972", '0' }, { "973", '0' }, { "974", '0' }, { "994", '0' },
  { "995", '0' },
};

/**
 * invy_phone_plan_read:
 * @e164: "+" and digits
 * @country_code: (out): what the number begins with
 * @national: (out): the rest
 *
 * Parts a number whose country has the simplest of rules, which is a hundred times quicker than to have it parsed as
 * something that a person typed.
 *
 * Any thread may call it.
 *
 * Returns: whether it is such a number; if not, it may be one all the same
 */
gboolean
invy_phone_plan_read (const char *e164, int *country_code, guint64 *national)
{
  const char *digits = *e164 == '+' ? e164 + 1 : "";
  const gsize length = strlen (digits);

  if (length == 0 || length > MAX_DIGITS || digits[strspn (digits, "0123456789")] != '\0')
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      const gsize n_code = strlen (plans[i].code);

      if (strncmp (digits, plans[i].code, n_code) != 0)
        continue;
      if (length < n_code + MIN_NATIONAL || digits[n_code] == '0' || digits[n_code] == plans[i].trunk)
        return FALSE;
      *country_code = (int) g_ascii_strtoull (plans[i].code, NULL, 10);
      *national = g_ascii_strtoull (digits + n_code, NULL, 10);
      return TRUE;
    }

  return FALSE;
}
