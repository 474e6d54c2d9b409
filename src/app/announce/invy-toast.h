/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

/* What is said in passing, with names as they are: none of it is markup. */
AdwToast *invy_toast_new (const char *text);
void invy_toast_say (AdwToastOverlay *overlay, const char *text);
void invy_toast_tell_failure (AdwToastOverlay *overlay, DexFuture *future);

G_END_DECLS
