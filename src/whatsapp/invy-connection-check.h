/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-account.h"

#include <libdex.h>

G_BEGIN_DECLS

/* The steps, in the order they are taken. */
#define INVY_CONNECTION_SETTINGS "settings"
#define INVY_CONNECTION_TOKEN "token"
#define INVY_CONNECTION_PERMISSIONS "permissions"
#define INVY_CONNECTION_NUMBER "number"
#define INVY_CONNECTION_ACCOUNT "account"
#define INVY_CONNECTION_TEMPLATES "templates"
#define INVY_CONNECTION_HEALTH "health"
#define INVY_CONNECTION_LIMIT "limit"
#define INVY_CONNECTION_VERSION "version"

/**
 * InvyConnectionStep:
 * @id: one of the words above
 * @ok: whether messages can be sent as far as this step can tell
 * @is_warning: whether it is good to know something all the same; only with @ok
 * @title: what was looked at, for people
 * @detail: what was found, and what to do when it is not good; a sentence
 *
 * What one step of the check found.
 */
typedef struct
{
  const char *id;
  gboolean ok;
  gboolean is_warning;
  char *title;
  char *detail;
} InvyConnectionStep;

#define INVY_TYPE_CONNECTION_STEP (invy_connection_step_get_type ())

GType invy_connection_step_get_type (void);

InvyConnectionStep *invy_connection_step_copy (const InvyConnectionStep *self);
void invy_connection_step_free (InvyConnectionStep *self);

DexFuture *invy_connection_check_run (InvyAccount *account, guint n_guests, DexChannel *found);
gboolean invy_connection_check_is_good (GPtrArray *steps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyConnectionStep, invy_connection_step_free)

G_END_DECLS
