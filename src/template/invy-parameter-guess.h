/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template/invy-parameter-fill.h"

G_BEGIN_DECLS

InvyParameterFill *invy_parameter_guess (const InvyTemplateSlot *slot);

G_END_DECLS
