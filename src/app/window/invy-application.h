/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_APPLICATION (invy_application_get_type ())

/* The program: it opens the settings and the weddings, and its actions are those of the whole program (group "app"):
 * sample, open-store, preferences, shortcuts, about, quit, and those of invy_entrances_add(). */
G_DECLARE_FINAL_TYPE (InvyApplication, invy_application, INVY, APPLICATION, AdwApplication)

InvyApplication *invy_application_new (void);

G_END_DECLS
