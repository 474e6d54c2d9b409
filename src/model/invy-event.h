/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-member.h"
#include "model/invy-record.h"

G_BEGIN_DECLS

/**
 * InvyEventField:
 *
 * The texts of a wedding. One table drives the properties, the database columns, the editor and the command line:
 * see invy_event_field_get_name().
 */
typedef enum
{
  INVY_EVENT_TITLE,
  INVY_EVENT_PARTNER1_NAME,
  INVY_EVENT_PARTNER2_NAME,
  INVY_EVENT_VENUE,
  INVY_EVENT_DATE,       /* YYYY-MM-DD */
  INVY_EVENT_EVENT_TIME, /* HH:MM */
  INVY_EVENT_GUEST_LINK,
  INVY_EVENT_TIMEZONE,
  INVY_EVENT_COUNTRY, /* ISO 3166 letters, for phone numbers without a country code */
  INVY_EVENT_LANGUAGE,
  INVY_EVENT_TEMPLATE_NAME,
  INVY_EVENT_PARAMETER_MAPPING, /* JSON: what fills each parameter, by template */
  INVY_EVENT_N_FIELDS,
} InvyEventField;

#define INVY_FIELD_ERROR (invy_field_error_quark ())

/**
 * InvyFieldError:
 * @INVY_FIELD_ERROR_BAD_DATE: no calendar day
 * @INVY_FIELD_ERROR_BAD_TIME: no time of day
 * @INVY_FIELD_ERROR_BAD_LINK: not an http or https address
 * @INVY_FIELD_ERROR_BAD_COUNTRY: not two letters
 * @INVY_FIELD_ERROR_BAD_LANGUAGE: not a language code
 * @INVY_FIELD_ERROR_BAD_TIMEZONE: not the name of a time zone
 * @INVY_FIELD_ERROR_BAD_NUMBER: not a whole number in range
 * @INVY_FIELD_ERROR_EMPTY: a guest with neither name nor phone number, a wedding without partners and title
 *
 * What can be wrong with a text that a person typed.
 */
typedef enum
{
  INVY_FIELD_ERROR_BAD_DATE,
  INVY_FIELD_ERROR_BAD_TIME,
  INVY_FIELD_ERROR_BAD_LINK,
  INVY_FIELD_ERROR_BAD_COUNTRY,
  INVY_FIELD_ERROR_BAD_LANGUAGE,
  INVY_FIELD_ERROR_BAD_TIMEZONE,
  INVY_FIELD_ERROR_BAD_NUMBER,
  INVY_FIELD_ERROR_EMPTY,
} InvyFieldError;

GQuark invy_field_error_quark (void);

#define INVY_TYPE_EVENT (invy_event_get_type ())

G_DECLARE_FINAL_TYPE (InvyEvent, invy_event, INVY, EVENT, InvyRecord)

const char *invy_event_field_get_name (InvyEventField field);
char *invy_event_field_normalize (InvyEventField field, const char *text, GError **error);

InvyEvent *invy_event_new (void);
InvyEvent *invy_event_copy (InvyEvent *self);
void invy_event_assign (InvyEvent *self, InvyEvent *source);
gboolean invy_event_check (InvyEvent *self, GError **error);

const char *invy_event_get_id (InvyEvent *self);
const char *invy_event_get (InvyEvent *self, InvyEventField field);
void invy_event_set (InvyEvent *self, InvyEventField field, const char *text);
char *invy_event_dup_name (InvyEvent *self);
char *invy_event_dup_typed (InvyEvent *self, InvyEventField field);
gboolean invy_event_get_practice_only (InvyEvent *self);
void invy_event_set_practice_only (InvyEvent *self, gboolean practice_only);
gint64 invy_event_get_archived_at (InvyEvent *self);
void invy_event_set_archived_at (InvyEvent *self, gint64 archived_at_ms);
InvyAccess invy_event_get_access (InvyEvent *self);
void invy_event_set_access (InvyEvent *self, InvyAccess access);
gboolean invy_event_is_editable (InvyEvent *self);
const char *invy_event_get_moved_to (InvyEvent *self);
void invy_event_set_moved_to (InvyEvent *self, const char *name);

G_END_DECLS
