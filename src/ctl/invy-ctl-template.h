/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/invy-ctl.h"
#include "template/invy-parameter-mapping.h"
#include "template/invy-template-slot.h"

G_BEGIN_DECLS

GPtrArray *invy_ctl_template_load_all (InvyStore *store, InvyAccount *account, const char *name, GError **error);
void invy_ctl_template_build_members (JsonBuilder *builder, InvyTemplate *tmpl);
char *invy_ctl_template_dup_choices (const InvyTemplateSlot *slot);
char *invy_ctl_template_dup_fill (const InvyParameterFill *fill);
void invy_ctl_template_build_slots (JsonBuilder *builder, GPtrArray *slots, InvyTemplate *tmpl, InvyEvent *event);
char *invy_ctl_template_dup_slots (InvyTemplate *tmpl, InvyEvent *event);
void invy_ctl_template_say_changes (InvyCtl *ctl, GPtrArray *before, GPtrArray *now);

G_END_DECLS
