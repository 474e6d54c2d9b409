/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-commands.h"

#include <glib/gi18n.h>

static int
print_result (InvyCtl *ctl, const char *member, const char *sentence)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  invy_ctl_json_boolean (builder, member, TRUE);
  json_builder_end_object (builder);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);
  else
    invy_ctl_say (ctl, sentence);

  return INVY_CTL_EXIT_DONE;
}

/**
 * invy_ctl_db_migrate:
 *
 * A file is brought up to date by opening it; a database on a server only here, by those who look after it.
 */
int
invy_ctl_db_migrate (InvyCtl *ctl, GError **error)
{
  if (invy_ctl_migrate_store (ctl, error) == NULL)
    return INVY_CTL_FAILED;

  return print_result (ctl, "migrated", _ ("The database is up to date."));
}

/**
 * invy_ctl_db_check:
 *
 * Checking a database that is not there makes none: a wrong path must not look like a sound database.
 */
int
invy_ctl_db_check (InvyCtl *ctl, GError **error)
{
  InvyStore *store = invy_ctl_open_existing_store (ctl, error);

  if (store == NULL || !dex_await (invy_store_check (store), error))
    return INVY_CTL_FAILED;

  return print_result (ctl, "ok", _ ("The database is whole."));
}
