/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-table.h"

#define GAP 2

struct _InvyCtlTable
{
  GPtrArray *rows; /* of GStrv, the titles first */
  guint n_columns;
};

/* How many places a terminal gives the text. */
static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

/* What people typed may hold line breaks and escape sequences: neither belongs into a table. */
static char *
flatten (const char *text)
{
  g_autoptr (GString) flat = g_string_new (NULL);

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (flat, g_unichar_iscntrl (c) ? ' ' : c);
    }

  return g_string_free (g_steal_pointer (&flat), FALSE);
}

/**
 * invy_ctl_table_new:
 * @first_title: what stands above the first column; the others follow, then %NULL
 *
 * Returns: (transfer full): a table without rows
 */
InvyCtlTable *
invy_ctl_table_new (const char *first_title, ...)
{
  InvyCtlTable *self = g_new0 (InvyCtlTable, 1);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  va_list args;

  va_start (args, first_title);
  for (const char *title = first_title; title != NULL; title = va_arg (args, const char *))
    {
      g_strv_builder_add (titles, title);
      self->n_columns++;
    }
  va_end (args);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_ptr_array_add (self->rows, g_strv_builder_end (titles));

  return self;
}

void
invy_ctl_table_free (InvyCtlTable *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/**
 * invy_ctl_table_add:
 * @cells: as many texts as the table has columns; %NULL for an empty cell
 */
void
invy_ctl_table_add (InvyCtlTable *self, const char *const *cells)
{
  GStrv row = g_new0 (char *, self->n_columns + 1);

  for (guint i = 0; i < self->n_columns; i++)
    row[i] = flatten (cells[i]);
  g_ptr_array_add (self->rows, row);
}

/**
 * invy_ctl_table_dup_text:
 *
 * Returns: (transfer full): the table in lines, with its columns below each other
 */
char *
invy_ctl_table_dup_text (InvyCtlTable *self)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < self->rows->len; row++)
    {
      const GStrv cells = g_ptr_array_index (self->rows, row);

      for (guint i = 0; i < self->n_columns; i++)
        widths[i] = MAX (widths[i], measure (cells[i]));
    }

  for (guint row = 0; row < self->rows->len; row++)
    {
      const GStrv cells = g_ptr_array_index (self->rows, row);

      for (guint i = 0; i < self->n_columns; i++)
        {
          g_string_append (text, cells[i]);
          if (i + 1 < self->n_columns)
            g_string_append_printf (text, "%*s", (int) (widths[i] - measure (cells[i]) + GAP), "");
        }
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}
