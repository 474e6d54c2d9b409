/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define INVY_TYPE_TEST_PROXY (invy_test_proxy_get_type ())

/* A way to the PostgreSQL server of the tests that can be slow or broken: proxy.py. */
G_DECLARE_FINAL_TYPE (InvyTestProxy, invy_test_proxy, INVY, TEST_PROXY, GObject)

InvyTestProxy *invy_test_proxy_new (const char *uri);
const char *invy_test_proxy_get_uri (InvyTestProxy *self);
gint64 invy_test_proxy_tell (InvyTestProxy *self, const char *command);

G_END_DECLS
