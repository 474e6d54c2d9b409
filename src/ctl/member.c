/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-error.h"
#include "ctl/invy-ctl-table.h"
#include "model/invy-ledger.h"
#include "model/invy-member.h"

#include <glib/gi18n.h>

static const char *
get_access_word (InvyMember *member)
{
  return invy_enum_to_nick (INVY_TYPE_ACCESS, (int) invy_member_get_access (member));
}

int
invy_ctl_member_list (InvyCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (InvyCtlTable) table = invy_ctl_table_new ("role", "access", NULL);
  g_autofree char *text = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(members = dex_await_boxed (invy_store_list_members (store, invy_ctl_get_word (ctl, 0)), error)))
    return INVY_CTL_FAILED;

  json_builder_begin_array (builder);
  for (guint i = 0; i < members->len; i++)
    {
      InvyMember *member = members->pdata[i];
      const char *cells[] = { invy_member_get_role (member), get_access_word (member) };

      json_builder_begin_object (builder);
      invy_ctl_json_text (builder, "role", cells[0]);
      invy_ctl_json_text (builder, "access", cells[1]);
      invy_ctl_json_boolean (builder, "is_me", invy_member_is_me (member));
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

static int
print_membership (InvyCtl *ctl, const char *access)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "event_id", invy_ctl_get_word (ctl, 0));
  invy_ctl_json_text (builder, "role", invy_ctl_get_word (ctl, 1));
  invy_ctl_json_text (builder, "access", access);
  json_builder_end_object (builder);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);

  return INVY_CTL_EXIT_DONE;
}

/**
 * invy_ctl_member_add:
 *
 * Makes somebody a member, or lets a member do more or less than before.
 */
int
invy_ctl_member_add (InvyCtl *ctl, GError **error)
{
  const char *word = invy_ctl_get_word (ctl, 2);
  InvyStore *store;
  int access;

  if (!invy_enum_from_nick (INVY_TYPE_ACCESS, word, &access))
    {
      invy_ctl_refuse (error, _ ("“%s” is no access. Write owner, editor or viewer."), word);
      return INVY_CTL_FAILED;
    }
  if (!(store = invy_ctl_open_store (ctl, error))
      || !dex_await (
          invy_store_set_member (store, invy_ctl_get_word (ctl, 0), invy_ctl_get_word (ctl, 1), (InvyAccess) access),
          error))
    return INVY_CTL_FAILED;

  return print_membership (ctl, word);
}

int
invy_ctl_member_remove (InvyCtl *ctl, GError **error)
{
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !dex_await (invy_store_remove_member (store, invy_ctl_get_word (ctl, 0), invy_ctl_get_word (ctl, 1)), error))
    return INVY_CTL_FAILED;

  return print_membership (ctl, NULL);
}
