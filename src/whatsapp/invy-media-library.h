/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "whatsapp/invy-media.h"

G_BEGIN_DECLS

DexFuture *invy_media_library_keep (InvyMedia *media);
DexFuture *invy_media_library_load (const char *hash);
char *invy_media_library_dup_path (const char *hash);

G_END_DECLS
