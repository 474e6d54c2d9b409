/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-uuid.h"

#include <unistd.h>

#define N_BYTES 16
/* What getentropy() gives at once. */
#define MAX_ENTROPY 256

/* From the system: tokens have to be impossible to guess from others. */
static void
fill_randomly (guint8 *bytes, gsize size)
{
  for (gsize done = 0; done < size; done += MAX_ENTROPY)
    if (getentropy (bytes + done, MIN (size - done, MAX_ENTROPY)) != 0)
      g_error ("The system has no random numbers.");
}

static char *
write_hex (char *text, const guint8 *bytes, gsize n)
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < n; i++)
    {
      *text++ = digits[bytes[i] >> 4];
      *text++ = digits[bytes[i] & 0xf];
    }
  return text;
}

/* Version 4, variant 1 of RFC 9562. */
static void
mark (guint8 bytes[N_BYTES])
{
  bytes[6] = (guint8) ((bytes[6] & 0x0f) | 0x40);
  bytes[8] = (guint8) ((bytes[8] & 0x3f) | 0x80);
}

static void
write_uuid (char *text, const guint8 bytes[N_BYTES])
{
  static const gsize groups[] = { 4, 2, 2, 2, 6 };

  for (gsize i = 0; i < G_N_ELEMENTS (groups); bytes += groups[i], i++)
    {
      if (i > 0)
        *text++ = '-';
      text = write_hex (text, bytes, groups[i]);
    }
  *text = '\0';
}

/**
 * invy_uuid_make:
 * @text: (out caller-allocates): a random UUID
 *
 * Any thread may call it.
 */
void
invy_uuid_make (char text[INVY_UUID_SIZE])
{
  guint8 bytes[N_BYTES];

  fill_randomly (bytes, sizeof bytes);
  mark (bytes);
  write_uuid (text, bytes);
}

/* The first bytes of a UUID, which decide on its place among others. */
#define N_LEADING_BITS 48

static void
write_leading (guint8 bytes[N_BYTES], guint64 leading)
{
  for (gsize i = 0; i < N_LEADING_BITS / 8; i++)
    bytes[i] = (guint8) (leading >> (N_LEADING_BITS - 8 * (i + 1)));
}

static guint64
read_leading (const guint8 bytes[N_BYTES])
{
  guint64 leading = 0;

  for (gsize i = 0; i < N_LEADING_BITS / 8; i++)
    leading = leading << 8 | bytes[i];
  return leading;
}

/**
 * invy_uuid_new_sorted:
 *
 * Makes many random UUIDs at once. In their order the index of a table is filled from one end to the other, and not
 * all over. Each comes from a share of its own of all UUIDs, so that nobody has to sort them: of a million, 102 bits
 * of each are random still.
 *
 * Returns: (transfer full): @n of them, sorted, in one block for g_free(); %NULL if @n is 0
 */
char (*invy_uuid_new_sorted (guint n))[INVY_UUID_SIZE]
{
  g_autofree guint8 *bytes = g_malloc_n (n, N_BYTES);
  char (*texts)[INVY_UUID_SIZE] = g_malloc_n (n, INVY_UUID_SIZE);
  const guint64 share = n > 0 ? (G_GUINT64_CONSTANT (1) << N_LEADING_BITS) / n : 0;

  fill_randomly (bytes, (gsize) n * N_BYTES);
  for (guint i = 0; i < n; i++)
    {
      guint8 *uuid = bytes + (gsize) i * N_BYTES;

      write_leading (uuid, i * share + read_leading (uuid) % share);
      mark (uuid);
      write_uuid (texts[i], uuid);
    }

  return texts;
}

/**
 * invy_uuid_write_token:
 * @uuid: a random UUID that is used for nothing else
 * @token: (out caller-allocates): its digits, of which 122 bits are random, safe in an address
 */
void
invy_uuid_write_token (const char *uuid, char token[INVY_UUID_TOKEN_SIZE])
{
  for (; *uuid != '\0'; uuid++)
    if (*uuid != '-')
      *token++ = *uuid;
  *token = '\0';
}
