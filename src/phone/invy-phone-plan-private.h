/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean invy_phone_plan_read (const char *e164, int *country_code, guint64 *national);

G_END_DECLS
