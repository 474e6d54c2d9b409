/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-guest.h"

#include "model/invy-tags.h"
#include "model/invy-uuid.h"

#include <glib/gi18n-lib.h>

struct _InvyGuest
{
  InvyRecord parent_instance;

  /* First, beside the count of references: a search reads nothing else here, and waits for memory more than it
   * computes. */
  gpointer cache;
  GDestroyNotify cache_destroy;

  const char *event_id; /* interned: the same for a hundred thousand guests */
  guint party_size;
  InvyRsvp rsvp;
  guint rsvp_count;
  gint64 rsvp_at;

  /* what was found out, not kept */
  char *phone_e164;
  char *phone_display;
  char *phone_problem;
  InvyDelivery delivery;
};

G_DEFINE_FINAL_TYPE (InvyGuest, invy_guest, INVY_TYPE_RECORD)

G_DEFINE_ENUM_TYPE (InvyRsvp,
                    invy_rsvp,
                    G_DEFINE_ENUM_VALUE (INVY_RSVP_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (INVY_RSVP_YES, "yes"),
                    G_DEFINE_ENUM_VALUE (INVY_RSVP_NO, "no"),
                    G_DEFINE_ENUM_VALUE (INVY_RSVP_MAYBE, "maybe"))

enum
{
  PROP_NAME = INVY_GUEST_N_FIELDS + 1,
  PROP_PARTY_SIZE,
  PROP_RSVP,
  PROP_RSVP_COUNT,
  PROP_PHONE_E164,
  PROP_PHONE_DISPLAY,
  PROP_PHONE_PROBLEM,
  PROP_DELIVERY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const char *const field_names[INVY_GUEST_N_FIELDS] = {
  [INVY_GUEST_FIRST_NAME] = "first_name",
  [INVY_GUEST_LAST_NAME] = "last_name",
  [INVY_GUEST_PHONE_NUMBER] = "phone_number",
  [INVY_GUEST_EMAIL] = "email",
  [INVY_GUEST_LANGUAGE] = "language",
  [INVY_GUEST_SIDE] = "side",
  [INVY_GUEST_GROUP_NAME] = "group_name",
  [INVY_GUEST_MEAL] = "meal",
  [INVY_GUEST_NOTES] = "notes",
  [INVY_GUEST_BSUID] = "bsuid",
  [INVY_GUEST_RSVP_TOKEN] = "rsvp_token",
  [INVY_GUEST_MERGED_INTO] = "merged_into",
  [INVY_GUEST_HOUSEHOLD] = "household",
  [INVY_GUEST_TAGS] = "tags",
};

static char *
invy_guest_clean_text (InvyRecord *record, guint field, const char *text)
{
  if (field == INVY_GUEST_TAGS)
    return invy_tags_clean (text);
  if (field == INVY_GUEST_HOUSEHOLD)
    return g_strstrip (g_strdup (text));
  return NULL;
}

static void
clear_cache (InvyGuest *self)
{
  if (self->cache != NULL)
    self->cache_destroy (g_steal_pointer (&self->cache));
}

static void
invy_guest_field_changed (InvyRecord *record, guint field)
{
  clear_cache (INVY_GUEST (record));
  if (field == INVY_GUEST_FIRST_NAME || field == INVY_GUEST_LAST_NAME)
    g_object_notify_by_pspec (G_OBJECT (record), properties[PROP_NAME]);
}

static void
invy_guest_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyGuest *self = INVY_GUEST (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_take_string (value, invy_guest_dup_name (self));
      break;
    case PROP_PARTY_SIZE:
      g_value_set_uint (value, self->party_size);
      break;
    case PROP_RSVP:
      g_value_set_enum (value, (int) self->rsvp);
      break;
    case PROP_RSVP_COUNT:
      g_value_set_uint (value, self->rsvp_count);
      break;
    case PROP_PHONE_E164:
      g_value_set_string (value, self->phone_e164);
      break;
    case PROP_PHONE_DISPLAY:
      g_value_set_string (value, self->phone_display);
      break;
    case PROP_PHONE_PROBLEM:
      g_value_set_string (value, self->phone_problem);
      break;
    case PROP_DELIVERY:
      g_value_set_enum (value, (int) self->delivery);
      break;
    default:
      G_OBJECT_CLASS (invy_guest_parent_class)->get_property (object, prop_id, value, pspec);
    }
}

static void
invy_guest_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_PARTY_SIZE)
    invy_guest_set_party_size (INVY_GUEST (object), g_value_get_uint (value));
  else
    G_OBJECT_CLASS (invy_guest_parent_class)->set_property (object, prop_id, value, pspec);
}

static void
invy_guest_finalize (GObject *object)
{
  InvyGuest *self = INVY_GUEST (object);

  clear_cache (self);
  g_clear_pointer (&self->phone_e164, g_free);
  g_clear_pointer (&self->phone_display, g_free);
  g_clear_pointer (&self->phone_problem, g_free);

  G_OBJECT_CLASS (invy_guest_parent_class)->finalize (object);
}

static void
invy_guest_class_init (InvyGuestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = invy_guest_get_property;
  object_class->set_property = invy_guest_set_property;
  object_class->finalize = invy_guest_finalize;
  INVY_RECORD_CLASS (klass)->field_changed = invy_guest_field_changed;
  INVY_RECORD_CLASS (klass)->clean_text = invy_guest_clean_text;

  invy_record_class_install_fields (INVY_RECORD_CLASS (klass), field_names, INVY_GUEST_N_FIELDS);
  INVY_RECORD_CLASS (klass)->n_columns = INVY_GUEST_N_COLUMNS;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  properties[PROP_PARTY_SIZE] =
      g_param_spec_uint ("party-size", NULL, NULL, 0, G_MAXUINT, 1, readable | G_PARAM_WRITABLE);
  properties[PROP_RSVP] = g_param_spec_enum ("rsvp", NULL, NULL, INVY_TYPE_RSVP, INVY_RSVP_NONE, readable);
  properties[PROP_RSVP_COUNT] = g_param_spec_uint ("rsvp-count", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_PHONE_E164] = g_param_spec_string ("phone-e164", NULL, NULL, NULL, readable);
  properties[PROP_PHONE_DISPLAY] = g_param_spec_string ("phone-display", NULL, NULL, NULL, readable);
  properties[PROP_PHONE_PROBLEM] = g_param_spec_string ("phone-problem", NULL, NULL, NULL, readable);
  properties[PROP_DELIVERY] =
      g_param_spec_enum ("delivery", NULL, NULL, INVY_TYPE_DELIVERY, INVY_DELIVERY_NONE, readable);
  for (guint i = PROP_NAME; i < N_PROPS; i++)
    g_object_class_install_property (object_class, i, properties[i]);
}

static void
invy_guest_init (InvyGuest *self)
{
  self->party_size = 1;
}

/**
 * invy_guest_field_get_name:
 *
 * Returns: the name of @field as the database column has it. The property is the same with dashes.
 */
const char *
invy_guest_field_get_name (InvyGuestField field)
{
  g_return_val_if_fail (field < INVY_GUEST_N_FIELDS, NULL);

  return field_names[field];
}

/**
 * invy_guest_new:
 * @event_id: the wedding
 *
 * Returns: (transfer full): a new guest, one person, with an id and a token for the personal link
 */
InvyGuest *
invy_guest_new (const char *event_id)
{
  char id[INVY_UUID_SIZE], token_id[INVY_UUID_SIZE];

  invy_uuid_make (id);
  invy_uuid_make (token_id);
  return invy_guest_new_with_ids (event_id, id, token_id);
}

/**
 * invy_guest_new_with_ids:
 * @event_id: the wedding
 * @id: a new UUID
 * @token_id: another one, which the token for the personal link is made of
 *
 * Returns: (transfer full): a new guest as invy_guest_new() makes it, for whoever makes many
 */
InvyGuest *
invy_guest_new_with_ids (const char *event_id, const char *id, const char *token_id)
{
  InvyGuest *self = g_object_new (INVY_TYPE_GUEST, NULL);
  char token[INVY_UUID_TOKEN_SIZE];

  invy_uuid_write_token (token_id, token);
  invy_record_set_id (INVY_RECORD (self), id);
  invy_guest_set (self, INVY_GUEST_RSVP_TOKEN, token);
  invy_guest_set_event_id (self, event_id);

  return self;
}

/**
 * invy_guest_copy:
 *
 * Returns: (transfer full): another object with everything @self has, id and version included; for editing
 */
InvyGuest *
invy_guest_copy (InvyGuest *self)
{
  InvyGuest *copy;

  g_return_val_if_fail (INVY_IS_GUEST (self), NULL);

  copy = g_object_new (INVY_TYPE_GUEST, NULL);
  invy_guest_assign (copy, self);

  return copy;
}

/**
 * invy_guest_assign:
 *
 * Gives @self everything that @source has; what differs is notified.
 */
void
invy_guest_assign (InvyGuest *self, InvyGuest *source)
{
  g_return_if_fail (INVY_IS_GUEST (self));
  g_return_if_fail (INVY_IS_GUEST (source));

  g_object_freeze_notify (G_OBJECT (self));
  invy_record_assign (INVY_RECORD (self), INVY_RECORD (source));
  invy_guest_set_event_id (self, source->event_id);
  invy_guest_set_party_size (self, source->party_size);
  invy_guest_set_rsvp (self, source->rsvp, source->rsvp_count, source->rsvp_at);
  invy_guest_set_phone_judged (self, source->phone_e164, source->phone_display, source->phone_problem);
  invy_guest_set_delivery (self, source->delivery);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * invy_guest_check:
 *
 * Whether @self can be kept: a guest with neither a name nor a phone number could not be found again.
 *
 * Returns: %FALSE with %INVY_FIELD_ERROR_EMPTY if not
 */
gboolean
invy_guest_check (InvyGuest *self, GError **error)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), FALSE);

  if (invy_guest_get (self, INVY_GUEST_FIRST_NAME) != NULL || invy_guest_get (self, INVY_GUEST_LAST_NAME) != NULL
      || invy_guest_get (self, INVY_GUEST_PHONE_NUMBER) != NULL)
    return TRUE;

  g_set_error_literal (error, INVY_FIELD_ERROR, INVY_FIELD_ERROR_EMPTY,
                       _ ("A guest needs a name or a phone number: fill in at least one of them."));
  return FALSE;
}

/**
 * invy_guest_get_id:
 *
 * Returns: the guest's UUID
 */
const char *
invy_guest_get_id (InvyGuest *self)
{
  return invy_record_get_id (INVY_RECORD (self));
}

const char *
invy_guest_get_event_id (InvyGuest *self)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), NULL);

  return self->event_id;
}

void
invy_guest_set_event_id (InvyGuest *self, const char *event_id)
{
  g_return_if_fail (INVY_IS_GUEST (self));

  self->event_id = g_intern_string (event_id);
}

/**
 * invy_guest_get:
 *
 * Returns: (nullable): the text of @field; %NULL, never "", when there is none
 */
const char *
invy_guest_get (InvyGuest *self, InvyGuestField field)
{
  return invy_record_get_text (INVY_RECORD (self), field);
}

/**
 * invy_guest_set:
 * @text: (nullable): "" counts as nothing
 *
 * Sets @field. The name of a household is trimmed, and tags become what invy_tags_clean() makes of them.
 */
void
invy_guest_set (InvyGuest *self, InvyGuestField field, const char *text)
{
  invy_record_set_text (INVY_RECORD (self), field, text);
}

/**
 * invy_guest_dup_name:
 *
 * Returns: (transfer full): first and last name, as much as there is; the phone number of a guest without a name
 */
char *
invy_guest_dup_name (InvyGuest *self)
{
  const char *first, *last, *phone;

  g_return_val_if_fail (INVY_IS_GUEST (self), NULL);

  first = invy_guest_get (self, INVY_GUEST_FIRST_NAME);
  last = invy_guest_get (self, INVY_GUEST_LAST_NAME);
  phone = invy_guest_get (self, INVY_GUEST_PHONE_NUMBER);

  if (first != NULL && last != NULL)
    return g_strdup_printf ("%s %s", first, last);
  return g_strdup (first != NULL ? first : last != NULL ? last : phone != NULL ? phone : "");
}

/**
 * invy_guest_get_party_size:
 *
 * Returns: how many people the one invitation is for
 */
guint
invy_guest_get_party_size (InvyGuest *self)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), 0);

  return self->party_size;
}

void
invy_guest_set_party_size (InvyGuest *self, guint party_size)
{
  g_return_if_fail (INVY_IS_GUEST (self));

  if (self->party_size == party_size)
    return;

  self->party_size = party_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARTY_SIZE]);
}

InvyRsvp
invy_guest_get_rsvp (InvyGuest *self)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), INVY_RSVP_NONE);

  return self->rsvp;
}

/**
 * invy_guest_get_rsvp_count:
 *
 * Returns: how many people come, as answered
 */
guint
invy_guest_get_rsvp_count (InvyGuest *self)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), 0);

  return self->rsvp_count;
}

/**
 * invy_guest_get_rsvp_at:
 *
 * Returns: when it was answered, milliseconds since 1970, UTC; 0 if it was not
 */
gint64
invy_guest_get_rsvp_at (InvyGuest *self)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), 0);

  return self->rsvp_at;
}

/**
 * invy_guest_set_rsvp:
 * @count: how many people come
 * @at_ms: milliseconds since 1970, UTC
 *
 * Keeps an answer as a whole, so that asking again never adds up.
 */
void
invy_guest_set_rsvp (InvyGuest *self, InvyRsvp rsvp, guint count, gint64 at_ms)
{
  g_return_if_fail (INVY_IS_GUEST (self));

  self->rsvp_at = at_ms;
  if (self->rsvp != rsvp)
    {
      self->rsvp = rsvp;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RSVP]);
    }
  if (self->rsvp_count != count)
    {
      self->rsvp_count = count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RSVP_COUNT]);
    }
}

/**
 * invy_guest_get_phone_e164:
 *
 * Returns: (nullable): the number to send to; %NULL if there is none, or it was not judged yet
 */
const char *
invy_guest_get_phone_e164 (InvyGuest *self)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), NULL);

  return self->phone_e164;
}

/**
 * invy_guest_get_phone_display:
 *
 * Returns: (nullable): the number as people read it, without direction marks
 */
const char *
invy_guest_get_phone_display (InvyGuest *self)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), NULL);

  return self->phone_display;
}

/**
 * invy_guest_get_phone_problem:
 *
 * Returns: (nullable): a sentence that says why nothing can be sent to the number
 */
const char *
invy_guest_get_phone_problem (InvyGuest *self)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), NULL);

  return self->phone_problem;
}

/**
 * invy_guest_set_phone_judged:
 *
 * Notes what the typed number turned out to be.
 */
void
invy_guest_set_phone_judged (InvyGuest *self, const char *e164, const char *display, const char *problem)
{
  g_return_if_fail (INVY_IS_GUEST (self));

  if (g_set_str (&self->phone_e164, e164))
    {
      clear_cache (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE_E164]);
    }
  if (g_set_str (&self->phone_display, display))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE_DISPLAY]);
  if (g_set_str (&self->phone_problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE_PROBLEM]);
}

InvyDelivery
invy_guest_get_delivery (InvyGuest *self)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), INVY_DELIVERY_NONE);

  return self->delivery;
}

/**
 * invy_guest_set_delivery:
 *
 * Notes what the ledger says about the guest's invitation.
 */
void
invy_guest_set_delivery (InvyGuest *self, InvyDelivery delivery)
{
  g_return_if_fail (INVY_IS_GUEST (self));

  if (self->delivery == delivery)
    return;

  self->delivery = delivery;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DELIVERY]);
}

/**
 * invy_guest_get_cache:
 *
 * Returns: (transfer none) (nullable): what invy_guest_take_cache() was given; %NULL since a text or the verdict on
 *   the number changed
 */
gpointer
invy_guest_get_cache (InvyGuest *self)
{
  g_return_val_if_fail (INVY_IS_GUEST (self), NULL);

  return self->cache;
}

/**
 * invy_guest_take_cache:
 * @cache: (transfer full): what was made of the guest's texts
 * @destroy: frees it
 *
 * Keeps what is slow to make, until it would no longer be right.
 */
void
invy_guest_take_cache (InvyGuest *self, gpointer cache, GDestroyNotify destroy)
{
  g_return_if_fail (INVY_IS_GUEST (self));

  clear_cache (self);
  self->cache = cache;
  self->cache_destroy = destroy;
}
