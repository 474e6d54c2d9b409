/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"
#include "model/invy-ledger.h"

G_BEGIN_DECLS

/**
 * InvyGuestField:
 *
 * The texts of a guest. One table drives properties, columns, import, editor and command line. Those up to
 * INVY_GUEST_MERGED_INTO stand in the guest's own row; households and tags have tables of their own.
 */
typedef enum
{
  INVY_GUEST_FIRST_NAME,
  INVY_GUEST_LAST_NAME,
  INVY_GUEST_PHONE_NUMBER, /* exactly as typed */
  INVY_GUEST_EMAIL,
  INVY_GUEST_LANGUAGE,
  INVY_GUEST_SIDE,
  INVY_GUEST_GROUP_NAME,
  INVY_GUEST_MEAL,
  INVY_GUEST_NOTES,
  INVY_GUEST_BSUID,       /* WhatsApp's business-scoped user id */
  INVY_GUEST_RSVP_TOKEN,  /* unguessable; part of the personal link */
  INVY_GUEST_MERGED_INTO, /* the id of the guest that this one turned out to be */
  INVY_GUEST_HOUSEHOLD,   /* the name that those who answer together share */
  INVY_GUEST_TAGS,        /* as invy_tags_clean() makes them */
  INVY_GUEST_N_FIELDS,
} InvyGuestField;

/**
 * InvyRsvp:
 *
 * What a guest answered.
 */
typedef enum
{
  INVY_RSVP_NONE,
  INVY_RSVP_YES,
  INVY_RSVP_NO,
  INVY_RSVP_MAYBE,
} InvyRsvp;

#define INVY_GUEST_N_COLUMNS (INVY_GUEST_MERGED_INTO + 1)

#define INVY_TYPE_RSVP (invy_rsvp_get_type ())
GType invy_rsvp_get_type (void);

#define INVY_TYPE_GUEST (invy_guest_get_type ())

G_DECLARE_FINAL_TYPE (InvyGuest, invy_guest, INVY, GUEST, InvyRecord)

const char *invy_guest_field_get_name (InvyGuestField field);

InvyGuest *invy_guest_new (const char *event_id);
InvyGuest *invy_guest_new_with_ids (const char *event_id, const char *id, const char *token_id);
InvyGuest *invy_guest_copy (InvyGuest *self);
void invy_guest_assign (InvyGuest *self, InvyGuest *source);
gboolean invy_guest_check (InvyGuest *self, GError **error);

const char *invy_guest_get_id (InvyGuest *self);
const char *invy_guest_get_event_id (InvyGuest *self);
void invy_guest_set_event_id (InvyGuest *self, const char *event_id);
const char *invy_guest_get (InvyGuest *self, InvyGuestField field);
void invy_guest_set (InvyGuest *self, InvyGuestField field, const char *text);
char *invy_guest_dup_name (InvyGuest *self);
guint invy_guest_get_party_size (InvyGuest *self);
void invy_guest_set_party_size (InvyGuest *self, guint party_size);
InvyRsvp invy_guest_get_rsvp (InvyGuest *self);
guint invy_guest_get_rsvp_count (InvyGuest *self);
gint64 invy_guest_get_rsvp_at (InvyGuest *self);
void invy_guest_set_rsvp (InvyGuest *self, InvyRsvp rsvp, guint count, gint64 at_ms);

/* What the program found out about the guest; not kept with it. */
const char *invy_guest_get_phone_e164 (InvyGuest *self);
const char *invy_guest_get_phone_display (InvyGuest *self);
const char *invy_guest_get_phone_problem (InvyGuest *self);
void invy_guest_set_phone_judged (InvyGuest *self, const char *e164, const char *display, const char *problem);
InvyDelivery invy_guest_get_delivery (InvyGuest *self);
void invy_guest_set_delivery (InvyGuest *self, InvyDelivery delivery);
gpointer invy_guest_get_cache (InvyGuest *self);
void invy_guest_take_cache (InvyGuest *self, gpointer cache, GDestroyNotify destroy);

G_END_DECLS
