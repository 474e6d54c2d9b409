/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *invy_test_zip (const char *const *parts);
GBytes *invy_test_zip_xlsx (const char *const *parts, const char *sheet);
GBytes *invy_test_zip_ods (const char *body);
GBytes *invy_test_zip_bomb (gsize n_mib);

G_END_DECLS
