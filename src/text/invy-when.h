/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *invy_when_dup_date (const char *iso_date);
char *invy_when_dup_date_short (const char *iso_date);
char *invy_when_dup_clock (gint64 at_ms);
char *invy_when_dup_moment (gint64 at_ms);
char *invy_when_dup_duration (gint64 duration_ms);

G_END_DECLS
