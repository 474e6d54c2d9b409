/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-builtin-template.h"

#include <gio/gio.h>

#define RESOURCE_PATH "/io/github/invy_app/Invy/template/wedding_invitation.he.txt"

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
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *body = NULL;
  gsize length;
  const char *data;

  g_assert (bytes != NULL); /* part of the program */
  data = g_bytes_get_data (bytes, &length);
  body = g_strndup (data, length - 1); /* the file's last line ends like the others; the message does not */

  invy_template_set (self, INVY_TEMPLATE_NAME, INVY_BUILTIN_TEMPLATE_NAME);
  invy_template_set (self, INVY_TEMPLATE_LANGUAGE, INVY_BUILTIN_TEMPLATE_LANGUAGE);
  invy_template_set (self, INVY_TEMPLATE_PARAMETER_FORMAT, "POSITIONAL");
  invy_template_set_body (self, body);

  return self;
}
