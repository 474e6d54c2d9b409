/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"
#include "template/invy-parameter-fill.h"

G_BEGIN_DECLS

/**
 * InvyParameterMapping:
 *
 * What fills the slots of one template, by their keys. Kept with the wedding under the template's name: the
 * translations of a template share it.
 */
typedef struct _InvyParameterMapping InvyParameterMapping;

InvyParameterMapping *invy_parameter_mapping_new (InvyTemplate *tmpl, InvyEvent *event);
InvyParameterMapping *invy_parameter_mapping_new_guess (InvyTemplate *tmpl);
gboolean invy_parameter_mapping_is_kept (InvyTemplate *tmpl, InvyEvent *event);
const InvyParameterFill *invy_parameter_mapping_get (const InvyParameterMapping *self, const char *key);
void invy_parameter_mapping_take (InvyParameterMapping *self, const char *key, InvyParameterFill *fill);
void invy_parameter_mapping_keep (const InvyParameterMapping *self, InvyTemplate *tmpl, InvyEvent *event);
void invy_parameter_mapping_free (InvyParameterMapping *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyParameterMapping, invy_parameter_mapping_free)

G_END_DECLS
