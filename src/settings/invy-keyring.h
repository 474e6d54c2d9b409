/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

#define INVY_KEYRING_ACCESS_TOKEN "access-token"
#define INVY_KEYRING_DATABASE_PASSWORD "database-password"

DexFuture *invy_keyring_load (const char *kind, guint wait_s);
DexFuture *invy_keyring_store (const char *kind, const char *label, const char *secret, guint wait_s);
DexFuture *invy_keyring_clear (const char *kind, guint wait_s);

G_END_DECLS
