/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-number-words.h"

#include "text/invy-bidi.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *meta;
  const char *shown; /* to be translated */
} Word;

/* The first is for a number of which Meta did not say it. */
static const char *
translate (const char *meta, const Word *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i].meta, meta) == 0)
      return _ (words[i].shown);

  return meta;
}

/**
 * invy_number_words_get_status:
 *
 * Returns: (transfer none): whether @number can send
 */
const char *
invy_number_words_get_status (const InvyGraphNumber *number)
{
  static const Word words[] = {
    { NULL, N_ ("Not said") },
    { "CONNECTED", N_ ("Connected") },
    { "PENDING", N_ ("Not registered yet") },
    { "DISCONNECTED", N_ ("Disconnected") },
    { "FLAGGED", N_ ("Flagged for its quality") },
    { "RESTRICTED", N_ ("Has reached its limit") },
    { "RATE_LIMITED", N_ ("Has reached its limit") },
    { "BANNED", N_ ("Banned") },
    { "DELETED", N_ ("Deleted") },
    { "MIGRATED", N_ ("Moved to another account") },
    { "UNVERIFIED", N_ ("Not verified yet") },
  };

  return translate (number->status, words, G_N_ELEMENTS (words));
}

/**
 * invy_number_words_get_quality:
 *
 * Returns: (transfer none): what those who got messages from @number think of them
 */
const char *
invy_number_words_get_quality (const InvyGraphNumber *number)
{
  static const Word words[] = {
    /* Translators: the quality of a phone number */
    { NULL, N_ ("Not rated yet") },      { "GREEN", N_ ("High") },
    { "YELLOW", N_ ("Medium") },         { "RED", N_ ("Low") },
    { "UNKNOWN", N_ ("Not rated yet") }, { "NA", N_ ("Not rated yet") },
  };

  return translate (number->quality, words, G_N_ELEMENTS (words));
}

/**
 * invy_number_words_get_throughput:
 *
 * Returns: (transfer none): how fast @number may send (WhatsApp Cloud API, throughput)
 */
const char *
invy_number_words_get_throughput (const InvyGraphNumber *number)
{
  static const Word words[] = {
    { NULL, N_ ("Not said") },
    { "STANDARD", N_ ("Up to 80 messages a second") },
    { "HIGH", N_ ("Up to 1,000 messages a second") },
    { "NOT_APPLICABLE", N_ ("Not said") },
  };

  return translate (number->throughput, words, G_N_ELEMENTS (words));
}

/**
 * invy_number_words_dup_limit:
 *
 * Returns: (transfer full): how many people may be written to in a day
 */
char *
invy_number_words_dup_limit (const InvyGraphNumber *number)
{
  const guint limit = invy_graph_number_get_limit (number);

  if (limit == INVY_GRAPH_NUMBER_LIMIT_UNKNOWN)
    return g_strdup (_ ("Not said"));
  if (limit == INVY_GRAPH_NUMBER_UNLIMITED)
    return g_strdup (_ ("Any number of people"));

  /* Translators: %'u is a number of people, such as 2,000 */
  return g_strdup_printf (ngettext ("%'u person in 24 hours", "%'u people in 24 hours", limit), limit);
}

/**
 * invy_number_words_dup_summary:
 *
 * Returns: (transfer full): the number as people read it, its quality and its status, in a line
 */
char *
invy_number_words_dup_summary (const InvyGraphNumber *number)
{
  g_autofree char *shown =
      invy_bidi_isolate (number->display_number != NULL ? number->display_number : number->id, INVY_BIDI_NUMBER);

  /* Translators: %1$s is a phone number, %2$s its quality such as High, %3$s its status such as Connected */
  return g_strdup_printf (_ ("%1$s · Quality: %2$s · %3$s"), shown, invy_number_words_get_quality (number),
                          invy_number_words_get_status (number));
}
