/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"
#include "model/invy-message.h"

G_BEGIN_DECLS

/**
 * InvyResultSection:
 *
 * The parts of the results, in their order.
 */
typedef enum
{
  INVY_RESULT_ATTENTION, /* failed, left out, and what the planner has to settle: unknown, held for too long */
  INVY_RESULT_WAITING,   /* planned, posting, cancelled */
  INVY_RESULT_HELD,
  INVY_RESULT_SENT,
  INVY_RESULT_HARMLESS, /* left out because it is all right: invited already */
  INVY_RESULT_EARLIER,  /* a newer message to the same guest took its place */
} InvyResultSection;

#define INVY_TYPE_RESULT (invy_result_get_type ())

/* What became of one message of a campaign, and its guest if there still is one. It never changes. Properties:
 * section, label (all of it in one sentence, for assistive technology). */
G_DECLARE_FINAL_TYPE (InvyResult, invy_result, INVY, RESULT, GObject)

InvyResult *invy_result_new (InvyMessage *message, InvyGuest *guest, gboolean is_newest);
GPtrArray *invy_result_new_list (GPtrArray *messages, GPtrArray *guests);
InvyMessage *invy_result_get_message (InvyResult *self);
gboolean invy_result_equal (InvyResult *self, InvyResult *other);
gboolean invy_result_has_guest (InvyResult *self);
InvyResultSection invy_result_get_section (InvyResult *self);
char *invy_result_dup_number (InvyResult *self);
char *invy_result_dup_reason (InvyResult *self);
const char *invy_result_get_state_title (InvyResult *self);
const char *invy_result_get_icon_name (InvyResult *self);
const char *invy_result_get_css_class (InvyResult *self);

G_END_DECLS
