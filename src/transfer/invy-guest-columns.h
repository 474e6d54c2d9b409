/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-table.h"

G_BEGIN_DECLS

/**
 * InvyGuestColumn:
 * @INVY_GUEST_COLUMN_IGNORED: nothing that the guest book keeps
 * @INVY_GUEST_COLUMN_NAME: a name, or the first name if there is a column for last names
 * @INVY_GUEST_COLUMN_MOBILE: phone numbers that go before those of a @INVY_GUEST_COLUMN_PHONE column
 * @INVY_GUEST_COLUMN_TAGS: words between commas
 * @INVY_GUEST_COLUMN_RSVP_AT: when the answer came, as YYYY-MM-DD HH:MM:SS in local time
 * @INVY_GUEST_COLUMN_REMARK: something that is kept in the notes, behind its title
 *
 * What a column of a guest list holds.
 */
typedef enum
{
  INVY_GUEST_COLUMN_IGNORED,
  INVY_GUEST_COLUMN_FIRST_NAME,
  INVY_GUEST_COLUMN_LAST_NAME,
  INVY_GUEST_COLUMN_NAME,
  INVY_GUEST_COLUMN_MOBILE,
  INVY_GUEST_COLUMN_PHONE,
  INVY_GUEST_COLUMN_EMAIL,
  INVY_GUEST_COLUMN_LANGUAGE,
  INVY_GUEST_COLUMN_SIDE,
  INVY_GUEST_COLUMN_GROUP,
  INVY_GUEST_COLUMN_HOUSEHOLD,
  INVY_GUEST_COLUMN_TAGS,
  INVY_GUEST_COLUMN_PARTY_SIZE,
  INVY_GUEST_COLUMN_MEAL,
  INVY_GUEST_COLUMN_NOTES,
  INVY_GUEST_COLUMN_RSVP,
  INVY_GUEST_COLUMN_RSVP_COUNT,
  INVY_GUEST_COLUMN_RSVP_AT,
  INVY_GUEST_COLUMN_REMARK,
  INVY_GUEST_COLUMN_N_KINDS,
} InvyGuestColumn;

/**
 * InvyGuestColumns:
 * @kinds: (array length=n_columns): what each column holds
 * @titles: (nullable) (array length=n_titles): the row of titles; borrowed from the table
 * @first_row: the index of the first row of guests
 *
 * What was found out about the columns of a file.
 */
typedef struct
{
  InvyGuestColumn *kinds;
  guint n_columns;
  char **titles;
  guint n_titles;
  guint first_row;
} InvyGuestColumns;

InvyGuestColumns *invy_guest_columns_new (InvyTable *table);
InvyGuestColumns *invy_guest_columns_copy (InvyGuestColumns *self);
void invy_guest_columns_free (InvyGuestColumns *self);
gboolean invy_guest_columns_has_people (const InvyGuestColumns *self);
gboolean invy_guest_columns_check (const InvyGuestColumns *self, GError **error);
char *invy_guest_columns_dup_key (InvyGuestColumns *self);
char *invy_guest_columns_dup_choice (InvyGuestColumns *self);
char *invy_guest_columns_dup_words (void);
gboolean invy_guest_columns_take_choice (InvyGuestColumns *self, const char *choice);
const char *invy_guest_column_get_title (InvyGuestColumn column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyGuestColumns, invy_guest_columns_free)

G_END_DECLS
