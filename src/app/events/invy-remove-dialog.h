/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The response of one who means it. */
#define INVY_REMOVE_RESPONSE "remove"

AdwDialog *invy_remove_dialog_new (InvyEvent *event);

G_END_DECLS
