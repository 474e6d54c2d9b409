/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-result.h"

#include "app/messages/invy-state-look.h"

#include "campaign/invy-reasons.h"
#include "phone/invy-phone.h"

#include <glib/gi18n.h>

struct _InvyResult
{
  GObject parent_instance;

  InvyMessage *message;
  InvyGuest *guest; /* NULL when it was removed */
  InvyResultSection section;
};

G_DEFINE_FINAL_TYPE (InvyResult, invy_result, G_TYPE_OBJECT)

enum
{
  PROP_SECTION = 1,
  PROP_LABEL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const InvyStateLook *
get_look (InvyResult *self)
{
  return invy_state_look_get (invy_message_get_state (self->message));
}

static char *
dup_label (InvyResult *self)
{
  const char *name = invy_message_get (self->message, INVY_MESSAGE_GUEST_NAME);
  g_autofree char *number = invy_result_dup_number (self);
  g_autofree char *reason = invy_result_dup_reason (self);
  const char *words[5] = { NULL };
  guint n = 0;

  if (name != NULL)
    words[n++] = name;
  if (number != NULL)
    words[n++] = number;
  words[n++] = invy_result_get_state_title (self);
  if (reason != NULL)
    words[n++] = reason;

  return g_strjoinv (", ", (char **) words);
}

static void
invy_result_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyResult *self = INVY_RESULT (object);

  switch (prop_id)
    {
    case PROP_SECTION:
      g_value_set_uint (value, invy_result_get_section (self));
      break;
    case PROP_LABEL:
      g_value_take_string (value, dup_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_result_finalize (GObject *object)
{
  InvyResult *self = INVY_RESULT (object);

  g_clear_object (&self->message);
  g_clear_object (&self->guest);

  G_OBJECT_CLASS (invy_result_parent_class)->finalize (object);
}

static void
invy_result_class_init (InvyResultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = invy_result_get_property;
  object_class->finalize = invy_result_finalize;

  properties[PROP_SECTION] =
      g_param_spec_uint ("section", NULL, NULL, 0, INVY_RESULT_EARLIER, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
invy_result_init (InvyResult *self)
{
}

/* What is held becomes a matter for the planner after a while: @now_ms says when we look. */
static InvyResultSection
choose_section (InvyMessage *message, gint64 now_ms)
{
  const InvyMessageState state = invy_message_get_state (message);

  if (invy_message_needs_settling (message, now_ms))
    return INVY_RESULT_ATTENTION;
  if (state == INVY_MESSAGE_HELD)
    return INVY_RESULT_HELD;
  if (invy_message_state_is_taken (state))
    return INVY_RESULT_SENT;
  if (state == INVY_MESSAGE_PLANNED || state == INVY_MESSAGE_POSTING || state == INVY_MESSAGE_CANCELLED)
    return INVY_RESULT_WAITING;
  if (state == INVY_MESSAGE_SKIPPED
      && invy_reasons_is_harmless (invy_message_get (message, INVY_MESSAGE_SKIP_REASON)))
    return INVY_RESULT_HARMLESS;

  return INVY_RESULT_ATTENTION;
}

/**
 * invy_result_new:
 * @guest: (nullable): the message's guest, unless it was removed
 * @is_newest: whether no later message of the campaign took its place
 *
 * Returns: (transfer full): what became of @message
 */
InvyResult *
invy_result_new (InvyMessage *message, InvyGuest *guest, gboolean is_newest)
{
  InvyResult *self;

  g_return_val_if_fail (INVY_IS_MESSAGE (message), NULL);

  self = g_object_new (INVY_TYPE_RESULT, NULL);
  self->message = g_object_ref (message);
  self->section = is_newest ? choose_section (message, g_get_real_time () / 1000) : INVY_RESULT_EARLIER;
  g_set_object (&self->guest, guest);

  return self;
}

/**
 * invy_result_new_list:
 * @messages: (element-type InvyMessage): all of a campaign, by position
 * @guests: (element-type InvyGuest): all of the wedding
 *
 * Returns: (transfer full) (element-type InvyResult): one for each message, in the order in which they were sent to;
 *   all but a guest's newest are in the section of earlier ones
 */
GPtrArray *
invy_result_new_list (GPtrArray *messages, GPtrArray *guests)
{
  g_autoptr (GHashTable) guests_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) newest = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *results = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < guests->len; i++)
    g_hash_table_insert (guests_by_id, (gpointer) invy_guest_get_id (guests->pdata[i]), guests->pdata[i]);
  for (guint i = 0; i < messages->len; i++)
    g_hash_table_replace (newest, (gpointer) invy_message_get (messages->pdata[i], INVY_MESSAGE_GUEST_ID),
                          messages->pdata[i]);

  for (guint i = 0; i < messages->len; i++)
    {
      InvyMessage *message = messages->pdata[i];
      const char *guest_id = invy_message_get (message, INVY_MESSAGE_GUEST_ID);

      g_ptr_array_add (results, invy_result_new (message, g_hash_table_lookup (guests_by_id, guest_id),
                                                 g_hash_table_lookup (newest, guest_id) == message));
    }

  return results;
}

/**
 * invy_result_get_message:
 *
 * Returns: (transfer none): the message that this is about
 */
InvyMessage *
invy_result_get_message (InvyResult *self)
{
  g_return_val_if_fail (INVY_IS_RESULT (self), NULL);

  return self->message;
}

static const char *
get_typed_number (InvyResult *self)
{
  return self->guest != NULL ? invy_guest_get (self->guest, INVY_GUEST_PHONE_NUMBER) : NULL;
}

static gboolean
has_same_text (InvyResult *self, InvyResult *other, InvyMessageField field)
{
  return g_strcmp0 (invy_message_get (self->message, field), invy_message_get (other->message, field)) == 0;
}

/**
 * invy_result_equal:
 *
 * Returns: whether both look the same
 */
gboolean
invy_result_equal (InvyResult *self, InvyResult *other)
{
  g_return_val_if_fail (INVY_IS_RESULT (self), FALSE);
  g_return_val_if_fail (INVY_IS_RESULT (other), FALSE);

  return g_str_equal (invy_message_get_id (self->message), invy_message_get_id (other->message))
         && has_same_text (self, other, INVY_MESSAGE_SKIP_REASON)
         && has_same_text (self, other, INVY_MESSAGE_ERROR_DETAIL)
         && has_same_text (self, other, INVY_MESSAGE_GUEST_NAME)
         && has_same_text (self, other, INVY_MESSAGE_PHONE_E164)
         && invy_message_get_state_at (self->message) == invy_message_get_state_at (other->message)
         && invy_message_get_state (self->message) == invy_message_get_state (other->message)
         && invy_message_get_error_code (self->message) == invy_message_get_error_code (other->message)
         && self->section == other->section && (self->guest == NULL) == (other->guest == NULL)
         && g_strcmp0 (get_typed_number (self), get_typed_number (other)) == 0;
}

/**
 * invy_result_has_guest:
 *
 * Returns: whether the guest is still in the list and can be corrected
 */
gboolean
invy_result_has_guest (InvyResult *self)
{
  g_return_val_if_fail (INVY_IS_RESULT (self), FALSE);

  return self->guest != NULL;
}

InvyResultSection
invy_result_get_section (InvyResult *self)
{
  g_return_val_if_fail (INVY_IS_RESULT (self), INVY_RESULT_ATTENTION);

  return self->section;
}

/**
 * invy_result_dup_number:
 *
 * Returns: (transfer full) (nullable): where the message went, as people write it; else what was typed for the guest.
 *   No direction marks
 */
char *
invy_result_dup_number (InvyResult *self)
{
  const char *e164;
  g_autoptr (InvyPhone) phone = NULL;

  g_return_val_if_fail (INVY_IS_RESULT (self), NULL);

  e164 = invy_message_get (self->message, INVY_MESSAGE_PHONE_E164);
  if (e164 == NULL)
    return g_strdup (get_typed_number (self));

  phone = invy_phone_parse (e164, NULL, NULL);
  return g_strdup (phone != NULL ? phone->display : e164);
}

/**
 * invy_result_dup_reason:
 *
 * Returns: (transfer full) (nullable): why, and what to do; %NULL when all is well
 */
char *
invy_result_dup_reason (InvyResult *self)
{
  g_return_val_if_fail (INVY_IS_RESULT (self), NULL);

  return invy_reasons_dup_for_message (self->message);
}

/**
 * invy_result_get_state_title:
 *
 * Returns: what happened, in a word or two
 */
const char *
invy_result_get_state_title (InvyResult *self)
{
  g_return_val_if_fail (INVY_IS_RESULT (self), NULL);

  return _ (get_look (self)->title);
}

const char *
invy_result_get_icon_name (InvyResult *self)
{
  g_return_val_if_fail (INVY_IS_RESULT (self), NULL);

  return get_look (self)->icon_name;
}

const char *
invy_result_get_css_class (InvyResult *self)
{
  g_return_val_if_fail (INVY_IS_RESULT (self), NULL);

  return get_look (self)->css_class;
}
