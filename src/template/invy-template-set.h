/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-template.h"

G_BEGIN_DECLS

/* What a set does for a guest whose language it lacks; any other word is the language that is sent instead. */
#define INVY_FALLBACK_WEDDING "wedding"
#define INVY_FALLBACK_LEAVE_OUT "leave-out"

#define INVY_TYPE_TEMPLATE_SET (invy_template_set_get_type ())

/* The translations of one template, and who gets which. It does not change once it is made. */
G_DECLARE_FINAL_TYPE (InvyTemplateSet, invy_template_set, INVY, TEMPLATE_SET, GObject)

InvyTemplateSet *invy_template_set_new (GPtrArray *templates, const char *main_language, const char *fallback);
InvyTemplateSet *invy_template_set_new_single (InvyTemplate *tmpl);
const char *invy_template_set_get_name (InvyTemplateSet *self);
InvyTemplate *invy_template_set_get_main (InvyTemplateSet *self);
GPtrArray *invy_template_set_get_all (InvyTemplateSet *self);
InvyTemplate *invy_template_set_choose (InvyTemplateSet *self, const char *language, gboolean *is_fallback);
InvyTemplate *invy_template_set_choose_shown (InvyTemplateSet *self, const char *language);

G_END_DECLS
