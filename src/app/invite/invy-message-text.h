/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_MESSAGE_TEXT (invy_message_text_get_type ())

/* A text of a message: a label for each paragraph, in its own direction. Assistive technology does not see it: the
 * whole message is read as one text. */
G_DECLARE_FINAL_TYPE (InvyMessageText, invy_message_text, INVY, MESSAGE_TEXT, AdwBin)

void invy_message_text_show (InvyMessageText *self, GPtrArray *paragraphs);

G_END_DECLS
