/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "phone/invy-phone.h"
#include "phone/invy-phone-plan-private.h"
#include "phone/invy-phone-text-private.h"

#include <glib/gi18n-lib.h>
#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

#include <exception>
#include <optional>
#include <string>

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

/* std::string and the library can throw (out of memory), so each public function that uses them catches: nothing of
 * C++ gets out of this file. */

G_DEFINE_QUARK (invy - phone - error - quark, invy_phone_error)

namespace
{
/* How sure the library is of a number, best last. */
enum class Rank
{
  IMPOSSIBLE,
  POSSIBLE,
  POSSIBLE_MOBILE,
  KNOWN,
};

struct Reading
{
  PhoneNumber number;
  Rank rank = Rank::IMPOSSIBLE;
  PhoneNumberUtil::PhoneNumberType type = PhoneNumberUtil::UNKNOWN;
  InvyPhoneError problem = INVY_PHONE_ERROR_IMPOSSIBLE; /* when impossible */
};

/* A number that something can be sent to. */
struct Found
{
  PhoneNumber number;
  unsigned int warnings; /* InvyPhoneWarnings */
};

/* The library's one instance. It would write its complaints about odd input, which holds a phone number, to the
 * standard output. */
const PhoneNumberUtil &
library ()
{
  static PhoneNumberUtil *util = [] {
    PhoneNumberUtil *instance = PhoneNumberUtil::GetInstance ();

    instance->SetLogger (new NullLogger ()); /* the library owns it */
    return instance;
  }();

  return *util;
}

const char *
sentence (InvyPhoneError code)
{
  switch (code)
    {
    case INVY_PHONE_ERROR_EMPTY:
      return _ ("There is no phone number: add one.");
    case INVY_PHONE_ERROR_LETTERS:
      return _ ("The phone number has letters in it: write it with digits only.");
    case INVY_PHONE_ERROR_TOO_SHORT:
      return _ ("The phone number is too short: add the missing digits.");
    case INVY_PHONE_ERROR_TOO_LONG:
      return _ ("The phone number is too long: remove the digits that do not belong to it.");
    case INVY_PHONE_ERROR_NO_COUNTRY:
      return _ ("The country of the phone number is not known: begin with + and the country code, or choose the "
                "wedding’s country.");
    case INVY_PHONE_ERROR_DIGITS_LOST:
      return _ ("A spreadsheet rounded this phone number and lost its last digits: type the whole number again.");
    case INVY_PHONE_ERROR_IMPOSSIBLE:
      return _ ("No message can be sent to this phone number: check it.");
    }
  g_return_val_if_reached (NULL);
}

std::string
only_digits (const std::string &text)
{
  std::string digits;

  for (char c : text)
    if (g_ascii_isdigit (c))
      digits += c;
  return digits;
}

bool
starts_with (const std::string &text, const std::string &start)
{
  return text.compare (0, start.size (), start) == 0;
}

std::string
format (const PhoneNumber &number, PhoneNumberUtil::PhoneNumberFormat how)
{
  std::string text;

  library ().Format (number, how, &text);
  return text;
}

std::string
significant_number (const PhoneNumber &number)
{
  std::string digits;

  library ().GetNationalSignificantNumber (number, &digits);
  return digits;
}

std::string
region_of (const PhoneNumber &number)
{
  std::string region;

  /* The first answers only for known ranges. */
  library ().GetRegionCodeForNumber (number, &region);
  if (region == "ZZ")
    library ().GetRegionCodeForCountryCode (number.country_code (), &region);
  return region;
}

/* Whoever begins a number like the mobile ones of the country means a mobile one, even if its length would do for a
 * fixed line: a digit is missing or one too many. */
bool
begins_like_mobile (const PhoneNumber &number)
{
  PhoneNumber example;

  return library ().GetExampleNumberForType (region_of (number), PhoneNumberUtil::MOBILE, &example)
         && significant_number (example)[0] == significant_number (number)[0];
}

InvyPhoneError
problem_from_parsing (PhoneNumberUtil::ErrorType error)
{
  switch (error)
    {
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return INVY_PHONE_ERROR_NO_COUNTRY;
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
    case PhoneNumberUtil::NOT_A_NUMBER: /* only digits get here: fewer than two */
      return INVY_PHONE_ERROR_TOO_SHORT;
    case PhoneNumberUtil::TOO_LONG_NSN:
      return INVY_PHONE_ERROR_TOO_LONG;
    case PhoneNumberUtil::NO_PARSING_ERROR:
      break;
    }
  return INVY_PHONE_ERROR_IMPOSSIBLE;
}

InvyPhoneError
problem_from_length (PhoneNumberUtil::ValidationResult result)
{
  switch (result)
    {
    case PhoneNumberUtil::TOO_SHORT:
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
      return INVY_PHONE_ERROR_TOO_SHORT;
    case PhoneNumberUtil::TOO_LONG:
      return INVY_PHONE_ERROR_TOO_LONG;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
      return INVY_PHONE_ERROR_NO_COUNTRY;
    case PhoneNumberUtil::IS_POSSIBLE:
    case PhoneNumberUtil::INVALID_LENGTH:
      break;
    }
  return INVY_PHONE_ERROR_IMPOSSIBLE;
}

/* Parsing what a person typed is what costs most. A number with + is mostly clear without. */
PhoneNumberUtil::ErrorType
parse (const std::string &digits, const std::string &region, PhoneNumber &number)
{
  int country_code;
  guint64 national;

  if (!invy_phone_plan_read (digits.c_str (), &country_code, &national))
    return library ().Parse (digits, region.empty () ? "ZZ" : region, &number);

  number.Clear ();
  number.set_country_code (country_code);
  number.set_national_number (national);
  return PhoneNumberUtil::NO_PARSING_ERROR;
}

/* Nothing is sent to what would be another number when it is read again, such as +95 0 050…: too many zeros. */
bool
stays_itself (const std::string &e164, PhoneNumber &number)
{
  return parse (e164, "", number) == PhoneNumberUtil::NO_PARSING_ERROR
         && format (number, PhoneNumberUtil::E164) == e164;
}

/* Outside of the known ranges only the length can tell, and only that of the lines people have: the lengths of
 * service numbers would make nearly anything possible. */
void
rank_by_length (Reading &reading)
{
  const auto any = library ().IsPossibleNumberWithReason (reading.number);
  const auto mobile = library ().IsPossibleNumberForTypeWithReason (reading.number, PhoneNumberUtil::MOBILE);
  const auto fixed = library ().IsPossibleNumberForTypeWithReason (reading.number, PhoneNumberUtil::FIXED_LINE);
  const bool has_neither = mobile == PhoneNumberUtil::INVALID_LENGTH && fixed == PhoneNumberUtil::INVALID_LENGTH;

  if (mobile == PhoneNumberUtil::IS_POSSIBLE)
    reading.rank = Rank::POSSIBLE_MOBILE;
  else if ((has_neither ? any : fixed) == PhoneNumberUtil::IS_POSSIBLE && !begins_like_mobile (reading.number))
    reading.rank = Rank::POSSIBLE;
  else
    {
      const bool vague = any == PhoneNumberUtil::IS_POSSIBLE || any == PhoneNumberUtil::INVALID_LENGTH;

      reading.problem = problem_from_length (vague ? mobile : any);
    }
}

void
rank_reading (Reading &reading)
{
  reading.type = library ().GetNumberType (reading.number);
  if (reading.type != PhoneNumberUtil::UNKNOWN)
    reading.rank = Rank::KNOWN;
  else
    rank_by_length (reading);
}

/* @digits may begin with a +; then the region does not matter. Letters never get here, so the library cannot take
 * them for the keys of a telephone. Reading is what costs: what is written as @stable, a number that is known to stay
 * itself, is not read again. */
Reading
read_digits (const std::string &digits, const std::string &region, const std::string &stable)
{
  Reading reading;
  PhoneNumber again;
  const auto error = parse (digits, region, reading.number);

  if (error != PhoneNumberUtil::NO_PARSING_ERROR)
    reading.problem = problem_from_parsing (error);
  else
    {
      const std::string e164 = format (reading.number, PhoneNumberUtil::E164);

      if (e164 == digits || e164 == stable || stays_itself (e164, again))
        rank_reading (reading);
    }
  return reading;
}

Reading
read_international (const std::string &digits)
{
  return read_digits ("+" + digits, "", "");
}

/* Of the lines people have; those of services are dialled in more ways. */
bool
is_personal (PhoneNumberUtil::PhoneNumberType type)
{
  return type == PhoneNumberUtil::MOBILE || type == PhoneNumberUtil::FIXED_LINE
         || type == PhoneNumberUtil::FIXED_LINE_OR_MOBILE;
}

/* With the country's code in place of what is dialled before a number inside the country. */
std::string
guess_e164 (const std::string &digits, const std::string &region, const std::string &code)
{
  std::string prefix;

  library ().GetNddPrefixForRegion (region, true, &prefix);
  return "+" + code + digits.substr (starts_with (digits, prefix) ? prefix.size () : 0);
}

/* Digits that begin with the country's code, and would not be a number of the country if that was none. */
bool
read_plain_code (const std::string &digits, Reading &reading)
{
  PhoneNumber whole;
  int country_code;
  guint64 national;

  if (!invy_phone_plan_read (("+" + digits).c_str (), &country_code, &national))
    return false;

  whole.set_country_code (country_code);
  whole.set_national_number (g_ascii_strtoull (digits.c_str (), NULL, 10));
  reading = read_international (digits);
  return reading.rank == Rank::KNOWN && is_personal (reading.type)
         && library ().GetNumberType (whole) == PhoneNumberUtil::UNKNOWN;
}

/* Digits without a + are a number of the wedding's country, with or without its code, and only if they cannot be
 * that, one of another country whose + was forgotten. What most are is clear with the code of the country in front:
 * reading that tells both what it is and that it stays it. */
Reading
read_without_plus (const std::string &digits, const std::string &region)
{
  const std::string code = std::to_string (library ().GetCountryCodeForRegion (region));
  const bool has_code = starts_with (digits, code);
  std::string guess;
  Reading best;

  if (has_code && read_plain_code (digits, best))
    return best;

  if (!has_code)
    {
      guess = guess_e164 (digits, region, code);
      if (!stays_itself (guess, best.number))
        guess.clear ();
      else if (is_personal (best.type = library ().GetNumberType (best.number)))
        {
          best.rank = Rank::KNOWN;
          return best;
        }
    }

  best = read_digits (digits, region, guess);
  if (has_code && best.rank != Rank::KNOWN)
    {
      Reading reading = read_international (digits);

      if (reading.rank > best.rank)
        best = reading;
    }
  if (best.rank == Rank::IMPOSSIBLE)
    {
      Reading reading = read_international (digits);

      if (reading.rank == Rank::KNOWN)
        best = reading;
    }
  return best;
}

/* Whether more than the way of writing had to be changed to get from what was typed to the number. */
bool
is_repaired (const std::string &text, const std::string &digits, bool international, const PhoneNumber &number)
{
  const std::string code = std::to_string (number.country_code ());
  const std::string significant = significant_number (number);

  if (digits == code + "0" + significant)
    return text.find ("(0)") == std::string::npos; /* +972 (0)50 is how some write it */
  if (international)
    return digits != code + significant && digits == "0" + significant; /* a + before the 0 */
  return digits == significant && only_digits (format (number, PhoneNumberUtil::NATIONAL)) == "0" + significant;
}

unsigned int
warnings_for (const Reading &reading, bool repaired)
{
  unsigned int warnings = repaired ? INVY_PHONE_WARNING_REPAIRED : INVY_PHONE_WARNING_NONE;

  if (reading.rank != Rank::KNOWN)
    return warnings | INVY_PHONE_WARNING_UNKNOWN_RANGE;

  switch (reading.type)
    {
    case PhoneNumberUtil::FIXED_LINE:
      warnings |= INVY_PHONE_WARNING_LANDLINE;
      break;
    case PhoneNumberUtil::TOLL_FREE:
    case PhoneNumberUtil::PREMIUM_RATE:
    case PhoneNumberUtil::SHARED_COST:
    case PhoneNumberUtil::PAGER:
    case PhoneNumberUtil::UAN:
    case PhoneNumberUtil::VOICEMAIL:
      warnings |= INVY_PHONE_WARNING_SERVICE;
      break;
    case PhoneNumberUtil::MOBILE:
    case PhoneNumberUtil::FIXED_LINE_OR_MOBILE:
    case PhoneNumberUtil::VOIP:
    case PhoneNumberUtil::PERSONAL_NUMBER:
    case PhoneNumberUtil::UNKNOWN:
      break;
    }
  return warnings;
}

/* One number, written in simple characters. Returns nothing, with @problem, if it is none. */
std::optional<Found>
find_one (const std::string &text, const std::string &region, InvyPhoneError &problem)
{
  std::string digits = only_digits (text);
  bool international = text.find ('+') < text.find_first_of ("0123456789");
  Reading reading;

  problem = INVY_PHONE_ERROR_IMPOSSIBLE;
  for (char c : text)
    if (g_ascii_isalpha (c) || c == '?')
      problem = INVY_PHONE_ERROR_LETTERS;
  if (problem == INVY_PHONE_ERROR_LETTERS || text.find_first_of ("*#") != std::string::npos)
    return std::nullopt;
  if (digits.empty ())
    {
      problem = INVY_PHONE_ERROR_EMPTY;
      return std::nullopt;
    }

  if (!international && starts_with (digits, "00"))
    {
      digits.erase (0, 2);
      international = true;
    }
  if (!international && region.empty ())
    {
      problem = INVY_PHONE_ERROR_NO_COUNTRY;
      return std::nullopt;
    }

  /* No country code begins with 0: the + is one too many. */
  if (international && !(starts_with (digits, "0") && !region.empty ()))
    reading = read_international (digits);
  else
    reading = read_without_plus (digits, region);

  problem = reading.problem;
  if (reading.rank == Rank::IMPOSSIBLE)
    return std::nullopt;
  return Found{ reading.number, warnings_for (reading, is_repaired (text, digits, international, reading.number)) };
}

/* Two numbers with nothing but a space between them: only if both are numbers by themselves. */
std::optional<Found>
find_two_by_space (const std::string &text, const std::string &region)
{
  for (size_t space = text.find (' '); space != std::string::npos; space = text.find (' ', space + 1))
    {
      InvyPhoneError ignored;
      const std::optional<Found> first = find_one (text.substr (0, space), region, ignored);

      if (first && find_one (text.substr (space), region, ignored))
        return first;
    }
  return std::nullopt;
}

/* A piece may be one number with odd punctuation, or several. As one is tried first: 054/1234567 is one. */
std::optional<Found>
find_in_piece (const char *piece, const std::string &region, InvyPhoneError &problem)
{
  std::optional<Found> found = find_one (piece, region, problem);
  g_auto (GStrv) parts = NULL;

  if (found)
    return found;

  parts = invy_phone_text_split_piece (piece);
  for (guint i = 0; parts[i] != NULL && !found; i++)
    {
      InvyPhoneError ignored;

      if (parts[1] != NULL)
        found = find_one (parts[i], region, ignored);
      if (!found)
        found = find_two_by_space (parts[i], region);
    }
  if (found)
    found->warnings |= INVY_PHONE_WARNING_SECOND_NUMBER;
  return found;
}

std::optional<Found>
find_in_odd_cell (const char *text, const std::string &region, InvyPhoneError &problem)
{
  g_autofree char *simple = invy_phone_text_simplify (text);
  g_auto (GStrv) pieces = invy_phone_text_split_cell (simple);
  std::optional<Found> found;

  problem = INVY_PHONE_ERROR_EMPTY;
  if (invy_phone_text_lost_digits (simple))
    problem = INVY_PHONE_ERROR_DIGITS_LOST;
  else
    for (guint i = 0; pieces[i] != NULL && !found; i++)
      {
        InvyPhoneError piece_problem;

        found = find_in_piece (pieces[i], region, piece_problem);
        if (!found && problem == INVY_PHONE_ERROR_EMPTY)
          problem = piece_problem; /* the first number is the one that was meant */
      }

  if (found && pieces[1] != NULL)
    found->warnings |= INVY_PHONE_WARNING_SECOND_NUMBER;
  return found;
}

std::optional<Found>
find_in_cell (const char *text, const std::string &region, InvyPhoneError &problem)
{
  return invy_phone_text_is_simple (text) ? find_in_piece (text, region, problem)
                                          : find_in_odd_cell (text, region, problem);
}

std::string
known_region (const char *country)
{
  g_autofree char *upper = g_ascii_strup (country != NULL ? country : "", -1);

  return library ().GetCountryCodeForRegion (upper) != 0 ? upper : "";
}

InvyPhone *
new_phone (const Found &found)
{
  const std::string region = region_of (found.number);
  InvyPhone *phone = g_new0 (InvyPhone, 1);

  phone->e164 = g_strdup (format (found.number, PhoneNumberUtil::E164).c_str ());
  phone->display = g_strdup (format (found.number, PhoneNumberUtil::INTERNATIONAL).c_str ());
  phone->country = region.size () == 2 && region != "ZZ" ? g_strdup (region.c_str ()) : NULL; /* "001": the world */
  phone->warnings = (InvyPhoneWarnings) found.warnings;

  return phone;
}

/* What @make makes of the number; NULL with an error if nothing can be sent to what was typed. */
template <typename Make>
auto
understand (const char *text, const char *country, GError **error, Make make) -> decltype (make (Found{}))
{
  InvyPhoneError problem = INVY_PHONE_ERROR_IMPOSSIBLE;

  try
    {
      const std::optional<Found> found = find_in_cell (text != NULL ? text : "", known_region (country), problem);

      if (found)
        return make (*found);
    }
  catch (const std::exception &)
    {
      problem = INVY_PHONE_ERROR_IMPOSSIBLE;
    }

  g_set_error_literal (error, INVY_PHONE_ERROR, problem, sentence (problem));
  return NULL;
}
}

/**
 * invy_phone_dup_e164:
 * @text: (nullable): as typed, in any script
 * @country: (nullable): ISO 3166 letters of the country that numbers without a country code belong to
 * @warnings: (out) (optional): what a person should look at
 * @error: one of #InvyPhoneError, with a sentence for people that does not hold the number
 *
 * Understands a phone number as invy_phone_parse() does, but does not write it for people: half the work, for whoever
 * judges many.
 *
 * Any thread may call it.
 *
 * Returns: (transfer full) (nullable): "+" and digits, what is sent to; %NULL if nothing can be sent to it
 */
char *
invy_phone_dup_e164 (const char *text, const char *country, InvyPhoneWarnings *warnings, GError **error)
{
  return understand (text, country, error, [warnings] (const Found &found) {
    if (warnings != NULL)
      *warnings = (InvyPhoneWarnings) found.warnings;
    return g_strdup (format (found.number, PhoneNumberUtil::E164).c_str ());
  });
}

/**
 * invy_phone_parse:
 * @text: (nullable): as typed, in any script
 * @country: (nullable): ISO 3166 letters of the country that numbers without a country code belong to
 * @error: one of #InvyPhoneError, with a sentence for people that does not hold the number
 *
 * Understands a phone number the way a person would: missing or needless zeros, numbers without a +, two numbers in
 * one cell, digits of other scripts. Numbering plans are libphonenumber's; a number of possible length in a range it
 * does not know is understood all the same, with a warning.
 *
 * Any thread may call it.
 *
 * Returns: (transfer full) (nullable): the number; %NULL if nothing can be sent to it
 */
InvyPhone *
invy_phone_parse (const char *text, const char *country, GError **error)
{
  return understand (text, country, error, new_phone);
}

/**
 * invy_phone_dup_display:
 * @e164: a number as invy_phone_dup_e164() writes it
 *
 * Any thread may call it.
 *
 * Returns: (transfer full): the number as people write it internationally; @e164 itself if it is none
 */
char *
invy_phone_dup_display (const char *e164)
{
  char *display;

  g_return_val_if_fail (e164 != NULL, NULL);

  display = understand (e164, NULL, NULL, [] (const Found &found) {
    return g_strdup (format (found.number, PhoneNumberUtil::INTERNATIONAL).c_str ());
  });
  return display != NULL ? display : g_strdup (e164);
}

void
invy_phone_free (InvyPhone *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->e164, g_free);
  g_clear_pointer (&self->display, g_free);
  g_clear_pointer (&self->country, g_free);
  g_free (self);
}

/**
 * invy_phone_dup_warning:
 *
 * Returns: (transfer full) (nullable): what to look at, as sentences for people; %NULL if there is nothing
 */
char *
invy_phone_dup_warning (InvyPhoneWarnings warnings)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;

  if (warnings & INVY_PHONE_WARNING_SECOND_NUMBER)
    g_strv_builder_add (builder, _ ("There are two phone numbers; only the first usable one is written to."));
  if (warnings & INVY_PHONE_WARNING_REPAIRED)
    g_strv_builder_add (builder, _ ("A 0 of the phone number was missing or one too many; check the number."));
  if (warnings & INVY_PHONE_WARNING_UNKNOWN_RANGE)
    g_strv_builder_add (builder, _ ("The phone number is in no range known to be in use; check the number."));
  if (warnings & INVY_PHONE_WARNING_LANDLINE)
    g_strv_builder_add (builder, _ ("The phone number is a landline, where WhatsApp seldom is."));
  if (warnings & INVY_PHONE_WARNING_SERVICE)
    g_strv_builder_add (builder, _ ("The phone number belongs to a service, not to a person."));

  sentences = g_strv_builder_end (builder);
  return sentences[0] != NULL ? g_strjoinv (" ", sentences) : NULL;
}

/**
 * invy_phone_dup_last_digits:
 * @e164: (nullable): a number in any writing
 *
 * Returns: (transfer full): its last four digits, all that a log may hold of it; "" if it has none
 */
char *
invy_phone_dup_last_digits (const char *e164)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = e164 != NULL ? e164 : ""; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (digits->len > 4)
    g_string_erase (digits, 0, (gssize) digits->len - 4);

  return g_string_free_and_steal (g_steal_pointer (&digits));
}

/**
 * invy_phone_is_country:
 * @country: (nullable): ISO 3166 letters
 *
 * Returns: whether numbers without a country code can be understood as that country's
 */
gboolean
invy_phone_is_country (const char *country)
{
  try
    {
      return !known_region (country).empty ();
    }
  catch (const std::exception &)
    {
      return FALSE;
    }
}
