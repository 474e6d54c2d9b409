/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _InvyFileWatch InvyFileWatch;

InvyFileWatch *invy_file_watch_new (const char *path);
void invy_file_watch_free (InvyFileWatch *self);
int invy_file_watch_get_fd (InvyFileWatch *self);
gboolean invy_file_watch_note (InvyFileWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyFileWatch, invy_file_watch_free)

G_END_DECLS
