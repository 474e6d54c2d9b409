/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How a test finds what a person would look for. */
gpointer invy_find (gpointer root, GType type, const char *text);
void invy_type_into (gpointer root, const char *title, const char *text);
void invy_press (gpointer root, const char *label);

G_END_DECLS
