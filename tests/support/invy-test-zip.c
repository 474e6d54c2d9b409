/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-test-zip.h"

#include <glib/gstdio.h>
#include <minizip/zip.h>
#include <string.h>

#define WORKBOOK "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

typedef struct
{
  char *path;
  zipFile zip;
} Writing;

static void
begin (Writing *writing)
{
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp (NULL, &writing->path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  writing->zip = zipOpen64 (writing->path, APPEND_STATUS_CREATE);
  g_assert_nonnull (writing->zip);
}

static void
begin_part (Writing *writing, const char *name)
{
  g_assert_cmpint (
      zipOpenNewFileInZip64 (writing->zip, name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, Z_BEST_SPEED, 1), ==,
      ZIP_OK);
}

static void
add (Writing *writing, const char *text, gsize length)
{
  g_assert_cmpint (zipWriteInFileInZip (writing->zip, text, (unsigned) length), ==, ZIP_OK);
}

static void
end_part (Writing *writing)
{
  g_assert_cmpint (zipCloseFileInZip (writing->zip), ==, ZIP_OK);
}

static GBytes *
end (Writing *writing)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_assert_cmpint (zipClose (writing->zip, NULL), ==, ZIP_OK);
  g_file_get_contents (writing->path, &data, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (writing->path), ==, 0);
  g_free (writing->path);

  return g_bytes_new_take (data, size);
}

/**
 * invy_test_zip:
 * @parts: (array zero-terminated=1): paths and texts, in turns
 *
 * Returns: (transfer full): an archive of these parts
 */
GBytes *
invy_test_zip (const char *const *parts)
{
  Writing writing;

  begin (&writing);
  for (guint i = 0; parts[i] != NULL; i += 2)
    {
      begin_part (&writing, parts[i]);
      add (&writing, parts[i + 1], strlen (parts[i + 1]));
      end_part (&writing);
    }

  return end (&writing);
}

/**
 * invy_test_zip_bomb:
 * @n_mib: what it grows to, in MiB
 *
 * Returns: (transfer full): a small archive that claims to be an OpenDocument spreadsheet
 */
GBytes *
invy_test_zip_bomb (gsize n_mib)
{
  g_autofree char *spaces = g_strnfill (1024 * 1024, ' ');
  Writing writing;

  begin (&writing);
  begin_part (&writing, "content.xml");
  add (&writing, "<document-content>", strlen ("<document-content>"));
  for (gsize i = 0; i < n_mib; i++)
    add (&writing, spaces, 1024 * 1024);
  add (&writing, "</document-content>", strlen ("</document-content>"));
  end_part (&writing);

  return end (&writing);
}

/**
 * invy_test_zip_xlsx:
 * @parts: (array zero-terminated=1): further parts: paths and texts, in turns
 * @sheet: what stands in the sheet's data
 *
 * Returns: (transfer full): a workbook of one sheet
 */
GBytes *
invy_test_zip_xlsx (const char *const *parts, const char *sheet)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autofree char *sheet_part =
      g_strdup_printf ("<worksheet xmlns=\"" WORKBOOK "\"><sheetData>%s</sheetData></worksheet>", sheet);
  const char *own[] = {
    "_rels/.rels",
    "<Relationships><Relationship Id=\"r1\" Type=\"" RELATIONS
    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    "xl/workbook.xml",
    "<workbook xmlns=\"" WORKBOOK "\" xmlns:r=\"" RELATIONS
    "\"><sheets><sheet name=\"Guests\" sheetId=\"7\" r:id=\"r1\"/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id=\"r1\" Type=\"" RELATIONS
    "/worksheet\" Target=\"worksheets/first.xml\"/><Relationship Id=\"r2\" Type=\"" RELATIONS
    "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"" RELATIONS
    "/styles\" Target=\"styles.xml\"/></Relationships>",
    "xl/worksheets/first.xml",
    sheet_part,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    g_ptr_array_add (all, (gpointer) own[i]);
  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) parts[i]);
  g_ptr_array_add (all, NULL);

  return invy_test_zip ((const char *const *) all->pdata);
}

/**
 * invy_test_zip_ods:
 * @body: what stands in the spreadsheet
 *
 * Returns: (transfer full): an OpenDocument spreadsheet
 */
GBytes *
invy_test_zip_ods (const char *body)
{
  g_autofree char *content = g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content "
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>%s"
      "</office:spreadsheet></office:body></office:document-content>",
      body);
  const char *parts[] = { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", content,
                          NULL };

  return invy_test_zip (parts);
}
