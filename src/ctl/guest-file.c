/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-change.h"
#include "book/invy-guest-import.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-field.h"
#include "ctl/invy-ctl-guests.h"
#include "store/invy-store-copies.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* How often a file is compared with a list that others add to all the time. */
#define MOST_TRIES 5

static void
build_rows (JsonBuilder *builder, const char *name, GPtrArray *rows, gboolean is_rejected)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const InvyImportRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      invy_ctl_json_int (builder, "row", row->number);
      invy_ctl_json_text (builder, "reason", is_rejected ? row->reason : row->warning);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
say_rows (InvyCtl *ctl, GPtrArray *rows, gboolean is_rejected)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const InvyImportRow *row = g_ptr_array_index (rows, i);
      const char *sentence = is_rejected ? row->reason : row->warning;
      /* Translators: the number of a row in a file, and what is wrong with it */
      g_autofree char *line = g_strdup_printf (_ ("Row %u: %s"), row->number, sentence);

      invy_ctl_say (ctl, line);
    }
}

typedef void (
    *TellChange) (gpointer teller, const InvyMergeRow *row, guint part, const char *before, const char *after);

/* Calls @tell for each part of a guest that a row changes. */
static void
tell_changes (InvyGuestMerge *merge, TellChange tell, gpointer teller)
{
  for (guint i = 0; i < merge->rows->len; i++)
    {
      const InvyMergeRow *row = g_ptr_array_index (merge->rows, i);

      for (guint part = 0; row->kind == INVY_MERGE_UPDATED && part < invy_guest_change_get_n_parts (); part++)
        if (invy_guest_change_is_changed (row->before, row->after, part))
          {
            g_autofree char *before = invy_guest_change_dup_value (row->before, part);
            g_autofree char *after = invy_guest_change_dup_value (row->after, part);

            tell (teller, row, part, before, after);
          }
    }
}

static void
build_change (gpointer builder, const InvyMergeRow *row, guint part, const char *before, const char *after)
{
  json_builder_begin_object (builder);
  invy_ctl_json_int (builder, "row", row->row->number);
  invy_ctl_json_text (builder, "guest_id", invy_guest_get_id (row->after));
  invy_ctl_json_text (builder, "field", invy_guest_change_get_title (part));
  invy_ctl_json_text (builder, "before", before);
  invy_ctl_json_text (builder, "after", after);
  json_builder_end_object (builder);
}

static void
say_change (gpointer ctl, const InvyMergeRow *row, guint part, const char *before, const char *after)
{
  /* Translators: a field of a guest, what is in it now, and what an import makes of it */
  g_autofree char *change = g_strdup_printf (_ ("%s: %s → %s"), invy_guest_change_get_title (part), before, after);
  /* Translators: the number of a row in a file, and what it changes about a guest */
  g_autofree char *line = g_strdup_printf (_ ("Row %u: %s"), row->row->number, change);

  invy_ctl_say (ctl, line);
}

static void
build_changes (JsonBuilder *builder, InvyGuestMerge *merge)
{
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  tell_changes (merge, build_change, builder);
  json_builder_end_array (builder);
}

static void
print_merge (InvyCtl *ctl, InvyGuestMerge *merge)
{
  g_autofree char *text = NULL;

  if (invy_ctl_is_json (ctl))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      invy_ctl_json_int (builder, "rows", merge->rows->len);
      invy_ctl_json_int (builder, "added", merge->added->len);
      invy_ctl_json_int (builder, "updated", merge->updated->len);
      invy_ctl_json_int (builder, "unchanged", merge->n_unchanged);
      build_changes (builder, merge);
      build_rows (builder, "rejected", merge->rejected, TRUE);
      build_rows (builder, "warnings", merge->warnings, FALSE);
      json_builder_end_object (builder);
      invy_ctl_print_json (ctl, builder);
      return;
    }

  tell_changes (merge, say_change, ctl);
  say_rows (ctl, merge->rejected, TRUE);
  say_rows (ctl, merge->warnings, FALSE);
  /* Translators: what an import did, in numbers of guests */
  text = g_strdup_printf (_ ("Rows: %u, added: %u, updated: %u, unchanged: %u, rejected: %u\n"), merge->rows->len,
                          merge->added->len, merge->updated->len, merge->n_unchanged, merge->rejected->len);
  invy_ctl_print (ctl, text);
}

/* Awaits. */
static gboolean
save_merge (InvyStore *store, const char *event_id, InvyGuestMerge *merge, GError **error)
{
  g_autoptr (GError) copy_error = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept = NULL;

  g_ptr_array_extend (all, merge->added, NULL, NULL);
  g_ptr_array_extend (all, merge->updated, NULL, NULL);
  if (all->len == 0)
    return TRUE;

  if (!dex_await (invy_store_keep_copy (store, INVY_COPY_IMPORT), &copy_error))
    g_info ("No restore point before an import: %s", copy_error->message);
  kept = dex_await_boxed (invy_store_import_guests (store, event_id, merge->n_known, all), error);
  return kept != NULL;
}

/* The sheet with the guests and what its columns hold, where they are not to be guessed or remembered. */
static gboolean
take_choice (InvyCtl *ctl, InvyGuestImport *import, GError **error)
{
  const char *sheet = invy_ctl_get (ctl, "sheet"), *columns = invy_ctl_get (ctl, "columns");
  GPtrArray *tables = invy_guest_import_get_file (import)->tables;
  guint i = 0;

  if (sheet != NULL)
    {
      while (i < tables->len && g_strcmp0 (((InvyTable *) tables->pdata[i])->title, sheet) != 0)
        i++;
      if (i == tables->len)
        return invy_ctl_refuse (error, _ ("The file has no sheet %s."), sheet);
      invy_guest_import_set_sheet (import, i);
    }

  if (columns != NULL && !invy_guest_import_set_columns (import, columns))
    {
      g_autofree char *words = invy_guest_columns_dup_words ();

      /* Translators: words that are not translated, with commas between them */
      return invy_ctl_refuse (
          error, _ ("Say what each column holds with one of these words, and put commas between them: %s."), words);
    }
  return invy_guest_columns_check (invy_guest_import_get_columns (import), error);
}

/* A script may have the guest list from another program. */
static DexFuture *
read_file (const char *word)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GInputStream) stream = NULL;

  if (g_str_equal (word, "-"))
    {
      stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      return invy_table_file_read_stream (stream);
    }

  file = g_file_new_for_commandline_arg (word);
  return invy_table_file_read (file);
}

/* Awaits. The file on its way into the wedding's guest book, with what was said about it. */
static InvyGuestImport *
open_import (InvyCtl *ctl, InvyStore *store, GError **error)
{
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyTableFile) table_file = NULL;
  g_autoptr (InvyGuestImport) import = NULL;
  g_autofree char *country = NULL;
  g_autofree char *file_country = NULL;

  if (!invy_ctl_read_field (INVY_EVENT_COUNTRY, invy_ctl_get (ctl, "country"), &file_country, error)
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error))
      || !(table_file = dex_await_boxed (read_file (invy_ctl_get_word (ctl, 1)), error)))
    return NULL;

  country = invy_ctl_dup_country (ctl, event);
  import = invy_guest_import_new (store, invy_event_get_id (event), country, table_file);
  if (file_country != NULL)
    invy_guest_import_set_file_country (import, file_country);

  return take_choice (ctl, import, error) ? g_steal_pointer (&import) : NULL;
}

/* Awaits. Compares the file with the guest list as it is now, and brings it in unless it was only asked what it would
 * do. */
static InvyGuestMerge *
merge_once (InvyCtl *ctl, InvyStore *store, InvyGuestImport *import, GError **error)
{
  g_autoptr (InvyGuestMerge) merge = dex_await_boxed (invy_guest_import_run (import), error);

  if (merge == NULL)
    return NULL;
  if (merge->rows->len == 0)
    {
      invy_transfer_error_set_empty (error);
      return NULL;
    }

  return invy_ctl_has (ctl, "dry-run") || save_merge (store, invy_ctl_get_word (ctl, 0), merge, error)
             ? g_steal_pointer (&merge)
             : NULL;
}

/* Awaits. Somebody else who changed the list meanwhile may have brought the same guests: then it is compared anew. */
static InvyGuestMerge *
merge_file (InvyCtl *ctl, InvyStore *store, InvyGuestImport *import, GError **error)
{
  for (guint n_left = MOST_TRIES; n_left > 1; n_left--)
    {
      g_autoptr (GError) local_error = NULL;
      InvyGuestMerge *merge = merge_once (ctl, store, import, &local_error);

      if (merge != NULL)
        return merge;
      if (!g_error_matches (local_error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return merge_once (ctl, store, import, error);
}

int
invy_ctl_guest_import (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyGuestImport) import = NULL;
  g_autoptr (InvyGuestMerge) merged = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error)) || !(import = open_import (ctl, store, error))
      || !(merged = merge_file (ctl, store, import, error)))
    return INVY_CTL_FAILED;
  if (!invy_ctl_has (ctl, "dry-run"))
    invy_guest_import_remember (import);

  print_merge (ctl, merged);
  return merged->rejected->len > 0 ? INVY_CTL_EXIT_PARTLY : INVY_CTL_EXIT_DONE;
}
