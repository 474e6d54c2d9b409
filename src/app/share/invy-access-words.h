/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-member.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *invy_access_words_get_title (InvyAccess access);
const char *invy_access_words_get_description (InvyAccess access);
GListModel *invy_access_words_new_choices (void);

G_END_DECLS
