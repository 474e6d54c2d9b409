/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"
#include "model/invy-template.h"

G_BEGIN_DECLS

char *invy_frozen_details_new (InvyEvent *event, InvyTemplate *tmpl);
GStrv invy_frozen_details_compare (const char *frozen, InvyEvent *event, InvyTemplate *tmpl);

G_END_DECLS
