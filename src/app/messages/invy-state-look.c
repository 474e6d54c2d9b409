/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-state-look.h"

#include <glib/gi18n.h>

static const InvyStateLook looks[] = {
  [INVY_MESSAGE_PLANNED] = { N_ ("Not sent yet"), "content-loading-symbolic", "dimmed" },
  [INVY_MESSAGE_POSTING] = { N_ ("Sending"), "content-loading-symbolic", "accent" },
  [INVY_MESSAGE_ACCEPTED] = { N_ ("Sent to WhatsApp"), "object-select-symbolic", "success" },
  [INVY_MESSAGE_HELD] = { N_ ("Held by WhatsApp"), "media-playback-pause-symbolic", "warning" },
  [INVY_MESSAGE_SENT] = { N_ ("Sent to WhatsApp"), "object-select-symbolic", "success" },
  [INVY_MESSAGE_DELIVERED] = { N_ ("Delivered"), "object-select-symbolic", "success" },
  [INVY_MESSAGE_READ] = { N_ ("Read"), "object-select-symbolic", "success" },
  [INVY_MESSAGE_FAILED] = { N_ ("Failed"), "invy-failed-symbolic", "error" },
  [INVY_MESSAGE_UNKNOWN] = { N_ ("Unknown"), "invy-unknown-symbolic", "warning" },
  [INVY_MESSAGE_SKIPPED] = { N_ ("Left out"), "dialog-warning-symbolic", "dimmed" },
  [INVY_MESSAGE_CANCELLED] = { N_ ("Cancelled"), "process-stop-symbolic", "dimmed" },
  [INVY_MESSAGE_RESENT] = { N_ ("Sent again"), "view-refresh-symbolic", "dimmed" },
};

/**
 * invy_state_look_get:
 *
 * Returns: (transfer none): how @state is shown
 */
const InvyStateLook *
invy_state_look_get (InvyMessageState state)
{
  return &looks[state];
}
