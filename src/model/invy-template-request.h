/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/invy-message.h"

G_BEGIN_DECLS

char *invy_template_request_dup_media_hash (InvyMessage *message);
JsonNode *invy_template_request_new (InvyMessage *message, const char *media_id);

G_END_DECLS
