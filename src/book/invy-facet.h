/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

/**
 * InvyFacet:
 * @INVY_FACET_STATE: how far the invitation came; the nick of an #InvyDelivery
 * @INVY_FACET_ANSWER: the nick of an #InvyRsvp
 * @INVY_FACET_TAG: a guest may have several
 * @INVY_FACET_PROBLEM: "number" (nothing can be sent to it), or "failed" or "unknown" of the invitation
 *
 * By what guests are told apart when they are filtered and counted.
 */
typedef enum
{
  INVY_FACET_STATE,
  INVY_FACET_ANSWER,
  INVY_FACET_SIDE,
  INVY_FACET_GROUP,
  INVY_FACET_TAG,
  INVY_FACET_MEAL,
  INVY_FACET_LANGUAGE,
  INVY_FACET_PROBLEM,
  INVY_FACET_N,
} InvyFacet;

/**
 * InvyFacetFunc:
 * @value: valid during the call
 */
typedef void (*InvyFacetFunc) (const char *value, gpointer user_data);

void invy_facet_foreach (InvyFacet facet, InvyGuest *guest, InvyFacetFunc func, gpointer user_data);

G_END_DECLS
