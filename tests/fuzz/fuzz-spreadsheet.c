/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-fuzz.h"
#include "invy-test-table.h"
#include "invy-test-zip.h"

#include <gio/gio.h>
#include <string.h>

#define N_ITERATIONS 500
#define SEED 20270828

/* Parts of sheets, which are damaged before they are packed; and of what sheets refer to. */
static const char *const xlsx_seeds[] = {
  "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>in_x000A_line</t></is></c></row>",
  "<row r=\"2\" spans=\"1:3\"><c r=\"A2\" s=\"1\"><v>46625.8125</v></c><c r=\"XFD2\" "
  "s=\"2\"><v>541234567</v></c></row>",
  "<row><c t=\"b\"><v>1</v></c><c t=\"str\"><f>A1</f><v>דנה</v></c><c><v>5.41234567E+8</v></c></row>",
  "<row r=\"1048576\"><c r=\"A1048576\"><v>9e999</v></c></row>",
  "<c r=\"ZZZ99999999999\" s=\"4294967295\" t=\"s\"><v>-1</v></c>",
  "<row r=\"4294967296\">",
  "</row>",
  "&#0;",
};

static const char *const ods_seeds[] = {
  "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell "
  "table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>a<text:s text:c=\"2\"/>b</text:p>"
  "</table:table-cell></table:table-row></table:table>",
  "<table:table><table:table-row><table:table-cell office:value-type=\"float\" "
  "office:value=\"541234567\"><text:p>0541234567"
  "</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>",
  "<table:table-cell office:value-type=\"date\" office:date-value=\"2027-08-26T19:30:00\"/>",
  "<table:table-cell office:value-type=\"time\" office:time-value=\"PT19H30M00S\"/>",
  "<office:annotation><text:p>x</text:p></office:annotation>",
  " table:number-columns-repeated=\"4294967295\"",
  "<style:style style:name=\"s\"><style:table-properties table:display=\"false\"/></style:style>",
};

static const char *const parts_seeds[] = {
  "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/><numFmt numFmtId=\"165\" "
  "formatCode=\"000\\-0000000\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
  "</cellXfs></styleSheet>",
  "<sst><si><t>a</t></si><si><r><t>b</t></r><rPh><t>c</t></rPh></si></sst>",
  "formatCode=\"[Red]\\\"",
  "formatCode=\"&quot;",
};

static void
try_bytes (GBytes *bytes)
{
  g_autoptr (GPtrArray) tables = NULL;
  InvyTableWireKind kind = invy_test_table_parse (bytes, &tables);

  if (tables == NULL)
    g_assert_cmpint (kind, >, INVY_TABLE_WIRE_VCARD);
  else
    invy_test_table_check_answer (kind, tables);
}

static char *
dup_mutated (GRand *rand, const char *const *seeds, gsize n_seeds)
{
  g_autoptr (GBytes) bytes = invy_fuzz_mutate (rand, seeds, n_seeds);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

static GBytes *
new_xlsx (GRand *rand)
{
  g_autofree char *sheet = dup_mutated (rand, xlsx_seeds, G_N_ELEMENTS (xlsx_seeds));
  g_autofree char *styles = dup_mutated (rand, parts_seeds, G_N_ELEMENTS (parts_seeds));
  const char *parts[] = { "xl/styles.xml", styles, "xl/sharedStrings.xml", parts_seeds[1], NULL };

  return invy_test_zip_xlsx (parts, sheet);
}

static GBytes *
new_ods (GRand *rand)
{
  g_autofree char *body = dup_mutated (rand, ods_seeds, G_N_ELEMENTS (ods_seeds));

  return invy_test_zip_ods (body);
}

/* The archive itself, with some of its bytes changed or cut off. */
static GBytes *
damage (GRand *rand, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  gsize n_left = g_rand_int_range (rand, 0, 4) == 0 ? (gsize) g_rand_int_range (rand, 4, (gint32) size) : size;

  for (int n = g_rand_int_range (rand, 1, 8); n > 0; n--)
    copy[g_rand_int_range (rand, 4, (gint32) size)] = (guint8) g_rand_int_range (rand, 0, 256);

  return g_bytes_new (copy, n_left);
}

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "guest-lists", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

/* Of 2003 and of 1995. What begins as a workbook of 1992 is FreeXL's, and not ours to try. */
static void
test_xls (void)
{
  g_autoptr (GRand) rand = invy_fuzz_start (SEED);
  g_autoptr (GBytes) new = load ("libreoffice.xls");
  g_autoptr (GBytes) old = load ("excel-5.xls");

  for (guint i = 0; invy_fuzz_goes_on (i, 2 * N_ITERATIONS); i++)
    {
      g_autoptr (GBytes) damaged = damage (rand, i % 2 == 0 ? new : old);

      try_bytes (damaged);
    }
}

static void
test_archives (void)
{
  g_autoptr (GRand) rand = invy_fuzz_start (SEED);

  for (guint i = 0; invy_fuzz_goes_on (i, N_ITERATIONS); i++)
    {
      g_autoptr (GBytes) bytes = i % 2 == 0 ? new_xlsx (rand) : new_ods (rand);
      g_autoptr (GBytes) damaged = damage (rand, bytes);

      try_bytes (bytes);
      try_bytes (damaged);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/fuzz/spreadsheet/archives", test_archives);
  g_test_add_func ("/invy/fuzz/spreadsheet/xls", test_xls);

  return g_test_run ();
}
