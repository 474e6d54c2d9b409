/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-campaign-words.h"

#include "campaign/invy-reasons.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

static const char *
get_purpose (InvyPurpose purpose)
{
  switch (purpose)
    {
    case INVY_PURPOSE_REMINDER:
      return _ ("Reminders");
    case INVY_PURPOSE_UPDATE:
      return _ ("Updates");
    case INVY_PURPOSE_THANKS:
      return _ ("Thank-You Messages");
    case INVY_PURPOSE_INVITATION:
    default:
      return _ ("Invitations");
    }
}

/**
 * invy_campaign_words_dup_title:
 *
 * Returns: (transfer full): what was sent, and whether it was in earnest: "Practice: Invitations"
 */
char *
invy_campaign_words_dup_title (InvyCampaign *campaign)
{
  const char *purpose;

  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  purpose = get_purpose (invy_campaign_get_purpose (campaign));
  switch (invy_campaign_get_kind (campaign))
    {
    case INVY_CAMPAIGN_PRACTICE:
      /* Translators: %s is what was practised, such as "Invitations" */
      return g_strdup_printf (_ ("Practice: %s"), purpose);
    case INVY_CAMPAIGN_TEST:
      /* Translators: %s is what was tried out, such as "Invitations" */
      return g_strdup_printf (_ ("Test: %s"), purpose);
    case INVY_CAMPAIGN_OVERRIDE:
      /* Translators: %s is what was sent, such as "Invitations"; all went to one number instead of the guests' */
      return g_strdup_printf (_ ("To One Number: %s"), purpose);
    case INVY_CAMPAIGN_REAL:
    default:
      return g_strdup (purpose);
    }
}

/* Takes @phrase, which says @n. */
static void
append_count (GString *words, guint n, char *phrase)
{
  if (n > 0)
    g_string_append_printf (words, " · %s", phrase);
  g_free (phrase);
}

/**
 * invy_campaign_words_dup_counts:
 *
 * Returns: (transfer full): what became of the guests: "2 of 5 sent · 1 failed"; what is none is not mentioned
 */
char *
invy_campaign_words_dup_counts (InvyCampaign *campaign)
{
  const InvyCampaignCounts *counts;
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  counts = invy_campaign_get_counts (campaign);
  /* Translators: how many of all guests got the message */
  g_string_append_printf (words, _ ("%u of %u sent"), counts->succeeded, counts->total);
  append_count (words, counts->failed,
                g_strdup_printf (ngettext ("%u failed", "%u failed", counts->failed), counts->failed));
  append_count (words, counts->unknown,
                g_strdup_printf (ngettext ("%u unknown", "%u unknown", counts->unknown), counts->unknown));
  append_count (
      words, counts->held,
      g_strdup_printf (ngettext ("%u held by WhatsApp", "%u held by WhatsApp", counts->held), counts->held));
  append_count (words, counts->skipped,
                g_strdup_printf (ngettext ("%u left out", "%u left out", counts->skipped), counts->skipped));
  append_count (words, counts->waiting,
                g_strdup_printf (ngettext ("%u not sent yet", "%u not sent yet", counts->waiting), counts->waiting));
  append_count (words, counts->cancelled,
                g_strdup_printf (ngettext ("%u cancelled", "%u cancelled", counts->cancelled), counts->cancelled));

  return g_string_free_and_steal (g_steal_pointer (&words));
}

/**
 * invy_campaign_words_get_state:
 *
 * Returns: where a campaign stands, in one or two words
 */
const char *
invy_campaign_words_get_state (InvyCampaignState state)
{
  switch (state)
    {
    case INVY_CAMPAIGN_RUNNING:
      return C_ ("campaign", "Sending");
    case INVY_CAMPAIGN_PAUSED:
      return C_ ("campaign", "Paused");
    case INVY_CAMPAIGN_FINISHED:
      return C_ ("campaign", "Finished");
    case INVY_CAMPAIGN_CANCELLED:
      return C_ ("campaign", "Cancelled");
    case INVY_CAMPAIGN_PLANNED:
    default:
      return C_ ("campaign", "Not started");
    }
}

static char *
dup_waiting (InvyCampaign *campaign)
{
  const gint64 until_ms = invy_campaign_get_waiting_until (campaign);
  const char *word = invy_campaign_get_waiting_reason (campaign);
  g_autofree char *until = NULL;
  g_autofree char *reason = NULL;

  if (word == NULL || until_ms <= g_get_real_time () / 1000)
    return NULL;

  until = invy_reasons_dup_for_waiting (until_ms);
  reason = invy_reasons_dup_for_waiting_reason (word);
  return reason != NULL ? g_strdup_printf ("%s. %s", until, reason) : g_steal_pointer (&until);
}

static char *
dup_elsewhere (InvyCampaign *campaign)
{
  const char *owner = invy_campaign_get (campaign, INVY_CAMPAIGN_LEASE_OWNER);
  g_autofree char *shown_owner = invy_bidi_isolate (owner != NULL ? owner : _ ("another program"), INVY_BIDI_NAME);
  g_autofree char *waiting = dup_waiting (campaign);
  /* Translators: %s is a program and a computer, such as "invyctl on laptop" */
  g_autofree char *sender = g_strdup_printf (_ ("Being sent by %s."), shown_owner);

  return waiting != NULL ? g_strdup_printf ("%s %s", sender, waiting) : g_steal_pointer (&sender);
}

/**
 * invy_campaign_words_dup_situation:
 * @campaign: as it was read last
 *
 * Returns: (transfer full) (nullable): who else sends it, what its sender waits for, or why nobody does, and what to
 *   do; %NULL when there is nothing to say
 */
char *
invy_campaign_words_dup_situation (InvyOutbox *outbox, InvyCampaign *campaign)
{
  g_return_val_if_fail (INVY_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  if (invy_outbox_is_sent_elsewhere (outbox, campaign))
    return dup_elsewhere (campaign);

  switch (invy_campaign_get_state (campaign))
    {
    case INVY_CAMPAIGN_RUNNING:
      return invy_outbox_is_unfinished (outbox, campaign) ? invy_reasons_dup_for_stop_reason (INVY_STOP_INTERRUPTED)
                                                          : dup_waiting (campaign);
    case INVY_CAMPAIGN_PLANNED:
    case INVY_CAMPAIGN_PAUSED:
    case INVY_CAMPAIGN_CANCELLED:
      return invy_reasons_dup_for_stop (campaign);
    case INVY_CAMPAIGN_FINISHED:
    default:
      return NULL;
    }
}
