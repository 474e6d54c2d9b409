/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *invy_text_decoder_decode (GBytes *bytes, GError **error);

G_END_DECLS
