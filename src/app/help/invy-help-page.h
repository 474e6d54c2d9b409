/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/help/invy-help-topics.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_HELP_PAGE (invy_help_page_get_type ())

/* A topic of the help. What it leads to it does with the actions "help.show", "help.copy" and "help.open-web" of
 * InvyHelpDialog. */
G_DECLARE_FINAL_TYPE (InvyHelpPage, invy_help_page, INVY, HELP_PAGE, AdwNavigationPage)

AdwNavigationPage *invy_help_page_new (const InvyHelpTopic *topic);

const InvyHelpTopic *invy_help_page_get_topic (InvyHelpPage *self);

GtkWidget *invy_help_page_new_link (const char *title, const char *icon_name, const char *action, const char *target);

G_END_DECLS
