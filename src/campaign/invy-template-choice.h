/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-dry-run.h"

G_BEGIN_DECLS

char *invy_template_choice_dup_name (InvyEvent *event, InvyAccount *account, const char *name);
DexFuture *invy_template_choice_load (InvyStore *store, InvyEvent *event, InvyAccount *account, const char *name);

G_END_DECLS
