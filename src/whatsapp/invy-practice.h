/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "whatsapp/invy-transport.h"

G_BEGIN_DECLS

/**
 * INVY_PRACTICE_NOT_ON_WHATSAPP:
 *
 * A number that ends in these digits is not on the pretend WhatsApp, so that practising shows a failure too.
 */
#define INVY_PRACTICE_NOT_ON_WHATSAPP "99"

#define INVY_TYPE_PRACTICE (invy_practice_get_type ())

G_DECLARE_FINAL_TYPE (InvyPractice, invy_practice, INVY, PRACTICE, GObject)

InvyPractice *invy_practice_new (void);

G_END_DECLS
