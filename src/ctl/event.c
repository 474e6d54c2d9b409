/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-event-copy.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-field.h"
#include "ctl/invy-ctl-table.h"
#include "model/invy-ledger.h"

#include <glib/gi18n.h>

static const struct
{
  const char *option;
  InvyEventField field;
} event_options[] = {
  { "title", INVY_EVENT_TITLE },
  { "partner1", INVY_EVENT_PARTNER1_NAME },
  { "partner2", INVY_EVENT_PARTNER2_NAME },
  { "venue", INVY_EVENT_VENUE },
  { "date", INVY_EVENT_DATE },
  { "time", INVY_EVENT_EVENT_TIME },
  { "link", INVY_EVENT_GUEST_LINK },
  { "timezone", INVY_EVENT_TIMEZONE },
  { "country", INVY_EVENT_COUNTRY },
  { "language", INVY_EVENT_LANGUAGE },
  { "template", INVY_EVENT_TEMPLATE_NAME },
};

/* An empty value takes what was there away. */
static gboolean
take_options (InvyCtl *ctl, InvyEvent *event, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (event_options); i++)
    {
      const char *text = invy_ctl_get (ctl, event_options[i].option);
      g_autofree char *normal = NULL;

      if (text == NULL)
        continue;
      if (!invy_ctl_read_field (event_options[i].field, text, &normal, error))
        {
          g_prefix_error (error, "--%s: ", event_options[i].option);
          return FALSE;
        }
      invy_event_set (event, event_options[i].field, normal);
    }

  return invy_event_check (event, error);
}

static void
build (JsonBuilder *builder, InvyEvent *event)
{
  g_autofree char *name = invy_event_dup_name (event);

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "event_id", invy_event_get_id (event));
  invy_ctl_json_text (builder, "name", name);
  for (guint i = 0; i < INVY_EVENT_N_FIELDS; i++)
    invy_ctl_json_text (builder, invy_event_field_get_name ((InvyEventField) i),
                        invy_event_get (event, (InvyEventField) i));
  invy_ctl_json_boolean (builder, "practice_only", invy_event_get_practice_only (event));
  invy_ctl_json_time (builder, "archived_at", invy_event_get_archived_at (event));
  invy_ctl_json_text (builder, "moved_to", invy_event_get_moved_to (event));
  invy_ctl_json_text (builder, "access", invy_enum_to_nick (INVY_TYPE_ACCESS, (int) invy_event_get_access (event)));
  json_builder_end_object (builder);
}

/* Why it is not among the others, or not everything can be done with it. */
static void
add_standing (InvyCtlTable *table, InvyEvent *event)
{
  const gint64 archived_at = invy_event_get_archived_at (event);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (archived_at / 1000);
  g_autofree char *archived = g_date_time_format_iso8601 (time);
  const struct
  {
    gboolean is_so;
    const char *cells[2];
  } rows[] = {
    { invy_event_get_practice_only (event), { "practice_only", "true" } },
    { archived_at != 0, { "archived_at", archived } },
    { invy_event_get_moved_to (event) != NULL, { "moved_to", invy_event_get_moved_to (event) } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].is_so)
        invy_ctl_table_add (table, rows[i].cells);
    }
}

static void
print_event (InvyCtl *ctl, InvyEvent *event)
{
  g_autoptr (InvyCtlTable) table = NULL;
  g_autofree char *text = NULL;

  if (invy_ctl_is_json (ctl))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      build (builder, event);
      invy_ctl_print_json (ctl, builder);
      return;
    }

  table = invy_ctl_table_new ("event_id", invy_event_get_id (event), NULL);
  for (guint i = 0; i < INVY_EVENT_N_FIELDS; i++)
    {
      const char *value = invy_event_get (event, (InvyEventField) i);
      const char *cells[] = { invy_event_field_get_name ((InvyEventField) i), value };

      if (value != NULL)
        invy_ctl_table_add (table, cells);
    }
  add_standing (table, event);
  text = invy_ctl_table_dup_text (table);
  invy_ctl_print (ctl, text);
}

/* A script wants its id, and nothing else. */
static void
print_new_event (InvyCtl *ctl, InvyEvent *event)
{
  if (invy_ctl_is_json (ctl))
    {
      print_event (ctl, event);
      return;
    }

  invy_ctl_print (ctl, invy_event_get_id (event));
  invy_ctl_print (ctl, "\n");
}

/**
 * invy_ctl_event_add:
 *
 * Adds a wedding. Its numbers without a country code are those of the country in the preferences unless one is given.
 */
int
invy_ctl_event_add (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (InvyEvent) kept = NULL;
  g_autofree char *country = invy_settings_dup (invy_ctl_get_settings (ctl), INVY_SETTING_DEFAULT_COUNTRY);
  InvyStore *store;

  invy_event_set (event, INVY_EVENT_COUNTRY, country);
  if (!take_options (ctl, event, error) || !(store = invy_ctl_open_store (ctl, error))
      || !(kept = dex_await_object (invy_store_save_event (store, event), error)))
    return INVY_CTL_FAILED;

  print_new_event (ctl, kept);
  return INVY_CTL_EXIT_DONE;
}

int
invy_ctl_event_list (InvyCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (InvyCtlTable) table = invy_ctl_table_new ("event_id", "name", "date", "venue", NULL);
  g_autofree char *text = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(events = dex_await_boxed (invy_store_list_events (store), error)))
    return INVY_CTL_FAILED;

  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    {
      InvyEvent *event = g_ptr_array_index (events, i);
      g_autofree char *name = invy_event_dup_name (event);
      g_autofree char *date = invy_ctl_dup_number (ctl, invy_event_get (event, INVY_EVENT_DATE));
      const char *cells[] = { invy_event_get_id (event), name, date, invy_event_get (event, INVY_EVENT_VENUE) };

      build (builder, event);
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

int
invy_ctl_event_show (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyEvent) event = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error)))
    return INVY_CTL_FAILED;

  print_event (ctl, event);
  return INVY_CTL_EXIT_DONE;
}

int
invy_ctl_event_set (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyEvent) kept = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error))
      || !take_options (ctl, event, error)
      || !(kept = dex_await_object (invy_store_save_event (store, event), error)))
    return INVY_CTL_FAILED;

  print_event (ctl, kept);
  return INVY_CTL_EXIT_DONE;
}

/**
 * invy_ctl_event_duplicate:
 *
 * Makes another wedding of one that is there. The options change the details of the new one.
 */
int
invy_ctl_event_duplicate (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyEvent) copy = NULL;
  g_autoptr (InvyEvent) kept = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error)))
    return INVY_CTL_FAILED;

  copy = invy_event_copy_new (event);
  if (!take_options (ctl, copy, error)
      || !(kept = dex_await_object (invy_event_copy_save (store, event, copy, invy_ctl_has (ctl, "with-guests")),
                                    error)))
    return INVY_CTL_FAILED;

  print_new_event (ctl, kept);
  return INVY_CTL_EXIT_DONE;
}

static int
set_archived (InvyCtl *ctl, gint64 archived_at, GError **error)
{
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyEvent) kept = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error)))
    return INVY_CTL_FAILED;

  invy_event_set_archived_at (event, archived_at);
  if (!(kept = dex_await_object (invy_store_save_event (store, event), error)))
    return INVY_CTL_FAILED;

  print_event (ctl, kept);
  return INVY_CTL_EXIT_DONE;
}

int
invy_ctl_event_archive (InvyCtl *ctl, GError **error)
{
  return set_archived (ctl, g_get_real_time () / 1000, error);
}

int
invy_ctl_event_unarchive (InvyCtl *ctl, GError **error)
{
  return set_archived (ctl, 0, error);
}

int
invy_ctl_event_remove (InvyCtl *ctl, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !dex_await (invy_store_remove_event (store, invy_ctl_get_word (ctl, 0)), error))
    return INVY_CTL_FAILED;

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "event_id", invy_ctl_get_word (ctl, 0));
  invy_ctl_json_boolean (builder, "removed", TRUE);
  json_builder_end_object (builder);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);

  return INVY_CTL_EXIT_DONE;
}
