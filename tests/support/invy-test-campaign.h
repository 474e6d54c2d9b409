/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

/**
 * InvyTestOutcome:
 * @first_name: of a guest who is added
 * @phone_number: as typed
 * @state: what becomes of the guest's message; it stays planned, as those behind it do, if that is planned
 * @code: Graph's error code
 */
typedef struct
{
  const char *first_name;
  const char *phone_number;
  InvyMessageState state;
  int code;
} InvyTestOutcome;

InvyCampaign *invy_test_send_as (InvyStore *store,
                                 InvyEvent *event,
                                 InvyCampaignKind kind,
                                 const InvyTestOutcome *outcomes,
                                 guint n_outcomes);

G_END_DECLS
