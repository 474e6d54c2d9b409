/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-ledger.h"

G_BEGIN_DECLS

/* The rules of the ledger once more, in memory and in the plainest words there are, so that a test can tell what the
 * store has to come to. Nothing here looks at the database. */

typedef struct _InvyTestCampaign InvyTestCampaign;
typedef struct _InvyTestRow InvyTestRow;

typedef struct _InvyTestGuest InvyTestGuest;

struct _InvyTestGuest
{
  char *id;
  char *e164;
  gboolean removed; /* merged ones, too */
  InvyTestGuest *merged_into;
  gboolean opted_out;
  gboolean answered;
};

/**
 * InvyTestRow:
 * @path: every state that the row was in, a letter each: what its log must say
 * @due: the next attempt may be made now
 * @wamid: (nullable): WhatsApp's id, once it is known
 * @taken_later, @delivered_later, @failed_later: what was heard about a row that was sent again
 * @error_code: what the row says why it failed
 *
 * A message.
 */
struct _InvyTestRow
{
  char *id;
  InvyTestCampaign *campaign;
  InvyTestGuest *guest;
  InvyTestRow *replaces;
  guint round;
  char *e164;
  InvyMessageState state;
  GString *path;
  gboolean due;
  guint n_claims;
  char *wamid;
  int error_code;
  gboolean taken_later;
  gboolean delivered_later;
  gboolean failed_later;
};

struct _InvyTestCampaign
{
  char *id;
  guint number; /* among all campaigns */
  InvyPurpose purpose;
  InvyCampaignState state;
  gint64 epoch;
  int lock_holder; /* the number of a program; -1 for none */
  gboolean lease_alive;
  GPtrArray *rows; /* by position */
};

typedef struct
{
  GPtrArray *guests;
  GPtrArray *campaigns;
  GPtrArray *rows;
} InvyTestLedger;

gboolean invy_test_ledger_allows (InvyMessageState from, InvyMessageState to);
char invy_test_ledger_letter (InvyMessageState state);

InvyTestLedger *invy_test_ledger_new (void);
void invy_test_ledger_free (InvyTestLedger *self);
InvyTestGuest *invy_test_ledger_add_guest (InvyTestLedger *self, const char *id, const char *e164);
InvyTestCampaign *invy_test_ledger_add_campaign (InvyTestLedger *self, const char *id, InvyPurpose purpose);
InvyTestRow *invy_test_ledger_add_row (InvyTestLedger *self,
                                       InvyTestCampaign *campaign,
                                       InvyTestGuest *guest,
                                       const char *id,
                                       guint round,
                                       InvyMessageState state);

gboolean invy_test_row_stands (InvyTestRow *row);
guint invy_test_ledger_get_round (InvyTestLedger *self, InvyTestGuest *guest, InvyPurpose purpose);
const char *invy_test_row_get_reason (InvyTestRow *row);

gboolean invy_test_campaign_is_sent (InvyTestCampaign *campaign);
void invy_test_campaign_close_posting (InvyTestCampaign *campaign);
void invy_test_campaign_begin (InvyTestCampaign *campaign);
void invy_test_campaign_release (InvyTestCampaign *campaign, gint64 epoch);
void invy_test_campaign_cancel (InvyTestCampaign *campaign);
void invy_test_row_claim (InvyTestRow *row);
gboolean invy_test_ledger_answer (InvyTestLedger *self,
                                  InvyTestRow *row,
                                  InvyMessageState to,
                                  const char *wamid,
                                  int code,
                                  gboolean later);
gboolean invy_test_ledger_report (InvyTestLedger *self,
                                  InvyTestRow *row,
                                  InvyMessageState to,
                                  const char *wamid,
                                  int code,
                                  gboolean later);
void invy_test_row_settle (InvyTestRow *row, gboolean arrived);
void invy_test_row_begin (InvyTestRow *row);

G_END_DECLS
