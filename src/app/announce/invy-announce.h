/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is told by assistive technology although it has not the keyboard. */
void invy_announce (gpointer source, const char *text);
void invy_announce_label (GtkLabel *label);
void invy_announce_banner (AdwBanner *banner);
void invy_announce_failure (AdwStatusPage *page, const char *sentence);

G_END_DECLS
