/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-template.h"

G_BEGIN_DECLS

char *invy_template_category_dup_change (InvyTemplate *before, InvyTemplate *now);
GStrv invy_template_category_dup_changes (GPtrArray *before, GPtrArray *now);

G_END_DECLS
