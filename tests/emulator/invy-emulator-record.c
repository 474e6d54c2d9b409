/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-record.h"

#include "invy-emulator-media.h"

#include <json-glib/json-glib.h>

/**
 * invy_emulator_record_new:
 *
 * Returns: (transfer full): a request that comes in now
 */
InvyEmulatorRecord *
invy_emulator_record_new (const char *path, guint port)
{
  InvyEmulatorRecord *self = g_new0 (InvyEmulatorRecord, 1);

  self->time_us = g_get_monotonic_time ();
  self->port = port;
  self->path = g_strdup (path);
  self->did = "";
  self->message = invy_emulator_message_new ();

  return self;
}

/**
 * invy_emulator_record_free:
 *
 * Frees @self.
 */
void
invy_emulator_record_free (InvyEmulatorRecord *self)
{
  g_free (self->path);
  g_free (self->method);
  g_free (self->query);
  g_free (self->wamid);
  g_clear_pointer (&self->message, invy_emulator_message_free);
  g_clear_pointer (&self->problem, invy_emulator_problem_free);
  g_free (self);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_texts (JsonBuilder *builder, const char *name, GPtrArray *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
add_answer (JsonBuilder *builder, const InvyEmulatorRecord *record)
{
  add_text (builder, "did", record->did);
  add_int (builder, "http_status", record->http_status);
  add_int (builder, "error_code", record->problem != NULL ? record->problem->code : 0);
  add_text (builder, "details", record->problem != NULL ? record->problem->details : NULL);
}

static void
add_time (JsonBuilder *builder, const InvyEmulatorRecord *record, gint64 start_us)
{
  json_builder_set_member_name (builder, "time_ms");
  json_builder_add_double_value (builder, (double) (record->time_us - start_us) / 1000.0);
}

static void
add_components (JsonBuilder *builder, JsonNode *components)
{
  json_builder_set_member_name (builder, "components");
  if (components != NULL)
    json_builder_add_value (builder, json_node_copy (components));
  else
    json_builder_add_null_value (builder);
}

static void
add_message (JsonBuilder *builder, const InvyEmulatorRecord *record, gint64 start_us)
{
  json_builder_begin_object (builder);
  add_time (builder, record, start_us);
  add_int (builder, "port", record->port);
  add_text (builder, "path", record->path);
  add_text (builder, "to", record->message->to);
  add_text (builder, "callback", record->message->callback);
  add_text (builder, "template", record->message->template_name);
  add_text (builder, "language", record->message->language);
  add_texts (builder, "parameters", record->message->parameters);
  add_components (builder, record->message->components);
  add_answer (builder, record);
  add_text (builder, "message_id", record->wamid);
  json_builder_set_member_name (builder, "taken");
  json_builder_add_boolean_value (builder, record->is_taken);
  json_builder_end_object (builder);
}

static void
add_other (JsonBuilder *builder, const InvyEmulatorRecord *record, gint64 start_us)
{
  json_builder_begin_object (builder);
  add_time (builder, record, start_us);
  add_text (builder, "method", record->method);
  add_text (builder, "path", record->path);
  add_text (builder, "query", record->query);
  add_answer (builder, record);
  json_builder_end_object (builder);
}

/* Returns: how many there are */
static guint
add_records (JsonBuilder *builder, const char *name, GPtrArray *records, gint64 start_us, gboolean are_messages)
{
  guint n = 0;

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < records->len; i++)
    {
      const InvyEmulatorRecord *record = g_ptr_array_index (records, i);

      if ((record->method == NULL) != are_messages)
        continue;
      if (are_messages)
        add_message (builder, record, start_us);
      else
        add_other (builder, record, start_us);
      n++;
    }
  json_builder_end_array (builder);

  return n;
}

static void
add_media (JsonBuilder *builder, GPtrArray *media)
{
  json_builder_set_member_name (builder, "media");
  json_builder_begin_array (builder);
  for (guint i = 0; i < media->len; i++)
    {
      const InvyEmulatorMedia *file = g_ptr_array_index (media, i);

      json_builder_begin_object (builder);
      add_text (builder, "id", file->id);
      add_text (builder, "phone_number_id", file->phone_number_id);
      add_text (builder, "mime_type", file->mime_type);
      add_text (builder, "filename", file->filename);
      add_text (builder, "sha256", file->sha256);
      add_int (builder, "size", (gint64) file->size);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static guint
count_taken (GPtrArray *records)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += ((const InvyEmulatorRecord *) g_ptr_array_index (records, i))->is_taken;

  return n;
}

/* What is named more than once by messages that a real WhatsApp would have sent. */
static GPtrArray *
find_duplicates (GPtrArray *records, gboolean by_callback)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *duplicates = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    {
      InvyEmulatorRecord *record = g_ptr_array_index (records, i);
      char *name = by_callback ? record->message->callback : record->message->to;

      if (record->is_taken && name != NULL && !g_hash_table_add (seen, name)
          && !g_ptr_array_find_with_equal_func (duplicates, name, g_str_equal, NULL))
        g_ptr_array_add (duplicates, name);
    }

  return duplicates;
}

/**
 * invy_emulator_records_to_json:
 * @records: (element-type InvyEmulatorRecord): in the order they came
 * @media: (element-type InvyEmulatorMedia): what was uploaded
 * @start_us: what "time_ms" counts from
 *
 * Returns: (transfer full): the list as control clients read it
 */
char *
invy_emulator_records_to_json (GPtrArray *records, GPtrArray *media, gint64 start_us)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (GPtrArray) callbacks = find_duplicates (records, TRUE);
  g_autoptr (GPtrArray) recipients = find_duplicates (records, FALSE);
  g_autoptr (JsonNode) root = NULL;
  guint n_messages, n_others;

  json_builder_begin_object (builder);
  n_messages = add_records (builder, "requests", records, start_us, TRUE);
  add_int (builder, "n_requests", n_messages);
  n_others = add_records (builder, "others", records, start_us, FALSE);
  add_int (builder, "n_others", n_others);
  add_int (builder, "n_taken", count_taken (records));
  add_texts (builder, "duplicate_callbacks", callbacks);
  add_texts (builder, "duplicate_recipients", recipients);
  add_media (builder, media);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, TRUE);
}
