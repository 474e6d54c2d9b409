/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-graph-text.h"

#include "text/invy-json.h"

/* Graph's own texts are below 300; more would only push our sentence off the screen. */
#define LONGEST_TEXT 500

/* On one line, without marks that change how the rest is drawn. */
static char *
dup_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        {
          if (plain->len == 0 || plain->str[plain->len - 1] == ' ')
            continue;
          character = ' ';
        }
      else if (g_unichar_type (character) == G_UNICODE_FORMAT)
        continue;

      g_string_append_unichar (plain, character);
    }

  return g_strchomp (g_string_free (g_steal_pointer (&plain), FALSE));
}

/**
 * invy_graph_text_dup_clean:
 * @text: from a server
 * @secret: (nullable): the access token
 *
 * Returns: (transfer full): @text for a person: on one line, of a bearable length, without marks that change how the
 *   rest is drawn and without @secret
 */
char *
invy_graph_text_dup_clean (const char *text, const char *secret)
{
  g_autofree char *plain = dup_plain (text);
  /* Of the plain text and before it is cut: marks or a cut in the middle would leave most of the secret in it. */
  g_autofree char *safe = invy_graph_text_dup_without_secret (plain, secret);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (safe, -1) <= LONGEST_TEXT)
    return g_steal_pointer (&safe);

  start = g_utf8_substring (safe, 0, LONGEST_TEXT);
  return g_strconcat (start, "…", NULL);
}

/**
 * invy_graph_text_dup_member:
 * @object: (nullable): from a server
 *
 * Returns: (transfer full) (nullable): member @name, when it is a string with something in it, for a person
 */
char *
invy_graph_text_dup_member (JsonObject *object, const char *name)
{
  const char *text = object != NULL ? invy_json_get_text (object, name) : NULL;

  return text != NULL ? invy_graph_text_dup_clean (text, NULL) : NULL;
}

/**
 * invy_graph_text_dup_without_secret:
 * @text: (nullable): from a server
 * @secret: (nullable): the access token
 *
 * Returns: (transfer full) (nullable): @text without @secret, which a server that echoes the request could have put
 *   anywhere
 */
char *
invy_graph_text_dup_without_secret (const char *text, const char *secret)
{
  g_autoptr (GString) copy = NULL;

  if (text == NULL || secret == NULL || *secret == '\0')
    return g_strdup (text);

  copy = g_string_new (text);
  g_string_replace (copy, secret, "…", 0);

  return g_string_free (g_steal_pointer (&copy), FALSE);
}
