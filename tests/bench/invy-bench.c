/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench.h"
#include "invy-test.h"

#include <time.h>

/* Numbers differ from each other, and from run to run they are the same. */
#define SEED 20270225

/**
 * invy_bench_print:
 * @value: measured
 * @yardstick: what was measured just before or after it
 *
 * Prints one pair. A benchmark prints several for the same line of the table: machines are noisy.
 */
void
invy_bench_print (const InvyBench *self, double value, double yardstick)
{
  /* The program has no locale: numbers are written as JSON wants them. */
  g_print ("{\"what\":\"%s\",\"unit\":\"%s\",\"reach\":%g,\"is_least\":%s,\"value\":%f,\"yardstick\":%f}\n",
           self->what, self->unit, self->reach, self->is_least ? "true" : "false", value, yardstick);
}

/**
 * invy_bench_print_missing:
 * @why: a sentence without quotation marks
 *
 * Prints that a figure, or its yardstick, could not be measured here: it counts as not reached.
 */
void
invy_bench_print_missing (const InvyBench *self, const char *why)
{
  g_print ("{\"what\":\"%s\",\"unit\":\"%s\",\"reach\":%g,\"is_least\":%s,\"missing\":\"%s\"}\n", self->what,
           self->unit, self->reach, self->is_least ? "true" : "false", why);
}

/**
 * invy_bench_print_note:
 * @sentence: without quotation marks
 *
 * Prints what one has to know to understand the figures.
 */
void
invy_bench_print_note (const char *sentence)
{
  g_print ("{\"note\":\"%s\"}\n", sentence);
}

/**
 * invy_bench_now_ms:
 *
 * Returns: milliseconds since some moment, for differences
 */
double
invy_bench_now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

/**
 * invy_bench_used_ms:
 *
 * Returns: milliseconds of processor time that this program has used, all of its threads together, for differences:
 *   what else the machine does meanwhile hardly shows in it
 */
double
invy_bench_used_ms (void)
{
  struct timespec used;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return (double) used.tv_sec * 1000 + (double) used.tv_nsec / 1000000;
}

/**
 * invy_bench_wait_until:
 *
 * Runs the main context until @condition is true, however slow the machine is.
 */
void
invy_bench_wait_until (gboolean (*condition) (gpointer data), gpointer data)
{
  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
}

/* As people write them: mostly mobile numbers of the wedding's country, some landlines, guests from abroad, and a
 * digit forgotten now and then. */
static char *
make_number (GRand *rand, guint position)
{
  const int network = (int[]) { 0, 2, 3, 4, 8 }[g_rand_int_range (rand, 0, 5)];
  const int first = g_rand_int_range (rand, 200, 1000);
  const int last = g_rand_int_range (rand, 0, 10000);

  switch (position % 20)
    {
    case 0:
      return g_strdup_printf ("03-%d-%04d", g_rand_int_range (rand, 500, 1000), last);
    case 1:
      return g_strdup_printf ("+1 (212) %d-%04d", first, last);
    case 2:
      return g_strdup_printf ("+44 7911 %06d", g_rand_int_range (rand, 100000, 1000000));
    case 3:
      return g_strdup_printf ("05%d-%d%03d", network, first, last / 10);
    case 4:
    case 5:
    case 6:
      return g_strdup_printf ("+972 5%d-%d-%04d", network, first, last);
    case 7:
    case 8:
      return g_strdup_printf ("9725%d%d%04d", network, first, last);
    case 9:
    case 10:
      return g_strdup_printf ("5%d%d%04d", network, first, last);
    case 11:
    case 12:
    case 13:
    case 14:
      return g_strdup_printf ("05%d%d%04d", network, first, last);
    default:
      return g_strdup_printf ("05%d-%d-%04d", network, first, last);
    }
}

/**
 * invy_bench_new_guests:
 *
 * Returns: (transfer full) (element-type InvyGuest): guests of @event, the same in each run, not saved anywhere
 */
GPtrArray *
invy_bench_new_guests (InvyEvent *event, guint n_guests)
{
  static const char *const names[] = { "נועה", "Daniel", "محمد", "Yael", "אברהם", "Sophie" };
  GPtrArray *guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < n_guests; i++)
    {
      InvyGuest *guest = invy_guest_new (invy_event_get_id (event));
      g_autofree char *last_name = g_strdup_printf ("%s %u", names[(i / 7) % G_N_ELEMENTS (names)], i);
      g_autofree char *number = make_number (rand, i);

      invy_guest_set (guest, INVY_GUEST_FIRST_NAME, names[i % G_N_ELEMENTS (names)]);
      invy_guest_set (guest, INVY_GUEST_LAST_NAME, last_name);
      invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, number);
      g_ptr_array_add (guests, guest);
    }

  return guests;
}

/**
 * invy_bench_save_guests:
 *
 * Returns: (transfer full) (element-type InvyGuest): the guests as @store has them
 */
GPtrArray *
invy_bench_save_guests (InvyStore *store, GPtrArray *guests)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *saved = invy_test_await_boxed (invy_store_save_guests (store, guests), &error);

  g_assert_no_error (error);
  return saved;
}
