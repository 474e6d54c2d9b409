/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-history-words.h"

#include "app/messages/invy-state-look.h"

#include "campaign/invy-reasons.h"
#include "text/invy-bidi.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

#define SOURCE_PLANNER "planner"
#define SOURCE_WEBHOOK "webhook"

/**
 * invy_history_words_get_title:
 * @is_first: whether the message came into being then
 *
 * Returns: what happened, in a few words
 */
const char *
invy_history_words_get_title (const InvyLogEntry *entry, gboolean is_first)
{
  switch (entry->state)
    {
    case INVY_MESSAGE_PLANNED:
      return is_first ? _ ("Planned") : _ ("Not sent, to be tried again");
    case INVY_MESSAGE_POSTING:
      return _ ("Sending began");
    case INVY_MESSAGE_SENT:
      return g_str_equal (entry->source, SOURCE_PLANNER) ? _ ("It arrived") : _ ("Sent to the guest");
    case INVY_MESSAGE_RESENT:
      return _ ("Closed, to be sent again");
    case INVY_MESSAGE_ACCEPTED:
    case INVY_MESSAGE_HELD:
    case INVY_MESSAGE_DELIVERED:
    case INVY_MESSAGE_READ:
    case INVY_MESSAGE_FAILED:
    case INVY_MESSAGE_UNKNOWN:
    case INVY_MESSAGE_SKIPPED:
    case INVY_MESSAGE_CANCELLED:
    default:
      return _ (invy_state_look_get (entry->state)->title);
    }
}

static const char *
get_source (const char *source)
{
  if (g_str_equal (source, SOURCE_PLANNER))
    return _ ("Decided by the planner");
  if (g_str_equal (source, SOURCE_WEBHOOK))
    return _ ("Reported by WhatsApp");
  return _ ("Noted by Invy");
}

/**
 * invy_history_words_dup_when:
 *
 * Returns: (transfer full): when it happened, and who said so
 */
char *
invy_history_words_dup_when (const InvyLogEntry *entry)
{
  g_autofree char *moment = invy_when_dup_moment (entry->at_ms);
  g_autofree char *shown_moment = invy_bidi_isolate (moment, INVY_BIDI_NAME);

  /* Translators: a day and a time, and who said so: "25 Feb 2027, 14:32 · Reported by WhatsApp" */
  return g_strdup_printf (_ ("%s · %s"), shown_moment, get_source (entry->source));
}

static char *
dup_detail (const InvyLogEntry *entry)
{
  g_autofree char *shown_detail = NULL;

  if (entry->detail == NULL)
    return NULL;
  if (entry->state == INVY_MESSAGE_SKIPPED)
    return invy_reasons_dup_for_skip (entry->detail);

  shown_detail = invy_bidi_isolate (entry->detail, INVY_BIDI_NAME);
  /* Translators: %s is what WhatsApp said, often in English */
  return g_strdup_printf (_ ("WhatsApp’s words: %s"), shown_detail);
}

/**
 * invy_history_words_dup_reason:
 * @is_last: whether nothing happened to @message after that
 *
 * Returns: (transfer full) (nullable): why it happened; what to do, too, where the message stands now
 */
char *
invy_history_words_dup_reason (InvyMessage *message, const InvyLogEntry *entry, gboolean is_last)
{
  const int code = invy_message_get_error_code (message);
  g_autofree char *reason = NULL;
  g_autofree char *number = NULL;
  g_autofree char *shown_number = NULL;

  if (is_last && entry->state == invy_message_get_state (message))
    reason = invy_reasons_dup_for_message (message);
  if (reason == NULL)
    return dup_detail (entry);
  if (code == INVY_MESSAGE_NO_CODE)
    return g_steal_pointer (&reason);

  number = g_strdup_printf ("%d", code);
  shown_number = invy_bidi_isolate (number, INVY_BIDI_NUMBER);
  /* Translators: a sentence, and the number of an error of WhatsApp's */
  return g_strdup_printf (_ ("%s (error %s)"), reason, shown_number);
}

/**
 * invy_history_words_dup_place:
 * @position: from 0
 *
 * Returns: (transfer full): which of the guest's messages it is
 */
char *
invy_history_words_dup_place (guint position, guint n_messages)
{
  if (n_messages == 1)
    return g_strdup (_ ("Message"));
  /* Translators: which of how many messages to one guest it is */
  return g_strdup_printf (_ ("Message %u of %u"), position + 1, n_messages);
}

static const char *
get_reason_for_another (InvyMessage *before)
{
  switch (invy_message_get_state (before))
    {
    case INVY_MESSAGE_RESENT:
      return _ ("Made because the planner had the one before sent again.");
    case INVY_MESSAGE_FAILED:
      return _ ("Made because the one before failed.");
    case INVY_MESSAGE_SKIPPED:
      return _ ("Made because the guest was left out before.");
    case INVY_MESSAGE_PLANNED:
    case INVY_MESSAGE_POSTING:
    case INVY_MESSAGE_ACCEPTED:
    case INVY_MESSAGE_HELD:
    case INVY_MESSAGE_SENT:
    case INVY_MESSAGE_DELIVERED:
    case INVY_MESSAGE_READ:
    case INVY_MESSAGE_UNKNOWN:
    case INVY_MESSAGE_CANCELLED:
    default:
      return _ ("Made in place of the one before.");
    }
}

/**
 * invy_history_words_dup_relation:
 * @before: (nullable): the message that @message took the place of
 * @is_last: whether no later one took its place
 *
 * Returns: (transfer full): what @message has to do with the guest's other ones, and how often it was tried; "" when
 *   there is nothing to say
 */
char *
invy_history_words_dup_relation (InvyMessage *message, InvyMessage *before, gboolean is_last)
{
  const guint n_attempts = invy_message_get_attempt (message);
  g_autoptr (GPtrArray) sentences = g_ptr_array_new ();
  g_autofree char *tried =
      g_strdup_printf (ngettext ("It was tried %u time.", "It was tried %u times.", n_attempts), n_attempts);

  if (before != NULL)
    g_ptr_array_add (sentences, (gpointer) get_reason_for_another (before));
  if (!is_last)
    g_ptr_array_add (sentences, (gpointer) _ ("A newer one took its place."));
  if (n_attempts > 1)
    g_ptr_array_add (sentences, tried);
  g_ptr_array_add (sentences, NULL);

  return g_strjoinv (" ", (char **) sentences->pdata);
}
