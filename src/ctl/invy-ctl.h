/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-sender.h"
#include "ctl/invy-ctl-args.h"
#include "ctl/invy-ctl-error.h"
#include "settings/invy-settings.h"
#include "store/invy-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _InvyCtl InvyCtl;

/* What InvyCtlCommandFunc returns when it failed. */
#define INVY_CTL_FAILED -1

/**
 * InvyCtlCommandFunc:
 *
 * Runs one command in a fiber, so it may await. It prints its result and returns an #InvyCtlExit, or %INVY_CTL_FAILED
 * with @error, which is printed for it.
 */
typedef int (*InvyCtlCommandFunc) (InvyCtl *ctl, GError **error);

/**
 * InvyCtlCommand:
 * @name: one or two words: "event add"
 * @words: what has to follow: "EVENT FILE"
 * @options: names of the options it takes, with spaces between; --json, --store, --unprotected and --help are always
 * taken
 * @summary: untranslated
 */
typedef struct
{
  const char *name;
  const char *words;
  const char *options;
  const char *summary;
  InvyCtlCommandFunc run;
} InvyCtlCommand;

int invy_ctl_main (char **argv);

/* For the commands. */
const char *invy_ctl_get_word (InvyCtl *self, guint i);
gboolean invy_ctl_has (InvyCtl *self, const char *option);
const char *invy_ctl_get (InvyCtl *self, const char *option);
GPtrArray *invy_ctl_get_all (InvyCtl *self, const char *option);
gboolean invy_ctl_get_number (InvyCtl *self, const char *option, guint *number, GError **error);
gboolean invy_ctl_is_json (InvyCtl *self);
InvySettings *invy_ctl_get_settings (InvyCtl *self);
InvyStore *invy_ctl_open_store (InvyCtl *self, GError **error);
InvyStore *invy_ctl_migrate_store (InvyCtl *self, GError **error);
InvyStore *invy_ctl_open_existing_store (InvyCtl *self, GError **error);
InvyCampaign *invy_ctl_run_sender (InvyCtl *self, InvySender *sender, GError **error);
void invy_ctl_keep_going (InvyCtl *self);
void invy_ctl_set_leave_func (InvyCtl *self, void (*leave) (void));
gboolean invy_ctl_is_interrupted (InvyCtl *self);
DexFuture *invy_ctl_until_interrupted (InvyCtl *self, DexFuture *future);
char *invy_ctl_dup_number (InvyCtl *self, const char *text);

void invy_ctl_print (InvyCtl *self, const char *text);
void invy_ctl_print_json (InvyCtl *self, JsonBuilder *builder);
void invy_ctl_say (InvyCtl *self, const char *sentence);

/* Members of JSON objects; texts may be NULL. */
void invy_ctl_json_text (JsonBuilder *builder, const char *name, const char *text);
void invy_ctl_json_int (JsonBuilder *builder, const char *name, gint64 value);
void invy_ctl_json_boolean (JsonBuilder *builder, const char *name, gboolean value);
void invy_ctl_json_time (JsonBuilder *builder, const char *name, gint64 at_ms);
void invy_ctl_json_error (JsonBuilder *builder, const char *code, const char *sentence);

G_END_DECLS
