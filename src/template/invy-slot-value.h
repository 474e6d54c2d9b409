/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template/invy-parameter-fill.h"

G_BEGIN_DECLS

/**
 * InvySlotValue:
 * @slot: borrowed
 * @fill: (nullable): borrowed; what was chosen for the slot
 * @text: what the slot gets, to the letter: the end of an address is percent-encoded already; "" for files and
 * places, and where a problem is
 *
 * A slot of a template, filled for one guest.
 */
typedef struct
{
  const InvyTemplateSlot *slot;
  const InvyParameterFill *fill;
  char *text;
} InvySlotValue;

InvySlotValue *invy_slot_value_new (const InvyTemplateSlot *slot,
                                    const InvyParameterFill *fill,
                                    const InvyParameterContext *context,
                                    InvyTemplateProblem **problem);
gboolean invy_slot_value_is_link (const InvySlotValue *self);
gboolean invy_slot_value_is_personal (const InvySlotValue *self);
char *invy_slot_values_freeze (GPtrArray *values, gboolean is_named);
void invy_slot_value_free (InvySlotValue *self);

G_END_DECLS
