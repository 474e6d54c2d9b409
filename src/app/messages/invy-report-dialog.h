/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-result.h"

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

DexFuture *invy_report_save (GListModel *results, GFile *file);
DexFuture *invy_report_choose_and_save (GListModel *results, const char *name, GtkWidget *parent);

G_END_DECLS
