/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-behaviour.h"

#include <gio/gio.h>

/* Shorter words for what is often wanted; the JSON may say more. */
static const struct
{
  const char *name;
  InvyEmulatorBehaviour model;
} models[] = {
  { "accept", { .action = INVY_EMULATOR_ACCEPT, .is_taken = TRUE } },
  { "slow", { .action = INVY_EMULATOR_ACCEPT, .is_taken = TRUE, .delay_ms = 1000 } },
  { "held", { .action = INVY_EMULATOR_HELD, .is_taken = TRUE } },
  { "paused", { .action = INVY_EMULATOR_PAUSED, .is_taken = TRUE } },
  { "refuse", { .action = INVY_EMULATOR_REFUSE, .code = 131026 } },
  { "rate-limit", { .action = INVY_EMULATOR_REFUSE, .code = 130429 } },
  { "answer", { .action = INVY_EMULATOR_ANSWER, .http_status = 500, .body = (char *) "" } },
  { "garbage",
    { .action = INVY_EMULATOR_ANSWER,
      .is_taken = TRUE,
      .http_status = 200,
      .body = (char *) "<html>{\"messages\":" } },
  { "redirect",
    { .action = INVY_EMULATOR_ANSWER, .http_status = 307, .body = (char *) "", .location = (char *) "/elsewhere" } },
  { "no-id", { .action = INVY_EMULATOR_NO_ID, .is_taken = TRUE } },
  { "huge", { .action = INVY_EMULATOR_HUGE, .is_taken = TRUE, .length = 5 * 1024 * 1024 } },
  { "repeat-cursor", { .action = INVY_EMULATOR_REPEAT } },
  { "stall", { .action = INVY_EMULATOR_STALL, .is_taken = TRUE } },
  { "trickle", { .action = INVY_EMULATOR_TRICKLE, .is_taken = TRUE } },
  { "cut-before", { .action = INVY_EMULATOR_CUT_BEFORE } },
  { "cut-after", { .action = INVY_EMULATOR_CUT_AFTER, .is_taken = TRUE } },
};

static void
clear (gpointer data)
{
  InvyEmulatorBehaviour *self = data;

  g_free (self->to);
  g_free (self->path);
  g_free (self->details);
  g_free (self->body);
  g_free (self->location);
  g_clear_pointer (&self->headers, json_object_unref);
}

static const InvyEmulatorBehaviour *
find_model (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      if (g_strcmp0 (models[i].name, name) == 0)
        return &models[i].model;
    }

  return NULL;
}

static char *
dup_text (JsonObject *object, const char *name, const char *fallback)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, fallback));
}

static int
get_int (JsonObject *object, const char *name, int fallback)
{
  return (int) json_object_get_int_member_with_default (object, name, fallback);
}

/**
 * invy_emulator_behaviour_new_from_json:
 * @object: "do" is one of the names above; "to", "times" and the fields of #InvyEmulatorBehaviour are optional
 *
 * Returns: (transfer full) (nullable): the behaviour; %NULL with %G_IO_ERROR_INVALID_ARGUMENT when nothing is called
 * so
 */
InvyEmulatorBehaviour *
invy_emulator_behaviour_new_from_json (JsonObject *object, GError **error)
{
  const char *name = json_object_get_string_member_with_default (object, "do", "");
  const InvyEmulatorBehaviour *model = find_model (name);
  InvyEmulatorBehaviour *self;

  if (model == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Nothing is called \"%s\"", name);
      return NULL;
    }

  self = g_rc_box_new0 (InvyEmulatorBehaviour);
  self->action = model->action;
  self->to = dup_text (object, "to", NULL);
  self->path = dup_text (object, "path", NULL);
  self->times = get_int (object, "times", -1);
  self->code = get_int (object, "code", model->code);
  self->subcode = get_int (object, "subcode", 0);
  self->http_status = (guint) get_int (object, "http_status", (int) model->http_status);
  self->details = dup_text (object, "details", NULL);
  self->body = dup_text (object, "body", model->body);
  self->location = dup_text (object, "location", model->location);
  self->retry_after_s = get_int (object, "retry_after", -1);
  if (json_object_has_member (object, "headers"))
    self->headers = json_object_ref (json_object_get_object_member (object, "headers"));
  self->delay_ms = (guint) get_int (object, "delay_ms", (int) model->delay_ms);
  self->length = (gsize) get_int (object, "length", (int) model->length);
  self->seconds = (guint) get_int (object, "seconds", 0);
  self->is_taken = json_object_get_boolean_member_with_default (object, "taken", model->is_taken);

  return self;
}

/**
 * invy_emulator_behaviour_ref:
 *
 * Returns: (transfer full): @self
 */
InvyEmulatorBehaviour *
invy_emulator_behaviour_ref (InvyEmulatorBehaviour *self)
{
  return g_rc_box_acquire (self);
}

/**
 * invy_emulator_behaviour_unref:
 *
 * Gives a reference back.
 */
void
invy_emulator_behaviour_unref (InvyEmulatorBehaviour *self)
{
  g_rc_box_release_full (self, clear);
}

/**
 * invy_emulator_action_get_name:
 *
 * Returns: how the list of requests calls @action
 */
const char *
invy_emulator_action_get_name (InvyEmulatorAction action)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      if (models[i].model.action == action)
        return models[i].name;
    }

  return "";
}

/**
 * invy_emulator_is_message_path:
 *
 * Returns: whether messages are sent there, and not files, and nothing is read
 */
gboolean
invy_emulator_is_message_path (const char *path)
{
  return g_str_has_suffix (path, "/messages");
}

static gboolean
is_for (const InvyEmulatorBehaviour *behaviour, const char *path)
{
  if (behaviour->path == NULL)
    return invy_emulator_is_message_path (path);

  return g_str_has_suffix (path, behaviour->path);
}

static InvyEmulatorBehaviour *
find (GPtrArray *behaviours, const char *path, const char *to)
{
  InvyEmulatorBehaviour *for_all = NULL;

  for (guint i = 0; i < behaviours->len; i++)
    {
      InvyEmulatorBehaviour *behaviour = g_ptr_array_index (behaviours, i);

      if (!is_for (behaviour, path))
        continue;
      if (behaviour->to != NULL && g_strcmp0 (behaviour->to, to) == 0)
        return behaviour;
      if (behaviour->to == NULL && for_all == NULL)
        for_all = behaviour;
    }

  return for_all;
}

/**
 * invy_emulator_behaviours_take:
 * @behaviours: (element-type InvyEmulatorBehaviour): in the order they were asked for
 * @path: of the request
 * @to: (nullable): the number of the request; %NULL as long as it is not known, or when there is none
 * @is_read: whether the request's body was read
 *
 * Says what to do with a request: the first behaviour for exactly this number, else the first for all. That it was
 * followed is counted, and after the last time the next one counts.
 *
 * Returns: (transfer full) (nullable): the behaviour; %NULL for the normal, or when it is one for the other time
 */
InvyEmulatorBehaviour *
invy_emulator_behaviours_take (GPtrArray *behaviours, const char *path, const char *to, gboolean is_read)
{
  InvyEmulatorBehaviour *found = find (behaviours, path, to);

  if (found == NULL || (found->action == INVY_EMULATOR_CUT_BEFORE) == is_read)
    return NULL;

  invy_emulator_behaviour_ref (found);
  if (found->times > 0 && --found->times == 0)
    g_ptr_array_remove (behaviours, found);

  return found;
}
