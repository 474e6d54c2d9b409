/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-template.h"
#include "template/invy-template-problem.h"

G_BEGIN_DECLS

InvyTemplateProblem *invy_template_check_kind (InvyTemplate *tmpl);
InvyTemplateProblem *invy_template_check_status (InvyTemplate *tmpl);
GStrv invy_template_dup_notices (InvyTemplate *tmpl);

G_END_DECLS
