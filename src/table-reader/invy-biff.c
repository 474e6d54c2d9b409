/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-biff.h"

#include <string.h>

#define HEADER_SIZE 4
#define TYPE_CONTINUE 0x3c

/* [MS-XLS] 2.5.293: what the first byte of a text says. */
#define TEXT_IS_WIDE 0x01
#define TEXT_HAS_MORE 0x04
#define TEXT_HAS_FONTS 0x08

static guint16
get_16 (const guint8 *data)
{
  return (guint16) (data[0] | data[1] << 8);
}

/**
 * invy_biff_init:
 * @stream: the records; must outlive @self
 */
void
invy_biff_init (InvyBiff *self, GBytes *stream)
{
  memset (self, 0, sizeof *self);
  self->data = g_bytes_get_data (stream, &self->size);
}

/**
 * invy_biff_seek:
 * @position: where in the stream the next record begins
 */
void
invy_biff_seek (InvyBiff *self, gsize position)
{
  self->position = MIN (position, self->size);
}

/* The record at @position, or the piece of one. */
static gboolean
begin_piece (InvyBiff *self, guint16 *type)
{
  gsize length;

  if (self->size - self->position < HEADER_SIZE)
    return FALSE;

  *type = get_16 (self->data + self->position);
  length = get_16 (self->data + self->position + 2);
  self->offset = self->position + HEADER_SIZE;
  if (length > self->size - self->offset)
    return FALSE;
  self->piece_end = self->offset + length;
  self->position = self->piece_end;

  return TRUE;
}

/**
 * invy_biff_next:
 *
 * Goes to the next record, whether the last one was read to its end or not.
 *
 * Returns: whether there is one
 */
gboolean
invy_biff_next (InvyBiff *self)
{
  do
    if (!begin_piece (self, &self->type))
      return FALSE;
  while (self->type == TYPE_CONTINUE);
  self->is_beyond = FALSE;

  return TRUE;
}

/* A record of more than 8224 bytes goes on in others. */
static gboolean
go_on (InvyBiff *self)
{
  guint16 type;

  if (self->size - self->position < HEADER_SIZE || get_16 (self->data + self->position) != TYPE_CONTINUE)
    return FALSE;

  return begin_piece (self, &type);
}

guint8
invy_biff_read_8 (InvyBiff *self)
{
  while (self->offset == self->piece_end)
    if (!go_on (self))
      {
        self->is_beyond = TRUE;
        return 0;
      }

  return self->data[self->offset++];
}

guint16
invy_biff_read_16 (InvyBiff *self)
{
  guint16 low = invy_biff_read_8 (self);

  return (guint16) (low | invy_biff_read_8 (self) << 8);
}

guint32
invy_biff_read_32 (InvyBiff *self)
{
  guint32 low = invy_biff_read_16 (self);

  return low | (guint32) invy_biff_read_16 (self) << 16;
}

double
invy_biff_read_double (InvyBiff *self)
{
  guint64 low = invy_biff_read_32 (self);
  guint64 bits = low | (guint64) invy_biff_read_32 (self) << 32;
  double number;

  memcpy (&number, &bits, sizeof number);

  return number;
}

static void
skip (InvyBiff *self, guint64 n)
{
  for (; n > 0 && !self->is_beyond; n--)
    invy_biff_read_8 (self);
}

/* Where a text goes on in another piece, it says anew whether it is wide. */
static guint16
read_char (InvyBiff *self, gboolean *is_wide)
{
  if (self->offset == self->piece_end)
    *is_wide = (invy_biff_read_8 (self) & TEXT_IS_WIDE) != 0;

  return *is_wide ? invy_biff_read_16 (self) : invy_biff_read_8 (self);
}

static void
append_char (GString *text, guint16 unit, guint16 *high)
{
  if (unit >= 0xd800 && unit < 0xdc00)
    *high = unit;
  else if (unit >= 0xdc00 && unit < 0xe000 && *high != 0)
    {
      g_string_append_unichar (text, 0x10000 + (((gunichar) *high - 0xd800) << 10) + (unit - 0xdc00u));
      *high = 0;
    }
  else if (unit != 0)
    g_string_append_unichar (text, g_unichar_validate (unit) ? unit : 0xfffd);
}

static char *
read_units (InvyBiff *self, guint n_chars)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 flags = invy_biff_read_8 (self);
  guint n_fonts = (flags & TEXT_HAS_FONTS) != 0 ? invy_biff_read_16 (self) : 0;
  guint32 n_more = (flags & TEXT_HAS_MORE) != 0 ? invy_biff_read_32 (self) : 0;
  gboolean is_wide = (flags & TEXT_IS_WIDE) != 0;
  guint16 high = 0;

  for (guint i = 0; i < n_chars && !self->is_beyond; i++)
    append_char (text, read_char (self, &is_wide), &high);
  skip (self, 4 * (guint64) n_fonts + n_more);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * invy_biff_get_charset:
 * @code_page: from the record of that name: [MS-XLS] 2.4.52
 *
 * Returns: what bytes of texts stand for; what most of the world used if @code_page is not known
 */
const char *
invy_biff_get_charset (guint16 code_page)
{
  static const struct
  {
    guint16 code_page;
    const char *charset;
  } charsets[] = {
    { 437, "CP437" },   { 850, "CP850" },   { 862, "CP862" },   { 864, "CP864" },       { 866, "CP866" },
    { 1250, "CP1250" }, { 1251, "CP1251" }, { 1253, "CP1253" }, { 1254, "CP1254" },     { 1255, "CP1255" },
    { 1256, "CP1256" }, { 1257, "CP1257" }, { 1258, "CP1258" }, { 10000, "MACINTOSH" }, { 32768, "MACINTOSH" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    if (charsets[i].code_page == code_page)
      return charsets[i].charset;
  return "CP1252";
}

/* A byte that stands for nothing there becomes a question mark. */
static char *
read_bytes (InvyBiff *self, guint n_bytes)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  char *text;

  for (guint i = 0; i < n_bytes && !self->is_beyond; i++)
    {
      const char c = (char) invy_biff_read_8 (self);

      if (c != '\0')
        g_string_append_c (bytes, c);
    }

  text = g_convert_with_fallback (bytes->str, (gssize) bytes->len, "UTF-8", self->charset, "?", NULL, NULL, NULL);
  return text != NULL ? text : g_utf8_make_valid (bytes->str, (gssize) bytes->len);
}

/**
 * invy_biff_read_text:
 * @n_chars: how many UTF-16 units it has, or bytes where a charset is set
 *
 * Reads a text from what its length is followed by: its kind, its letters, and the fonts, which are skipped; from
 * before 1997 nothing but the letters.
 *
 * Returns: (transfer full): the text
 */
char *
invy_biff_read_text (InvyBiff *self, guint n_chars)
{
  return self->charset != NULL ? read_bytes (self, n_chars) : read_units (self, n_chars);
}
