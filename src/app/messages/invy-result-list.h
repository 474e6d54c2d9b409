/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-result.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_RESULT_LIST (invy_result_list_get_type ())

/* The guests of a campaign in sections, those that need attention first; good for many thousands. Signal "activated"
 * (InvyResult *). */
G_DECLARE_FINAL_TYPE (InvyResultList, invy_result_list, INVY, RESULT_LIST, AdwBin)

void invy_result_list_set_results (InvyResultList *self, GPtrArray *results);
GListModel *invy_result_list_get_results (InvyResultList *self);

G_END_DECLS
