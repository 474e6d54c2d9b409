/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-book.h"

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/* Asking for the files that guests come from and go to. */

DexFuture *invy_guest_files_choose (GtkWidget *parent);
DexFuture *invy_guest_files_export (GtkWidget *parent, InvyGuestBook *book);

G_END_DECLS
