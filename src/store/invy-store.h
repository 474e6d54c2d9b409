/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-campaign.h"
#include "model/invy-event.h"
#include "model/invy-guest.h"
#include "model/invy-member.h"
#include "model/invy-message.h"
#include "store/invy-book-news.h"
#include "store/invy-recipient-limit.h"

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

#define INVY_STORE_ERROR (invy_store_error_quark ())

/**
 * InvyStoreError:
 * @INVY_STORE_ERROR_NOT_FOUND: no such wedding, guest, campaign or message
 * @INVY_STORE_ERROR_CONFLICT: someone else saved it since it was read
 * @INVY_STORE_ERROR_BAD_URI: an address that names no database
 * @INVY_STORE_ERROR_READ_ONLY: the database may be read but not written
 * @INVY_STORE_ERROR_NOT_A_DATABASE: the file is something else, or damaged
 * @INVY_STORE_ERROR_TOO_NEW: made by a newer Invy; nothing was touched
 * @INVY_STORE_ERROR_MIGRATION: it has to be brought up to date first, which a person has to ask for
 * @INVY_STORE_ERROR_BUSY: another program has locked it
 * @INVY_STORE_ERROR_FORBIDDEN: a member without the right
 * @INVY_STORE_ERROR_FULL: no space left
 * @INVY_STORE_ERROR_UNREACHABLE: it cannot be opened
 * @INVY_STORE_ERROR_PASSWORD: the server wants another password; otherwise like %INVY_STORE_ERROR_UNREACHABLE
 * @INVY_STORE_ERROR_ALREADY_SENDING: another sender has the campaign; the message names it
 * @INVY_STORE_ERROR_LEASE_LOST: the campaign was taken over, paused or cancelled by somebody else
 * @INVY_STORE_ERROR_PRACTICE_ONLY: a real campaign for a wedding that can only be practised with
 * @INVY_STORE_ERROR_MOVED: the wedding went to another database; the message names it
 * @INVY_STORE_ERROR_STATE: the campaign or message is not in a state in which this can be done
 * @INVY_STORE_ERROR_FAILED: anything else
 *
 * What can go wrong with the store. The message is a sentence for people.
 */
typedef enum
{
  INVY_STORE_ERROR_NOT_FOUND,
  INVY_STORE_ERROR_CONFLICT,
  INVY_STORE_ERROR_BAD_URI,
  INVY_STORE_ERROR_READ_ONLY,
  INVY_STORE_ERROR_NOT_A_DATABASE,
  INVY_STORE_ERROR_TOO_NEW,
  INVY_STORE_ERROR_MIGRATION,
  INVY_STORE_ERROR_BUSY,
  INVY_STORE_ERROR_FORBIDDEN,
  INVY_STORE_ERROR_FULL,
  INVY_STORE_ERROR_UNREACHABLE,
  INVY_STORE_ERROR_PASSWORD,
  INVY_STORE_ERROR_ALREADY_SENDING,
  INVY_STORE_ERROR_LEASE_LOST,
  INVY_STORE_ERROR_PRACTICE_ONLY,
  INVY_STORE_ERROR_MOVED,
  INVY_STORE_ERROR_STATE,
  INVY_STORE_ERROR_FAILED,
} InvyStoreError;

GQuark invy_store_error_quark (void);

/**
 * InvyStoreTopic:
 *
 * What the signal #InvyStore::changed is about.
 */
typedef enum
{
  INVY_STORE_EVENTS,
  INVY_STORE_GUESTS,
  INVY_STORE_MESSAGES, /* campaigns, too */
  INVY_STORE_TEMPLATES,
} InvyStoreTopic;

#define INVY_TYPE_STORE_TOPIC (invy_store_topic_get_type ())
GType invy_store_topic_get_type (void);

#define INVY_TYPE_STORE (invy_store_get_type ())

/* Where everything is kept. Lives on the thread that opened it, which runs a main context; signal
 * "changed" (InvyStoreTopic topic, const char *event_id) is emitted there after any change, another program's too
 * (event_id is NULL when it is not known which wedding changed); property "trouble" is a sentence while the database
 * cannot be reached. All functions return a future. */
G_DECLARE_FINAL_TYPE (InvyStore, invy_store, INVY, STORE, GObject)

gboolean invy_store_is_protected (const char *uri);
DexFuture *invy_store_open (const char *uri);
DexFuture *invy_store_open_or_recall (const char *uri);
DexFuture *invy_store_migrate (const char *uri);
DexFuture *invy_store_close (InvyStore *self);
DexFuture *invy_store_check (InvyStore *self);
const char *invy_store_get_uri (InvyStore *self);

/* what a server had last: invy-store-last.c */
DexFuture *invy_store_keep_last (InvyStore *self);
void invy_store_forget_other_last (const char *uri);
gint64 invy_store_get_as_of (InvyStore *self);
guint invy_store_count_changes (InvyStore *self);
gboolean invy_store_needs_password (InvyStore *self);

/* weddings: invy-store-events.c */
DexFuture *invy_store_list_events (InvyStore *self);
DexFuture *invy_store_list_removed_events (InvyStore *self);
DexFuture *invy_store_get_event (InvyStore *self, const char *event_id);
DexFuture *invy_store_save_event (InvyStore *self, InvyEvent *event);
DexFuture *invy_store_add_event_with_guests (InvyStore *self, InvyEvent *event, GPtrArray *guests);
DexFuture *invy_store_remove_event (InvyStore *self, const char *event_id);
DexFuture *invy_store_restore_event (InvyStore *self, const char *event_id);

/* who may see a wedding: invy-store-members.c */
gboolean invy_store_is_shared (InvyStore *self);
DexFuture *invy_store_list_members (InvyStore *self, const char *event_id);
DexFuture *invy_store_set_member (InvyStore *self, const char *event_id, const char *role, InvyAccess access);
DexFuture *invy_store_remove_member (InvyStore *self, const char *event_id, const char *role);

/* guests: invy-store-guests.c */
DexFuture *invy_store_list_guests (InvyStore *self, const char *event_id);
DexFuture *invy_store_list_all_guests (InvyStore *self, const char *event_id);
DexFuture *invy_store_get_guest (InvyStore *self, const char *guest_id);
DexFuture *invy_store_get_guests (InvyStore *self, const char *event_id, const char *const *guest_ids);
DexFuture *invy_store_list_merged_guests (InvyStore *self, const char *guest_id);
DexFuture *invy_store_count_all_guests (InvyStore *self, const char *event_id);
DexFuture *invy_store_save_guests (InvyStore *self, GPtrArray *guests);
DexFuture *invy_store_import_guests (InvyStore *self, const char *event_id, gint64 n_known, GPtrArray *guests);
DexFuture *invy_store_remove_guests (InvyStore *self, const char *const *guest_ids);
DexFuture *invy_store_restore_guests (InvyStore *self, const char *const *guest_ids);

/* guests and their invitations: invy-store-book.c */
DexFuture *
invy_store_read_book (InvyStore *self, const char *event_id, InvyCampaignKind kind, const InvyBookMark *since);

/* what a backup brings back: invy-store-restore.c */
DexFuture *invy_store_put_book (InvyStore *self, GPtrArray *events, GPtrArray *guests);

/* campaigns and their messages: invy-store-campaigns.c */
DexFuture *invy_store_plan_campaign (InvyStore *self, InvyCampaign *campaign, GPtrArray *messages);
DexFuture *invy_store_add_messages (InvyStore *self, const char *campaign_id, GPtrArray *messages);
DexFuture *
invy_store_rewrite_messages (InvyStore *self, const char *campaign_id, const char *settings, GPtrArray *messages);
DexFuture *invy_store_list_campaigns (InvyStore *self, const char *event_id);
DexFuture *invy_store_get_campaign (InvyStore *self, const char *campaign_id);
DexFuture *invy_store_get_message (InvyStore *self, const char *message_id);
DexFuture *invy_store_list_messages (InvyStore *self, const char *campaign_id);
DexFuture *
invy_store_list_current_messages (InvyStore *self, const char *event_id, InvyPurpose purpose, InvyCampaignKind kind);
DexFuture *invy_store_list_unfinished_campaigns (InvyStore *self);
DexFuture *invy_store_list_log (InvyStore *self, const char *message_id);
DexFuture *invy_store_list_opt_outs (InvyStore *self);
DexFuture *invy_store_pause_campaign (InvyStore *self, const char *campaign_id, const char *stop_reason);
DexFuture *invy_store_cancel_campaign (InvyStore *self, const char *campaign_id);

/* the account as it was last read */
DexFuture *invy_store_list_templates (InvyStore *self, const char *waba_id, const char *name);
DexFuture *invy_store_save_templates (InvyStore *self, const char *waba_id, const char *name, GPtrArray *templates);
DexFuture *invy_store_find_media (InvyStore *self, const char *hash, const char *phone_number_id);
DexFuture *
invy_store_save_media (InvyStore *self, const char *hash, const char *phone_number_id, const char *media_id);
DexFuture *invy_store_get_recipient_limit (InvyStore *self, const char *phone_number_id, const char *waba_id);
DexFuture *invy_store_set_recipient_limit (InvyStore *self, const char *phone_number_id, guint limit);

/* the sender's part: invy-store-claim.c and invy-store-ledger.c */

/* The stop reason of a campaign that another server than before would send. */
#define INVY_STORE_STOP_SERVER "server-changed"

/* The waiting reason of a claim that the limit of a number's business stands against. */
#define INVY_STORE_WAIT_LIMIT "limit"

/**
 * InvyClaim:
 * @messages: (element-type InvyMessage): rows that are posting now and must be sent at once
 * @skipped: (element-type InvyMessage): rows left out at the last moment, with the reason
 * @next_due_ms: how long until a row can be claimed; 0 for now, -1 when no row is planned any more
 * @wait_ms: how long until the number may send again, the messages claimed counted; 0 for now
 * @waiting_reason: (nullable): why, if it is not the pace
 *
 * What a claim brought.
 */
typedef struct
{
  GPtrArray *messages;
  GPtrArray *skipped;
  gint64 next_due_ms;
  gint64 wait_ms;
  char *waiting_reason;
} InvyClaim;

#define INVY_TYPE_CLAIM (invy_claim_get_type ())
GType invy_claim_get_type (void);
InvyClaim *invy_claim_copy (InvyClaim *self);
void invy_claim_free (InvyClaim *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyClaim, invy_claim_free)

DexFuture *invy_store_take_lease (InvyStore *self, const char *campaign_id, const char *owner);
DexFuture *invy_store_retake_lease (InvyStore *self, const char *campaign_id, gint64 epoch);
DexFuture *invy_store_renew_lease (InvyStore *self, const char *campaign_id, gint64 epoch);
DexFuture *invy_store_release_lease (InvyStore *self, const char *campaign_id, gint64 epoch, const char *stop_reason);
DexFuture *invy_store_hold_number (InvyStore *self, const char *phone_number_id, gint64 wait_ms, const char *reason);
DexFuture *
invy_store_claim (InvyStore *self, const char *campaign_id, gint64 epoch, guint n_messages, gint64 interval_us);
DexFuture *invy_store_record_outcome (InvyStore *self, InvyMessage *outcome);
DexFuture *invy_store_settle_message (InvyStore *self, const char *message_id, gboolean arrived);

/* what WhatsApp says by itself: invy-store-status.c */
DexFuture *invy_store_record_status (InvyStore *self, InvyMessage *status);

G_END_DECLS
