/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean invy_postgres_address_is_protected (const char *uri);

G_END_DECLS
