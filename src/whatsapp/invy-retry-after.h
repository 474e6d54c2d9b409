/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

gint64 invy_retry_after_parse (SoupMessageHeaders *headers, GDateTime *now);

G_END_DECLS
