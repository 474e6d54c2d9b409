/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

DexFuture *invy_backup_choose_and_write (GtkWidget *parent, InvyStore *store);
DexFuture *invy_backup_choose_to_read (GtkWidget *parent);
DexFuture *invy_backup_restore_all (InvyStore *store, const char *path);

G_END_DECLS
