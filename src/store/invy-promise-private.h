/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

void invy_promise_settle (DexPromise *promise, GMainContext *context, GValue *value, GError *error);

G_END_DECLS
