/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-dry-run-private.h"
#include "campaign/invy-reasons.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _InvyDryRunRow
{
  GObject parent_instance;

  InvyDryRunShared *shared;
  InvyGuest *guest;
  guint round;
  gboolean is_invited;

  /* What was judged, to judge again only what changed. */
  char *judged_phone;
  char *judged_country;
  char *phone_e164;
  const char *phone_reason; /* static */
  InvyPhoneWarnings phone_warnings;

  gboolean was_judged;
  const char *reason; /* interned */
  char *sentence;
  char *warning;

  InvyRendering *rendering; /* made when somebody asks */
  guint rendering_serial;
};

G_DEFINE_FINAL_TYPE (InvyDryRunRow, invy_dry_run_row, G_TYPE_OBJECT)

enum
{
  PROP_GUEST = 1,
  PROP_READY,
  PROP_SENTENCE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
shared_clear (gpointer data)
{
  InvyDryRunShared *self = data;

  g_clear_object (&self->templates);
  g_clear_object (&self->event);
  g_clear_pointer (&self->rsvp_base_url, g_free);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
}

/**
 * invy_dry_run_shared_new:
 *
 * Returns: (transfer full): what rows share, without a wedding yet
 */
InvyDryRunShared *
invy_dry_run_shared_new (InvyTemplateSet *templates, const char *rsvp_base_url, gboolean is_sample)
{
  InvyDryRunShared *self = g_rc_box_new0 (InvyDryRunShared);

  self->templates = g_object_ref (templates);
  self->rsvp_base_url = g_strdup (rsvp_base_url);
  self->is_sample = is_sample;
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
invy_dry_run_shared_unref (InvyDryRunShared *self)
{
  g_rc_box_release_full (self, shared_clear);
}

static guint
count_number (InvyDryRunShared *shared, const char *e164)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (shared->numbers, e164));
}

/* Only who gets a message counts: a number is shared by those. */
static void
add_number (InvyDryRunRow *self, int difference)
{
  if (!self->was_judged || self->reason != NULL || self->phone_e164 == NULL)
    return;

  g_hash_table_replace (
      self->shared->numbers, g_strdup (self->phone_e164),
      GUINT_TO_POINTER ((guint) ((int) count_number (self->shared, self->phone_e164) + difference)));
}

static const char *
get_reason_for_phone_error (const GError *error)
{
  switch ((InvyPhoneError) error->code)
    {
    case INVY_PHONE_ERROR_EMPTY:
      return INVY_SKIP_NO_PHONE;
    case INVY_PHONE_ERROR_LETTERS:
      return INVY_SKIP_PHONE_LETTERS;
    case INVY_PHONE_ERROR_TOO_SHORT:
      return INVY_SKIP_PHONE_TOO_SHORT;
    case INVY_PHONE_ERROR_TOO_LONG:
      return INVY_SKIP_PHONE_TOO_LONG;
    case INVY_PHONE_ERROR_NO_COUNTRY:
      return INVY_SKIP_PHONE_NO_COUNTRY;
    case INVY_PHONE_ERROR_DIGITS_LOST:
      return INVY_SKIP_PHONE_DIGITS_LOST;
    case INVY_PHONE_ERROR_IMPOSSIBLE:
    default:
      return INVY_SKIP_PHONE_IMPOSSIBLE;
    }
}

static void
invy_dry_run_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyDryRunRow *self = INVY_DRY_RUN_ROW (object);

  switch (prop_id)
    {
    case PROP_GUEST:
      g_value_set_object (value, self->guest);
      break;
    case PROP_READY:
      g_value_set_boolean (value, invy_dry_run_row_is_ready (self));
      break;
    case PROP_SENTENCE:
      g_value_set_string (value, self->sentence);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_dry_run_row_finalize (GObject *object)
{
  InvyDryRunRow *self = INVY_DRY_RUN_ROW (object);

  g_clear_pointer (&self->shared, invy_dry_run_shared_unref);
  g_clear_object (&self->guest);
  g_clear_pointer (&self->judged_phone, g_free);
  g_clear_pointer (&self->judged_country, g_free);
  g_clear_pointer (&self->phone_e164, g_free);
  g_clear_pointer (&self->sentence, g_free);
  g_clear_pointer (&self->warning, g_free);
  g_clear_pointer (&self->rendering, invy_rendering_free);

  G_OBJECT_CLASS (invy_dry_run_row_parent_class)->finalize (object);
}

static void
invy_dry_run_row_class_init (InvyDryRunRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = invy_dry_run_row_get_property;
  object_class->finalize = invy_dry_run_row_finalize;

  properties[PROP_GUEST] =
      g_param_spec_object ("guest", NULL, NULL, INVY_TYPE_GUEST, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_READY] =
      g_param_spec_boolean ("ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SENTENCE] =
      g_param_spec_string ("sentence", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
invy_dry_run_row_init (InvyDryRunRow *self)
{
  self->round = 1;
}

/**
 * invy_dry_run_row_new:
 * @shared: what the row has in common with the others; a reference is taken
 *
 * Returns: (transfer full): a row that was not judged yet, and so is not ready
 */
InvyDryRunRow *
invy_dry_run_row_new (InvyDryRunShared *shared, InvyGuest *guest)
{
  InvyDryRunRow *self = g_object_new (INVY_TYPE_DRY_RUN_ROW, NULL);

  self->shared = g_rc_box_acquire (shared);
  self->guest = g_object_ref (guest);

  return self;
}

/**
 * invy_dry_run_row_set_history:
 * @is_invited: whether a message stands that forbids another one
 * @round: the round of a new message
 *
 * Notes what the ledger says about the guest.
 */
void
invy_dry_run_row_set_history (InvyDryRunRow *self, gboolean is_invited, guint round)
{
  self->is_invited = is_invited;
  self->round = round;
}

/**
 * invy_dry_run_row_is_invited:
 *
 * Returns: whether a message to the guest stands already
 */
gboolean
invy_dry_run_row_is_invited (InvyDryRunRow *self)
{
  return self->is_invited;
}

static void
take_phone (InvyDryRunRow *self, const char *e164, const char *reason, InvyPhoneWarnings warnings)
{
  add_number (self, -1);
  g_set_str (&self->phone_e164, e164);
  self->phone_reason = reason;
  self->phone_warnings = warnings;
  add_number (self, 1);
}

/**
 * invy_dry_run_row_judge_phone:
 * @country: (nullable): of numbers without a country code
 *
 * Finds out what the guest's number is, unless that is known.
 */
void
invy_dry_run_row_judge_phone (InvyDryRunRow *self, const char *country)
{
  const char *text = invy_guest_get (self->guest, INVY_GUEST_PHONE_NUMBER);
  InvyPhoneWarnings warnings = INVY_PHONE_WARNING_NONE;
  g_autofree char *e164 = NULL;
  g_autoptr (GError) error = NULL;

  /* Not "||": both have to be remembered. */
  if ((!g_set_str (&self->judged_phone, text) & !g_set_str (&self->judged_country, country)) && self->was_judged)
    return;

  e164 = invy_phone_dup_e164 (text, country, &warnings, &error);
  if (e164 != NULL)
    take_phone (self, e164, NULL, warnings);
  else
    take_phone (self, NULL, get_reason_for_phone_error (error), INVY_PHONE_WARNING_NONE);
}

/**
 * invy_dry_run_row_set_phone:
 * @e164: (nullable): where the message goes instead of the guest's number
 */
void
invy_dry_run_row_set_phone (InvyDryRunRow *self, const char *e164)
{
  take_phone (self, e164, NULL, INVY_PHONE_WARNING_NONE);
}

/**
 * invy_dry_run_row_get_phone_reason:
 *
 * Returns: (nullable): why nothing can be sent to the number
 */
const char *
invy_dry_run_row_get_phone_reason (InvyDryRunRow *self)
{
  return self->phone_reason;
}

/**
 * invy_dry_run_row_set_reason:
 * @reason: (nullable): why the guest is left out; %NULL to send
 */
void
invy_dry_run_row_set_reason (InvyDryRunRow *self, const char *reason)
{
  if (self->was_judged && g_strcmp0 (self->reason, reason) == 0)
    return;

  add_number (self, -1);
  self->reason = g_intern_string (reason);
  self->was_judged = TRUE;
  add_number (self, 1);

  g_clear_pointer (&self->sentence, g_free);
  if (reason != NULL)
    self->sentence = invy_reasons_dup_for_skip (reason);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENTENCE]);
}

/**
 * invy_dry_run_row_get_guest:
 *
 * Returns: (transfer none): whom the message is for
 */
InvyGuest *
invy_dry_run_row_get_guest (InvyDryRunRow *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN_ROW (self), NULL);

  return self->guest;
}

/**
 * invy_dry_run_row_is_ready:
 *
 * Returns: whether nothing about the guest forbids the message
 */
gboolean
invy_dry_run_row_is_ready (InvyDryRunRow *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN_ROW (self), FALSE);

  return self->was_judged && self->reason == NULL;
}

/**
 * invy_dry_run_row_get_reason:
 *
 * Returns: (nullable): a word for the ledger; see invy-reasons.h
 */
const char *
invy_dry_run_row_get_reason (InvyDryRunRow *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN_ROW (self), NULL);

  return self->reason;
}

/**
 * invy_dry_run_row_get_sentence:
 *
 * Returns: (nullable): why the guest is left out, and what to do; %NULL for one who is not
 */
const char *
invy_dry_run_row_get_sentence (InvyDryRunRow *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN_ROW (self), NULL);

  return self->sentence;
}

static void
add_phone_warning (InvyDryRunRow *self, GStrvBuilder *warnings)
{
  if (self->phone_warnings != INVY_PHONE_WARNING_NONE)
    g_strv_builder_take (warnings, invy_phone_dup_warning (self->phone_warnings));
}

static void
add_shared_warning (InvyDryRunRow *self, GStrvBuilder *warnings)
{
  const guint n_sharing = count_number (self->shared, self->phone_e164);

  if (n_sharing > 1)
    g_strv_builder_take (warnings, invy_reasons_dup_for_shared (n_sharing));
}

static void
add_template_warnings (InvyDryRunRow *self, GStrvBuilder *warnings)
{
  gboolean is_fallback;
  InvyTemplate *tmpl = invy_dry_run_row_get_template (self, &is_fallback);
  g_autoptr (InvyPhone) phone = NULL;

  if (is_fallback)
    g_strv_builder_take (warnings, invy_reasons_dup_for_fallback (invy_guest_get (self->guest, INVY_GUEST_LANGUAGE),
                                                                  invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE)));

  /* Since April 2025 Meta does not deliver marketing to numbers of the United States (fact sheet, section 5). */
  if (g_strcmp0 (invy_template_get (tmpl, INVY_TEMPLATE_CATEGORY), "MARKETING") != 0
      || !g_str_has_prefix (self->phone_e164, "+1"))
    return;
  phone = invy_phone_parse (self->phone_e164, NULL, NULL);
  if (phone != NULL && g_strcmp0 (phone->country, "US") == 0)
    g_strv_builder_add (warnings, _ ("WhatsApp does not deliver messages of the category marketing to the United "
                                     "States. Invite this guest in another way."));
}

/**
 * invy_dry_run_row_get_warning:
 *
 * Returns: (nullable): what a person should look at although the message is sent
 */
const char *
invy_dry_run_row_get_warning (InvyDryRunRow *self)
{
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;

  g_return_val_if_fail (INVY_IS_DRY_RUN_ROW (self), NULL);

  g_clear_pointer (&self->warning, g_free);
  if (!invy_dry_run_row_is_ready (self))
    return NULL;

  add_phone_warning (self, warnings);
  add_shared_warning (self, warnings);
  add_template_warnings (self, warnings);
  sentences = g_strv_builder_end (warnings);
  if (sentences[0] != NULL)
    self->warning = g_strjoinv (" ", sentences);

  return self->warning;
}

/**
 * invy_dry_run_row_get_phone_e164:
 *
 * Returns: (nullable): where the message goes
 */
const char *
invy_dry_run_row_get_phone_e164 (InvyDryRunRow *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN_ROW (self), NULL);

  return self->phone_e164;
}

/**
 * invy_dry_run_row_get_template:
 * @is_fallback: (out) (optional): whether it is not in the guest's own language
 *
 * Returns: (transfer none) (nullable): the translation for the guest; %NULL when there is none, and the guest is left
 *   out for it
 */
InvyTemplate *
invy_dry_run_row_get_template (InvyDryRunRow *self, gboolean *is_fallback)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN_ROW (self), NULL);

  return invy_template_set_choose (self->shared->templates, invy_guest_get (self->guest, INVY_GUEST_LANGUAGE),
                                   is_fallback);
}

/**
 * invy_dry_run_row_get_round:
 *
 * Returns: 1 for the guest's first message of the purpose; one more than the newest that stands when it is sent again
 */
guint
invy_dry_run_row_get_round (InvyDryRunRow *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN_ROW (self), 0);

  return self->round;
}

/**
 * invy_dry_run_row_render:
 *
 * Returns: (transfer full): the guest's message, made anew
 */
InvyRendering *
invy_dry_run_row_render (InvyDryRunRow *self)
{
  InvyDryRunShared *shared = self->shared;
  InvyTemplate *tmpl =
      invy_template_set_choose_shown (shared->templates, invy_guest_get (self->guest, INVY_GUEST_LANGUAGE));

  return shared->is_sample ? invy_rendering_new_sample (tmpl, shared->event, self->guest, shared->rsvp_base_url)
                           : invy_rendering_new (tmpl, shared->event, self->guest, shared->rsvp_base_url);
}

/**
 * invy_dry_run_row_get_rendering:
 *
 * Returns: the guest's message with the wedding's details as they are now; valid until they change
 */
const InvyRendering *
invy_dry_run_row_get_rendering (InvyDryRunRow *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN_ROW (self), NULL);

  if (self->rendering != NULL && self->rendering_serial == self->shared->serial)
    return self->rendering;

  g_clear_pointer (&self->rendering, invy_rendering_free);
  self->rendering_serial = self->shared->serial;
  self->rendering = invy_dry_run_row_render (self);

  return self->rendering;
}
