/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyCtlOption:
 * @name: without the dashes; it means the same kind of thing in every command
 * @value: (nullable): what stands for its value in the help; %NULL for a switch
 * @is_list: whether it may be given several times
 */
typedef struct
{
  const char *name;
  const char *value;
  gboolean is_list;
} InvyCtlOption;

typedef struct _InvyCtlArgs InvyCtlArgs;

InvyCtlArgs *invy_ctl_args_new (char **argv, GError **error);
void invy_ctl_args_free (InvyCtlArgs *self);
const char *invy_ctl_args_get_word (InvyCtlArgs *self, guint i);
guint invy_ctl_args_count_words (InvyCtlArgs *self);
gboolean invy_ctl_args_has (InvyCtlArgs *self, const char *option);
const char *invy_ctl_args_get (InvyCtlArgs *self, const char *option);
GPtrArray *invy_ctl_args_get_all (InvyCtlArgs *self, const char *option);
GStrv invy_ctl_args_dup_options (InvyCtlArgs *self);
const InvyCtlOption *invy_ctl_option_find (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyCtlArgs, invy_ctl_args_free)

G_END_DECLS
