/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-guests.h"
#include "transfer/invy-guest-writer.h"

static GPtrArray *
load_guests (InvyCtl *ctl, InvyStore *store, InvyEvent *event, GError **error)
{
  g_autoptr (GPtrArray) guests = dex_await_boxed (invy_store_list_guests (store, invy_event_get_id (event)), error);

  if (guests == NULL || !invy_ctl_has (ctl, "guest"))
    return g_steal_pointer (&guests);

  return invy_ctl_pick_guests (guests, invy_ctl_get_all (ctl, "guest"), error);
}

int
invy_ctl_guest_export (InvyCtl *ctl, GError **error)
{
  const char *path = invy_ctl_get_word (ctl, 1);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error))
      || !(guests = load_guests (ctl, store, event, error))
      || !dex_await (invy_guest_writer_write_file (guests, invy_event_get (event, INVY_EVENT_LANGUAGE), file), error))
    return INVY_CTL_FAILED;

  json_builder_begin_object (builder);
  invy_ctl_json_int (builder, "rows", guests->len);
  invy_ctl_json_text (builder, "file", path);
  json_builder_end_object (builder);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);

  return INVY_CTL_EXIT_DONE;
}
