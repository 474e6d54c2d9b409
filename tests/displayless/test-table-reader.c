/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-test-table.h"
#include "invy-test-zip.h"

#include <gio/gio.h>
#include <string.h>

/* One row with a text, so that a case is one line. */
#define ROW(cell) "<row r=\"1\">" cell "</row>"

static const char *const shared_parts[] = {
  "xl/sharedStrings.xml",
  "<sst><si><t>דנה</t></si><si><r><t>two </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">fonts</t></r></si>"
  "<si><t>word</t><rPh sb=\"0\" eb=\"1\"><t>said</t></rPh></si><si><t>a_x000D__x000A_b &amp; c "
  "_x005F_x</t></si></sst>",
  "xl/styles.xml",
  "<styleSheet><numFmts count=\"5\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/>"
  "<numFmt numFmtId=\"165\" formatCode=\"0000000000\"/><numFmt numFmtId=\"166\" formatCode=\"000\\-0000000\"/>"
  "<numFmt numFmtId=\"167\" formatCode=\"[Red]0 &quot;days&quot;\"/>"
  "<numFmt numFmtId=\"168\" formatCode=\"[$-40D]d mmmm yyyy;@\"/></numFmts>"
  "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
  "<xf numFmtId=\"20\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/>"
  "<xf numFmtId=\"168\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>",
  NULL,
};

static const struct
{
  const char *cells;
  const char *row;
} xlsx_cells[] = {
  { "<c r=\"A1\" t=\"s\"><v>0</v></c>", "דנה" },
  { "<c r=\"A1\" t=\"s\"><v>1</v></c>", "two fonts" },
  { "<c r=\"A1\" t=\"s\"><v>2</v></c>", "word" },
  { "<c r=\"A1\" t=\"s\"><v>3</v></c>", "a\nb & c _x" },
  { "<c r=\"A1\" t=\"s\"><v>4</v></c><c r=\"B1\"><v>1</v></c>", "|1" },
  { "<c r=\"A1\" t=\"inlineStr\"><is><t>in</t><r><t> cell</t></r></is></c>", "in cell" },
  { "<c r=\"A1\" t=\"str\"><f>A2&amp;B2</f><v>from a formula</v></c>", "from a formula" },
  { "<c r=\"A1\"><f>1+1</f><v>2</v></c>", "2" },
  { "<c r=\"A1\"><f>1+1</f></c><c r=\"B1\"><v>1</v></c>", "|1" },
  { "<c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"b\"><v>0</v></c>", "TRUE|FALSE" },
  { "<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", "#N/A" },
  { "<c r=\"A1\" t=\"d\"><v>2027-08-26T00:00:00</v></c>", "2027-08-26" },
  { "<c r=\"A1\" t=\"n\"><v>541234567</v></c>", "541234567" },
  { "<c r=\"A1\"><v>5.41234567E8</v></c>", "541234567" },
  { "<c r=\"A1\"><v>9.72541234567E+11</v></c>", "972541234567" },
  { "<c r=\"A1\"><v>972541234567890123</v></c>", "972541234567890123" },
  { "<c r=\"A1\"><v>0.30000000000000004</v></c>", "0.3" },
  { "<c r=\"A1\"><v>-2.50</v></c>", "-2.5" },
  { "<c r=\"A1\"><v>nonsense</v></c>", "nonsense" },
  { "<c r=\"A1\" s=\"1\"><v>46625</v></c>", "2027-08-26" },
  { "<c r=\"A1\" s=\"2\"><v>0.8125</v></c>", "19:30" },
  { "<c r=\"A1\" s=\"3\"><v>46625.8125</v></c>", "2027-08-26 19:30" },
  { "<c r=\"A1\" s=\"7\"><v>46625</v></c>", "2027-08-26" },
  { "<c r=\"A1\" s=\"1\"><v>-5</v></c>", "-5" },
  { "<c r=\"A1\" s=\"4\"><v>541234567</v></c>", "0541234567" },
  { "<c r=\"A1\" s=\"5\"><v>541234567</v></c>", "054-1234567" },
  { "<c r=\"A1\" s=\"5\"><v>97254123456789</v></c>", "9725412-3456789" },
  { "<c r=\"A1\" s=\"6\"><v>5</v></c>", "5" },
  { "<c r=\"A1\" s=\"8\"><v>0.5</v></c>", "0.5" },
  { "<c r=\"A1\" s=\"99\"><v>5</v></c>", "5" },
  { "<c><v>1</v></c><c><v>2</v></c>", "1|2" },
  { "<c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c>", "1||3" },
  { "<c r=\"ZZZZZZZ1\"><v>3</v></c><c r=\"A1\"><v>1</v></c>", "1" },
  { "<x:c xmlns:x=\"y\" r=\"A1\"><x:v>prefix</x:v></x:c>", "prefix" },
};

static void
test_xlsx_cells (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (xlsx_cells); i++)
    {
      g_autofree char *row = g_strdup_printf (ROW ("%s"), xlsx_cells[i].cells);
      g_autofree char *expected = g_strdup_printf ("Guests\n1:%s\n", xlsx_cells[i].row);
      g_autoptr (GBytes) bytes = invy_test_zip_xlsx (shared_parts, row);
      g_autoptr (GPtrArray) tables = NULL;
      g_autofree char *description = NULL;

      g_assert_cmpint (invy_test_table_parse (bytes, &tables), ==, INVY_TABLE_WIRE_XLSX);
      description = invy_test_table_describe (tables);
      g_assert_cmpstr (description, ==, expected);
    }
}

static void
assert_xlsx (const char *sheet, const char *expected)
{
  g_autoptr (GBytes) bytes = invy_test_zip_xlsx (shared_parts, sheet);
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *description = NULL;

  g_assert_cmpint (invy_test_table_parse (bytes, &tables), ==, INVY_TABLE_WIRE_XLSX);
  description = invy_test_table_describe (tables);
  g_assert_cmpstr (description, ==, expected);
}

static void
test_xlsx_rows (void)
{
  assert_xlsx ("<row><c><v>1</v></c></row><row/><row><c><v>3</v></c></row>", "Guests\n1:1\n3:3\n");
  assert_xlsx ("<row r=\"5\"><c r=\"A5\"><v>1</v></c></row><row r=\"1048576\"><c><v>2</v></c></row>",
               "Guests\n5:1\n1048576:2\n");
  /* no spreadsheet writes that; nothing is lost */
  assert_xlsx ("<row r=\"5\"><c><v>1</v></c></row><row r=\"5\"><c><v>2</v></c></row>", "Guests\n5:1\n6:2\n");
}

static const struct
{
  const char *rows;
  const char *description;
} ods_rows[] = {
  { "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a<text:s "
    "text:c=\"2\"/><text:span>b</text:span>"
    "</text:p><text:p>c<text:tab/>d<text:line-break/>e</text:p></table:table-cell></table:table-row>",
    "1:a  b\nc\td\ne\n" },
  { "<table:table-row><table:table-cell office:value-type=\"float\" "
    "office:value=\"541234567\"><text:p>5.41E+08</text:p>"
    "</table:table-cell></table:table-row>",
    "1:541234567\n" },
  { "<table:table-row><table:table-cell office:value-type=\"float\" "
    "office:value=\"541234567\"><text:p>054-1234567</text:p>"
    "</table:table-cell></table:table-row>",
    "1:054-1234567\n" },
  { "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1234.5\"><text:p>1,235</text:p>"
    "</table:table-cell></table:table-row>",
    "1:1234.5\n" },
  { "<table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2027-08-26T19:30:00\"/>"
    "<table:table-cell office:value-type=\"date\" office:date-value=\"2027-08-26\"/>"
    "<table:table-cell office:value-type=\"time\" office:time-value=\"PT19H30M00S\"/>"
    "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/></table:table-row>",
    "1:2027-08-26 19:30|2027-08-26|19:30|TRUE\n" },
  { "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"2\"/>"
    "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>x</text:p>"
    "</table:table-cell></table:table-row>",
    "1:||x|x\n2:||x|x\n3:||x|x\n" },
  { "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
    "table:number-columns-repeated=\"16384\"/>"
    "</table:table-row><table:table-row><table:table-cell><text:p>last</text:p></table:table-cell></table:table-row>",
    "1048571:last\n" },
  { "<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>comment</text:p>"
    "</office:annotation><text:p>text</text:p></table:table-cell>"
    "<table:covered-table-cell office:value-type=\"string\"><text:p>hidden</text:p></table:covered-table-cell>"
    "<table:table-cell><text:p>next</text:p></table:table-cell></table:table-row>",
    "1:text||next\n" },
};

static void
test_ods (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ods_rows); i++)
    {
      g_autofree char *body =
          g_strdup_printf ("<table:table table:name=\"אורחים\">%s</table:table>", ods_rows[i].rows);
      g_autofree char *expected = g_strdup_printf ("אורחים\n%s", ods_rows[i].description);
      g_autoptr (GBytes) bytes = invy_test_zip_ods (body);
      g_autoptr (GPtrArray) tables = NULL;
      g_autofree char *description = NULL;

      g_assert_cmpint (invy_test_table_parse (bytes, &tables), ==, INVY_TABLE_WIRE_ODS);
      description = invy_test_table_describe (tables);
      g_assert_cmpstr (description, ==, expected);
    }
}

static void
assert_kind (GBytes *bytes, InvyTableWireKind expected)
{
  g_autoptr (GBytes) owned = bytes;
  g_autoptr (GPtrArray) tables = NULL;

  g_assert_cmpint (invy_test_table_parse (bytes, &tables), ==, expected);
  g_assert_null (tables);
}

static void
test_refused (void)
{
  const char *document[] = { "word/document.xml", "<w/>", NULL };
  const char *encrypted[] = { "content.xml", "nonsense", "META-INF/manifest.xml",
                              "<m:manifest xmlns:m=\"x\"><m:encryption-data/></m:manifest>", NULL };
  const char *nothing[] = { NULL };
  static const char locked[] = "\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

  assert_kind (invy_test_zip (document), INVY_TABLE_WIRE_OTHER_KIND);
  assert_kind (invy_test_zip (encrypted), INVY_TABLE_WIRE_PASSWORD);
  assert_kind (invy_test_zip_xlsx (nothing, ""), INVY_TABLE_WIRE_EMPTY);
  assert_kind (invy_test_zip_xlsx (nothing, "<row>"), INVY_TABLE_WIRE_DAMAGED);
  assert_kind (invy_test_zip_ods (""), INVY_TABLE_WIRE_EMPTY);
  assert_kind (g_bytes_new ("PK\x03\x04", 4), INVY_TABLE_WIRE_DAMAGED);
  assert_kind (g_bytes_new ("\xd0\xcf\x11\xe0", 4), INVY_TABLE_WIRE_DAMAGED);
  assert_kind (g_bytes_new_static (locked, sizeof locked), INVY_TABLE_WIRE_PASSWORD);
  assert_kind (g_bytes_new ("", 0), INVY_TABLE_WIRE_OTHER_KIND);
}

/* Four short rows that stand for sixteen million cells; and entities that would grow to a gigabyte. */
static void
test_growth (void)
{
  static const char entities[] = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
                                 "\"&a;&a;&a;\">]><worksheet><sheetData>&b;</sheetData></worksheet>";
  const char *parts[] = { "xl/workbook.xml",
                          "<workbook xmlns:r=\"x\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>",
                          "xl/_rels/workbook.xml.rels",
                          "<Relationships><Relationship Id=\"r1\" Type=\"t\" Target=\"s.xml\"/></Relationships>",
                          "xl/s.xml",
                          entities,
                          NULL };

  assert_kind (
      invy_test_zip_ods ("<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1048576\">"
                         "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p>"
                         "</table:table-cell></table:table-row></table:table>"),
      INVY_TABLE_WIRE_TOO_BIG);
  assert_kind (invy_test_zip (parts), INVY_TABLE_WIRE_DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/table-reader/xlsx-cells", test_xlsx_cells);
  g_test_add_func ("/invy/table-reader/xlsx-rows", test_xlsx_rows);
  g_test_add_func ("/invy/table-reader/ods", test_ods);
  g_test_add_func ("/invy/table-reader/refused", test_refused);
  g_test_add_func ("/invy/table-reader/growth", test_growth);

  return g_test_run ();
}
