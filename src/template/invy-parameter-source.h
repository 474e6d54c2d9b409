/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"
#include "model/invy-guest.h"
#include "template/invy-template-problem.h"
#include "template/invy-template-slot.h"

G_BEGIN_DECLS

typedef struct _InvyParameterSource InvyParameterSource;

/**
 * InvyParameterContext:
 * @guest: (nullable): %NULL to see what the wedding alone brings
 * @rsvp_base_url: (nullable): what personal links begin with
 * @impersonal: whether the message is a sample that must not carry the guest's personal link
 *
 * What the parameters of one message are filled from. Everything is borrowed.
 */
typedef struct
{
  InvyEvent *event;
  InvyGuest *guest;
  const char *rsvp_base_url;
  gboolean impersonal;
} InvyParameterContext;

const InvyParameterSource *invy_parameter_source_find (const char *word);
GPtrArray *invy_parameter_source_list (InvySlotKind kind);
gboolean invy_parameter_source_suits (const InvyParameterSource *self, InvySlotKind kind);
const char *invy_parameter_source_get_word (const InvyParameterSource *self);
const char *invy_parameter_source_get_title (const InvyParameterSource *self);
gboolean invy_parameter_source_is_link (const InvyParameterSource *self);
gboolean invy_parameter_source_is_personal (const InvyParameterSource *self);
gboolean invy_parameter_source_may_be_missing (const InvyParameterSource *self);
char *invy_parameter_source_fill (const InvyParameterSource *self,
                                  const InvyParameterContext *context,
                                  InvyTemplateProblem **problem);

G_END_DECLS
