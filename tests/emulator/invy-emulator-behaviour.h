/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InvyEmulatorAction:
 *
 * What is done with a request.
 */
typedef enum
{
  INVY_EMULATOR_ACCEPT,     /* what WhatsApp does */
  INVY_EMULATOR_HELD,       /* accepted, with message_status held_for_quality_assessment */
  INVY_EMULATOR_PAUSED,     /* accepted, with message_status paused */
  INVY_EMULATOR_REFUSE,     /* a Graph error: code, details, http_status, retry_after */
  INVY_EMULATOR_ANSWER,     /* any answer: http_status, body, retry_after, location */
  INVY_EMULATOR_NO_ID,      /* a success without an id */
  INVY_EMULATOR_HUGE,       /* a list as long as "length" says, of nothing */
  INVY_EMULATOR_REPEAT,     /* a page of a list that says it goes on where it begins */
  INVY_EMULATOR_STALL,      /* no answer for some seconds, then a cut; 0: until the client goes */
  INVY_EMULATOR_TRICKLE,    /* an answer of which a byte comes now and then, for ever */
  INVY_EMULATOR_CUT_BEFORE, /* the connection ends before the body is read */
  INVY_EMULATOR_CUT_AFTER,  /* the connection ends after the body was read */
} InvyEmulatorAction;

/**
 * InvyEmulatorBehaviour:
 * @to: (nullable): the number it is for; %NULL for all
 * @path: (nullable): what the path ends in of the requests that it is for; %NULL for all messages, and nothing else
 * @times: how many requests are left; -1 for all
 * @delay_ms: before the answer
 * @headers: (nullable): more headers of the answer, as texts
 * @is_taken: whether a real WhatsApp would have sent the message although it did not say so
 */
typedef struct
{
  InvyEmulatorAction action;
  char *to;
  char *path;
  int times;
  int code;
  int subcode;
  guint http_status;
  char *details;
  char *body;
  char *location;
  int retry_after_s;
  JsonObject *headers;
  guint delay_ms;
  guint seconds;
  gsize length;
  gboolean is_taken;
} InvyEmulatorBehaviour;

InvyEmulatorBehaviour *invy_emulator_behaviour_new_from_json (JsonObject *object, GError **error);
InvyEmulatorBehaviour *invy_emulator_behaviour_ref (InvyEmulatorBehaviour *self);
void invy_emulator_behaviour_unref (InvyEmulatorBehaviour *self);
InvyEmulatorBehaviour *
invy_emulator_behaviours_take (GPtrArray *behaviours, const char *path, const char *to, gboolean is_read);
gboolean invy_emulator_is_message_path (const char *path);
const char *invy_emulator_action_get_name (InvyEmulatorAction action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyEmulatorBehaviour, invy_emulator_behaviour_unref)

G_END_DECLS
