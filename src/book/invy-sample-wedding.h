/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"

G_BEGIN_DECLS

InvyEvent *invy_sample_wedding_new (GPtrArray **guests, GError **error);

G_END_DECLS
