/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-invite-words.h"

#include "campaign/invy-reasons.h"
#include "phone/invy-phone.h"
#include "text/invy-bidi.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

/* Up to here seconds are counted out. */
#define COUNTED_SECONDS 60

char *
invy_invite_words_dup_title (InvyInvitation *invitation)
{
  const guint n_guests = invy_invitation_get_n_guests (invitation);

  if (invy_invitation_is_practice (invitation))
    return g_strdup_printf (ngettext ("Practise with %u Guest", "Practise with %u Guests", n_guests), n_guests);
  return g_strdup_printf (ngettext ("Invite %u Guest", "Invite %u Guests", n_guests), n_guests);
}

/**
 * invy_invite_words_dup_subtitle:
 *
 * Returns: (transfer full): which wedding it is, "Dvir & Vered · 25 February"
 */
char *
invy_invite_words_dup_subtitle (InvyInvitation *invitation)
{
  InvyEvent *event = invy_invitation_get_event (invitation);
  g_autofree char *name = invy_event_dup_name (event);
  g_autofree char *shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);
  g_autofree char *date = invy_when_dup_date (invy_event_get (event, INVY_EVENT_DATE));

  if (date == NULL)
    return g_steal_pointer (&shown_name);
  /* Translators: the name and the day of a wedding */
  return g_strdup_printf (_ ("%s · %s"), shown_name, date);
}

static const char *
get_status (const char *status)
{
  if (g_strcmp0 (status, "APPROVED") == 0)
    return _ ("Approved by Meta");
  if (g_strcmp0 (status, "PAUSED") == 0)
    return _ ("Paused by Meta");
  if (g_strcmp0 (status, "REJECTED") == 0)
    return _ ("Rejected by Meta");
  if (g_strcmp0 (status, "PENDING") == 0)
    return _ ("Waiting for Meta’s approval");
  return status;
}

static const char *
get_category (const char *category)
{
  if (g_strcmp0 (category, "MARKETING") == 0)
    return _ ("Marketing");
  if (g_strcmp0 (category, "UTILITY") == 0)
    return _ ("Utility");
  return category;
}

static const char *
get_language (const char *language)
{
  if (g_strcmp0 (language, "he") == 0)
    return _ ("Hebrew");
  if (g_strcmp0 (language, "ar") == 0)
    return _ ("Arabic");
  if (language != NULL && g_str_has_prefix (language, "en"))
    return _ ("English");
  return language;
}

/**
 * invy_invite_words_dup_template:
 *
 * Returns: (transfer full): what is known of the template: "Approved by Meta · Marketing · Hebrew"
 */
char *
invy_invite_words_dup_template (InvyTemplate *tmpl)
{
  const char *status = get_status (invy_template_get (tmpl, INVY_TEMPLATE_STATUS));
  const char *category = get_category (invy_template_get (tmpl, INVY_TEMPLATE_CATEGORY));
  const char *language = get_language (invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE));

  if (status == NULL)
    /* Translators: of a message template; %s is its language */
    return g_strdup_printf (_ ("Not checked yet · %s"), language);
  if (category == NULL)
    /* Translators: the state and the language of a message template */
    return g_strdup_printf (_ ("%s · %s"), status, language);
  /* Translators: the state, the category and the language of a message template */
  return g_strdup_printf (_ ("%s · %s · %s"), status, category, language);
}

typedef struct
{
  guint n_left_out;
  guint n_phone;
  guint n_invited;
  InvyDryRunRow *first;
} LeftOut;

static gboolean
is_about_phone (const char *reason)
{
  return g_str_equal (reason, INVY_SKIP_NO_PHONE) || g_str_has_prefix (reason, "phone-");
}

static LeftOut
count_left_out (InvyDryRun *dry_run)
{
  GListModel *rows = invy_dry_run_get_rows (dry_run);
  LeftOut left_out = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (InvyDryRunRow) row = g_list_model_get_item (rows, i);
      const char *reason = invy_dry_run_row_get_reason (row);

      if (reason == NULL)
        continue;
      if (left_out.n_left_out++ == 0)
        left_out.first = row; /* the dry run keeps it */
      left_out.n_phone += is_about_phone (reason);
      left_out.n_invited += g_str_equal (reason, INVY_SKIP_ALREADY_INVITED);
    }

  return left_out;
}

static char *
dup_one_left_out (InvyDryRunRow *row)
{
  g_autofree char *name = invy_invite_words_dup_guest_name (invy_dry_run_row_get_guest (row));
  const char *reason = invy_dry_run_row_get_reason (row);

  if (is_about_phone (reason))
    /* Translators: %s is a guest */
    return g_strdup_printf (_ ("%s has no valid phone number and will be left out"), name);
  if (g_str_equal (reason, INVY_SKIP_ALREADY_INVITED))
    /* Translators: %s is a guest */
    return g_strdup_printf (_ ("%s was invited already and will be left out"), name);
  if (g_str_equal (reason, INVY_SKIP_ANSWERED))
    /* Translators: %s is a guest */
    return g_strdup_printf (_ ("%s has answered already and will be left out"), name);
  /* Translators: %s is a guest */
  return g_strdup_printf (_ ("%s will be left out"), name);
}

char *
invy_invite_words_dup_left_out (InvyInvitation *invitation)
{
  InvyDryRun *dry_run = invy_invitation_get_dry_run (invitation);
  LeftOut left_out = dry_run != NULL ? count_left_out (dry_run) : (LeftOut) { 0 };
  const guint n = left_out.n_left_out;

  if (n == 0)
    return NULL;
  if (n == 1)
    return dup_one_left_out (left_out.first);
  if (left_out.n_phone == n)
    return g_strdup_printf (ngettext ("%u guest has no valid phone number and will be left out",
                                      "%u guests have no valid phone number and will be left out", n),
                            n);
  if (left_out.n_invited == n)
    return g_strdup_printf (ngettext ("%u guest was invited already and will be left out",
                                      "%u guests were invited already and will be left out", n),
                            n);
  return g_strdup_printf (ngettext ("%u guest will be left out", "%u guests will be left out", n), n);
}

char *
invy_invite_words_dup_again (InvyInvitation *invitation)
{
  const guint n = invy_invitation_get_n_invited (invitation);

  if (invy_invitation_is_again (invitation))
    return g_strdup_printf (ngettext ("%u chosen guest has an invitation and gets a second one",
                                      "%u chosen guests have an invitation and get a second one", n),
                            n);
  return g_strdup_printf (
      ngettext ("%u chosen guest was invited already", "%u chosen guests were invited already", n), n);
}

char *
invy_invite_words_dup_again_title (InvyInvitation *invitation)
{
  const guint n = invy_invitation_get_n_invited (invitation);

  return g_strdup_printf (ngettext ("Invite %u Guest Again", "Invite %u Guests Again", n), n);
}

static char *
dup_duration (guint64 duration_ms)
{
  const guint seconds = (guint) MAX ((duration_ms + 500) / 1000, 1);

  if (seconds >= COUNTED_SECONDS)
    return invy_when_dup_duration ((gint64) duration_ms);
  /* Translators: seconds */
  return g_strdup_printf (ngettext ("about %u s", "about %u s", seconds), seconds);
}

/**
 * invy_invite_words_dup_summary:
 *
 * Returns: (transfer full): "4 ready · 1 left out · about 2 s"; "" until it is known
 */
char *
invy_invite_words_dup_summary (InvyInvitation *invitation)
{
  InvyDryRun *dry_run = invy_invitation_get_dry_run (invitation);
  g_autofree char *ready = NULL;
  g_autofree char *left_out = NULL;
  g_autofree char *duration = NULL;
  guint n_ready, n_left_out;

  if (dry_run == NULL)
    return g_strdup ("");

  n_ready = invy_dry_run_get_n_ready (dry_run);
  n_left_out = invy_dry_run_get_n_left_out (dry_run);
  /* Translators: guests who will get the message */
  ready = g_strdup_printf (ngettext ("%u ready", "%u ready", n_ready), n_ready);
  /* Translators: guests who will not get the message */
  left_out = g_strdup_printf (ngettext ("%u left out", "%u left out", n_left_out), n_left_out);
  duration = dup_duration (invy_invitation_get_duration_ms (invitation));

  if (n_ready == 0)
    return g_steal_pointer (&left_out);
  if (n_left_out == 0)
    /* Translators: guests who are ready, and how long sending takes */
    return g_strdup_printf (_ ("%s · %s"), ready, duration);
  /* Translators: guests who are ready, guests who are left out, and how long sending takes */
  return g_strdup_printf (_ ("%s · %s · %s"), ready, left_out, duration);
}

/**
 * invy_invite_words_dup_waves:
 *
 * Returns: (transfer full) (nullable): in which waves the messages go, a line for each; %NULL when all go now
 */
char *
invy_invite_words_dup_waves (InvyInvitation *invitation)
{
  g_autoptr (InvyWaves) waves = invy_invitation_dup_waves (invitation);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  if (waves == NULL)
    return NULL;

  g_strv_builder_take (lines, invy_waves_dup_sentence (waves));
  for (guint i = 0; i < waves->waves->len; i++)
    g_strv_builder_take (lines, invy_wave_dup_text (&g_array_index (waves->waves, InvyWave, i)));
  texts = g_strv_builder_end (lines);

  return g_strjoinv ("\n", texts);
}

/* How many go out at once; all unless the first wave is smaller. */
static guint
count_first (InvyInvitation *invitation, guint n)
{
  g_autoptr (InvyWaves) waves = invy_invitation_dup_waves (invitation);
  const InvyWave *first = waves != NULL ? &g_array_index (waves->waves, InvyWave, 0) : NULL;

  return first != NULL && first->from_ms == 0 ? first->count : n;
}

char *
invy_invite_words_dup_send (InvyInvitation *invitation)
{
  InvyDryRun *dry_run = invy_invitation_get_dry_run (invitation);
  const guint n = dry_run != NULL ? invy_dry_run_get_n_ready (dry_run) : 0;
  guint n_first;

  if (invy_invitation_is_practice (invitation))
    return g_strdup_printf (ngettext ("Practise with %u Guest", "Practise with %u Guests", n), n);
  n_first = count_first (invitation, n);
  if (n_first < n)
    /* Translators: a button; the first number is of those that go now, the second of all */
    return g_strdup_printf (ngettext ("Send First %u of %u", "Send First %u of %u", n), n_first, n);
  return g_strdup_printf (ngettext ("Send %u Invitation", "Send %u Invitations", n), n);
}

char *
invy_invite_words_dup_guest_name (InvyGuest *guest)
{
  g_autofree char *name = invy_guest_dup_name (guest);

  if (*name == '\0')
    return g_strdup (_ ("Guest without a name"));
  return invy_bidi_isolate (name, INVY_BIDI_NAME);
}

/* The number as the guest's phone shows it, or what was typed when that is none. */
static char *
dup_number (InvyDryRunRow *row)
{
  const char *typed = invy_guest_get (invy_dry_run_row_get_guest (row), INVY_GUEST_PHONE_NUMBER);
  const char *e164 = invy_dry_run_row_get_phone_e164 (row);
  g_autoptr (InvyPhone) phone = e164 != NULL ? invy_phone_parse (e164, NULL, NULL) : NULL;
  const char *number = phone != NULL ? phone->display : typed;

  return number != NULL ? invy_bidi_isolate (number, INVY_BIDI_NUMBER) : g_strdup (_ ("No phone number"));
}

/**
 * invy_invite_words_dup_guest_place:
 * @position: from 0
 *
 * Returns: (transfer full): "+972 58-321-0099 · 2 of 5"
 */
char *
invy_invite_words_dup_guest_place (InvyDryRunRow *row, guint position, guint n_guests)
{
  g_autofree char *number = dup_number (row);

  /* Translators: a guest's phone number, and which of how many guests it is: "+972 58-321-0099 · 2 of 5" */
  return g_strdup_printf (_ ("%s · %u of %u"), number, position + 1, n_guests);
}
