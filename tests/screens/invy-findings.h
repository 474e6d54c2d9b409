/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is wrong on a screen: sentences, each of which names the widget. */
GPtrArray *invy_findings_new (void);
void invy_findings_add (GPtrArray *findings, GtkWidget *widget, const char *format, ...) G_GNUC_PRINTF (3, 4);
const char *invy_findings_get_words (GtkWidget *widget);
void invy_findings_walk (GtkWidget *root, void (*visit) (GtkWidget *widget, gpointer data), gpointer data);

G_END_DECLS
