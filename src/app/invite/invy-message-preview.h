/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template/invy-rendering.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_MESSAGE_PREVIEW (invy_message_preview_get_type ())

/* A message to the letter, as the guest will see it. Assistive technology reads it as one text. */
G_DECLARE_FINAL_TYPE (InvyMessagePreview, invy_message_preview, INVY, MESSAGE_PREVIEW, AdwBin)

GtkWidget *invy_message_preview_new (void);
void invy_message_preview_show (InvyMessagePreview *self, const InvyRendering *rendering);

G_END_DECLS
