/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-fuzz.h"

#include <string.h>

#define MAX_CHANGES 8

/* What breaks parsers more often than chance does. */
static const char *const tokens[] = {
  "\"",
  "\"\"",
  "'",
  ",",
  ";",
  "\t",
  "\r",
  "\n",
  "\r\n",
  "|",
  ":::",
  "=\"",
  "+",
  "-",
  "(0)",
  "00",
  "E+08",
  ".0",
  "ext. 5",
  "*",
  "#",
  "tel:",
  "\xff",
  "\xd7",
  "\xef\xbb\xbf",
  "\xff\xfe",
  "\xe2\x80\x8f",
  "\xe2\x81\xa9",
  "\xd9\xa0",
  "9999999",
  "sep=;\n",
  "Name,Phone\n",
};

static guint
pick (GRand *rand, gsize n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

static void
change_once (GRand *rand, GByteArray *bytes, const char *const *seeds, gsize n_seeds)
{
  guint at = pick (rand, (gsize) bytes->len + 1);
  const char *text = pick (rand, 2) == 0 ? tokens[pick (rand, G_N_ELEMENTS (tokens))] : seeds[pick (rand, n_seeds)];
  gsize length = strlen (text);

  switch (pick (rand, 4))
    {
    case 0:
      if (at < bytes->len)
        bytes->data[at] = (guint8) pick (rand, 256);
      break;
    case 1:
      if (at < bytes->len)
        g_byte_array_remove_range (bytes, at, 1 + pick (rand, bytes->len - at));
      break;
    default:
      {
        g_autoptr (GByteArray) tail = g_byte_array_new ();

        g_byte_array_append (tail, bytes->data + at, bytes->len - at);
        g_byte_array_set_size (bytes, at);
        g_byte_array_append (bytes, (const guint8 *) text, (guint) length);
        g_byte_array_append (bytes, tail->data, tail->len);
      }
    }
}

/* How long to go on beyond the usual, for a search through the night. */
static guint
get_minutes (void)
{
  const char *minutes = g_getenv ("INVY_FUZZ_MINUTES");

  return minutes != NULL ? (guint) g_ascii_strtoull (minutes, NULL, 10) : 0;
}

/**
 * invy_fuzz_start:
 * @seed: what the usual run begins with; with INVY_FUZZ_MINUTES in the environment each run has its own, and says it
 *
 * Returns: (transfer full): what decides everything
 */
GRand *
invy_fuzz_start (guint32 seed)
{
  if (get_minutes () > 0)
    seed = (guint32) g_get_real_time ();
  g_test_message ("seed %u", seed);

  return g_rand_new_with_seed (seed);
}

/**
 * invy_fuzz_goes_on:
 * @n_done: how many were tried
 * @n_usual: how many are tried unless INVY_FUZZ_MINUTES says how long to go on
 *
 * Returns: whether to try another
 */
gboolean
invy_fuzz_goes_on (guint n_done, guint n_usual)
{
  static gint64 end;

  if (get_minutes () == 0)
    return n_done < n_usual;
  if (n_done == 0)
    end = g_get_monotonic_time () + get_minutes () * 60 * G_USEC_PER_SEC;
  return g_get_monotonic_time () < end;
}

/**
 * invy_fuzz_mutate:
 * @rand: decides everything, so that a run can be repeated
 * @seeds: (array length=n_seeds): good and odd input
 *
 * Returns: (transfer full): one of @seeds with some damage
 */
GBytes *
invy_fuzz_mutate (GRand *rand, const char *const *seeds, gsize n_seeds)
{
  GByteArray *bytes = g_byte_array_new ();
  const char *seed = seeds[pick (rand, n_seeds)];
  guint n_changes = pick (rand, MAX_CHANGES + 1);

  g_byte_array_append (bytes, (const guint8 *) seed, (guint) strlen (seed));
  for (guint i = 0; i < n_changes; i++)
    change_once (rand, bytes, seeds, n_seeds);

  return g_byte_array_free_to_bytes (bytes);
}
