/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-visual-order.h"

#include <string.h>
#include <unicode/ubiditransform.h>
#include <unicode/ustring.h>

/* So many rows tell. */
#define MAX_SAMPLE_ROWS 2000

/* One odd word is a slip of the pen. */
#define MIN_SIGNS 2

/* Five letters look different at the end of a word, and four of these never end one in their usual form; a foreign
 * name may end in the usual form of the fifth. */
static const gunichar final_letters[] = { 0x5da, 0x5dd, 0x5df, 0x5e3, 0x5e5 };
static const gunichar usual_letters[] = { 0x5db, 0x5de, 0x5e0, 0x5e6 };

typedef struct
{
  guint n_visual;
  guint n_logical;
} Signs;

static gboolean
is_letter (gunichar c)
{
  return c >= 0x5d0 && c <= 0x5ea;
}

static gboolean
is_one_of (gunichar c, const gunichar *letters, gsize n_letters)
{
  for (gsize i = 0; i < n_letters; i++)
    if (letters[i] == c)
      return TRUE;
  return FALSE;
}

static void
look_at_word (Signs *signs, gunichar first, gunichar last)
{
  if (is_one_of (first, final_letters, G_N_ELEMENTS (final_letters)))
    signs->n_visual++;
  if (is_one_of (last, usual_letters, G_N_ELEMENTS (usual_letters)))
    signs->n_visual++;
  if (is_one_of (last, final_letters, G_N_ELEMENTS (final_letters)))
    signs->n_logical++;
  if (is_one_of (first, usual_letters, G_N_ELEMENTS (usual_letters)))
    signs->n_logical++;
}

static gboolean
is_abbreviating (gunichar c)
{
  return c == '\'' || c == '"' || c == 0x5f3 || c == 0x5f4;
}

/* A letter that stands alone says nothing, and neither does an abbreviation. */
static void
look_at_cell (Signs *signs, const char *text)
{
  gunichar before = 0, first = 0, last = 0;
  guint length = 0;

  for (;; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char (text);

      if (is_letter (c))
        {
          first = length++ == 0 ? c : first;
          last = c;
          continue;
        }
      if (length > 1 && !is_abbreviating (before) && !is_abbreviating (c))
        look_at_word (signs, first, last);
      if (c == '\0')
        return;
      before = c;
      length = 0;
    }
}

/**
 * invy_visual_order_is_in:
 *
 * Final letters tell: they end words, and begin them where the order is the seen one.
 *
 * Returns: whether the Hebrew in @table is in the order in which it is seen
 */
gboolean
invy_visual_order_is_in (InvyTable *table)
{
  Signs signs = { 0, 0 };

  g_return_val_if_fail (table != NULL, FALSE);

  for (guint i = 0; i < MIN (table->rows->len, MAX_SAMPLE_ROWS); i++)
    {
      const InvyTableRow *row = g_ptr_array_index (table->rows, i);

      for (guint j = 0; j < row->n_cells; j++)
        look_at_cell (&signs, row->cells[j]);
    }

  return signs.n_visual >= MIN_SIGNS && signs.n_visual > 4 * signs.n_logical;
}

static gboolean
has_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (is_letter (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/**
 * invy_visual_order_turn_text:
 * @text: in the order in which it is seen
 *
 * Turns Hebrew words and their brackets around; numbers and Latin words in between stay as they are, and so does a
 * text without a Hebrew letter.
 *
 * Returns: (transfer full): the text in the order in which it is read
 */
char *
invy_visual_order_turn_text (const char *text)
{
  const int32_t size = (int32_t) MIN (strlen (text), G_MAXINT32 / 4);
  g_autofree UChar *seen = NULL;
  g_autofree UChar *read = NULL;
  g_autofree char *turned = NULL;
  UBiDiTransform *transform;
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  uint32_t n;

  if (!has_letter (text))
    return g_strdup (text);

  seen = g_new (UChar, (gsize) size + 1);
  read = g_new (UChar, (gsize) size + 1);
  turned = g_malloc (3 * (gsize) size + 1);
  u_strFromUTF8 (seen, size + 1, &length, text, size, &status);
  transform = ubiditransform_open (&status);
  n = ubiditransform_transform (transform, seen, length, read, size + 1, UBIDI_LTR, UBIDI_VISUAL, UBIDI_RTL,
                                UBIDI_LOGICAL, UBIDI_MIRRORING_ON, 0, &status);
  ubiditransform_close (transform);
  u_strToUTF8 (turned, 3 * size + 1, NULL, read, (int32_t) n, &status);

  return U_SUCCESS (status) ? g_steal_pointer (&turned) : g_strdup (text);
}

/**
 * invy_visual_order_turn:
 * @table: in the order in which it is seen
 *
 * Returns: (transfer full): the same table in the order in which it is read; its columns stay where they are
 */
InvyTable *
invy_visual_order_turn (InvyTable *table)
{
  InvyTable *turned = invy_table_new (table->title);
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; i < table->rows->len; i++)
    {
      const InvyTableRow *row = g_ptr_array_index (table->rows, i);

      g_string_set_size (texts, 0);
      for (guint j = 0; j < row->n_cells; j++)
        {
          g_autofree char *text = invy_visual_order_turn_text (row->cells[j]);

          g_string_append_len (texts, text, (gssize) strlen (text) + 1);
        }
      invy_table_add_row (turned, row->number, texts->str, texts->len);
    }

  return turned;
}
