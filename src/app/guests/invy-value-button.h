/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_VALUE_BUTTON (invy_value_button_get_type ())

/* A button beside an entry that offers what other guests have there, and puts what is chosen into the entry. Alt+Down
 * in the entry opens it, too. */
G_DECLARE_FINAL_TYPE (InvyValueButton, invy_value_button, INVY, VALUE_BUTTON, AdwBin)

InvyValueButton *invy_value_button_new (GtkEditable *entry, const char *title);
void invy_value_button_set_values (InvyValueButton *self, const char *const *values);
void invy_value_button_set_adds (InvyValueButton *self, gboolean adds);
void invy_value_button_choose (InvyValueButton *self, const char *value);

G_END_DECLS
