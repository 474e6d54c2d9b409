/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-event.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

struct _InvyEvent
{
  InvyRecord parent_instance;

  gint64 archived_at;
  gboolean practice_only;
  char *moved_to;
  InvyAccess access;
};

G_DEFINE_FINAL_TYPE (InvyEvent, invy_event, INVY_TYPE_RECORD)

enum
{
  PROP_NAME = INVY_EVENT_N_FIELDS + 1,
  PROP_PRACTICE_ONLY,
  PROP_ARCHIVED,
  PROP_MOVED_TO,
  PROP_ACCESS,
  PROP_EDITABLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const char *const field_names[INVY_EVENT_N_FIELDS] = {
  [INVY_EVENT_TITLE] = "title",
  [INVY_EVENT_PARTNER1_NAME] = "partner1_name",
  [INVY_EVENT_PARTNER2_NAME] = "partner2_name",
  [INVY_EVENT_VENUE] = "venue",
  [INVY_EVENT_DATE] = "date",
  [INVY_EVENT_EVENT_TIME] = "event_time",
  [INVY_EVENT_GUEST_LINK] = "guest_link",
  [INVY_EVENT_TIMEZONE] = "timezone",
  [INVY_EVENT_COUNTRY] = "country",
  [INVY_EVENT_LANGUAGE] = "language",
  [INVY_EVENT_TEMPLATE_NAME] = "template_name",
  [INVY_EVENT_PARAMETER_MAPPING] = "parameter_mapping",
};

static void
invy_event_field_changed (InvyRecord *record, guint field)
{
  if (field == INVY_EVENT_TITLE || field == INVY_EVENT_PARTNER1_NAME || field == INVY_EVENT_PARTNER2_NAME)
    g_object_notify_by_pspec (G_OBJECT (record), properties[PROP_NAME]);
}

static void
invy_event_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyEvent *self = INVY_EVENT (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_take_string (value, invy_event_dup_name (self));
      break;
    case PROP_PRACTICE_ONLY:
      g_value_set_boolean (value, self->practice_only);
      break;
    case PROP_ARCHIVED:
      g_value_set_boolean (value, self->archived_at != 0);
      break;
    case PROP_MOVED_TO:
      g_value_set_string (value, self->moved_to);
      break;
    case PROP_ACCESS:
      g_value_set_enum (value, (int) self->access);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, invy_event_is_editable (self));
      break;
    default:
      G_OBJECT_CLASS (invy_event_parent_class)->get_property (object, prop_id, value, pspec);
    }
}

static void
invy_event_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_PRACTICE_ONLY)
    invy_event_set_practice_only (INVY_EVENT (object), g_value_get_boolean (value));
  else
    G_OBJECT_CLASS (invy_event_parent_class)->set_property (object, prop_id, value, pspec);
}

static void
invy_event_finalize (GObject *object)
{
  g_free (INVY_EVENT (object)->moved_to);

  G_OBJECT_CLASS (invy_event_parent_class)->finalize (object);
}

static void
invy_event_class_init (InvyEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = invy_event_get_property;
  object_class->set_property = invy_event_set_property;
  object_class->finalize = invy_event_finalize;
  INVY_RECORD_CLASS (klass)->field_changed = invy_event_field_changed;

  invy_record_class_install_fields (INVY_RECORD_CLASS (klass), field_names, INVY_EVENT_N_FIELDS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRACTICE_ONLY] = g_param_spec_boolean (
      "practice-only", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ARCHIVED] = g_param_spec_boolean (
      "archived", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MOVED_TO] = g_param_spec_string (
      "moved-to", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCESS] = g_param_spec_enum ("access", NULL, NULL, INVY_TYPE_ACCESS, INVY_ACCESS_OWNER,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EDITABLE] = g_param_spec_boolean (
      "editable", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  for (guint i = PROP_NAME; i < N_PROPS; i++)
    g_object_class_install_property (object_class, i, properties[i]);
}

static void
invy_event_init (InvyEvent *self)
{
  self->access = INVY_ACCESS_OWNER;
}

/**
 * invy_event_field_get_name:
 *
 * Returns: the name of @field as the database column has it. The property is the same with dashes.
 */
const char *
invy_event_field_get_name (InvyEventField field)
{
  g_return_val_if_fail (field < INVY_EVENT_N_FIELDS, NULL);

  return field_names[field];
}

/**
 * invy_event_new:
 *
 * Returns: (transfer full): a new wedding with an id of its own and nothing else
 */
InvyEvent *
invy_event_new (void)
{
  InvyEvent *self = g_object_new (INVY_TYPE_EVENT, NULL);

  invy_record_make_id (INVY_RECORD (self));

  return self;
}

/**
 * invy_event_copy:
 *
 * Returns: (transfer full): another object with everything @self has, id and version included; for editing
 */
InvyEvent *
invy_event_copy (InvyEvent *self)
{
  InvyEvent *copy;

  g_return_val_if_fail (INVY_IS_EVENT (self), NULL);

  copy = g_object_new (INVY_TYPE_EVENT, NULL);
  invy_event_assign (copy, self);

  return copy;
}

/**
 * invy_event_assign:
 *
 * Gives @self everything that @source has; what differs is notified.
 */
void
invy_event_assign (InvyEvent *self, InvyEvent *source)
{
  g_return_if_fail (INVY_IS_EVENT (self));
  g_return_if_fail (INVY_IS_EVENT (source));

  g_object_freeze_notify (G_OBJECT (self));
  invy_record_assign (INVY_RECORD (self), INVY_RECORD (source));
  invy_event_set_practice_only (self, source->practice_only);
  invy_event_set_archived_at (self, source->archived_at);
  invy_event_set_moved_to (self, source->moved_to);
  invy_event_set_access (self, source->access);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * invy_event_check:
 *
 * Whether @self can be kept: it needs a title or at least one partner, or nobody could tell it from the others.
 *
 * Returns: %FALSE with %INVY_FIELD_ERROR_EMPTY if not
 */
gboolean
invy_event_check (InvyEvent *self, GError **error)
{
  g_return_val_if_fail (INVY_IS_EVENT (self), FALSE);

  if (invy_event_get (self, INVY_EVENT_TITLE) != NULL || invy_event_get (self, INVY_EVENT_PARTNER1_NAME) != NULL
      || invy_event_get (self, INVY_EVENT_PARTNER2_NAME) != NULL)
    return TRUE;

  g_set_error_literal (error, INVY_FIELD_ERROR, INVY_FIELD_ERROR_EMPTY,
                       _ ("A wedding needs a name: fill in the partners or a title."));
  return FALSE;
}

/**
 * invy_event_get_id:
 *
 * Returns: the wedding's UUID
 */
const char *
invy_event_get_id (InvyEvent *self)
{
  return invy_record_get_id (INVY_RECORD (self));
}

/**
 * invy_event_get:
 *
 * Returns: (nullable): the text of @field; %NULL, never "", when there is none
 */
const char *
invy_event_get (InvyEvent *self, InvyEventField field)
{
  return invy_record_get_text (INVY_RECORD (self), field);
}

/**
 * invy_event_set:
 * @text: (nullable): the text as it is to be kept; see invy_event_field_normalize() for what people type
 *
 * Sets @field; "" counts as nothing.
 */
void
invy_event_set (InvyEvent *self, InvyEventField field, const char *text)
{
  invy_record_set_text (INVY_RECORD (self), field, text);
}

/**
 * invy_event_dup_name:
 *
 * Returns: (transfer full): what to call the wedding in a list: its title, else its partners; "" if it has neither
 */
char *
invy_event_dup_name (InvyEvent *self)
{
  const char *title, *first, *second;

  g_return_val_if_fail (INVY_IS_EVENT (self), NULL);

  title = invy_event_get (self, INVY_EVENT_TITLE);
  first = invy_event_get (self, INVY_EVENT_PARTNER1_NAME);
  second = invy_event_get (self, INVY_EVENT_PARTNER2_NAME);

  if (title != NULL)
    return g_strdup (title);
  if (first != NULL && second != NULL)
    /* Translators: the two partners of a wedding */
    return g_strdup_printf (_ ("%s & %s"), first, second);
  return g_strdup (first != NULL ? first : second != NULL ? second : "");
}

/**
 * invy_event_dup_typed:
 *
 * Returns: (transfer full): the text of @field as people would type it, for an entry: the day first in dates; "" when
 *   there is none
 */
char *
invy_event_dup_typed (InvyEvent *self, InvyEventField field)
{
  const char *text = invy_event_get (self, field);
  guint year, month, day;

  if (text == NULL)
    return g_strdup ("");
  if (field == INVY_EVENT_DATE && sscanf (text, "%4u-%2u-%2u", &year, &month, &day) == 3)
    return g_strdup_printf ("%02u/%02u/%04u", day, month, year);
  return g_strdup (text);
}

gboolean
invy_event_get_practice_only (InvyEvent *self)
{
  g_return_val_if_fail (INVY_IS_EVENT (self), FALSE);

  return self->practice_only;
}

/**
 * invy_event_set_practice_only:
 *
 * A wedding that can only be practised with: the store refuses a real campaign for it.
 */
void
invy_event_set_practice_only (InvyEvent *self, gboolean practice_only)
{
  g_return_if_fail (INVY_IS_EVENT (self));

  practice_only = !!practice_only;
  if (self->practice_only == practice_only)
    return;

  self->practice_only = practice_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRACTICE_ONLY]);
}

/**
 * invy_event_get_archived_at:
 *
 * Returns: milliseconds since 1970, UTC; 0 if it is not archived
 */
gint64
invy_event_get_archived_at (InvyEvent *self)
{
  g_return_val_if_fail (INVY_IS_EVENT (self), 0);

  return self->archived_at;
}

void
invy_event_set_archived_at (InvyEvent *self, gint64 archived_at_ms)
{
  g_return_if_fail (INVY_IS_EVENT (self));

  if (self->archived_at == archived_at_ms)
    return;

  self->archived_at = archived_at_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARCHIVED]);
}

/**
 * invy_event_get_moved_to:
 *
 * Returns: (transfer none) (nullable): the database that the wedding moved to, for people; %NULL if it is kept here.
 *   Nothing of one that moved can be changed, and nothing sent
 */
const char *
invy_event_get_moved_to (InvyEvent *self)
{
  g_return_val_if_fail (INVY_IS_EVENT (self), NULL);

  return self->moved_to;
}

void
invy_event_set_moved_to (InvyEvent *self, const char *name)
{
  g_return_if_fail (INVY_IS_EVENT (self));

  if (!g_set_str (&self->moved_to, name))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MOVED_TO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

/**
 * invy_event_get_access:
 *
 * Returns: what this person may do with the wedding: everything, unless it is shared and the database said otherwise
 */
InvyAccess
invy_event_get_access (InvyEvent *self)
{
  g_return_val_if_fail (INVY_IS_EVENT (self), INVY_ACCESS_VIEWER);

  return self->access;
}

void
invy_event_set_access (InvyEvent *self, InvyAccess access)
{
  g_return_if_fail (INVY_IS_EVENT (self));

  if (self->access == access)
    return;

  self->access = access;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

/**
 * invy_event_is_editable:
 *
 * Returns: whether this person may change anything of the wedding here, and send: not as a viewer, and not once it
 *   moved to another database
 */
gboolean
invy_event_is_editable (InvyEvent *self)
{
  g_return_val_if_fail (INVY_IS_EVENT (self), FALSE);

  return self->access >= INVY_ACCESS_EDITOR && self->moved_to == NULL;
}
