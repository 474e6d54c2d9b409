/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

SoupSession *invy_http_session_new (const char *base_url, const char *secret);
SoupMessage *invy_http_get_new (const char *url, const char *token);
SoupMessage *invy_http_post_new (const char *url, const char *token, const char *content_type, GBytes *body);
DexFuture *invy_http_send (SoupSession *session, SoupMessage *message, GCancellable *cancellable);
void invy_http_set_start_before (SoupMessage *message, gint64 start_before_ms);
void invy_http_set_longest_answer (SoupMessage *message, gsize length);
gboolean invy_http_is_too_long (SoupMessage *message);
gboolean invy_http_has_started (SoupMessage *message);
char *invy_http_dup_not_sent_sentence (const GError *error);

G_END_DECLS
