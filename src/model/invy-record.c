/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-record.h"

#include "model/invy-uuid.h"

/* Texts are never changed in place, so that a copy shares them: an import makes several of each guest. */
typedef struct
{
  GRefString *id;
  GRefString **texts;
  gint64 version;
  gint64 deleted_at;
} InvyRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (InvyRecord, invy_record, G_TYPE_OBJECT)

static InvyRecordPrivate *
get_private (InvyRecord *self)
{
  return invy_record_get_instance_private (self);
}

/* Whether that changes anything. If not, the old one stays: somebody may have it for a key. */
static gboolean
set_shared (GRefString **place, GRefString *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;

  g_clear_pointer (place, g_ref_string_release);
  *place = text != NULL ? g_ref_string_acquire (text) : NULL;
  return TRUE;
}

static void
invy_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyRecord *self = INVY_RECORD (object);

  if (prop_id >= 1 && prop_id <= INVY_RECORD_GET_CLASS (self)->n_fields)
    g_value_set_string (value, get_private (self)->texts[prop_id - 1]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
invy_record_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  InvyRecord *self = INVY_RECORD (object);

  if (prop_id >= 1 && prop_id <= INVY_RECORD_GET_CLASS (self)->n_fields)
    invy_record_set_text (self, prop_id - 1, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
invy_record_constructed (GObject *object)
{
  InvyRecord *self = INVY_RECORD (object);

  get_private (self)->texts = g_new0 (GRefString *, INVY_RECORD_GET_CLASS (self)->n_fields);

  G_OBJECT_CLASS (invy_record_parent_class)->constructed (object);
}

static void
invy_record_finalize (GObject *object)
{
  InvyRecord *self = INVY_RECORD (object);
  InvyRecordPrivate *priv = get_private (self);

  for (guint i = 0; i < INVY_RECORD_GET_CLASS (self)->n_fields; i++)
    g_clear_pointer (&priv->texts[i], g_ref_string_release);
  g_clear_pointer (&priv->texts, g_free);
  g_clear_pointer (&priv->id, g_ref_string_release);

  G_OBJECT_CLASS (invy_record_parent_class)->finalize (object);
}

static void
invy_record_class_init (InvyRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = invy_record_get_property;
  object_class->set_property = invy_record_set_property;
  object_class->constructed = invy_record_constructed;
  object_class->finalize = invy_record_finalize;
}

static void
invy_record_init (InvyRecord *self)
{
}

/**
 * invy_record_class_install_fields:
 * @field_names: (array length=n_fields): static names with underscores, as the database's columns have them
 *
 * Makes the texts of a subclass: a property each, with dashes for the underscores, and ids from 1 on.
 */
void
invy_record_class_install_fields (InvyRecordClass *klass, const char *const *field_names, guint n_fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  /* These two do not inherit: GObject clears them in each class. A subclass with properties of its own has set them.
   */
  if (object_class->get_property == NULL)
    object_class->get_property = invy_record_get_property;
  if (object_class->set_property == NULL)
    object_class->set_property = invy_record_set_property;

  klass->field_names = field_names;
  klass->n_fields = n_fields;
  klass->n_columns = n_fields;
  klass->field_pspecs = g_new0 (GParamSpec *, n_fields); /* lives as long as the class: for ever */

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (field_names[i]), "_", '-');

      klass->field_pspecs[i] =
          g_param_spec_string (g_intern_string (name), NULL, NULL, NULL,
                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
      g_object_class_install_property (object_class, i + 1, klass->field_pspecs[i]);
    }
}

/**
 * invy_record_get_id:
 *
 * Returns: (nullable): a random UUID
 */
const char *
invy_record_get_id (InvyRecord *self)
{
  g_return_val_if_fail (INVY_IS_RECORD (self), NULL);

  return get_private (self)->id;
}

void
invy_record_set_id (InvyRecord *self, const char *id)
{
  InvyRecordPrivate *priv;

  g_return_if_fail (INVY_IS_RECORD (self));

  priv = get_private (self);
  if (g_strcmp0 (priv->id, id) == 0)
    return;

  g_clear_pointer (&priv->id, g_ref_string_release);
  priv->id = id != NULL ? g_ref_string_new (id) : NULL;
}

/**
 * invy_record_make_id:
 *
 * Gives a new record an id that no other record anywhere has.
 */
void
invy_record_make_id (InvyRecord *self)
{
  char id[INVY_UUID_SIZE];

  invy_uuid_make (id);
  invy_record_set_id (self, id);
}

guint
invy_record_get_n_fields (InvyRecord *self)
{
  g_return_val_if_fail (INVY_IS_RECORD (self), 0);

  return INVY_RECORD_GET_CLASS (self)->n_fields;
}

/**
 * invy_record_get_text:
 *
 * Returns: (nullable): the text; %NULL, never "", when there is none
 */
const char *
invy_record_get_text (InvyRecord *self, guint field)
{
  g_return_val_if_fail (INVY_IS_RECORD (self), NULL);
  g_return_val_if_fail (field < INVY_RECORD_GET_CLASS (self)->n_fields, NULL);

  return get_private (self)->texts[field];
}

/**
 * invy_record_get_texts:
 *
 * Returns: (array) (element-type utf8): all texts, invy_record_get_n_fields() of them; %NULL for each that there is
 *   not. They stay valid until one is changed.
 */
const char *const *
invy_record_get_texts (InvyRecord *self)
{
  g_return_val_if_fail (INVY_IS_RECORD (self), NULL);

  return (const char *const *) get_private (self)->texts;
}

static void
notify_changed (InvyRecord *self, guint field)
{
  InvyRecordClass *klass = INVY_RECORD_GET_CLASS (self);

  g_object_notify_by_pspec (G_OBJECT (self), klass->field_pspecs[field]);
  if (klass->field_changed != NULL)
    klass->field_changed (self, field);
}

/**
 * invy_record_set_text:
 * @text: (nullable): "" counts as nothing
 *
 * Sets a text and notifies if it is another one.
 */
void
invy_record_set_text (InvyRecord *self, guint field, const char *text)
{
  InvyRecordClass *klass;
  GRefString **place;
  g_autofree char *clean = NULL;

  g_return_if_fail (INVY_IS_RECORD (self));

  klass = INVY_RECORD_GET_CLASS (self);
  g_return_if_fail (field < klass->n_fields);

  if (text != NULL && klass->clean_text != NULL && (clean = klass->clean_text (self, field, text)) != NULL)
    text = clean;
  if (text != NULL && *text == '\0')
    text = NULL;

  place = &get_private (self)->texts[field];
  if (g_strcmp0 (*place, text) == 0)
    return;

  g_clear_pointer (place, g_ref_string_release);
  *place = text != NULL ? g_ref_string_new (text) : NULL;
  notify_changed (self, field);
}

/**
 * invy_record_assign:
 * @source: a record of the same type
 *
 * Gives @self the id, the texts and the version of @source; what differs is notified.
 */
void
invy_record_assign (InvyRecord *self, InvyRecord *source)
{
  InvyRecordPrivate *priv;
  InvyRecordPrivate *from;

  g_return_if_fail (INVY_IS_RECORD (self));
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (source));

  priv = get_private (self);
  from = get_private (source);
  set_shared (&priv->id, from->id);
  priv->version = from->version;
  priv->deleted_at = from->deleted_at;
  for (guint i = 0; i < INVY_RECORD_GET_CLASS (self)->n_fields; i++)
    if (set_shared (&priv->texts[i], from->texts[i]))
      notify_changed (self, i);
}

/**
 * invy_record_get_version:
 *
 * Returns: the version that was read from the store; 0 for a record that was never kept
 */
gint64
invy_record_get_version (InvyRecord *self)
{
  g_return_val_if_fail (INVY_IS_RECORD (self), 0);

  return get_private (self)->version;
}

void
invy_record_set_version (InvyRecord *self, gint64 version)
{
  g_return_if_fail (INVY_IS_RECORD (self));

  get_private (self)->version = version;
}

/**
 * invy_record_get_deleted_at:
 *
 * Returns: milliseconds since 1970, UTC; 0 if it is not deleted
 */
gint64
invy_record_get_deleted_at (InvyRecord *self)
{
  g_return_val_if_fail (INVY_IS_RECORD (self), 0);

  return get_private (self)->deleted_at;
}

void
invy_record_set_deleted_at (InvyRecord *self, gint64 deleted_at_ms)
{
  g_return_if_fail (INVY_IS_RECORD (self));

  get_private (self)->deleted_at = deleted_at_ms;
}
