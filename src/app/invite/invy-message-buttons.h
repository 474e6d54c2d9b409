/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template/invy-rendering.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_MESSAGE_BUTTONS (invy_message_buttons_get_type ())

/* The buttons below a message, as the guest sees them. Nobody can press them here, and assistive technology reads
 * them with the message. */
G_DECLARE_FINAL_TYPE (InvyMessageButtons, invy_message_buttons, INVY, MESSAGE_BUTTONS, AdwBin)

void invy_message_buttons_show (InvyMessageButtons *self, GPtrArray *buttons);

G_END_DECLS
