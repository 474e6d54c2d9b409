/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-template-body.h"

#include <string.h>

#define OPENING "{{"
#define CLOSING "}}"

static void
piece_clear (gpointer data)
{
  InvyTemplatePiece *piece = data;

  g_clear_pointer (&piece->text, g_free);
}

/* @text begins with the opening braces. Returns: (nullable): the name between the braces; @end behind them */
static char *
parse_parameter (const char *text, const char **end)
{
  const char *name = text + strlen (OPENING);
  gsize length = 0;

  while (g_ascii_isalnum (name[length]) || name[length] == '_')
    length++;
  if (length == 0 || !g_str_has_prefix (name + length, CLOSING))
    return NULL;

  *end = name + length + strlen (CLOSING);
  return g_strndup (name, length);
}

/* Numbers by their value, and 10 behind 9; names by where they first appear (sorting is stable). */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;

  if (!g_ascii_isdigit (*first) || !g_ascii_isdigit (*second))
    return 0;

  return (int) g_ascii_strtoull (first, NULL, 10) - (int) g_ascii_strtoull (second, NULL, 10);
}

static void
add_piece (InvyTemplateBody *self, const char *text, gsize length, int parameter)
{
  InvyTemplatePiece piece = { g_strndup (text, length), parameter };

  g_array_append_val (self->pieces, piece);
}

static GStrv
find_names (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  for (const char *p = strstr (text, OPENING); p != NULL; p = strstr (p + 1, OPENING))
    {
      const char *end;
      g_autofree char *name = parse_parameter (p, &end);

      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_ptr_array_sort (names, compare_names);
  if (names->len == 0)
    return g_new0 (char *, 1);

  return (GStrv) g_ptr_array_steal (names, NULL);
}

static int
index_of (GStrv names, const char *name)
{
  int i = 0;

  while (!g_str_equal (names[i], name))
    i++;

  return i;
}

/**
 * invy_template_body_new:
 * @text: the body as Meta approved it; braces that are no parameter are text
 *
 * Returns: (transfer full): @text taken apart
 */
InvyTemplateBody *
invy_template_body_new (const char *text)
{
  InvyTemplateBody *self = g_new0 (InvyTemplateBody, 1);
  const char *fixed = text;
  const char *p = text;

  self->pieces = g_array_new (FALSE, FALSE, sizeof (InvyTemplatePiece));
  g_array_set_clear_func (self->pieces, piece_clear);
  self->names = find_names (text);

  while ((p = strstr (p, OPENING)) != NULL)
    {
      const char *end;
      g_autofree char *name = parse_parameter (p, &end);

      if (name == NULL)
        {
          p++;
          continue;
        }
      if (p > fixed)
        add_piece (self, fixed, (gsize) (p - fixed), -1);
      add_piece (self, p, (gsize) (end - p), index_of (self->names, name));
      fixed = p = end;
    }
  if (*fixed != '\0')
    add_piece (self, fixed, strlen (fixed), -1);

  return self;
}

void
invy_template_body_free (InvyTemplateBody *self)
{
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->names, g_strfreev);
  g_free (self);
}
