/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define INVY_PHONE_ERROR (invy_phone_error_quark ())

/**
 * InvyPhoneError:
 * @INVY_PHONE_ERROR_EMPTY: nothing typed
 * @INVY_PHONE_ERROR_LETTERS: letters where digits belong
 * @INVY_PHONE_ERROR_TOO_SHORT: too few digits for any number of that country
 * @INVY_PHONE_ERROR_TOO_LONG: too many
 * @INVY_PHONE_ERROR_NO_COUNTRY: the country cannot be told
 * @INVY_PHONE_ERROR_DIGITS_LOST: 5.41E+08: a spreadsheet kept only the first digits
 * @INVY_PHONE_ERROR_IMPOSSIBLE: no number for another reason (a star code)
 *
 * Why nothing can be sent to what was typed. The message of the error is a sentence for people, without the number.
 */
typedef enum
{
  INVY_PHONE_ERROR_EMPTY,
  INVY_PHONE_ERROR_LETTERS,
  INVY_PHONE_ERROR_TOO_SHORT,
  INVY_PHONE_ERROR_TOO_LONG,
  INVY_PHONE_ERROR_NO_COUNTRY,
  INVY_PHONE_ERROR_DIGITS_LOST,
  INVY_PHONE_ERROR_IMPOSSIBLE,
} InvyPhoneError;

GQuark invy_phone_error_quark (void);

/**
 * InvyPhoneWarnings:
 * @INVY_PHONE_WARNING_UNKNOWN_RANGE: possible, but in no range that the library knows; numbering plans age
 * @INVY_PHONE_WARNING_LANDLINE: a fixed line; WhatsApp may still work there
 * @INVY_PHONE_WARNING_SECOND_NUMBER: the cell held two numbers; the first usable one is taken
 * @INVY_PHONE_WARNING_REPAIRED: a lost leading 0 or a needless 0 behind the country code was understood
 * @INVY_PHONE_WARNING_SERVICE: a company's number: toll-free, shared cost, premium rate, voice mail, pager
 *
 * What a person should look at; never a reason not to send.
 */
typedef enum
{
  INVY_PHONE_WARNING_NONE = 0,
  INVY_PHONE_WARNING_UNKNOWN_RANGE = 1 << 0,
  INVY_PHONE_WARNING_LANDLINE = 1 << 1,
  INVY_PHONE_WARNING_SECOND_NUMBER = 1 << 2,
  INVY_PHONE_WARNING_REPAIRED = 1 << 3,
  INVY_PHONE_WARNING_SERVICE = 1 << 4,
} InvyPhoneWarnings;

/**
 * InvyPhone:
 * @e164: "+" and digits, what is sent to
 * @display: as people write it internationally, "+972 50-123-4567"; no direction marks
 * @country: (nullable): ISO 3166 letters of the number's country; %NULL if it has none (satellite)
 * @warnings: what a person should look at; never a reason not to send
 *
 * A number that was understood.
 */
typedef struct
{
  char *e164;
  char *display;
  char *country;
  InvyPhoneWarnings warnings;
} InvyPhone;

char *invy_phone_dup_e164 (const char *text, const char *country, InvyPhoneWarnings *warnings, GError **error);
InvyPhone *invy_phone_parse (const char *text, const char *country, GError **error);
char *invy_phone_dup_display (const char *e164);
void invy_phone_free (InvyPhone *self);
char *invy_phone_dup_warning (InvyPhoneWarnings warnings);
char *invy_phone_dup_last_digits (const char *e164);
gboolean invy_phone_is_country (const char *country);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyPhone, invy_phone_free)

G_END_DECLS
