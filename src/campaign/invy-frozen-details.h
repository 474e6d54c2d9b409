/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"
#include "template/invy-template-set.h"

G_BEGIN_DECLS

char *invy_frozen_details_new (InvyEvent *event, InvyTemplateSet *templates);
GStrv invy_frozen_details_compare (const char *frozen, InvyEvent *event, InvyTemplateSet *templates);

gboolean invy_frozen_details_has_templates (const char *frozen, InvyTemplateSet *templates);

G_END_DECLS
