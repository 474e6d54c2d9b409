/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/invy-text-decoder.h"
#include "transfer/invy-transfer-error.h"

#include <string.h>

#define HEBREW "שם,טלפון\r\nדנה כהן,0502345678\r\nאבי לוי,0522345678\r\n"
#define SHORT_HEBREW "דנה\n"
#define FRENCH "Prénom,Téléphone\r\nHélène Lefèvre,+33639980012\r\nAndré Noël,+33639980013\r\nÀ côté du théâtre\r\n"
#define RUSSIAN \
  "Имя,Телефон\r\nИван Петров,+12125550101\r\nМария Соколова,+12125550102\r\nЮлия Белова,+12125550103\r\n"
#define QUOTES "Name,Notes\r\nDana,“the €5 – or ‘more’…” ™\r\n"
#define ASCII "Name,Phone\r\nDana,0502345678\r\n"

static const struct
{
  const char *text;
  const char *charset;
  const char *mark;
} files[] = {
  { HEBREW, "UTF-8", "" },
  { HEBREW, "UTF-8", "\xef\xbb\xbf" },
  { HEBREW, "UTF-16LE", "\xff\xfe" },
  { HEBREW, "UTF-16BE", "\xfe\xff" },
  { HEBREW, "UTF-16LE", "" },
  { HEBREW, "UTF-16BE", "" },
  { ASCII, "UTF-16LE", "" },
  { ASCII, "UTF-16BE", "\xfe\xff" },
  { ASCII, "UTF-8", "" },
  { HEBREW, "WINDOWS-1255", "" },
  { HEBREW, "ISO-8859-8", "" },
  { SHORT_HEBREW, "WINDOWS-1255", "" },
  { HEBREW, "CP862", "" },
  { SHORT_HEBREW, "CP862", "" },
  { QUOTES, "WINDOWS-1252", "" },
  { FRENCH, "WINDOWS-1252", "" },
  { FRENCH, "UTF-8", "" },
  { RUSSIAN, "WINDOWS-1251", "" },
  { RUSSIAN, "UTF-8", "\xef\xbb\xbf" },
};

static GBytes *
encode (const char *text, const char *charset, const char *mark)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *encoded = g_convert (text, -1, charset, "UTF-8", NULL, &length, &error);
  GByteArray *array = g_byte_array_new ();

  g_assert_no_error (error);
  g_byte_array_append (array, (const guint8 *) mark, (guint) strlen (mark));
  g_byte_array_append (array, (const guint8 *) encoded, (guint) length);

  return g_byte_array_free_to_bytes (array);
}

static void
test_charsets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = encode (files[i].text, files[i].charset, files[i].mark);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, files[i].charset);
      text = invy_text_decoder_decode (bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, files[i].text);
    }
}

static void
test_empty (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("", 0);
  g_autofree char *text = invy_text_decoder_decode (bytes, NULL);

  g_assert_cmpstr (text, ==, "");
}

static void
assert_binary (const char *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (invy_text_decoder_decode (bytes, &error));
  g_assert_error (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_NOT_TEXT);
}

/* One broken letter costs that letter. */
static void
test_broken_letter (void)
{
  static const char data[] = HEBREW "\xd7" HEBREW "\xf0";
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, sizeof data - 1);
  g_autofree char *text = invy_text_decoder_decode (bytes, NULL);

  g_assert_cmpstr (text, ==, HEBREW "\xef\xbf\xbd" HEBREW "\xef\xbf\xbd");
}

static void
test_binary (void)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00";
  static const char elf[] = "\x7f"
                            "ELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00";
  static const char page[] = "\r\n<html><body><table>";
  static const char document[] = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\n";
  static const char astray[] = "Name,Phone\nDa\0na,0502345678\n";
  static const char controls[] = "\x01\x02\x03\x04\x05\x06\x07\x08";

  assert_binary (page, sizeof page - 1);
  assert_binary (document, sizeof document - 1);
  assert_binary (png, sizeof png - 1);
  assert_binary (elf, sizeof elf - 1);
  /* a zero got astray; it is not UTF-16 in Chinese */
  assert_binary (astray, sizeof astray - 1);
  assert_binary (controls, sizeof controls - 1);
}

/* A file that was cut off in the middle of a letter is still read. */
static void
test_cut_off (void)
{
  g_autoptr (GBytes) marked = g_bytes_new_static ("\xef\xbb\xbf"
                                                  "abc\xd7",
                                                  7);
  g_autoptr (GBytes) wide = g_bytes_new_static ("\xff\xfe"
                                                "a\0b\0c",
                                                7);
  g_autofree char *text = invy_text_decoder_decode (marked, NULL);
  g_autofree char *wide_text = invy_text_decoder_decode (wide, NULL);

  g_assert_true (g_str_has_prefix (text, "abc"));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (wide_text, ==, "ab");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/text-decoder/charsets", test_charsets);
  g_test_add_func ("/invy/text-decoder/empty", test_empty);
  g_test_add_func ("/invy/text-decoder/broken-letter", test_broken_letter);
  g_test_add_func ("/invy/text-decoder/binary", test_binary);
  g_test_add_func ("/invy/text-decoder/cut-off", test_cut_off);

  return g_test_run ();
}
