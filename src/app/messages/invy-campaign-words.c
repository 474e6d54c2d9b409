/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-campaign-words.h"

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
