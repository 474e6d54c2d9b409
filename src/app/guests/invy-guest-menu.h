/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GMenuModel *invy_guest_menu_new (guint n_guests, guint n_hidden, gboolean is_chosen);

G_END_DECLS
