/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

double invy_contrast (const GdkRGBA *one, const GdkRGBA *other);
GPtrArray *invy_contrast_check (GtkWidget *root);

G_END_DECLS
