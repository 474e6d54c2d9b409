/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-account.h"
#include "whatsapp/invy-media.h"

G_BEGIN_DECLS

DexFuture *invy_media_upload (InvyAccount *account, const char *phone_number_id, InvyMedia *media);

G_END_DECLS
