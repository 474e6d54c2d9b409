/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-vcard-lines.h"
#include "transfer/invy-text-decoder.h"

#include <string.h>

/* A card with its lines put together and in UTF-8, which is what the parser wants. Some programs fold lines in the
 * middle of a letter, so that they have to be joined as bytes; and each line of vCard 2.1 has an encoding of its own.
 */

static gboolean
begins_with (const char *line, const char *start)
{
  return g_ascii_strncasecmp (line, start, strlen (start)) == 0;
}

/* What stands before the colon. */
static char *
dup_head (const char *line)
{
  return g_ascii_strup (line, (gssize) strcspn (line, ":"));
}

static gboolean
is_quoted_printable (const char *line)
{
  g_autofree char *head = dup_head (line);

  return strstr (head, "QUOTED-PRINTABLE") != NULL;
}

/* Pictures and keys, which are most of a file and nothing to us. */
static gboolean
is_left_out (const char *line)
{
  static const char *const names[] = { "PHOTO", "LOGO", "SOUND", "KEY" };
  g_autofree char *head = dup_head (line);
  const char *dot = strchr (head, '.');
  const char *name = dot != NULL ? dot + 1 : head;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (name, names[i]) && strchr (";", name[strlen (names[i])]) != NULL)
      return TRUE;
  return FALSE;
}

/* Takes the next line with the ones that go on from it. Lines end with any of CR LF, LF and CR. */
static char *
take_line (const char **position, const char *end)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *p = *position;

  while (p < end)
    {
      const char *stop = p;

      while (stop < end && *stop != '\r' && *stop != '\n')
        stop++;
      g_string_append_len (line, p, stop - p);
      p = stop;
      if (p < end && *p == '\r')
        p++;
      if (p < end && *p == '\n' && (p == stop || p[-1] == '\r'))
        p++;

      if (p < end && (*p == ' ' || *p == '\t') && line->len > 0)
        p++;
      else if (line->len > 0 && line->str[line->len - 1] == '=' && is_quoted_printable (line->str))
        g_string_truncate (line, line->len - 1);
      else
        break;
    }
  *position = p;

  return g_string_free_and_steal (g_steal_pointer (&line));
}

/* The parser converts what it takes for another encoding than UTF-8, so the line must not say that it has one. */
static char *
dup_without_charset (const char *line, const char *charset_at)
{
  g_autoptr (GString) text = g_string_new_len (line, charset_at - line);

  g_string_append (text, charset_at + strlen (";CHARSET=") + strcspn (charset_at + strlen (";CHARSET="), ";:"));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
dup_utf8 (const char *line)
{
  g_autofree char *head = dup_head (line);
  const char *found = strstr (head, ";CHARSET=");
  const char *charset_at = found != NULL ? line + (found - head) : NULL;
  g_autofree char *charset = NULL;
  g_autofree char *converted = NULL;
  g_autofree char *valid = NULL;

  if (charset_at == NULL || is_quoted_printable (line))
    return g_utf8_make_valid (line, -1);

  charset = g_strndup (found + strlen (";CHARSET="), strcspn (found + strlen (";CHARSET="), ";:"));
  if (!g_utf8_validate (line, -1, NULL))
    converted = g_convert (line, -1, "UTF-8", charset, NULL, NULL, NULL);
  if (converted != NULL)
    return dup_without_charset (converted, converted + (found - head));
  valid = g_utf8_make_valid (line, -1);
  return dup_without_charset (valid, valid + (found - head));
}

/* UTF-16 has zeros in it, and is the only text that has. */
static GBytes *
decode_utf16 (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL;

  if (size > 0 && memchr (data, 0, size) != NULL)
    text = invy_text_decoder_decode (bytes, NULL);

  return text != NULL ? g_bytes_new (text, strlen (text)) : g_bytes_ref (bytes);
}

static gboolean
is_legacy (const char *line)
{
  g_autofree char *head = NULL;

  if (g_utf8_validate (line, -1, NULL))
    return FALSE;
  head = dup_head (line);
  return strstr (head, ";CHARSET=") == NULL;
}

/* The lines in an encoding that nobody names have the same one, which is guessed from all of them. */
static void
decode_legacy (GPtrArray *lines)
{
  g_autoptr (GString) together = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) decoded = NULL;
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    if (is_legacy (lines->pdata[i]))
      g_string_append_printf (together, "%s\n", (char *) lines->pdata[i]);
  if (together->len == 0)
    return;

  bytes = g_bytes_new (together->str, together->len);
  text = invy_text_decoder_decode (bytes, NULL);
  decoded = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (guint i = 0; i < lines->len && decoded[n] != NULL; i++)
    if (is_legacy (lines->pdata[i]))
      {
        g_free (lines->pdata[i]);
        lines->pdata[i] = g_strdup (decoded[n++]);
      }
}

static GPtrArray *
take_lines (GBytes *bytes)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  gsize size;
  const char *position = g_bytes_get_data (bytes, &size);
  const char *end = position + size;

  if (size >= 3 && memcmp (position, "\xef\xbb\xbf", 3) == 0)
    position += 3;
  while (position < end)
    {
      g_autofree char *line = take_line (&position, end);

      if (*line != '\0' && !is_left_out (line))
        g_ptr_array_add (lines, g_steal_pointer (&line));
    }

  return lines;
}

/**
 * invy_vcard_lines_split:
 * @bytes: a file of contacts, in any encoding
 *
 * Returns: (transfer full) (element-type utf8): the cards in it, each in UTF-8 from its first line to its last and
 *   without pictures
 */
GPtrArray *
invy_vcard_lines_split (GBytes *bytes)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) decoded = decode_utf16 (bytes);
  g_autoptr (GPtrArray) lines = take_lines (decoded);
  g_autoptr (GString) card = g_string_new (NULL);
  guint depth = 0;

  decode_legacy (lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);

      /* vCard 2.1 may have a card within a card, an agent's. */
      if (begins_with (line, "BEGIN:VCARD") && depth++ == 0)
        g_string_assign (card, "BEGIN:VCARD\r\n");
      else if (begins_with (line, "END:VCARD") && depth > 0 && --depth == 0)
        {
          g_string_append (card, "END:VCARD\r\n");
          g_ptr_array_add (cards, g_strdup (card->str));
        }
      else if (depth == 1 && !begins_with (line, "END:VCARD"))
        {
          g_autofree char *utf8 = dup_utf8 (line);

          g_string_append_printf (card, "%s\r\n", utf8);
        }
    }

  return g_steal_pointer (&cards);
}
