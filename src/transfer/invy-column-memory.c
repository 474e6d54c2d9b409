/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-column-memory.h"

#include <glib/gstdio.h>

#define GROUP "columns"

/* More kinds of files than anybody uses; then the memory starts anew. */
#define MAX_KEPT 500

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "invy", "columns.ini", NULL);
}

static GKeyFile *
load (const char *path)
{
  GKeyFile *memory = g_key_file_new ();

  /* A memory that cannot be read is one that has nothing in it. */
  g_key_file_load_from_file (memory, path, G_KEY_FILE_NONE, NULL);
  return memory;
}

/**
 * invy_column_memory_recall:
 *
 * Lets @columns hold what was chosen for a file with the same titles, if anything was.
 *
 * Returns: whether something was
 */
gboolean
invy_column_memory_recall (InvyGuestColumns *columns)
{
  g_autofree char *key = invy_guest_columns_dup_key (columns);
  g_autofree char *path = dup_path ();
  g_autoptr (GKeyFile) memory = load (path);
  g_autofree char *choice = key != NULL ? g_key_file_get_string (memory, GROUP, key, NULL) : NULL;

  return choice != NULL && invy_guest_columns_take_choice (columns, choice);
}

/**
 * invy_column_memory_keep:
 *
 * Keeps what @columns hold. That it cannot be kept is nothing to bother a person with: it will be guessed again.
 */
void
invy_column_memory_keep (InvyGuestColumns *columns)
{
  g_autofree char *key = invy_guest_columns_dup_key (columns);
  g_autofree char *choice = invy_guest_columns_dup_choice (columns);
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) memory = load (path);
  g_auto (GStrv) keys = g_key_file_get_keys (memory, GROUP, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (key == NULL)
    return;
  if (keys != NULL && g_strv_length (keys) >= MAX_KEPT)
    g_key_file_remove_group (memory, GROUP, NULL);

  g_key_file_set_string (memory, GROUP, key, choice);
  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_key_file_save_to_file (memory, path, &error))
    g_info ("What the columns of a file hold was not kept: %s", error != NULL ? error->message : folder);
}
