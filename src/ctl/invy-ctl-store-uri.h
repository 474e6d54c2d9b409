/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean invy_ctl_store_uri_check (const char *uri, GError **error);
gboolean invy_ctl_store_uri_check_protected (const char *uri, gboolean may_be_unprotected, GError **error);
gboolean invy_ctl_store_uri_check_exists (const char *uri, GError **error);

G_END_DECLS
