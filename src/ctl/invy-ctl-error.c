/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-dry-run.h"
#include "campaign/invy-plan.h"
#include "ctl/invy-ctl-error.h"
#include "model/invy-event.h"
#include "phone/invy-phone.h"
#include "settings/invy-settings.h"
#include "store/invy-store.h"
#include "transfer/invy-guest-reader.h"
#include "whatsapp/invy-api-error.h"
#include "whatsapp/invy-media.h"

G_DEFINE_QUARK (invy_ctl_error_quark, invy_ctl_error)

#define ANY_CODE -1

typedef struct
{
  GQuark (*domain) (void);
  int code;
  const char *word;
  InvyCtlExit exit;
} Row;

/* The word is the "code" of a failure in JSON. A row with a code stands before the rest of its domain. */
static const Row rows[] = {
  { invy_ctl_error_quark, INVY_CTL_ERROR_USAGE, "usage", INVY_CTL_EXIT_BAD_INPUT },
  { invy_ctl_error_quark, INVY_CTL_ERROR_BAD_VALUE, "bad-value", INVY_CTL_EXIT_BAD_INPUT },
  { invy_ctl_error_quark, INVY_CTL_ERROR_INTERRUPTED, "interrupted", INVY_CTL_EXIT_INTERRUPTED },

  { invy_store_error_quark, INVY_STORE_ERROR_NOT_FOUND, "not-found", INVY_CTL_EXIT_BAD_INPUT },
  { invy_store_error_quark, INVY_STORE_ERROR_BAD_URI, "bad-store", INVY_CTL_EXIT_BAD_INPUT },
  { invy_store_error_quark, INVY_STORE_ERROR_STATE, "wrong-state", INVY_CTL_EXIT_BAD_INPUT },
  { invy_store_error_quark, INVY_STORE_ERROR_CONFLICT, "conflict", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_READ_ONLY, "store-read-only", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_NOT_A_DATABASE, "store-not-a-database", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_TOO_NEW, "store-too-new", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_MIGRATION, "store-migration-needed", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_BUSY, "store-busy", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_FORBIDDEN, "forbidden", INVY_CTL_EXIT_FORBIDDEN },
  { invy_store_error_quark, INVY_STORE_ERROR_FULL, "store-full", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_UNREACHABLE, "store-unreachable", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_PASSWORD, "store-unreachable", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_ALREADY_SENDING, "already-sending", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_LEASE_LOST, "taken-over", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_PRACTICE_ONLY, "practice-only", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, INVY_STORE_ERROR_MOVED, "moved", INVY_CTL_EXIT_STOPPED },
  { invy_store_error_quark, ANY_CODE, "store", INVY_CTL_EXIT_STOPPED },

  { invy_settings_error_quark, INVY_SETTINGS_ERROR_NO_TOKEN, "no-token", INVY_CTL_EXIT_STOPPED },
  { invy_settings_error_quark, INVY_SETTINGS_ERROR_NO_PHONE_NUMBER_ID, "no-phone-number-id", INVY_CTL_EXIT_STOPPED },
  { invy_settings_error_quark, INVY_SETTINGS_ERROR_FOREIGN_TOKEN, "foreign-token", INVY_CTL_EXIT_STOPPED },
  { invy_settings_error_quark, INVY_SETTINGS_ERROR_KEYRING, "keyring", INVY_CTL_EXIT_STOPPED },
  { invy_settings_error_quark, ANY_CODE, "bad-setting", INVY_CTL_EXIT_STOPPED },

  { invy_api_error_quark, INVY_API_ERROR_TOKEN, "token", INVY_CTL_EXIT_STOPPED },
  { invy_api_error_quark, INVY_API_ERROR_PERMISSION, "permission", INVY_CTL_EXIT_STOPPED },
  { invy_api_error_quark, INVY_API_ERROR_WRONG_ID, "wrong-id", INVY_CTL_EXIT_STOPPED },
  { invy_api_error_quark, INVY_API_ERROR_BUSY, "whatsapp-busy", INVY_CTL_EXIT_STOPPED },
  { invy_api_error_quark, INVY_API_ERROR_UNREACHABLE, "whatsapp-unreachable", INVY_CTL_EXIT_STOPPED },
  { invy_api_error_quark, ANY_CODE, "whatsapp", INVY_CTL_EXIT_STOPPED },

  { invy_media_error_quark, ANY_CODE, "bad-media", INVY_CTL_EXIT_BAD_INPUT },

  { invy_dry_run_error_quark, INVY_DRY_RUN_ERROR_EVENT, "event-details", INVY_CTL_EXIT_BAD_INPUT },
  { invy_dry_run_error_quark, INVY_DRY_RUN_ERROR_NOBODY, "nobody", INVY_CTL_EXIT_BAD_INPUT },
  { invy_dry_run_error_quark, INVY_DRY_RUN_ERROR_TEMPLATE, "template", INVY_CTL_EXIT_STOPPED },
  { invy_dry_run_error_quark, INVY_DRY_RUN_ERROR_OVERRIDE, "bad-phone-override", INVY_CTL_EXIT_BAD_INPUT },

  { invy_plan_error_quark, INVY_PLAN_ERROR_NOTHING_TO_RETRY, "nothing-to-retry", INVY_CTL_EXIT_BAD_INPUT },
  { invy_plan_error_quark, INVY_PLAN_ERROR_DETAILS_CHANGED, "details-changed", INVY_CTL_EXIT_STOPPED },
  { invy_plan_error_quark, INVY_PLAN_ERROR_OTHER_NUMBER, "other-number", INVY_CTL_EXIT_STOPPED },

  { invy_field_error_quark, INVY_FIELD_ERROR_BAD_DATE, "bad-date", INVY_CTL_EXIT_BAD_INPUT },
  { invy_field_error_quark, INVY_FIELD_ERROR_BAD_TIME, "bad-time", INVY_CTL_EXIT_BAD_INPUT },
  { invy_field_error_quark, INVY_FIELD_ERROR_BAD_LINK, "bad-link", INVY_CTL_EXIT_BAD_INPUT },
  { invy_field_error_quark, INVY_FIELD_ERROR_BAD_COUNTRY, "bad-country", INVY_CTL_EXIT_BAD_INPUT },
  { invy_field_error_quark, INVY_FIELD_ERROR_BAD_LANGUAGE, "bad-language", INVY_CTL_EXIT_BAD_INPUT },
  { invy_field_error_quark, INVY_FIELD_ERROR_EMPTY, "empty", INVY_CTL_EXIT_BAD_INPUT },
  { invy_field_error_quark, ANY_CODE, "bad-value", INVY_CTL_EXIT_BAD_INPUT },

  { invy_transfer_error_quark, INVY_TRANSFER_ERROR_EMPTY, "file-empty", INVY_CTL_EXIT_BAD_INPUT },
  { invy_transfer_error_quark, INVY_TRANSFER_ERROR_NOT_TEXT, "file-not-text", INVY_CTL_EXIT_BAD_INPUT },
  { invy_transfer_error_quark, INVY_TRANSFER_ERROR_NO_COLUMNS, "file-no-columns", INVY_CTL_EXIT_BAD_INPUT },
  { invy_transfer_error_quark, INVY_TRANSFER_ERROR_NOT_A_FILE, "not-a-file", INVY_CTL_EXIT_BAD_INPUT },
  { invy_transfer_error_quark, INVY_TRANSFER_ERROR_NOT_FOUND, "file-not-found", INVY_CTL_EXIT_BAD_INPUT },
  { invy_transfer_error_quark, INVY_TRANSFER_ERROR_DENIED, "file-denied", INVY_CTL_EXIT_BAD_INPUT },
  { invy_transfer_error_quark, INVY_TRANSFER_ERROR_TOO_BIG, "file-too-big", INVY_CTL_EXIT_BAD_INPUT },
  { invy_transfer_error_quark, INVY_TRANSFER_ERROR_TOO_OLD, "file-too-old", INVY_CTL_EXIT_BAD_INPUT },
  { invy_transfer_error_quark, INVY_TRANSFER_ERROR_UNKNOWN_FORMAT, "file-unknown-format", INVY_CTL_EXIT_BAD_INPUT },
  { invy_transfer_error_quark, INVY_TRANSFER_ERROR_NO_SPACE, "file-no-space", INVY_CTL_EXIT_BAD_INPUT },
  { invy_transfer_error_quark, ANY_CODE, "file", INVY_CTL_EXIT_BAD_INPUT },

  { invy_phone_error_quark, ANY_CODE, "bad-phone", INVY_CTL_EXIT_BAD_INPUT },
};

static const Row *
find_row (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].domain () == error->domain && (rows[i].code == error->code || rows[i].code == ANY_CODE))
        return &rows[i];
    }

  return NULL;
}

/**
 * invy_ctl_refuse:
 * @format: a translated sentence that says what to write instead
 *
 * Returns: %FALSE, with %INVY_CTL_ERROR_USAGE
 */
gboolean
invy_ctl_refuse (GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, INVY_CTL_ERROR, INVY_CTL_ERROR_USAGE, sentence);

  return FALSE;
}

/**
 * invy_ctl_error_get_word:
 *
 * Returns: what scripts see of @error
 */
const char *
invy_ctl_error_get_word (const GError *error)
{
  const Row *row = find_row (error);

  return row != NULL ? row->word : "unexpected";
}

/**
 * invy_ctl_error_get_exit:
 *
 * Returns: the status that invyctl ends with because of @error
 */
InvyCtlExit
invy_ctl_error_get_exit (const GError *error)
{
  const Row *row = find_row (error);

  return row != NULL ? row->exit : INVY_CTL_EXIT_UNEXPECTED;
}
