/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

DexFuture *invy_guest_export_choose_and_write (GtkWidget *parent, InvyEvent *event, GPtrArray *guests);

G_END_DECLS
