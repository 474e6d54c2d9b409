/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "settings/invy-dotenv.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A file of settings is some lines; anything of this size is something else. */
#define LONGEST_FILE (64 * 1024)

static void
free_secret (gpointer text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static gboolean
is_name (const char *text)
{
  return g_regex_match_simple ("^[A-Za-z_][A-Za-z0-9_]*$", text, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* Up to the closing quote; %NULL when there is none, or when something but a comment follows it. */
static char *
parse_quoted (const char *text)
{
  char quote = *text;
  g_autoptr (GString) value = g_string_new (NULL);
  const char *p = text + 1;

  for (; *p != '\0' && *p != quote; p++)
    {
      if (quote == '"' && *p == '\\' && p[1] != '\0')
        {
          p++;
          g_string_append_c (value, *p == 'n' ? '\n' : *p == 't' ? '\t' : *p);
        }
      else
        g_string_append_c (value, *p);
    }

  if (*p != quote)
    return NULL;
  p += 1 + strspn (p + 1, " \t");
  if (*p != '\0' && *p != '#')
    return NULL;

  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* A # begins a comment at the beginning or after a space; inside a word it belongs to it. */
static char *
parse_bare (const char *text)
{
  gsize length = 0;

  while (text[length] != '\0' && !(text[length] == '#' && (length == 0 || g_ascii_isspace (text[length - 1]))))
    length++;

  return g_strchomp (g_strndup (text, length));
}

static void
parse_line (GHashTable *values, char *line)
{
  g_autofree char *name = NULL;
  char *value, *equals;

  g_strstrip (line);
  if (g_str_has_prefix (line, "export") && g_ascii_isspace (line[strlen ("export")]))
    line = g_strchug (line + strlen ("export"));

  equals = strchr (line, '=');
  if (*line == '#' || equals == NULL)
    return;

  name = g_strchomp (g_strndup (line, equals - line));
  value = g_strchug (equals + 1);
  value = *value == '"' || *value == '\'' ? parse_quoted (value) : parse_bare (value);
  if (value == NULL || !is_name (name))
    {
      g_clear_pointer (&value, free_secret);
      return;
    }

  g_hash_table_insert (values, g_steal_pointer (&name), value);
}

/**
 * invy_dotenv_parse:
 * @text: lines of NAME=VALUE
 *
 * Reads what a .env file holds: "export" in front, quotation marks around a value (in double ones \n, \t, \" and
 * \\ are understood), comments after #, line ends of any system, a byte order mark. Lines that are none of this are
 * passed over; of two lines with one name the later counts.
 *
 * Returns: (transfer full): names and values, whose memory is overwritten when they go
 */
GHashTable *
invy_dotenv_parse (const char *text)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_secret);
  g_auto (GStrv) lines = NULL;

  if (g_str_has_prefix (text, BYTE_ORDER_MARK))
    text += strlen (BYTE_ORDER_MARK);

  lines = g_strsplit_set (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      parse_line (values, lines[i]);
      explicit_bzero (lines[i], strlen (lines[i]));
    }

  return values;
}

/**
 * invy_dotenv_load:
 * @path: a file that need not exist
 *
 * Returns: (transfer full) (nullable): what is in @path, see invy_dotenv_parse(); %NULL when there is no such file or
 * it cannot be read as one
 */
GHashTable *
invy_dotenv_load (const char *path)
{
  g_autoptr (GError) error = NULL;
  GHashTable *values = NULL;
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &error))
    {
      if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_message ("Settings file passed over: %s", error->message);
      return NULL;
    }

  if (length <= LONGEST_FILE && g_utf8_validate (text, (gssize) length, NULL))
    values = invy_dotenv_parse (text);
  else
    g_message ("Settings file passed over, it is not text: %s", path);

  explicit_bzero (text, length);
  g_free (text);

  return values;
}
