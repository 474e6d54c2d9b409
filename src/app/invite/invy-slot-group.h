/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template/invy-parameter-fill.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_SLOT_GROUP (invy_slot_group_get_type ())

/* What fills one slot of a template, as it is chosen: a field of the guest or of the wedding, a text, a file or a
 * place on the map. Signal "changed". */
G_DECLARE_FINAL_TYPE (InvySlotGroup, invy_slot_group, INVY, SLOT_GROUP, AdwPreferencesGroup)

GtkWidget *invy_slot_group_new (const InvyTemplateSlot *slot);
const char *invy_slot_group_get_key (InvySlotGroup *self);
InvyParameterFill *invy_slot_group_dup_fill (InvySlotGroup *self);
void invy_slot_group_set_fill (InvySlotGroup *self, const InvyParameterFill *fill);
void invy_slot_group_show_problem (InvySlotGroup *self, const char *sentence);

G_END_DECLS
