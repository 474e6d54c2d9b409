/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-graph-error.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define ROW(code, retry, scope, sentence) { code, code, INVY_GRAPH_RETRY_##retry, INVY_GRAPH_SCOPE_##scope, sentence }
#define RANGE(first, last, retry, scope, sentence) \
  { first, last, INVY_GRAPH_RETRY_##retry, INVY_GRAPH_SCOPE_##scope, sentence }

/* Sentences of several rows. The first is for what Invy has no use for: other products, moving a number. */
#define NOT_OURS                                                                                                 \
  N_ ("WhatsApp answered with an error that sending invitations should not cause. Note the code and ask Meta’s " \
      "support about it.")
#define PERMISSION                                                                                             \
  N_ ("The access token may not send messages. Make a new one with both WhatsApp permissions and enter it in " \
      "Preferences.")
#define OVERLOADED N_ ("WhatsApp has too much to do at the moment. Invy waits before it sends more.")
#define TOO_FAST N_ ("WhatsApp asked for fewer messages at a time. Invy waits before it sends more.")
#define UNREGISTERED \
  N_ ("The sending number is not registered with WhatsApp. Register it in WhatsApp Manager, then resume.")
#define PIN_WAIT N_ ("The number’s PIN was tried too often. Wait as long as WhatsApp says, then resume.")
#define PARAMETERS                                                                                               \
  N_ ("The message’s details do not fit the template. Compare them with the template in WhatsApp Manager, then " \
      "resume.")
#define UNCLEAR                                                                                                     \
  N_ ("WhatsApp reported an error without saying why. Ask the guest whether the message arrived before sending it " \
      "again.")
#define TEMPLATE_TEXT N_ ("WhatsApp does not accept the template’s text. Correct the template in WhatsApp Manager.")

/* Meta's codes, in order: "Error codes" of the WhatsApp Cloud API and "Handle errors" of the Graph API. What may be
 * tried again, and whom an error concerns, is our judgement of what each code says. */
static const InvyGraphError table[] = {
  ROW (0,
       AFTER_FIX,
       RUN,
       N_ ("WhatsApp does not know the access token any more. Make a new one in Meta’s settings, enter it in "
           "Preferences and resume.")),
  ROW (1, REVIEW, GUEST, UNCLEAR),
  ROW (2, BACKOFF, RUN, OVERLOADED),
  ROW (3, AFTER_FIX, RUN, PERMISSION),
  ROW (4, BACKOFF, RUN, TOO_FAST),
  ROW (10,
       AFTER_FIX,
       RUN,
       N_ ("The access token has no right to this WhatsApp account. Let Meta’s settings give its system user that "
           "right, then resume.")),
  ROW (33,
       AFTER_FIX,
       RUN,
       N_ ("WhatsApp has no sending number with this ID. Compare the phone number ID in Preferences with the one in "
           "WhatsApp Manager.")),
  ROW (100,
       AFTER_FIX,
       TEMPLATE,
       N_ ("WhatsApp did not understand the message. Compare the phone number ID in Preferences and the wedding’s "
           "details with WhatsApp Manager, then resume.")),
  ROW (104, AFTER_FIX, RUN, N_ ("WhatsApp asked for an access token. Enter it in Preferences and resume.")),
  ROW (190,
       AFTER_FIX,
       RUN,
       N_ ("The access token has run out; those from Meta’s test page last only some hours. Make a lasting one for a "
           "system user, enter it in Preferences and resume.")),
  ROW (200,
       AFTER_FIX,
       RUN,
       N_ ("The owner of the access token has no access to this WhatsApp account. Give the system user full access "
           "in Meta’s settings, then resume.")),
  RANGE (201, 299, AFTER_FIX, RUN, PERMISSION),
  ROW (368,
       AFTER_FIX,
       RUN,
       N_ ("WhatsApp has restricted this business account, and nothing goes out until that ends. The reason is in "
           "WhatsApp Manager, under account quality.")),
  ROW (80007, BACKOFF, RUN, TOO_FAST),
  ROW (130403, NEVER, GUEST, N_ ("This guest is blocked on the business account. Unblock them in WhatsApp first.")),
  ROW (130429, BACKOFF, RUN, TOO_FAST),
  ROW (130472,
       NEVER,
       GUEST,
       N_ ("WhatsApp keeps messages of businesses from this guest for now. Invite them in another way.")),
  ROW (130497,
       NEVER,
       GUEST,
       N_ ("This business account may not write to the guest’s country. Invite them in another way.")),
  ROW (131000, REVIEW, GUEST, UNCLEAR),
  ROW (131005, AFTER_FIX, RUN, PERMISSION),
  ROW (131008,
       AFTER_FIX,
       TEMPLATE,
       N_ ("Something that the template needs is missing. Fill in every detail of the wedding, then resume.")),
  ROW (131009,
       AFTER_FIX,
       GUEST,
       N_ ("WhatsApp did not accept something about this guest, mostly the phone number. Check it and try again.")),
  ROW (131016, BACKOFF, RUN, OVERLOADED),
  ROW (131020, NEVER, GUEST, NOT_OURS),
  ROW (131021,
       NEVER,
       GUEST,
       N_ ("The guest’s number is the number that invitations are sent from. Correct the guest’s number.")),
  ROW (131026,
       AFTER_FIX,
       GUEST,
       N_ ("This number is not on WhatsApp, or its WhatsApp is too old. Check the number, or invite the guest in "
           "another way.")),
  ROW (131030,
       AFTER_FIX,
       GUEST,
       N_ ("Meta’s test number writes only to numbers that are listed for it. List this one on Meta’s test page, or "
           "send from your own number.")),
  ROW (131031,
       AFTER_FIX,
       RUN,
       N_ ("WhatsApp has locked this business account. Look up the reason in WhatsApp Manager before you resume.")),
  ROW (131037,
       AFTER_FIX,
       RUN,
       N_ ("The name shown with the sending number is not approved yet. Wait until WhatsApp Manager says so, then "
           "resume.")),
  ROW (131041, NEVER, GUEST, NOT_OURS),
  ROW (131042,
       AFTER_FIX,
       RUN,
       N_ ("WhatsApp cannot charge for messages. Set up a way to pay in WhatsApp Manager, then resume.")),
  ROW (131045, AFTER_FIX, RUN, UNREGISTERED),
  ROW (131047,
       AFTER_FIX,
       GUEST,
       N_ ("The guest’s last message is more than a day old, so only an approved template may be sent. Choose a "
           "template.")),
  ROW (131048,
       LATER,
       RUN,
       N_ ("Too many people blocked or reported earlier messages, so WhatsApp slows this number down. Look at its "
           "quality in WhatsApp Manager and resume another day.")),
  ROW (131049,
       WAIT_24H,
       GUEST,
       N_ ("The guest has had as many such messages as WhatsApp allows for now. Try again tomorrow; a number in the "
           "United States has to be invited in another way.")),
  ROW (131050,
       NEVER,
       GUEST,
       N_ ("This guest has said no to such messages on WhatsApp. Do not try again; invite them in another way.")),
  ROW (131051, NEVER, GUEST, NOT_OURS),
  ROW (131052, NEVER, GUEST, N_ ("What the guest sent could not be opened. Ask for it in another way.")),
  ROW (131053,
       AFTER_FIX,
       TEMPLATE,
       N_ ("WhatsApp did not take the picture or document. Use a JPEG or PNG of up to 5 MB, or a PDF of up to 100 "
           "MB.")),
  ROW (131055, NEVER, RUN, NOT_OURS),
  ROW (131056,
       BACKOFF,
       GUEST,
       N_ ("This guest’s number got several messages in a short time. Invy waits a little and tries again by "
           "itself.")),
  ROW (131057,
       BACKOFF,
       RUN,
       N_ ("WhatsApp is working on this sending number. Invy waits a minute before it sends more.")),
  ROW (131062,
       AFTER_FIX,
       GUEST,
       N_ ("This guest can only be written to at a phone number. Add the number and try again.")),
  ROW (131063,
       AFTER_FIX,
       TEMPLATE,
       N_ ("Marketing templates are switched off for this account. Allow them in WhatsApp Manager, or choose another "
           "template.")),
  ROW (131064,
       LATER,
       RUN,
       N_ ("The account is limited because a template was in the wrong category. Correct the category and resume "
           "when WhatsApp has lifted the limit.")),
  ROW (132000,
       AFTER_FIX,
       TEMPLATE,
       N_ ("The template asks for another number of details than were sent; it may have been changed. Compare it in "
           "WhatsApp Manager, then resume.")),
  ROW (132001,
       AFTER_FIX,
       TEMPLATE,
       N_ ("There is no approved template of this name in this language. Check both in WhatsApp Manager and in the "
           "wedding’s details.")),
  ROW (132005,
       AFTER_FIX,
       GUEST,
       N_ ("With this guest’s details the message becomes too long. Shorten what is filled in and try again.")),
  ROW (132007,
       NEVER,
       TEMPLATE,
       N_ ("The template breaks one of WhatsApp’s rules. Reword it in WhatsApp Manager and have it approved again.")),
  ROW (132008,
       AFTER_FIX,
       GUEST,
       N_ ("A detail of this guest has characters that WhatsApp does not accept. Correct it and try again.")),
  ROW (132012, AFTER_FIX, TEMPLATE, PARAMETERS),
  ROW (132015,
       LATER,
       TEMPLATE,
       N_ ("WhatsApp has paused the template because too few people liked it. Wait some hours or improve it, then "
           "resume.")),
  ROW (132016,
       NEVER,
       TEMPLATE,
       N_ ("WhatsApp has switched this template off for good. Make another one with other words.")),
  ROW (132018, AFTER_FIX, TEMPLATE, PARAMETERS),
  ROW (132068,
       AFTER_FIX,
       TEMPLATE,
       N_ ("The form in this template is blocked. Repair it in WhatsApp Manager, then resume.")),
  ROW (132069,
       LATER,
       TEMPLATE,
       N_ ("The form in this template may be sent only a few times an hour now. Resume later.")),
  ROW (133000,
       AFTER_FIX,
       RUN,
       N_ ("The sending number is registered only half. Remove its registration in WhatsApp Manager, register it "
           "again, then resume.")),
  ROW (133004, BACKOFF, RUN, OVERLOADED),
  ROW (133005, AFTER_FIX, RUN, N_ ("The number’s PIN is not the right one. Correct it in WhatsApp Manager.")),
  ROW (133006,
       AFTER_FIX,
       RUN,
       N_ ("The sending number was never confirmed. Confirm it in WhatsApp Manager by text message or call.")),
  ROW (133008, LATER, RUN, PIN_WAIT),
  ROW (133009, LATER, RUN, PIN_WAIT),
  ROW (133010, AFTER_FIX, RUN, UNREGISTERED),
  ROW (133015,
       LATER,
       RUN,
       N_ ("WhatsApp is still deleting the sending number. Wait some minutes, then register it again.")),
  ROW (133016,
       LATER,
       RUN,
       N_ ("The sending number was registered too often. Wait three days before you register it again.")),
  ROW (134011, AFTER_FIX, RUN, N_ ("The terms for payments are not accepted yet. Accept them in WhatsApp Manager.")),
  ROW (134100, NEVER, RUN, NOT_OURS),
  ROW (134101, LATER, TEMPLATE, N_ ("WhatsApp is not done with the new template yet. Resume in ten minutes.")),
  ROW (134102, NEVER, TEMPLATE, NOT_OURS),
  ROW (135000,
       REVIEW,
       TEMPLATE,
       N_ ("WhatsApp refused the message without saying why. Send a test to your own number before you go on.")),
  ROW (137000,
       AFTER_FIX,
       GUEST,
       N_ ("This guest’s WhatsApp moved to another phone lately. Make sure that the number is still theirs.")),
  ROW (139200, NEVER, RUN, NOT_OURS),
  RANGE (200005, 200007, NEVER, RUN, NOT_OURS),
  ROW (1752041, NEVER, RUN, NOT_OURS),
  ROW (2388012, NEVER, RUN, NOT_OURS),
  ROW (2388019,
       AFTER_FIX,
       RUN,
       N_ ("The account has as many templates as it may have. Delete some in WhatsApp Manager.")),
  ROW (2388024,
       AFTER_FIX,
       TEMPLATE,
       N_ ("There is a template of this name in this language already. Choose another name.")),
  ROW (2388039,
       LATER,
       TEMPLATE,
       N_ ("WhatsApp is still looking at this template, so it cannot be changed. Wait for the result.")),
  ROW (2388040, AFTER_FIX, TEMPLATE, N_ ("One of the template’s texts is too long. Shorten it in WhatsApp Manager.")),
  ROW (2388047, AFTER_FIX, TEMPLATE, TEMPLATE_TEXT),
  ROW (2388072, AFTER_FIX, TEMPLATE, TEMPLATE_TEXT),
  ROW (2388073, AFTER_FIX, TEMPLATE, TEMPLATE_TEXT),
  ROW (2388091, NEVER, RUN, NOT_OURS),
  ROW (2388093, NEVER, RUN, NOT_OURS),
  ROW (2388103, AFTER_FIX, RUN, NOT_OURS),
  ROW (2388293,
       AFTER_FIX,
       TEMPLATE,
       N_ ("The template has too many parameters for so few words. Add words or take parameters out.")),
  ROW (2388299,
       AFTER_FIX,
       TEMPLATE,
       N_ ("A template may not begin or end with a parameter. Put a word or a full stop there.")),
  ROW (2494100, LATER, RUN, N_ ("WhatsApp is working on this sending number. Resume in some minutes.")),
  RANGE (2593107, 2593108, NEVER, RUN, NOT_OURS),
};

/* A code that Meta invented since: nothing is known about it, so a person has to look. */
static const InvyGraphError unlisted = {
  -1,
  -1,
  INVY_GRAPH_RETRY_REVIEW,
  INVY_GRAPH_SCOPE_GUEST,
  N_ ("WhatsApp answered with an error that Invy does not know. Look the code up in Meta’s list of errors before "
      "sending again."),
};

static int
compare_code (const void *code, const void *row)
{
  const InvyGraphError *error = row;

  if (*(const int *) code < error->first)
    return -1;

  return *(const int *) code > error->last;
}

/**
 * invy_graph_error_find:
 * @code: the code of a Graph error
 *
 * Returns: (transfer none): what @code means; for a code that is in no list a row that asks a person to decide
 */
const InvyGraphError *
invy_graph_error_find (int code)
{
  const InvyGraphError *found = bsearch (&code, table, G_N_ELEMENTS (table), sizeof table[0], compare_code);

  return found != NULL ? found : &unlisted;
}

/**
 * invy_graph_error_get_sentence:
 * @code: the code of a Graph error
 *
 * Returns: what happened and what to do, translated
 */
const char *
invy_graph_error_get_sentence (int code)
{
  return _ (invy_graph_error_find (code)->sentence);
}

/**
 * invy_graph_error_get_table:
 * @n_rows: (out): how many
 *
 * Returns: (array length=n_rows) (transfer none): every code that is known, in ascending order
 */
const InvyGraphError *
invy_graph_error_get_table (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (table);

  return table;
}
