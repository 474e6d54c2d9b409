/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-template.h"

G_BEGIN_DECLS

#define INVY_BUILTIN_TEMPLATE_NAME "wedding_invitation"
#define INVY_BUILTIN_TEMPLATE_LANGUAGE "he"

InvyTemplate *invy_template_new_builtin (void);
char *invy_template_dup_builtin_text (const char *language);

G_END_DECLS
