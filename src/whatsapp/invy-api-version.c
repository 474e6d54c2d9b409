/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-api-version.h"

#include "text/invy-when.h"

#include <glib/gi18n-lib.h>

/* Graph API changelog, versions. A newer one has no end yet: Meta announces it when the next but one comes. */
static const struct
{
  const char *version;
  const char *end;
} ends[] = {
  { "v20.0", "2026-09-24" }, { "v21.0", "2027-01-21" }, { "v22.0", "2027-05-20" },
  { "v23.0", "2027-10-08" }, { "v24.0", "2028-02-18" }, { "v25.0", "2028-07-29" },
};

static guint64
get_number (const char *version)
{
  return version[0] == 'v' ? g_ascii_strtoull (version + 1, NULL, 10) : 0;
}

/**
 * invy_api_version_get_end:
 * @version: like "v25.0"
 *
 * Returns: (nullable): the day from which Meta no longer serves @version, as YYYY-MM-DD; the oldest known day for one
 *   that is older still; %NULL when none was announced
 */
const char *
invy_api_version_get_end (const char *version)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (get_number (version) <= get_number (ends[i].version))
        return ends[i].end;
    }

  return NULL;
}

/**
 * invy_api_version_judge:
 * @version: like "v25.0"
 * @now: the time
 *
 * Returns: for how long @version can be used
 */
InvyApiVersionState
invy_api_version_judge (const char *version, GDateTime *now)
{
  const char *day = invy_api_version_get_end (version);
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *text = NULL;

  if (day == NULL)
    return INVY_API_VERSION_CURRENT;

  text = g_strconcat (day, "T00:00:00Z", NULL);
  end = g_date_time_new_from_iso8601 (text, NULL);
  if (g_date_time_compare (now, end) >= 0)
    return INVY_API_VERSION_EXPIRED;

  return g_date_time_difference (end, now) <= INVY_API_VERSION_WARNING_DAYS * G_TIME_SPAN_DAY
             ? INVY_API_VERSION_EXPIRING
             : INVY_API_VERSION_CURRENT;
}

/**
 * invy_api_version_dup_warning:
 * @version: what the settings ask for
 * @served: (nullable): what an answer said it was made with, when there was one
 * @now: the time
 *
 * Returns: (transfer full) (nullable): a sentence for people about a version that ends soon, has ended, or is not the
 *   one that Meta uses; %NULL when all is well
 */
char *
invy_api_version_dup_warning (const char *version, const char *served, GDateTime *now)
{
  const char *day = invy_api_version_get_end (version);
  g_autofree char *date = day != NULL ? invy_when_dup_date (day) : NULL;

  switch (invy_api_version_judge (version, now))
    {
    case INVY_API_VERSION_EXPIRED:
      /* Translators: %1$s is a version such as v20.0, %2$s a date */
      return g_strdup_printf (
          _ ("Version %1$s of the Graph API ended on %2$s. Meta uses an older or newer one in its "
             "place. Choose a newer version in Preferences."),
          version, date);
    case INVY_API_VERSION_EXPIRING:
      /* Translators: %1$s is a version such as v21.0, %2$s a date */
      return g_strdup_printf (_ ("Version %1$s of the Graph API ends on %2$s. Choose a newer version in Preferences "
                                 "before that."),
                              version, date);
    case INVY_API_VERSION_CURRENT:
    default:
      break;
    }

  if (served != NULL && !g_str_equal (version, served))
    /* Translators: both are versions such as v25.0 */
    return g_strdup_printf (_ ("Version %1$s of the Graph API was asked for, but Meta answered with %2$s. Choose "
                               "%2$s in Preferences if something looks wrong."),
                            version, served);

  return NULL;
}
