/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-template.h"
#include "text/invy-json.h"

#include <string.h>

struct _InvyTemplate
{
  InvyRecord parent_instance;

  gint64 synced_at;
  InvyTemplateParts *parts; /* made when somebody asks */
};

G_DEFINE_FINAL_TYPE (InvyTemplate, invy_template, INVY_TYPE_RECORD)

static const char *const field_names[INVY_TEMPLATE_N_FIELDS] = {
  [INVY_TEMPLATE_WABA_ID] = "waba_id",       [INVY_TEMPLATE_NAME] = "name",
  [INVY_TEMPLATE_LANGUAGE] = "language",     [INVY_TEMPLATE_STATUS] = "status",
  [INVY_TEMPLATE_CATEGORY] = "category",     [INVY_TEMPLATE_PARAMETER_FORMAT] = "parameter_format",
  [INVY_TEMPLATE_COMPONENTS] = "components", [INVY_TEMPLATE_QUALITY] = "quality",
};

static void
invy_template_field_changed (InvyRecord *record, guint field)
{
  InvyTemplate *self = INVY_TEMPLATE (record);

  if (field == INVY_TEMPLATE_COMPONENTS)
    g_clear_pointer (&self->parts, invy_template_parts_free);
}

static void
invy_template_finalize (GObject *object)
{
  InvyTemplate *self = INVY_TEMPLATE (object);

  g_clear_pointer (&self->parts, invy_template_parts_free);

  G_OBJECT_CLASS (invy_template_parent_class)->finalize (object);
}

static void
invy_template_class_init (InvyTemplateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_template_finalize;
  INVY_RECORD_CLASS (klass)->field_changed = invy_template_field_changed;
  invy_record_class_install_fields (INVY_RECORD_CLASS (klass), field_names, INVY_TEMPLATE_N_FIELDS);
}

static void
invy_template_init (InvyTemplate *self)
{
}

/**
 * invy_template_new:
 *
 * Returns: (transfer full): a template that nothing is known of
 */
InvyTemplate *
invy_template_new (void)
{
  return g_object_new (INVY_TYPE_TEMPLATE, NULL);
}

/**
 * invy_template_new_from_graph:
 * @object: an element of what Graph lists as message_templates
 * @waba_id: (nullable): the account it was read from
 *
 * Returns: (transfer full) (nullable): the template; %NULL when it has no name or no language, since nobody could
 *   send it. Everything else may be missing.
 */
InvyTemplate *
invy_template_new_from_graph (JsonObject *object, const char *waba_id)
{
  const struct
  {
    InvyTemplateField field;
    const char *member;
  } members[] = {
    { INVY_TEMPLATE_NAME, "name" },
    { INVY_TEMPLATE_LANGUAGE, "language" },
    { INVY_TEMPLATE_STATUS, "status" },
    { INVY_TEMPLATE_CATEGORY, "category" },
    { INVY_TEMPLATE_PARAMETER_FORMAT, "parameter_format" },
  };
  g_autoptr (InvyTemplate) self = invy_template_new ();
  JsonNode *components = json_object_get_member (object, "components");
  JsonObject *quality = invy_json_get_object (object, "quality_score");

  invy_template_set (self, INVY_TEMPLATE_WABA_ID, waba_id);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    invy_template_set (self, members[i].field, invy_json_get_text (object, members[i].member));
  if (quality != NULL)
    invy_template_set (self, INVY_TEMPLATE_QUALITY, invy_json_get_text (quality, "score"));
  if (components != NULL)
    {
      g_autofree char *text = json_to_string (components, FALSE);

      invy_template_set (self, INVY_TEMPLATE_COMPONENTS, text);
    }
  if (invy_template_get (self, INVY_TEMPLATE_NAME) == NULL
      || invy_template_get (self, INVY_TEMPLATE_LANGUAGE) == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * invy_template_get:
 *
 * Returns: (nullable): the text of @field; %NULL, never "", when there is none
 */
const char *
invy_template_get (InvyTemplate *self, InvyTemplateField field)
{
  return invy_record_get_text (INVY_RECORD (self), field);
}

/**
 * invy_template_set:
 * @text: (nullable): "" counts as nothing
 *
 * Sets @field.
 */
void
invy_template_set (InvyTemplate *self, InvyTemplateField field, const char *text)
{
  invy_record_set_text (INVY_RECORD (self), field, text);
}

/**
 * invy_template_set_body:
 * @body: (nullable): the text, with its parameters in braces
 *
 * Makes @self a template of a body and nothing else.
 */
void
invy_template_set_body (InvyTemplate *self, const char *body)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *components = NULL;

  g_return_if_fail (INVY_IS_TEMPLATE (self));

  builder = json_builder_new_immutable ();
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "BODY");
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, body);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  components = json_to_string (root, FALSE);
  invy_template_set (self, INVY_TEMPLATE_COMPONENTS, components);
}

/**
 * invy_template_get_parts:
 *
 * Returns: the components taken apart; valid until they are set again
 */
const InvyTemplateParts *
invy_template_get_parts (InvyTemplate *self)
{
  g_return_val_if_fail (INVY_IS_TEMPLATE (self), NULL);

  if (self->parts == NULL)
    self->parts = invy_template_parts_new (invy_template_get (self, INVY_TEMPLATE_COMPONENTS));

  return self->parts;
}

/**
 * invy_template_get_body:
 *
 * Returns: (nullable): the text as Meta approved it, with its parameters in braces; %NULL when it is not known
 */
const char *
invy_template_get_body (InvyTemplate *self)
{
  g_return_val_if_fail (INVY_IS_TEMPLATE (self), NULL);

  return invy_template_get_parts (self)->body;
}

/**
 * invy_template_is_named:
 *
 * Returns: whether a request names the parameters; else it gives them in order
 */
gboolean
invy_template_is_named (InvyTemplate *self)
{
  const char *format;

  g_return_val_if_fail (INVY_IS_TEMPLATE (self), FALSE);

  format = invy_template_get (self, INVY_TEMPLATE_PARAMETER_FORMAT);
  return format != NULL && g_ascii_strcasecmp (format, "NAMED") == 0;
}

static void
add_to_checksum (GChecksum *checksum, const char *text)
{
  /* The zero behind it too: "ab", "c" is another template than "a", "bc". */
  g_checksum_update (checksum, (const guchar *) (text != NULL ? text : ""),
                     (gssize) strlen (text != NULL ? text : "") + 1);
}

/**
 * invy_template_dup_fingerprint:
 *
 * Returns: (transfer full): another text when a message made from the template would be another one. Examples do not
 *   count: those of pictures are addresses that Graph makes anew each time.
 */
char *
invy_template_dup_fingerprint (InvyTemplate *self)
{
  g_autoptr (GChecksum) checksum = NULL;
  const InvyTemplateParts *parts;

  g_return_val_if_fail (INVY_IS_TEMPLATE (self), NULL);

  parts = invy_template_get_parts (self);
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  add_to_checksum (checksum, invy_template_is_named (self) ? "named" : "positional");
  add_to_checksum (checksum, parts->header_format);
  add_to_checksum (checksum, parts->header_text);
  add_to_checksum (checksum, parts->body);
  add_to_checksum (checksum, parts->footer);
  for (guint i = 0; i < parts->buttons->len; i++)
    {
      const InvyTemplateButton *button = g_ptr_array_index (parts->buttons, i);

      add_to_checksum (checksum, button->type);
      add_to_checksum (checksum, button->text);
      add_to_checksum (checksum, button->url);
      add_to_checksum (checksum, button->phone_number);
    }
  for (guint i = 0; parts->others[i] != NULL; i++)
    add_to_checksum (checksum, parts->others[i]);

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * invy_template_get_synced_at:
 *
 * Returns: when it was last read from the account, milliseconds since 1970; 0 if it never was
 */
gint64
invy_template_get_synced_at (InvyTemplate *self)
{
  g_return_val_if_fail (INVY_IS_TEMPLATE (self), 0);

  return self->synced_at;
}

void
invy_template_set_synced_at (InvyTemplate *self, gint64 at_ms)
{
  g_return_if_fail (INVY_IS_TEMPLATE (self));

  self->synced_at = at_ms;
}
