/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/help/invy-help-topics.h"

#include "model/invy-ledger.h"
#include "template/invy-builtin-template.h"

#include <glib/gi18n.h>

/* Meta's names of places are those of its pages in English. */
#define APPS "https://developers.facebook.com/apps/"
#define BUSINESS_SETTINGS "https://business.facebook.com/settings/"
#define GUIDE "https://developers.facebook.com/docs/whatsapp/cloud-api/get-started"
#define MANAGER "https://business.facebook.com/wa/manage/message-templates/"

#define BLOCK(kind_, text_, target_, value_) { INVY_HELP_##kind_, text_, target_, value_ }
#define TEXT(text) BLOCK (TEXT, text, NULL, 0)
#define HEADING(text) BLOCK (HEADING, text, NULL, 0)
#define STEP(text) BLOCK (STEP, text, NULL, 0)
#define CODE(text) BLOCK (CODE, text, NULL, 0)
#define STATE(state, text) BLOCK (STATE, text, NULL, state)
#define NO_PHONE(text) BLOCK (NO_PHONE, text, NULL, 0)
#define MESSAGE(language) BLOCK (MESSAGE, NULL, language, 0)
#define SEE(topic) BLOCK (SEE, NULL, topic, 0)
#define WEB(text, address) BLOCK (WEB, text, address, 0)
#define DO(text, action) BLOCK (DO, text, action, 0)
#define END BLOCK (END, NULL, NULL, 0)

static const InvyHelpBlock start[] = {
  STEP (N_ ("Create a wedding: the couple, the date and the place. Or look around in the sample wedding.")),
  STEP (N_ ("Add guests: type, paste, or import a file.")),
  STEP (N_ ("Practise: everything happens as it will, but nothing leaves this computer.")),
  STEP (N_ ("Connect WhatsApp, and get your message approved. Begin early: this can take days.")),
  STEP (N_ (
      "Select guests and invite them. You see every message, and can send one to yourself, before anybody gets it.")),
  STEP (N_ ("Note the answers in the list as they come.")),
  SEE (INVY_HELP_IMPORT),
  SEE (INVY_HELP_ACCOUNT),
  SEE (INVY_HELP_TEMPLATE),
  END,
};

static const InvyHelpBlock account[] = {
  TEXT (N_ (
      "Invy sends from your own account at Meta, the company of WhatsApp. Meta may change the names of its pages.")),
  STEP (N_ ("Among Meta’s apps for developers, create an app for a business, and add WhatsApp to it.")),
  /* Translators: in Meta’s pages the name in quotes is English, unless they are in your language */
  STEP (N_ ("Under “API Setup”, add and verify the phone number that is to send.")),
  /* Translators: in Meta’s pages the name in quotes is English, unless they are in your language */
  STEP (N_ ("In Meta’s business settings, under “System users”, add one with the role of an admin.")),
  STEP (N_ ("Give it full control of both your app and your WhatsApp account.")),
  STEP (N_ ("Generate a token of this system user that never expires, with both of these permissions:")),
  CODE ("whatsapp_business_messaging"),
  CODE ("whatsapp_business_management"),
  /* Translators: in Meta’s pages the name in quotes is English, unless they are in your language */
  STEP (N_ (
      "Paste it as the access token in Invy’s preferences. Choose the business account and the phone number there, "
      "or type their IDs, which you find under “API Setup”.")),
  STEP (N_ ("Test the connection. No message is sent.")),
  WEB (N_ ("Meta’s Apps for Developers"), APPS),
  WEB (N_ ("Meta’s Business Settings"), BUSINESS_SETTINGS),
  WEB (N_ ("Meta’s Guide"), GUIDE),
  HEADING (N_ ("If the Test Fails")),
  /* Translators: in Meta’s pages the name in quotes is English, unless they are in your language */
  TEXT (N_ ("The token is not accepted: it was not copied whole, or it ended. Those from “API Setup” last only for "
            "hours.")),
  TEXT (N_ (
      "A permission is missing: generate another token with both, and look again at what the system user controls.")),
  TEXT (N_ ("Something is not found: the ID of a phone number is not the number itself, nor that of the business "
            "account.")),
  TEXT (N_ (
      "The limit is too low: a new business reaches 250 people in 24 hours. Verify it at Meta, or invite some each "
      "day.")),
  SEE (INVY_HELP_TEMPLATE),
  END,
};

static const InvyHelpBlock template[] = {
  TEXT (N_ ("WhatsApp sends invitations only as Meta approved them: as a template, in which each guest’s details are "
            "filled in.")),
  /* Translators: in Meta’s pages the name in quotes is English, unless they are in your language */
  STEP (N_ (
      "In “WhatsApp Manager”, create a template of the category “Marketing” for each language of your guests. All "
      "have one name:")),
  CODE (INVY_BUILTIN_TEMPLATE_NAME),
  STEP (N_ (
      "Paste a text from below, or write your own, and give an example for each number in braces. Approval can take "
      "a day.")),
  STEP (N_ ("In Invy, refresh the list of templates.")),
  /* Translators: one of Meta’s pages */
  WEB (N_ ("WhatsApp Manager"), MANAGER),
  HEADING (N_ ("Texts to Paste")),
  TEXT (N_ ("The numbers are: 1 the guest, 2 and 3 the couple, 4 the hall, 5 the date, 6 the time, 7 a link for the "
            "answer.")),
  MESSAGE ("en"),
  MESSAGE ("he"),
  MESSAGE ("ar"),
  HEADING (N_ ("If a Template Cannot Be Used")),
  TEXT (N_ ("It is not in the list: refresh. It may belong to another business account.")),
  /* Translators: in Meta’s pages the name in quotes is English, unless they are in your language */
  TEXT (N_ ("It waits for approval or was rejected: “WhatsApp Manager” says why. Change the text and try again.")),
  TEXT (N_ ("It is paused or disabled: too many people reported it. Wait, or write another one.")),
  END,
};

static const InvyHelpBlock import[] = {
  STEP (N_ (
      "Choose a spreadsheet, a CSV file or a file of contacts, drop it on the window, or paste copied cells into the "
      "list of guests.")),
  STEP (N_ ("Say what each column holds. Invy makes a guess.")),
  STEP (
      N_ ("Look at what would change, and import. Guests who are in the list are completed, not added twice. You can "
          "undo it.")),
  HEADING (N_ ("Rows That Need You")),
  TEXT (N_ ("Left out: nobody can be made of the row. Open it, put it right, and it is imported.")),
  TEXT (
      N_ ("No valid phone: the guest is imported, but cannot be invited until the number is right. Numbers without a "
          "country code belong to the wedding’s country.")),
  TEXT (N_ ("To look at: Invy is not sure about something, and the row says about what.")),
  END,
};

static const InvyHelpBlock sending[] = {
  TEXT (N_ ("Nobody is invited twice and nobody is forgotten, whatever happens to this computer.")),
  TEXT (N_ (
      "Pausing waits for the answers to what was just sent; the rest is kept until you resume. You can also cancel "
      "it.")),
  TEXT (N_ ("Closing the window does not stop sending. Quitting asks first, and pauses.")),
  TEXT (N_ (
      "After a power cut, start Invy and resume. Only for the message that was just on its way nobody knows whether "
      "it arrived: settle that yourself.")),
  TEXT (N_ ("Keep the pace of the preferences: who sends too fast is slowed down by WhatsApp.")),
  SEE (INVY_HELP_STATES),
  END,
};

static const InvyHelpBlock states[] = {
  /* Translators: these explain the words of the column “Invitation” in the list of guests */
  STATE (INVY_DELIVERY_NONE, N_ ("Nothing was sent, or it did not arrive.")),
  NO_PHONE (N_ ("The number is missing or wrong. Correct it to invite the guest.")),
  STATE (INVY_DELIVERY_WAITING, N_ ("Planned and not sent yet. Resume sending, or cancel it.")),
  STATE (INVY_DELIVERY_SENDING, N_ ("On its way to WhatsApp.")),
  STATE (INVY_DELIVERY_SENT, N_ ("WhatsApp took the message. Whether it reached the guest is not known.")),
  STATE (INVY_DELIVERY_HELD, N_ ("WhatsApp checks the new template first. Wait; later, settle what became of it.")),
  STATE (INVY_DELIVERY_DELIVERED, N_ ("The message is on the guest’s phone.")),
  STATE (INVY_DELIVERY_READ, N_ ("The guest opened it.")),
  STATE (INVY_DELIVERY_FAILED,
         N_ ("WhatsApp refused it, and the guest has no invitation. The results say why: fix it and retry.")),
  STATE (INVY_DELIVERY_UNKNOWN,
         N_ ("The connection broke at the wrong moment: the guest may have the message. Ask, then settle it in the "
             "results. "
             "Invy never sends it again by itself.")),
  STATE (INVY_DELIVERY_LEFT_OUT,
         N_ ("Not sent, because something was missing. The results say what: fix it and invite again.")),
  SEE ("sending"),
  END,
};

static const InvyHelpBlock storage[] = {
  TEXT (N_ (
      "Weddings are kept in a file on this computer, and a copy of it is made every day that you change something. "
      "“Restore” in the main menu brings things back.")),
  TEXT (
      N_ ("To plan together, keep them in a PostgreSQL database: enter its address in the preferences, then share a "
          "wedding from its menu. Others may change it or only look.")),
  HEADING (N_ ("If the Weddings Cannot Be Opened")),
  TEXT (N_ ("A file: is its folder still there, may you write in it, and is the disk not full?")),
  TEXT (
      N_ ("A database: is the network there, and are the address and the password right? Ask whoever looks after the "
          "server.")),
  END,
};

static const InvyHelpBlock keyboard[] = {
  TEXT (N_ ("Everything can be done without a mouse. F10 opens the menu, and F1 this help.")),
  TEXT (N_ ("In the list of guests, Space selects, Enter opens, F2 changes what a column says, and Shift+F10 opens a "
            "menu.")),
  DO (N_ ("All Keyboard Shortcuts"), "app.shortcuts"),
  END,
};

static const InvyHelpTopic topics[] = {
  { "start", N_ ("First Steps"), start },
  { INVY_HELP_ACCOUNT, N_ ("Connecting WhatsApp"), account },
  { INVY_HELP_TEMPLATE, N_ ("Getting a Message Approved"), template },
  { INVY_HELP_IMPORT, N_ ("Importing Guests"), import },
  { "sending", N_ ("Sending and Pausing"), sending },
  { INVY_HELP_STATES, N_ ("What the States Mean"), states },
  { INVY_HELP_STORAGE, N_ ("Keeping and Sharing"), storage },
  { "keyboard", N_ ("Using the Keyboard"), keyboard },
};

/**
 * invy_help_topics_get_all:
 * @n_topics: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_topics): the pages, in the order in which they are listed
 */
const InvyHelpTopic *
invy_help_topics_get_all (guint *n_topics)
{
  *n_topics = G_N_ELEMENTS (topics);

  return topics;
}

/**
 * invy_help_topics_find:
 *
 * Returns: (transfer none) (nullable): the page with that id; %NULL if there is none
 */
const InvyHelpTopic *
invy_help_topics_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if (g_strcmp0 (topics[i].id, id) == 0)
      return &topics[i];

  return NULL;
}
