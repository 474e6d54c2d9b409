/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-store-uri.h"
#include "store/invy-store-move.h"
#include "store/invy-web-system.h"

#include <glib/gi18n.h>

/* --- to another database --- */

static void
build_moved (JsonBuilder *builder, const InvyMovedEvent *moved)
{
  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "event_id", moved->event_id);
  invy_ctl_json_text (builder, "name", moved->name);
  invy_ctl_json_boolean (builder, "was_there", moved->was_there);
  invy_ctl_json_int (builder, "guests", moved->n_guests);
  invy_ctl_json_int (builder, "campaigns", moved->n_campaigns);
  invy_ctl_json_int (builder, "messages", moved->n_messages);
  invy_ctl_json_int (builder, "log", moved->n_log);
  invy_ctl_json_int (builder, "cancelled", moved->n_cancelled);
  json_builder_end_object (builder);
}

static void
say_moved (InvyCtl *ctl, const InvyMovedEvent *moved)
{
  g_autofree char *line = NULL;

  if (moved->was_there)
    /* Translators: the name of a wedding */
    line = g_strdup_printf (_ ("%s: was copied before."), moved->name);
  else
    /* Translators: the name of a wedding, and numbers of what was copied */
    line = g_strdup_printf (_ ("%s: copied and compared. Guests: %u, messages: %u, given up: %u"), moved->name,
                            moved->n_guests, moved->n_messages, moved->n_cancelled);
  invy_ctl_say (ctl, line);
}

static int
copy_to (InvyCtl *ctl, const char *to_uri, GError **error)
{
  /* The store is opened first, so that a wrong address of it is found out before anything is touched. */
  InvyStore *store = invy_ctl_open_existing_store (ctl, error);
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  if (store == NULL
      || !(moved = dex_await_boxed (invy_store_move (invy_store_get_uri (store), to_uri, invy_ctl_get (ctl, "event")),
                                    error)))
    return INVY_CTL_FAILED;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < moved->len; i++)
    {
      build_moved (builder, moved->pdata[i]);
      if (!invy_ctl_is_json (ctl))
        say_moved (ctl, moved->pdata[i]);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);

  return INVY_CTL_EXIT_DONE;
}

/* --- from the earlier web system --- */

static gboolean
is_known (InvyStore *store, const char *event_id, gboolean *known, GError **error)
{
  g_autoptr (GPtrArray) events = dex_await_boxed (invy_store_list_events (store), error);
  g_autoptr (GPtrArray) removed =
      events != NULL ? dex_await_boxed (invy_store_list_removed_events (store), error) : NULL;

  if (removed == NULL)
    return FALSE;

  g_ptr_array_extend (events, removed, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  *known = FALSE;
  for (guint i = 0; i < events->len && !*known; i++)
    *known = g_str_equal (invy_event_get_id (events->pdata[i]), event_id);

  return TRUE;
}

static void
report_wedding (InvyCtl *ctl, JsonBuilder *builder, const InvyWebWedding *wedding, gboolean known)
{
  g_autofree char *name = invy_event_dup_name (wedding->event);
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "event_id", invy_event_get_id (wedding->event));
  invy_ctl_json_text (builder, "name", name);
  invy_ctl_json_boolean (builder, "was_there", known);
  invy_ctl_json_int (builder, "guests", wedding->guests->len);
  invy_ctl_json_int (builder, "not_understood", wedding->n_unread);
  json_builder_end_object (builder);

  if (invy_ctl_is_json (ctl))
    return;
  if (known)
    /* Translators: the name of a wedding */
    line = g_strdup_printf (_ ("%s: is here already, and was left as it is."), name);
  else
    /* Translators: the name of a wedding, the number of its guests, and of details such as a date that is none */
    line = g_strdup_printf (_ ("%s: added. Guests: %u, details that were not understood: %u"), name,
                            wedding->guests->len, wedding->n_unread);
  invy_ctl_say (ctl, line);
}

static int
copy_from_web (InvyCtl *ctl, const char *from_uri, GError **error)
{
  InvyStore *store = invy_ctl_open_store (ctl, error);
  g_autoptr (GPtrArray) weddings = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  if (store == NULL || !(weddings = dex_await_boxed (invy_web_system_read (from_uri), error)))
    return INVY_CTL_FAILED;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < weddings->len; i++)
    {
      InvyWebWedding *wedding = weddings->pdata[i];
      gboolean known;

      if (!is_known (store, invy_event_get_id (wedding->event), &known, error)
          || (!known
              && !dex_await (invy_store_add_event_with_guests (store, wedding->event, wedding->guests), error)))
        return INVY_CTL_FAILED;
      report_wedding (ctl, builder, wedding, known);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);

  return INVY_CTL_EXIT_DONE;
}

/**
 * invy_ctl_db_copy:
 *
 * Moves weddings to another database, or brings those of the earlier web system.
 */
int
invy_ctl_db_copy (InvyCtl *ctl, GError **error)
{
  const char *to = invy_ctl_get (ctl, "to");
  const char *from_web = invy_ctl_get (ctl, "from-web");
  const char *other = to != NULL ? to : from_web;

  if ((to == NULL) == (from_web == NULL))
    {
      invy_ctl_refuse (error, _ ("Say either where to, with --to, or where from, with --from-web."));
      return INVY_CTL_FAILED;
    }
  if (!invy_ctl_store_uri_check (other, error)
      || !invy_ctl_store_uri_check_protected (other, invy_ctl_has (ctl, "unprotected"), error))
    return INVY_CTL_FAILED;

  return to != NULL ? copy_to (ctl, to, error) : copy_from_web (ctl, from_web, error);
}
