/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-builtin-template.h"

#include <gio/gio.h>

#define RESOURCES "/io/github/invy_app/Invy/template/" INVY_BUILTIN_TEMPLATE_NAME

/**
 * invy_template_dup_builtin_text:
 * @language: "he", "ar" or "en"
 *
 * Returns: (transfer full): the invitation's text in @language, to be given to Meta for approval
 */
char *
invy_template_dup_builtin_text (const char *language)
{
  g_autofree char *path = g_strdup_printf (RESOURCES ".%s.txt", language);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize length;
  const char *data;

  g_return_val_if_fail (bytes != NULL, NULL); /* part of the program */

  data = g_bytes_get_data (bytes, &length);
  return g_strndup (data, length - 1); /* the file's last line ends like the others; the message does not */
}

/**
 * invy_template_new_builtin:
 *
 * Returns: (transfer full): the Hebrew invitation that Invy knows without asking the account. Its status and category
 *   are %NULL until the account was asked.
 */
InvyTemplate *
invy_template_new_builtin (void)
{
  InvyTemplate *self = invy_template_new ();
  g_autofree char *body = invy_template_dup_builtin_text (INVY_BUILTIN_TEMPLATE_LANGUAGE);

  invy_template_set (self, INVY_TEMPLATE_NAME, INVY_BUILTIN_TEMPLATE_NAME);
  invy_template_set (self, INVY_TEMPLATE_LANGUAGE, INVY_BUILTIN_TEMPLATE_LANGUAGE);
  invy_template_set (self, INVY_TEMPLATE_PARAMETER_FORMAT, "POSITIONAL");
  invy_template_set_body (self, body);

  return self;
}
