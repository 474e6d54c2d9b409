/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-template.h"

struct _InvyTemplate
{
  InvyRecord parent_instance;

  gint64 synced_at;
};

G_DEFINE_FINAL_TYPE (InvyTemplate, invy_template, INVY_TYPE_RECORD)

static const char *const field_names[INVY_TEMPLATE_N_FIELDS] = {
  [INVY_TEMPLATE_WABA_ID] = "waba_id",   [INVY_TEMPLATE_NAME] = "name",
  [INVY_TEMPLATE_LANGUAGE] = "language", [INVY_TEMPLATE_STATUS] = "status",
  [INVY_TEMPLATE_CATEGORY] = "category", [INVY_TEMPLATE_PARAMETER_FORMAT] = "parameter_format",
  [INVY_TEMPLATE_BODY] = "body",
};

static void
invy_template_class_init (InvyTemplateClass *klass)
{
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
