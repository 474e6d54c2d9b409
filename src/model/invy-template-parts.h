/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyTemplateHeaderKind:
 * @INVY_TEMPLATE_HEADER_OTHER: a format that is not known here
 *
 * What stands above the text of a template.
 */
typedef enum
{
  INVY_TEMPLATE_HEADER_NONE,
  INVY_TEMPLATE_HEADER_TEXT,
  INVY_TEMPLATE_HEADER_IMAGE,
  INVY_TEMPLATE_HEADER_VIDEO,
  INVY_TEMPLATE_HEADER_DOCUMENT,
  INVY_TEMPLATE_HEADER_LOCATION,
  INVY_TEMPLATE_HEADER_OTHER,
} InvyTemplateHeaderKind;

/**
 * InvyTemplateButtonKind:
 * @INVY_TEMPLATE_BUTTON_OTHER: a type that is not known here
 *
 * What a button below a template does.
 */
typedef enum
{
  INVY_TEMPLATE_BUTTON_QUICK_REPLY,
  INVY_TEMPLATE_BUTTON_URL,
  INVY_TEMPLATE_BUTTON_PHONE_NUMBER,
  INVY_TEMPLATE_BUTTON_COPY_CODE,
  INVY_TEMPLATE_BUTTON_OTHER,
} InvyTemplateButtonKind;

/**
 * InvyTemplateButton:
 * @type: as Meta wrote it: "QUICK_REPLY", "URL", "FLOW", …
 * @text: what stands on it; "" for a button without a text
 * @url: (nullable): of a button that opens an address; may end in a parameter, "{{1}}"
 * @phone_number: (nullable): of a button that calls
 * @example: (nullable): of the address's parameter (the whole address), or of the code to copy
 */
typedef struct
{
  InvyTemplateButtonKind kind;
  char *type;
  char *text;
  char *url;
  char *phone_number;
  char *example;
} InvyTemplateButton;

/**
 * InvyTemplateParts:
 * @header_format: (nullable): as Meta wrote it: "TEXT", "IMAGE", …
 * @header_text: (nullable): of a header of text
 * @body: (nullable): the text; every template that can be sent has one
 * @footer: (nullable): has no parameters
 * @buttons: (element-type InvyTemplateButton): from top to bottom; their places are what a request names
 * @others: (array zero-terminated=1): types of the components that are not known here: "CAROUSEL", …
 * @header_examples: (element-type utf8 utf8): name of a parameter to what Meta was given as an example for it
 * @body_examples: (element-type utf8 utf8): the same for the body
 *
 * The components of a template, read from what Graph says about them.
 */
typedef struct
{
  InvyTemplateHeaderKind header_kind;
  char *header_format;
  char *header_text;
  char *body;
  char *footer;
  GPtrArray *buttons;
  GStrv others;
  GHashTable *header_examples;
  GHashTable *body_examples;
} InvyTemplateParts;

InvyTemplateParts *invy_template_parts_new (const char *components);
void invy_template_parts_free (InvyTemplateParts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyTemplateParts, invy_template_parts_free)

G_END_DECLS
