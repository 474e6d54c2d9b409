/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-campaign.h"
#include "model/invy-message.h"
#include "store/invy-store.h"

G_BEGIN_DECLS

/* Why a guest is left out: the words of a message's skip_reason. A template's own words (see #InvyTemplateProblem)
 * are used too. */
#define INVY_SKIP_NO_PHONE "no-phone"
#define INVY_SKIP_PHONE_LETTERS "phone-letters"
#define INVY_SKIP_PHONE_TOO_SHORT "phone-too-short"
#define INVY_SKIP_PHONE_TOO_LONG "phone-too-long"
#define INVY_SKIP_PHONE_NO_COUNTRY "phone-no-country"
#define INVY_SKIP_PHONE_DIGITS_LOST "phone-digits-lost"
#define INVY_SKIP_PHONE_IMPOSSIBLE "phone-impossible"
#define INVY_SKIP_PHONE_CHANGED "phone-changed"
#define INVY_SKIP_ALREADY_INVITED "already-invited"
#define INVY_SKIP_OPTED_OUT "opted-out"
#define INVY_SKIP_DELETED "deleted"
#define INVY_SKIP_MOVED "moved"
#define INVY_SKIP_ANSWERED "answered"
#define INVY_SKIP_TEMPLATE_TOO_LONG "template-too-long"
#define INVY_SKIP_NO_PERSONAL_LINK "no-personal-link"
#define INVY_SKIP_MISSING_LAST_NAME "missing-last-name"
#define INVY_SKIP_MISSING_GROUP "missing-group"
#define INVY_SKIP_NO_TRANSLATION "no-translation"

/* Why a campaign stopped: the words of a campaign's stop_reason. Graph's code stands behind INVY_STOP_CODE. */
#define INVY_STOP_USER "paused-by-user"
#define INVY_STOP_INTERRUPTED "interrupted"
#define INVY_STOP_CODE "code:"
#define INVY_STOP_SAME_ERROR "same-error"
#define INVY_STOP_UNKNOWNS "unknowns"
#define INVY_STOP_WAITED_TOO_LONG "waited-too-long"
#define INVY_STOP_NO_NETWORK "no-network"
#define INVY_STOP_STORE "store"
#define INVY_STOP_TOMORROW "tomorrow"
#define INVY_STOP_LIMIT "limit"
#define INVY_STOP_TEMPLATE "template"
#define INVY_STOP_CANCELLED "cancelled"
#define INVY_STOP_MOVED "moved"
#define INVY_STOP_SERVER INVY_STORE_STOP_SERVER
#define INVY_STOP_SETTLED "settled"

/* Why a sender waits; or what Graph asked for, its code behind INVY_STOP_CODE. */
#define INVY_WAIT_NO_NETWORK "no-network"
#define INVY_WAIT_SERVER "server"
#define INVY_WAIT_GUEST "guest"
#define INVY_WAIT_LIMIT INVY_STORE_WAIT_LIMIT

/* Sentences for the words that the ledger keeps; window and command line say the same. All (transfer full), NULL when
 * there is nothing to say. */
char *invy_reasons_dup_for_message (InvyMessage *message);
char *invy_reasons_dup_for_skip (const char *skip_reason);
char *invy_reasons_dup_for_stop (InvyCampaign *campaign);
char *invy_reasons_dup_for_stop_reason (const char *stop_reason);
char *invy_reasons_dup_for_waiting (gint64 until_ms);
char *invy_reasons_dup_for_waiting_reason (const char *waiting_reason);
char *invy_reasons_dup_for_shared (guint n_guests);
char *invy_reasons_dup_for_fallback (const char *language, const char *sent);
/* The word of the contract's "status": sent, held, failed, skipped, unknown, planned, posting, cancelled. */
const char *invy_reasons_get_status (InvyMessageState state);
/* Whether a guest who was left out for this reason needs nothing more: everybody who was invited already. */
gboolean invy_reasons_is_harmless (const char *skip_reason);

G_END_DECLS
