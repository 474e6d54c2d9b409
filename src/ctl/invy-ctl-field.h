/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"

G_BEGIN_DECLS

gboolean invy_ctl_read_field (InvyEventField field, const char *text, char **value, GError **error);

G_END_DECLS
