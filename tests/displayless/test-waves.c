/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign/invy-waves.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1803000000000)
#define HOUR (G_GINT64_CONSTANT (60) * 60 * 1000)
#define DAY (24 * HOUR)

static void
test_division (void)
{
  const struct
  {
    InvyRecipientLimit limit;
    guint n_messages;
    InvyWave waves[4];
  } cases[] = {
    { { 0 }, 600, { { 600, 0 } } },
    { { 0, 900, NOW }, 600, { { 600, 0 } } },
    { { 0 }, 0, { { 0 } } },
    { { 250 }, 0, { { 0 } } },
    { { 250 }, 250, { { 250, 0 } } },
    { { 250 }, 251, { { 250, 0 }, { 1, NOW + DAY } } },
    { { 250 }, 600, { { 250, 0 }, { 250, NOW + DAY }, { 100, NOW + 2 * DAY } } },
    { { 250, 100, NOW - HOUR }, 150, { { 150, 0 } } },
    { { 250, 100, NOW - HOUR }, 600, { { 150, 0 }, { 250, NOW + DAY }, { 200, NOW + 2 * DAY } } },
    { { 250, 250, NOW - HOUR }, 10, { { 10, NOW - HOUR + DAY } } },
    { { 250, 300, NOW - HOUR }, 350, { { 250, NOW - HOUR + DAY }, { 100, NOW - HOUR + 2 * DAY } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyWaves) waves = invy_waves_new (&cases[i].limit, cases[i].n_messages, NOW);
      guint n_messages = 0;

      g_test_message ("case %u", i);
      for (guint j = 0; j < waves->waves->len; j++)
        {
          const InvyWave *wave = &g_array_index (waves->waves, InvyWave, j);

          g_assert_cmpuint (wave->count, ==, cases[i].waves[j].count);
          g_assert_cmpint (wave->from_ms, ==, cases[i].waves[j].from_ms);
          n_messages += wave->count;
        }
      g_assert_cmpuint (n_messages, ==, cases[i].n_messages);
    }
}

static void
test_text (void)
{
  const InvyRecipientLimit none = { 0 }, limit = { 250 }, used_up = { 250, 250, NOW };
  g_autoptr (InvyWaves) whole = invy_waves_new (&none, 600, NOW);
  g_autoptr (InvyWaves) divided = invy_waves_new (&limit, 600, NOW);
  g_autoptr (InvyWaves) later = invy_waves_new (&used_up, 1, NOW);
  g_autofree char *why = invy_waves_dup_sentence (divided);
  g_autofree char *first = invy_wave_dup_text (&g_array_index (divided->waves, InvyWave, 0));
  g_autofree char *third = invy_wave_dup_text (&g_array_index (divided->waves, InvyWave, 2));

  g_assert_null (invy_waves_dup_sentence (whole));
  g_assert_false (invy_waves_is_divided (whole));
  g_assert_true (invy_waves_is_divided (later));
  g_assert_nonnull (strstr (why, "250 people"));
  g_assert_cmpstr (first, ==, "250 now");
  g_assert_true (g_str_has_prefix (third, "100 from "));
  g_assert_nonnull (strstr (third, "2027"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/invy/waves/division", test_division);
  g_test_add_func ("/invy/waves/text", test_text);

  return g_test_run ();
}
