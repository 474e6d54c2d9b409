/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define INVY_TYPE_SEARCH_PROVIDER (invy_search_provider_get_type ())

/* What the shell of GNOME asks while somebody types into its search: guests by name, each with the wedding. It serves
 * org.gnome.Shell.SearchProvider2 and ends when nobody asked for a while. */
G_DECLARE_FINAL_TYPE (InvySearchProvider, invy_search_provider, INVY, SEARCH_PROVIDER, GApplication)

InvySearchProvider *invy_search_provider_new (void);

G_END_DECLS
