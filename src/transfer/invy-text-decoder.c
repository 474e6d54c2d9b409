/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-text-decoder.h"
#include "transfer/invy-transfer-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <uchardet/uchardet.h>

/* What a guesser has to see of a file. */
#define SAMPLE_SIZE (64 * 1024)

/* Old Windows text may hold a few of them; a binary file has one in every few bytes. */
#define MAX_CONTROLS_PER_MILLE 5

static gboolean
starts_with (const char *data, gsize size, const char *start, gsize start_size)
{
  return size >= start_size && memcmp (data, start, start_size) == 0;
}

static gboolean
begins_with_one (const char *text, const char *const *starts, gsize n_starts)
{
  while (g_ascii_isspace (*text))
    text++;
  for (gsize i = 0; i < n_starts; i++)
    if (g_ascii_strncasecmp (text, starts[i], strlen (starts[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Web sites sell tables of HTML as spreadsheets, and Excel opens them. */
static gboolean
is_web_page (const char *text)
{
  static const char *const starts[] = { "<html", "<!doctype html", "<table", "<?xml" };

  return begins_with_one (text, starts, G_N_ELEMENTS (starts));
}

/* Text to a computer, a document to people: each of its lines would become a guest with a strange name. */
static gboolean
is_document (const char *text)
{
  static const char *const starts[] = { "%PDF-", "%!PS", "{\\rtf", "{\"", "{\n", "{\r\n" };

  return begins_with_one (text, starts, G_N_ELEMENTS (starts));
}

static gboolean
has_too_many_controls (const char *data, gsize size)
{
  gsize n_controls = 0;

  for (gsize i = 0; i < size; i++)
    {
      guchar c = (guchar) data[i];

      if ((c < 0x20 && strchr ("\t\n\v\f\r", c) == NULL) || c == 0x7f || c == 0)
        n_controls++;
    }

  return n_controls * 1000 > size * MAX_CONTROLS_PER_MILLE;
}

static char *
convert (const char *data, gsize size, const char *charset)
{
  gsize length = 0;
  g_autofree char *text = g_convert (data, (gssize) size, "UTF-8", charset, NULL, &length, NULL);

  if (text == NULL || strlen (text) != length)
    return NULL;
  return g_steal_pointer (&text);
}

/* UTF-16 without a mark: line ends, commas and digits have a zero on one side, always the same. In other text a zero
 * got astray, and what parts cells and lines has none beside it. */
static char *
convert_unmarked_utf16 (const char *data, gsize size)
{
  gsize n_even = 0, n_odd = 0, n_wide = 0, n_narrow = 0;

  for (gsize i = 0; i < size; i++)
    if (data[i] == 0)
      *(i % 2 == 0 ? &n_even : &n_odd) += 1;
    else if (strchr ("\r\n\t,;", data[i]) != NULL && (i ^ 1) < size)
      *(data[i ^ 1] == 0 ? &n_wide : &n_narrow) += 1;

  if (n_narrow > n_wide)
    return NULL;
  if (n_odd > 9 * n_even)
    return convert (data, size & ~(gsize) 1, "UTF-16LE");
  if (n_even > 9 * n_odd)
    return convert (data, size & ~(gsize) 1, "UTF-16BE");
  return NULL;
}

/* A letter that was cut in two does not make other letters of all of them. In old encodings two bytes rarely look
 * like one letter of UTF-8. */
static gboolean
is_nearly_utf8 (const char *data, gsize size)
{
  const char *end = data + size;
  gsize n_letters = 0, n_broken = 0;

  for (const char *p = data; p < end;)
    {
      const gunichar c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char_validated (p, end - p);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          n_broken++;
          p++;
          continue;
        }
      n_letters += c >= 0x80;
      p += g_unichar_to_utf8 (c, NULL);
    }

  return n_letters > 9 * n_broken;
}

/* Whether the 27 letters from @alef on may be Hebrew, beside others that begin with @others. French and other accents
 * lie there as well, but stand alone among ASCII letters, where Hebrew letters stand in words of their own. The
 * guesser for all languages needs more text than a short list has. */
static gboolean
looks_hebrew (const char *data, gsize size, guchar alef, guchar others)
{
  const guchar tav = alef + 26;
  gsize n_hebrew = 0, n_other = 0, n_in_words = 0, n_among_ascii = 0;

  for (gsize i = 0; i < size; i++)
    {
      guchar c = (guchar) data[i];
      guchar before = i > 0 ? (guchar) data[i - 1] : 0;

      if (c >= alef && c <= tav)
        {
          n_hebrew++;
          if (before >= alef && before <= tav)
            n_in_words++;
          else if (g_ascii_isalpha (before))
            n_among_ascii++;
        }
      else if (c >= others)
        n_other++;
    }

  return n_hebrew > 0 && n_hebrew >= 19 * n_other && n_in_words > n_among_ascii && 2 * n_in_words >= n_hebrew;
}

static char *
guess_charset (const char *data, gsize size)
{
  uchardet_t guesser;
  char *charset;

  /* ISO-8859-8 is a part of it, as far as guest lists go. */
  if (looks_hebrew (data, size, 0xe0, 0xc0))
    return g_strdup ("WINDOWS-1255");
  if (looks_hebrew (data, size, 0x80, 0x80))
    return g_strdup ("CP862"); /* of DOS */

  guesser = uchardet_new ();
  uchardet_handle_data (guesser, data, size);
  uchardet_data_end (guesser);
  charset = g_strdup (uchardet_get_charset (guesser));
  uchardet_delete (guesser);

  return charset;
}

/* Nobody writes them. Where the standards have them, Windows has its quotes and dashes. */
static gboolean
has_latin_controls (const char *text)
{
  for (const char *p = strchr (text, '\xc2'); p != NULL; p = strchr (p + 1, '\xc2'))
    if ((guchar) p[1] < 0xa0)
      return TRUE;
  return FALSE;
}

static char *
convert_legacy (const char *data, gsize size)
{
  g_autofree char *guess = guess_charset (data, MIN (size, SAMPLE_SIZE));
  /* Hebrew was looked for before. */
  const char *charsets[] = { guess, "WINDOWS-1252", "WINDOWS-1255" };

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      char *text = *charsets[i] != '\0' ? convert (data, size, charsets[i]) : NULL;

      if (text != NULL && !has_latin_controls (text))
        return text;
      g_free (text);
    }

  /* It has something for every byte. */
  return convert (data, size, "ISO-8859-1");
}

static char *
decode (const char *data, gsize size)
{
  if (starts_with (data, size, "\xef\xbb\xbf", 3))
    return g_utf8_make_valid (data + 3, (gssize) size - 3);
  if (starts_with (data, size, "\xff\xfe", 2))
    return convert (data + 2, (size - 2) & ~(gsize) 1, "UTF-16LE");
  if (starts_with (data, size, "\xfe\xff", 2))
    return convert (data + 2, (size - 2) & ~(gsize) 1, "UTF-16BE");
  if (memchr (data, 0, size) != NULL)
    return convert_unmarked_utf16 (data, size);
  if (g_utf8_validate (data, (gssize) size, NULL))
    return g_strndup (data, size);
  if (is_nearly_utf8 (data, size))
    return g_utf8_make_valid (data, (gssize) size);
  return convert_legacy (data, size);
}

/**
 * invy_text_decoder_decode:
 * @bytes: a whole file
 * @error: %INVY_TRANSFER_ERROR_NOT_TEXT for a binary file
 *
 * Reads text of whatever encoding guest lists come in: UTF-8 and UTF-16 with or without a byte order mark, and the
 * 8-bit encodings of old programs of Windows and DOS, which have to be guessed.
 *
 * Returns: (transfer full) (nullable): UTF-8 without a byte order mark; "" for an empty file
 */
char *
invy_text_decoder_decode (GBytes *bytes, GError **error)
{
  g_autofree char *text = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    return g_strdup ("");

  text = decode (data, size);
  if (text == NULL || has_too_many_controls (text, strlen (text)) || is_document (text))
    {
      g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_NOT_TEXT,
                           _ ("This is not a guest list but a file of another kind: choose a spreadsheet, a CSV file "
                              "or contacts."));
      return NULL;
    }

  if (is_web_page (text))
    {
      g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_NOT_TEXT,
                           _ ("This is a web page and not a guest list: open it in a spreadsheet, save it as a "
                              "spreadsheet, and choose that file."));
      return NULL;
    }

  return g_steal_pointer (&text);
}
