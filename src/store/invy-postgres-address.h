/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean invy_postgres_address_is_protected (const char *uri);
gboolean invy_postgres_address_check (const char *address, GError **error);
char *invy_postgres_address_take_password (const char *address, char **password);
char *invy_postgres_address_make_key (const char *address);
char *invy_postgres_address_describe (const char *address);

G_END_DECLS
