/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A bare GtkColumnView of strings with GTK's own models, as a yardstick for our list. */
typedef struct _InvyBenchPlainList InvyBenchPlainList;

InvyBenchPlainList *invy_bench_plain_list_new (void);
void invy_bench_plain_list_free (InvyBenchPlainList *self);
GtkWidget *invy_bench_plain_list_get_widget (InvyBenchPlainList *self);
void invy_bench_plain_list_fill (InvyBenchPlainList *self, const char *const *strings);
void invy_bench_plain_list_change (InvyBenchPlainList *self, guint position, const char *string);
void invy_bench_plain_list_search (InvyBenchPlainList *self, const char *text);
void invy_bench_plain_list_sort (InvyBenchPlainList *self);
void invy_bench_plain_list_tick_all (InvyBenchPlainList *self);

G_END_DECLS
