/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *invy_ctl_pick_guests (GPtrArray *guests, GPtrArray *ids, GError **error);

G_END_DECLS
