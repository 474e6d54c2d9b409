/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-reasons.h"
#include "text/invy-when.h"
#include "whatsapp/invy-graph-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *word;
  const char *sentence;
} Sentence;

static const Sentence skips[] = {
  { INVY_SKIP_NO_PHONE, N_ ("No phone number. Add one, then send to this guest.") },
  { INVY_SKIP_PHONE_LETTERS, N_ ("The phone number has letters in it. Correct it, then send to this guest.") },
  { INVY_SKIP_PHONE_TOO_SHORT, N_ ("The phone number is too short: digits are missing. Ask for the whole number.") },
  { INVY_SKIP_PHONE_TOO_LONG, N_ ("The phone number is too long. Remove the digits that do not belong to it.") },
  { INVY_SKIP_PHONE_NO_COUNTRY,
    N_ ("The country of the phone number is not known. Write the number with + and the country’s code.") },
  { INVY_SKIP_PHONE_DIGITS_LOST,
    N_ ("A spreadsheet kept only the first digits of the phone number. Ask for the whole number.") },
  { INVY_SKIP_PHONE_IMPOSSIBLE, N_ ("No phone can have this number. Compare it with the guest’s.") },
  { INVY_SKIP_PHONE_CHANGED,
    N_ ("The phone number was changed after the invitation was prepared. Send to this guest once more.") },
  { INVY_SKIP_ALREADY_INVITED, N_ ("Invited already.") },
  { INVY_SKIP_OPTED_OUT, N_ ("This guest asked not to get messages any more. Invite them in another way.") },
  { INVY_SKIP_DELETED, N_ ("This guest was removed from the list.") },
  { INVY_SKIP_MOVED, N_ ("The wedding moved to another database before this was sent. Send it from there.") },
  { INVY_SKIP_ANSWERED, N_ ("This guest has answered already.") },
  { INVY_SKIP_TEMPLATE_TOO_LONG,
    N_ ("With this guest’s name the message is longer than WhatsApp allows. Shorten the name.") },
  { INVY_SKIP_NO_TRANSLATION,
    N_ ("The template has no translation into this guest’s language. Give the guest another language, or choose in "
        "Preferences what is sent instead.") },
  { INVY_SKIP_NO_PERSONAL_LINK, N_ ("This guest has no personal link. Open the guest and save again.") },
  { INVY_SKIP_MISSING_LAST_NAME,
    N_ ("This guest has no last name. Fill it in, or let something else fill the template.") },
  { INVY_SKIP_MISSING_GROUP, N_ ("This guest has no group. Fill it in, or let something else fill the template.") },
};

static const Sentence stops[] = {
  { INVY_STOP_USER, N_ ("Paused. Resume whenever you like.") },
  { INVY_STOP_INTERRUPTED, N_ ("Sending was interrupted. Resume to send to the guests who are left.") },
  { INVY_STOP_SAME_ERROR,
    N_ ("WhatsApp refused five messages in a row for the same reason. Look at the reason, then resume.") },
  { INVY_STOP_UNKNOWNS,
    N_ ("WhatsApp did not answer for three messages in a row. Check the connection to the internet, then resume.") },
  { INVY_STOP_WAITED_TOO_LONG, N_ ("WhatsApp asked to wait for too long. Resume later.") },
  { INVY_STOP_NO_NETWORK, N_ ("WhatsApp cannot be reached. Check the connection to the internet, then resume.") },
  { INVY_STOP_STORE,
    N_ ("The database could not be written. Check that the disk has space and can be written to, then resume.") },
  { INVY_STOP_TOMORROW, N_ ("WhatsApp asks to wait a day before it tries the last guests again. Resume tomorrow.") },
  { INVY_STOP_LIMIT,
    N_ ("Your business has written to as many people in 24 hours as Meta lets it. Resume tomorrow for "
        "the guests who are left.") },
  { INVY_STOP_TEMPLATE, N_ ("The template was changed in WhatsApp Manager after this was prepared. Nothing more was "
                            "sent. Look at the new text, then resume.") },
  { INVY_STOP_CANCELLED, N_ ("Cancelled. The guests who were not sent to can be invited again.") },
  { INVY_STOP_MOVED, N_ ("The wedding moved to another database. Send to the guests who are left from there.") },
  { INVY_STOP_SERVER,
    N_ ("Another server has taken the place of the one that this was sent from, and it may not know the "
        "last messages. Ask a few guests whether theirs arrived, then resume.") },
  { INVY_STOP_SETTLED, N_ ("Messages wait to be sent again. Resume to send them.") },
};

static const Sentence waits[] = {
  { INVY_WAIT_LIMIT, N_ ("Your business has written to as many people in 24 hours as Meta lets it.") },
  { INVY_WAIT_NO_NETWORK,
    N_ ("WhatsApp cannot be reached. Invy tries again by itself; check the connection to the internet.") },
  { INVY_WAIT_SERVER,
    N_ ("The server of the weddings cannot be reached. Invy tries again by itself, and goes on when it answers.") },
  { INVY_WAIT_GUEST, N_ ("The guests who are left got several messages in a short time. Invy waits a little and goes "
                         "on by itself.") },
};

static const char *
find_sentence (const Sentence *table, guint n_rows, const char *word)
{
  for (guint i = 0; i < n_rows; i++)
    {
      if (g_str_equal (table[i].word, word))
        return gettext (table[i].sentence);
    }

  return NULL;
}

static char *
dup_for_code (int code)
{
  return code != INVY_MESSAGE_NO_CODE ? g_strdup (invy_graph_error_get_sentence (code)) : NULL;
}

/* Cut, silent, an answer that makes no sense: the detail knows which. Or one that says so itself. */
static char *
dup_for_unknown (InvyMessage *message)
{
  char *sentence = dup_for_code (invy_message_get_error_code (message));

  if (sentence != NULL)
    return sentence;
  return g_strdup (_ ("WhatsApp did not say whether it took the message: it may have arrived. Ask the guest, then "
                      "settle it."));
}

static char *
dup_for_failed (InvyMessage *message)
{
  const char *detail = invy_message_get (message, INVY_MESSAGE_ERROR_DETAIL);
  char *sentence = dup_for_code (invy_message_get_error_code (message));

  if (sentence != NULL)
    return sentence;
  return g_strdup (detail != NULL ? detail : _ ("WhatsApp refused the message without saying why."));
}

static char *
dup_for_held (InvyMessage *message)
{
  if (invy_message_needs_settling (message, g_get_real_time () / 1000))
    return g_strdup (
        _ ("WhatsApp has held the message back for more than a day and did not say what became of it. Ask "
           "the guest, then settle it."));
  return g_strdup (_ ("WhatsApp checks the new template first and sends the message after that."));
}

/* A row without an error of its own that is due later stands in for one that WhatsApp held back. */
static char *
dup_for_planned (InvyMessage *message)
{
  const gint64 due_ms = invy_message_get_next_attempt_at (message);
  g_autofree char *moment = NULL;

  if (invy_message_get_error_code (message) != INVY_MESSAGE_NO_CODE || due_ms <= g_get_real_time () / 1000)
    return dup_for_code (invy_message_get_error_code (message));

  moment = invy_when_dup_moment (due_ms);
  /* Translators: %s is a day and a time */
  return g_strdup_printf (_ ("WhatsApp holds this message back. It can be tried again from %s."), moment);
}

/**
 * invy_reasons_dup_for_message:
 *
 * Returns: (transfer full) (nullable): why @message was not sent, or what is not known about it, and what to do;
 * %NULL when all is well with it
 */
char *
invy_reasons_dup_for_message (InvyMessage *message)
{
  const char *skip_reason;

  g_return_val_if_fail (INVY_IS_MESSAGE (message), NULL);

  switch (invy_message_get_state (message))
    {
    case INVY_MESSAGE_FAILED:
      return dup_for_failed (message);
    case INVY_MESSAGE_SKIPPED:
      skip_reason = invy_message_get (message, INVY_MESSAGE_SKIP_REASON);
      return skip_reason != NULL ? invy_reasons_dup_for_skip (skip_reason) : NULL;
    case INVY_MESSAGE_UNKNOWN:
      return dup_for_unknown (message);
    case INVY_MESSAGE_HELD:
      return dup_for_held (message);
    case INVY_MESSAGE_CANCELLED:
      return g_strdup (_ ("Cancelled before it was sent."));
    case INVY_MESSAGE_PLANNED:
      return dup_for_planned (message);
    case INVY_MESSAGE_POSTING:
    case INVY_MESSAGE_ACCEPTED:
    case INVY_MESSAGE_SENT:
    case INVY_MESSAGE_DELIVERED:
    case INVY_MESSAGE_READ:
    case INVY_MESSAGE_RESENT:
    default:
      return NULL;
    }
}

/**
 * invy_reasons_dup_for_skip:
 * @skip_reason: a word of the ledger
 *
 * Returns: (transfer full): why a guest is left out, and what to do
 */
char *
invy_reasons_dup_for_skip (const char *skip_reason)
{
  const char *sentence = find_sentence (skips, G_N_ELEMENTS (skips), skip_reason);

  /* A word of a newer version of Invy is better than nothing. */
  return g_strdup (sentence != NULL ? sentence : skip_reason);
}

/**
 * invy_reasons_dup_for_stop:
 *
 * Returns: (transfer full) (nullable): why @campaign stopped, and what to do; %NULL if it did not
 */
char *
invy_reasons_dup_for_stop (InvyCampaign *campaign)
{
  const char *word;

  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  word = invy_campaign_get (campaign, INVY_CAMPAIGN_STOP_REASON);
  return word != NULL ? invy_reasons_dup_for_stop_reason (word) : NULL;
}

/**
 * invy_reasons_dup_for_stop_reason:
 * @stop_reason: a word of the ledger
 *
 * Returns: (transfer full) (nullable): why a campaign stopped, and what to do
 */
char *
invy_reasons_dup_for_stop_reason (const char *stop_reason)
{
  const char *sentence;

  g_return_val_if_fail (stop_reason != NULL, NULL);

  if (g_str_has_prefix (stop_reason, INVY_STOP_CODE))
    return dup_for_code ((int) g_ascii_strtoll (stop_reason + strlen (INVY_STOP_CODE), NULL, 10));

  sentence = find_sentence (stops, G_N_ELEMENTS (stops), stop_reason);
  return g_strdup (sentence != NULL ? sentence : stop_reason);
}

/**
 * invy_reasons_dup_for_waiting:
 * @until_ms: milliseconds since 1970
 *
 * Returns: (transfer full): until when nothing is sent, in the words of a heading
 */
char *
invy_reasons_dup_for_waiting (gint64 until_ms)
{
  g_autofree char *clock = invy_when_dup_clock (until_ms);

  /* Translators: %s is a time of day, such as 14:32 */
  return g_strdup_printf (_ ("Waiting until %s"), clock);
}

/**
 * invy_reasons_dup_for_waiting_reason:
 * @waiting_reason: a word of the sender or the ledger
 *
 * Returns: (transfer full) (nullable): why nothing is sent for a while, and what to do
 */
char *
invy_reasons_dup_for_waiting_reason (const char *waiting_reason)
{
  const char *sentence;

  g_return_val_if_fail (waiting_reason != NULL, NULL);

  if (g_str_has_prefix (waiting_reason, INVY_STOP_CODE))
    return dup_for_code ((int) g_ascii_strtoll (waiting_reason + strlen (INVY_STOP_CODE), NULL, 10));

  sentence = find_sentence (waits, G_N_ELEMENTS (waits), waiting_reason);
  return g_strdup (sentence != NULL ? sentence : waiting_reason);
}

/**
 * invy_reasons_dup_for_shared:
 * @n_guests: how many of the chosen guests have one phone number
 *
 * Returns: (transfer full): a warning: a family is welcome to several messages, a typing mistake is not
 */
char *
invy_reasons_dup_for_shared (guint n_guests)
{
  /* Translators: %u is the number of chosen guests who have the same phone number */
  return g_strdup_printf (ngettext ("%u chosen guest has this number.",
                                    "%u chosen guests have this number; each gets a message of their own.", n_guests),
                          n_guests);
}

/**
 * invy_reasons_dup_for_fallback:
 * @language: a guest's
 * @sent: the one that is sent instead
 *
 * Returns: (transfer full): a warning
 */
char *
invy_reasons_dup_for_fallback (const char *language, const char *sent)
{
  /* Translators: both are codes of languages, such as "fr" */
  return g_strdup_printf (_ ("The template has no translation into “%s”: this guest gets the one in “%s”."), language,
                          sent);
}

/**
 * invy_reasons_get_status:
 *
 * Returns: the one word that reports and scripts see for @state. What WhatsApp took is sent; whether it was delivered
 *   is another question.
 */
const char *
invy_reasons_get_status (InvyMessageState state)
{
  return invy_message_state_is_taken (state) ? "sent" : invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) state);
}

/**
 * invy_reasons_is_harmless:
 *
 * Returns: whether a guest who was left out for @skip_reason has the invitation all the same
 */
gboolean
invy_reasons_is_harmless (const char *skip_reason)
{
  return g_strcmp0 (skip_reason, INVY_SKIP_ALREADY_INVITED) == 0;
}
