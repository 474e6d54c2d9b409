/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/invy-ctl.h"

G_BEGIN_DECLS

GPtrArray *invy_ctl_pick_guests (GPtrArray *guests, GPtrArray *ids, GError **error);
char *invy_ctl_dup_country (InvyCtl *ctl, InvyEvent *event);

G_END_DECLS
