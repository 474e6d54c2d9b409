/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/events/invy-problem-row.h"
#include "settings/invy-settings.h"

G_BEGIN_DECLS

#define INVY_TYPE_SETTING_INPUT (invy_setting_input_get_type ())

/* Keeps a setting and the rows that show it the same. Signal "kept" when a new value was kept. */
G_DECLARE_FINAL_TYPE (InvySettingInput, invy_setting_input, INVY, SETTING_INPUT, GObject)

InvySettingInput *invy_setting_input_new (InvySettings *settings,
                                          InvySetting setting,
                                          AdwEntryRow *entry,
                                          AdwActionRow *outside_row,
                                          InvyProblemRow *problem);
void invy_setting_input_keep (InvySettingInput *self);
void invy_setting_input_make_left_to_right (GtkEditable *entry);

G_END_DECLS
