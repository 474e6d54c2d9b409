/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-words.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (InvyBadgeKind,
                    invy_badge_kind,
                    G_DEFINE_ENUM_VALUE (INVY_BADGE_PLAIN, "plain"),
                    G_DEFINE_ENUM_VALUE (INVY_BADGE_GOOD, "good"),
                    G_DEFINE_ENUM_VALUE (INVY_BADGE_CARE, "care"),
                    G_DEFINE_ENUM_VALUE (INVY_BADGE_BAD, "bad"))

/* What speakers call their languages, which is why nobody translates it. */
static const struct
{
  const char *code;
  const char *name;
} languages[] = {
  { "he", "עברית" },   { "ar", "العربية" },    { "en", "English" },    { "ru", "Русский" },   { "fr", "Français" },
  { "es", "Español" }, { "de", "Deutsch" },    { "it", "Italiano" },   { "pt", "Português" }, { "am", "አማርኛ" },
  { "yi", "ייִדיש" },   { "uk", "Українська" }, { "nl", "Nederlands" }, { "pl", "Polski" },    { "ro", "Română" },
  { "hu", "Magyar" },  { "tr", "Türkçe" },     { "fa", "فارسی" },      { "el", "Ελληνικά" },  { "ka", "ქართული" },
};

/**
 * invy_guest_words_get_language_codes:
 *
 * Returns: (transfer none) (array zero-terminated=1): the languages that have a name here
 */
const char *const *
invy_guest_words_get_language_codes (void)
{
  static const char *codes[G_N_ELEMENTS (languages) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    codes[i] = languages[i].code;

  return codes;
}

/**
 * invy_guest_words_get_language:
 * @code: (nullable): "he", "pt_BR"
 *
 * Returns: (nullable): the language's name in that language; @code itself if it is not known
 */
const char *
invy_guest_words_get_language (const char *code)
{
  gsize length;

  if (code == NULL)
    return NULL;

  length = strcspn (code, "_-");
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strlen (languages[i].code) == length && g_ascii_strncasecmp (languages[i].code, code, length) == 0)
      return languages[i].name;

  return code;
}

/* A number that cannot be used is the news only as long as nothing was sent. */
static gboolean
cannot_be_invited (InvyDelivery delivery, gboolean has_phone_problem)
{
  return has_phone_problem && (delivery == INVY_DELIVERY_NONE || delivery == INVY_DELIVERY_LEFT_OUT);
}

/**
 * invy_guest_words_get_invitation:
 * @has_phone_problem: whether nothing can be sent to the guest's number
 *
 * Returns: what became of the invitation; never more than is known
 */
const char *
invy_guest_words_get_invitation (InvyDelivery delivery, gboolean has_phone_problem)
{
  if (cannot_be_invited (delivery, has_phone_problem))
    return _ ("No valid phone");

  switch (delivery)
    {
    case INVY_DELIVERY_WAITING:
      return _ ("Waiting");
    case INVY_DELIVERY_SENDING:
      return _ ("Sending");
    case INVY_DELIVERY_SENT:
      return _ ("Sent");
    case INVY_DELIVERY_HELD:
      /* Translators: WhatsApp took the message but checks it before passing it on */
      return _ ("Held");
    case INVY_DELIVERY_DELIVERED:
      return _ ("Delivered");
    case INVY_DELIVERY_READ:
      /* Translators: the guest has read the message */
      return _ ("Read");
    case INVY_DELIVERY_FAILED:
      return _ ("Failed");
    case INVY_DELIVERY_LEFT_OUT:
      return _ ("Left out");
    case INVY_DELIVERY_UNKNOWN:
      return _ ("Unknown");
    case INVY_DELIVERY_NONE:
    default:
      return _ ("Not invited");
    }
}

/**
 * invy_guest_words_get_invitation_kind:
 *
 * Returns: how good the news of invy_guest_words_get_invitation() are
 */
InvyBadgeKind
invy_guest_words_get_invitation_kind (InvyDelivery delivery, gboolean has_phone_problem)
{
  if (cannot_be_invited (delivery, has_phone_problem))
    return INVY_BADGE_BAD;

  switch (delivery)
    {
    case INVY_DELIVERY_SENT:
    case INVY_DELIVERY_DELIVERED:
    case INVY_DELIVERY_READ:
      return INVY_BADGE_GOOD;
    case INVY_DELIVERY_HELD:
    case INVY_DELIVERY_UNKNOWN:
    case INVY_DELIVERY_LEFT_OUT:
      return INVY_BADGE_CARE;
    case INVY_DELIVERY_FAILED:
      return INVY_BADGE_BAD;
    case INVY_DELIVERY_NONE:
    case INVY_DELIVERY_WAITING:
    case INVY_DELIVERY_SENDING:
    default:
      return INVY_BADGE_PLAIN;
    }
}

/**
 * invy_guest_words_dup_rsvp:
 * @count: how many come; 0 if the guest did not say
 *
 * Returns: (transfer full) (nullable): the answer; %NULL when there is none
 */
char *
invy_guest_words_dup_rsvp (InvyRsvp rsvp, guint count)
{
  switch (rsvp)
    {
    case INVY_RSVP_YES:
      /* Translators: the guest comes, and %u people with that invitation */
      return count > 0 ? g_strdup_printf (_ ("Coming · %u"), count) : g_strdup (_ ("Coming"));
    case INVY_RSVP_NO:
      return g_strdup (_ ("Not coming"));
    case INVY_RSVP_MAYBE:
      return g_strdup (_ ("Maybe"));
    case INVY_RSVP_NONE:
    default:
      return NULL;
    }
}

InvyBadgeKind
invy_guest_words_get_rsvp_kind (InvyRsvp rsvp)
{
  return rsvp == INVY_RSVP_YES ? INVY_BADGE_GOOD : rsvp == INVY_RSVP_MAYBE ? INVY_BADGE_CARE : INVY_BADGE_PLAIN;
}

/**
 * invy_guest_words_dup_phone:
 * @display: (nullable): the number as it was understood
 * @typed: (nullable): the number as it was typed
 *
 * Returns: (transfer full): the number, isolated; "" if there is none
 */
char *
invy_guest_words_dup_phone (const char *display, const char *typed)
{
  const char *shown = display != NULL ? display : typed;

  return shown != NULL ? invy_bidi_isolate (shown, INVY_BIDI_NUMBER) : g_strdup ("");
}

/* The parameters of the action that filters by a counter. */
static const char *const count_nicks[INVY_COUNT_N] = {
  [INVY_COUNT_ALL] = "all",
  [INVY_COUNT_NOT_INVITED] = "not-invited",
  [INVY_COUNT_COMING] = "coming",
  [INVY_COUNT_MAYBE] = "maybe",
  [INVY_COUNT_NOT_COMING] = "not-coming",
  [INVY_COUNT_NO_ANSWER] = "no-answer",
  [INVY_COUNT_NEED_ATTENTION] = "need-attention",
};

const char *
invy_guest_words_get_count_nick (InvyCountKind kind)
{
  g_return_val_if_fail (kind < INVY_COUNT_N, NULL);

  return count_nicks[kind];
}

/**
 * invy_guest_words_get_count_kind:
 *
 * Returns: the counter of that nick; %INVY_COUNT_ALL if there is none
 */
InvyCountKind
invy_guest_words_get_count_kind (const char *nick)
{
  for (guint kind = 0; kind < INVY_COUNT_N; kind++)
    if (g_strcmp0 (count_nicks[kind], nick) == 0)
      return (InvyCountKind) kind;

  return INVY_COUNT_ALL;
}

const char *
invy_guest_words_get_count_title (InvyCountKind kind)
{
  switch (kind)
    {
    case INVY_COUNT_NOT_INVITED:
      return _ ("Not Invited");
    case INVY_COUNT_COMING:
      return C_ ("counter", "Coming");
    case INVY_COUNT_MAYBE:
      return C_ ("counter", "Maybe");
    case INVY_COUNT_NOT_COMING:
      return _ ("Not Coming");
    case INVY_COUNT_NO_ANSWER:
      return _ ("No Answer");
    case INVY_COUNT_NEED_ATTENTION:
      return _ ("Need Attention");
    case INVY_COUNT_ALL:
    case INVY_COUNT_N:
    default:
      return _ ("Guests");
    }
}

/**
 * invy_guest_words_dup_people:
 *
 * Returns: (transfer full): the small line of a counter
 */
char *
invy_guest_words_dup_people (InvyCountKind kind, guint n_people)
{
  if (kind == INVY_COUNT_NEED_ATTENTION)
    /* Translators: guests to fix, in a counter below "Need Attention" */
    return g_strdup (_ ("to fix"));

  return g_strdup_printf (ngettext ("%u person", "%u people", n_people), n_people);
}

/**
 * invy_guest_words_dup_chosen:
 * @n_hidden: how many of the chosen guests the list does not show
 *
 * Returns: (transfer full): the sentence of the bar for the chosen guests
 */
char *
invy_guest_words_dup_chosen (guint n_chosen, guint n_hidden)
{
  if (n_hidden > 0)
    /* Translators: of %u guests, %u are not in the list as it is filtered */
    return g_strdup_printf (
        ngettext ("%u guest selected, %u not shown", "%u guests selected, %u not shown", n_chosen), n_chosen,
        n_hidden);

  return g_strdup_printf (ngettext ("%u guest selected", "%u guests selected", n_chosen), n_chosen);
}

/**
 * invy_guest_words_dup_remove:
 *
 * Returns: (transfer full): the command that deletes @n_guests, of which the list does not show @n_hidden
 */
char *
invy_guest_words_dup_remove (guint n_guests, guint n_hidden)
{
  if (n_hidden > 0)
    return g_strdup_printf (ngettext ("Delete %u Guest (%u Not Shown)", "Delete %u Guests (%u Not Shown)", n_guests),
                            n_guests, n_hidden);

  return g_strdup_printf (ngettext ("Delete %u Guest", "Delete %u Guests", n_guests), n_guests);
}

/**
 * invy_guest_words_dup_change:
 *
 * Returns: (transfer full): the command that changes @n_guests at once, of which the list does not show @n_hidden
 */
char *
invy_guest_words_dup_change (guint n_guests, guint n_hidden)
{
  if (n_hidden > 0)
    return g_strdup_printf (ngettext ("Change %u Guest (%u Not Shown)", "Change %u Guests (%u Not Shown)", n_guests),
                            n_guests, n_hidden);

  return g_strdup_printf (ngettext ("Change %u Guest", "Change %u Guests", n_guests), n_guests);
}

/**
 * invy_guest_words_dup_invite:
 *
 * Returns: (transfer full): the command that invites @n_guests, of which the list does not show @n_hidden
 */
char *
invy_guest_words_dup_invite (guint n_guests, guint n_hidden)
{
  if (n_hidden > 0)
    return g_strdup_printf (
        ngettext ("Invite %u Guest (%u Not Shown)…", "Invite %u Guests (%u Not Shown)…", n_guests), n_guests,
        n_hidden);

  return g_strdup_printf (ngettext ("Invite %u Guest…", "Invite %u Guests…", n_guests), n_guests);
}

char *
invy_guest_words_dup_select_shown (guint n_shown)
{
  return g_strdup_printf (ngettext ("Select %u Shown", "Select All %u Shown", n_shown), n_shown);
}

/**
 * invy_guest_words_dup_names:
 * @guests: (element-type InvyGuest): at least one
 *
 * Returns: (transfer full): the name of a guest, or how many guests they are; for sentences
 */
char *
invy_guest_words_dup_names (GPtrArray *guests)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (guests != NULL && guests->len > 0, NULL);

  if (guests->len > 1)
    return g_strdup_printf (ngettext ("%u guest", "%u guests", guests->len), guests->len);

  name = invy_guest_dup_name (guests->pdata[0]);
  return invy_bidi_isolate (name, INVY_BIDI_NAME);
}

/**
 * invy_guest_words_dup_row:
 *
 * Returns: (transfer full): what a screen reader says of a guest's row
 */
char *
invy_guest_words_dup_row (InvyGuest *guest)
{
  g_autofree char *name = NULL, *phone = NULL, *rsvp = NULL;
  const char *problem;

  g_return_val_if_fail (INVY_IS_GUEST (guest), NULL);

  name = invy_guest_dup_name (guest);
  phone = invy_guest_words_dup_phone (invy_guest_get_phone_display (guest),
                                      invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER));
  problem = invy_guest_get_phone_problem (guest);
  rsvp = invy_guest_words_dup_rsvp (invy_guest_get_rsvp (guest), invy_guest_get_rsvp_count (guest));

  /* Translators: what a screen reader says of a guest: name, phone number, invitation, answer */
  return g_strdup_printf (_ ("%s, %s, %s, %s"), name, phone,
                          invy_guest_words_get_invitation (invy_guest_get_delivery (guest), problem != NULL),
                          rsvp != NULL ? rsvp : _ ("No answer"));
}
