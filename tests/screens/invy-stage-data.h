/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-stage.h"

G_BEGIN_DECLS

void invy_stage_data_add (InvyStage *stage);

G_END_DECLS
