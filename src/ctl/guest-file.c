/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-merge.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-field.h"
#include "phone/invy-phone.h"
#include "store/invy-store-copies.h"
#include "transfer/invy-guest-reader.h"

#include <glib/gi18n.h>

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

static void
print_merge (InvyCtl *ctl, InvyGuestMerge *merge, guint n_rows)
{
  g_autofree char *text = NULL;

  if (invy_ctl_is_json (ctl))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      invy_ctl_json_int (builder, "rows", n_rows);
      invy_ctl_json_int (builder, "added", merge->added->len);
      invy_ctl_json_int (builder, "updated", merge->updated->len);
      invy_ctl_json_int (builder, "unchanged", merge->n_unchanged);
      build_rows (builder, "rejected", merge->rejected, TRUE);
      build_rows (builder, "warnings", merge->warnings, FALSE);
      json_builder_end_object (builder);
      invy_ctl_print_json (ctl, builder);
      return;
    }

  say_rows (ctl, merge->rejected, TRUE);
  say_rows (ctl, merge->warnings, FALSE);
  /* Translators: what an import did, in numbers of guests */
  text = g_strdup_printf (_ ("Rows: %u, added: %u, updated: %u, unchanged: %u, rejected: %u\n"), n_rows,
                          merge->added->len, merge->updated->len, merge->n_unchanged, merge->rejected->len);
  invy_ctl_print (ctl, text);
}

static gboolean
save_merge (InvyStore *store, InvyGuestMerge *merge, GError **error)
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
  kept = dex_await_boxed (invy_store_save_guests (store, all), error);
  return kept != NULL;
}

static char *
dup_country (InvyCtl *ctl, InvyEvent *event)
{
  if (invy_event_get (event, INVY_EVENT_COUNTRY) != NULL)
    return g_strdup (invy_event_get (event, INVY_EVENT_COUNTRY));
  return invy_settings_dup (invy_ctl_get_settings (ctl), INVY_SETTING_DEFAULT_COUNTRY);
}

/* In the book a number without a country code is one of the wedding's country, so numbers of a file from elsewhere
 * are kept with theirs. */
static void
add_country_code (GPtrArray *rows, const char *country)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const InvyImportRow *row = g_ptr_array_index (rows, i);
      g_autoptr (InvyPhone) phone = NULL;

      if (row->guest != NULL)
        phone = invy_phone_parse (invy_guest_get (row->guest, INVY_GUEST_PHONE_NUMBER), country, NULL);
      if (phone != NULL)
        invy_guest_set (row->guest, INVY_GUEST_PHONE_NUMBER, phone->display);
    }
}

int
invy_ctl_guest_import (InvyCtl *ctl, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (invy_ctl_get_word (ctl, 1));
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (InvyGuestMerge) merge = NULL;
  g_autofree char *country = NULL;
  g_autofree char *file_country = NULL;
  InvyStore *store;

  if (!invy_ctl_read_field (INVY_EVENT_COUNTRY, invy_ctl_get (ctl, "country"), &file_country, error)
      || !(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error))
      || !(existing = dex_await_boxed (invy_store_list_guests (store, invy_event_get_id (event)), error))
      || !(rows = dex_await_boxed (invy_guest_reader_read_file (file, invy_event_get_id (event)), error)))
    return INVY_CTL_FAILED;

  country = dup_country (ctl, event);
  if (file_country != NULL && g_strcmp0 (file_country, country) != 0)
    add_country_code (rows, file_country);

  merge = invy_guest_merge_new (existing, rows, country);
  if (!invy_ctl_has (ctl, "dry-run") && !save_merge (store, merge, error))
    return INVY_CTL_FAILED;

  print_merge (ctl, merge, rows->len);
  return merge->rejected->len > 0 ? INVY_CTL_EXIT_PARTLY : INVY_CTL_EXIT_DONE;
}
