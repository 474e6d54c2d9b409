/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template/invy-rendering.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_MESSAGE_HEADER (invy_message_header_get_type ())

/* What stands above the body of a message: a line of text, a picture, or what a film, a document or a place is
 * called. */
G_DECLARE_FINAL_TYPE (InvyMessageHeader, invy_message_header, INVY, MESSAGE_HEADER, AdwBin)

void invy_message_header_show (InvyMessageHeader *self, const InvyRendering *rendering);

G_END_DECLS
