/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"
#include "template/invy-parameter-source.h"

G_BEGIN_DECLS

GPtrArray *invy_parameter_mapping_new (const char *template_name, InvyEvent *event, const char *const *parameters);

G_END_DECLS
