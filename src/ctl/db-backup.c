/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-book-difference.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-table.h"
#include "store/invy-store-copies.h"

#include <glib/gi18n.h>

/**
 * invy_ctl_db_backup:
 *
 * Writes everything into a file that --store opens.
 */
int
invy_ctl_db_backup (InvyCtl *ctl, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (invy_ctl_get_word (ctl, 0));
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *written = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  InvyStore *store;

  if (path == NULL)
    {
      invy_ctl_refuse (error, _ ("A backup needs a file on this computer."));
      return INVY_CTL_FAILED;
    }
  if (!(store = invy_ctl_open_store (ctl, error))
      || !(written = dex_await_string (invy_store_backup (store, path), error)))
    return INVY_CTL_FAILED;

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "file", invy_ctl_get_word (ctl, 0));
  json_builder_end_object (builder);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);
  else
    invy_ctl_say (ctl, _ ("The backup is written."));

  return INVY_CTL_EXIT_DONE;
}

int
invy_ctl_db_copies (InvyCtl *ctl, GError **error)
{
  InvyStore *store = invy_ctl_open_store (ctl, error);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (InvyCtlTable) table = invy_ctl_table_new ("file", "reason", NULL);
  g_autofree char *text = NULL;

  if (store == NULL)
    return INVY_CTL_FAILED;

  copies = invy_store_list_copies (store);
  json_builder_begin_array (builder);
  for (guint i = 0; i < copies->len; i++)
    {
      const InvyCopy *copy = copies->pdata[i];
      const char *reason = invy_enum_to_nick (INVY_TYPE_COPY_REASON, (int) copy->reason);
      const char *cells[] = { copy->path, reason };

      json_builder_begin_object (builder);
      invy_ctl_json_text (builder, "file", copy->path);
      invy_ctl_json_text (builder, "reason", reason);
      invy_ctl_json_time (builder, "made_at", copy->made_at);
      invy_ctl_json_int (builder, "size", copy->size);
      json_builder_end_object (builder);
      invy_ctl_table_add (table, cells);
    }
  json_builder_end_array (builder);

  text = invy_ctl_table_dup_text (table);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);
  else
    invy_ctl_print (ctl, text);

  return INVY_CTL_EXIT_DONE;
}

/* Those that are asked for; all of the backup when none is named. */
static gboolean
take_asked_for (InvyCtl *ctl, GPtrArray *differences, GError **error)
{
  const char *event_id = invy_ctl_get (ctl, "event");

  for (guint i = differences->len; event_id != NULL && i > 0; i--)
    {
      const InvyBookDifference *difference = differences->pdata[i - 1];

      if (!g_str_equal (invy_event_get_id (difference->then), event_id))
        g_ptr_array_remove_index (differences, i - 1);
    }

  if (event_id != NULL && differences->len == 0)
    return invy_ctl_refuse (error, _ ("There is no such wedding in the backup."));
  return TRUE;
}

static GPtrArray *
list_restorable (GPtrArray *differences)
{
  GPtrArray *restorable = g_ptr_array_new ();

  for (guint i = 0; i < differences->len; i++)
    if (invy_book_difference_can_restore (differences->pdata[i]))
      g_ptr_array_add (restorable, differences->pdata[i]);

  return restorable;
}

static void
build_difference (JsonBuilder *builder, const InvyBookDifference *difference)
{
  g_autofree char *name = invy_event_dup_name (difference->then);

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "event_id", invy_event_get_id (difference->then));
  invy_ctl_json_text (builder, "name", name);
  invy_ctl_json_text (builder, "was", invy_enum_to_nick (INVY_TYPE_BOOK_FATE, (int) difference->fate));
  invy_ctl_json_boolean (builder, "details_changed", difference->details_differ);
  invy_ctl_json_int (builder, "added", difference->back->len);
  invy_ctl_json_int (builder, "changed", difference->changed->len);
  invy_ctl_json_int (builder, "removed", difference->gone->len);
  invy_ctl_json_int (builder, "already_invited", difference->n_forgotten);
  json_builder_end_object (builder);
}

static void
say_difference (InvyCtl *ctl, const InvyBookDifference *difference)
{
  g_autofree char *name = invy_event_dup_name (difference->then);
  g_autofree char *line = NULL;

  if (difference->n_forgotten > 0)
    line = g_strdup_printf (
        /* Translators: the name of a wedding */
        _ ("%s: not restored. According to the backup its guests were invited, and this database does not know of "
           "it, "
           "so they would be invited once more. Open the backup itself with --store instead."),
        name);
  else
    /* Translators: the name of a wedding, and what restoring it does, in numbers of guests */
    line = g_strdup_printf (_ ("%s: come back: %u, change: %u, go: %u"), name, difference->back->len,
                            difference->changed->len, difference->gone->len);
  invy_ctl_say (ctl, line);
}

static void
print_restored (InvyCtl *ctl, GPtrArray *differences, gboolean is_restored, const char *before)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  invy_ctl_json_boolean (builder, "restored", is_restored);
  invy_ctl_json_text (builder, "restore_point", before);
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < differences->len; i++)
    {
      build_difference (builder, differences->pdata[i]);
      if (!invy_ctl_is_json (ctl))
        say_difference (ctl, differences->pdata[i]);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);
  else if (before != NULL)
    {
      /* Translators: the path of a file */
      g_autofree char *line = g_strdup_printf (_ ("To take this back: invyctl db restore %s"), before);

      invy_ctl_say (ctl, line);
    }
}

static gboolean
has_refused (GPtrArray *differences)
{
  for (guint i = 0; i < differences->len; i++)
    if (((const InvyBookDifference *) differences->pdata[i])->n_forgotten > 0)
      return TRUE;

  return FALSE;
}

/**
 * invy_ctl_db_restore:
 *
 * Makes weddings and guests what they were; with --dry-run it only says what would change.
 */
int
invy_ctl_db_restore (InvyCtl *ctl, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (invy_ctl_get_word (ctl, 0));
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GPtrArray) restorable = NULL;
  g_autofree char *before = NULL;
  InvyStore *store;

  if (path == NULL)
    {
      invy_ctl_refuse (error, _ ("A backup is a file on this computer."));
      return INVY_CTL_FAILED;
    }
  if (!(store = invy_ctl_open_store (ctl, error))
      || !(differences = dex_await_boxed (invy_book_difference_list (store, path), error))
      || !take_asked_for (ctl, differences, error))
    return INVY_CTL_FAILED;

  restorable = list_restorable (differences);
  if (!invy_ctl_has (ctl, "dry-run") && restorable->len > 0
      && !(before = dex_await_string (invy_book_difference_restore (store, restorable), error)))
    return INVY_CTL_FAILED;

  print_restored (ctl, differences, before != NULL, before);
  return has_refused (differences) ? INVY_CTL_EXIT_STOPPED : INVY_CTL_EXIT_DONE;
}
