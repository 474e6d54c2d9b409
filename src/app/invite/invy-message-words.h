/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template/invy-rendering.h"

G_BEGIN_DECLS

/* What the preview says where WhatsApp draws. All char * are (transfer full). */
char *invy_message_words_dup_header_title (const InvyRendering *rendering);
char *invy_message_words_dup_header_details (const InvyRendering *rendering);
const char *invy_message_words_get_trouble (const GError *error);
char *invy_message_words_dup_button (const InvyRenderedButton *button);
char *invy_message_words_dup_message (const InvyRendering *rendering);

G_END_DECLS
