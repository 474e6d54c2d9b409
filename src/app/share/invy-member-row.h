/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-member.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_MEMBER_ROW (invy_member_row_get_type ())

/* A member of a wedding. Signals "access-chosen" (InvyAccess) and "removed": what the planner wants; the row stays as
 * it is until somebody made it so. */
G_DECLARE_FINAL_TYPE (InvyMemberRow, invy_member_row, INVY, MEMBER_ROW, AdwActionRow)

GtkWidget *invy_member_row_new (InvyMember *member, gboolean is_owned);
InvyMember *invy_member_row_get_member (InvyMemberRow *self);

G_END_DECLS
