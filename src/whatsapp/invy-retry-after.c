/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-retry-after.h"
#include "text/invy-json.h"

#include <string.h>

/* Nobody waits longer than this; it also keeps a server's nonsense from overflowing. */
#define LONGEST_S G_GINT64_CONSTANT (604800)

static gint64
seconds_to_ms (gint64 seconds)
{
  return CLAMP (seconds, 0, LONGEST_S) * 1000;
}

/* RFC 9110, 10.2.3: seconds or a date. */
static gint64
parse_retry_after (const char *text, GDateTime *now)
{
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return seconds_to_ms ((gint64) seconds);

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;

  return CLAMP (g_date_time_difference (date, now) / 1000, 0, LONGEST_S * 1000);
}

static gint64
longest_wait_in_array (JsonArray *usages)
{
  gint64 minutes = 0;

  for (guint i = 0; i < json_array_get_length (usages); i++)
    {
      JsonNode *node = json_array_get_element (usages, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        minutes = MAX (minutes, json_object_get_int_member_with_default (json_node_get_object (node),
                                                                         "estimated_time_to_regain_access", 0));
    }

  return minutes;
}

/* X-Business-Use-Case-Usage is JSON: for each business a list of uses, each with the minutes until access comes back
 * (Graph API, rate limits). */
static gint64
parse_business_usage (const char *text)
{
  g_autoptr (JsonNode) root = invy_json_parse_object (text, strlen (text));
  JsonObjectIter iter;
  JsonNode *usages;
  gint64 minutes = 0;

  if (root == NULL)
    return -1;

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, NULL, &usages))
    {
      if (JSON_NODE_HOLDS_ARRAY (usages))
        minutes = MAX (minutes, longest_wait_in_array (json_node_get_array (usages)));
    }

  return minutes > 0 ? seconds_to_ms (MIN (minutes, LONGEST_S) * 60) : -1;
}

/**
 * invy_retry_after_parse:
 * @headers: of an answer
 * @now: the time to count a date from
 *
 * Reads how long WhatsApp asks to wait: Retry-After, else the estimate in X-Business-Use-Case-Usage.
 *
 * Returns: milliseconds, a week at most; -1 when @headers do not say
 */
gint64
invy_retry_after_parse (SoupMessageHeaders *headers, GDateTime *now)
{
  const char *retry_after = soup_message_headers_get_one (headers, "Retry-After");
  const char *usage = soup_message_headers_get_one (headers, "X-Business-Use-Case-Usage");
  gint64 wait_ms = -1;

  if (retry_after != NULL)
    wait_ms = parse_retry_after (retry_after, now);
  if (wait_ms < 0 && usage != NULL)
    wait_ms = parse_business_usage (usage);

  return wait_ms;
}
