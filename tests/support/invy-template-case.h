/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/invy-message.h"

G_BEGIN_DECLS

/**
 * InvyTemplateCase:
 * @about: what it shows
 * @listed: the template as Graph lists it
 * @media_id: (nullable): what the file in @sends is called
 * @sends: the member "template" of the request
 *
 * A template that is mapped and sent; borrowed from a fixture.
 */
typedef struct
{
  const char *about;
  JsonNode *listed;
  JsonNode *mapping;
  const char *media_id;
  JsonNode *sends;
} InvyTemplateCase;

/* Calls @func for each case of fixtures/template-sends.json. */
void invy_template_case_foreach (void (*func) (const InvyTemplateCase *one, gpointer data), gpointer data);

/* Returns: (transfer full): a row for a guest of a certain wedding: נועה לוי, token k9Xq, Dana & Yossi, Garden Hall,
 * 2027-02-05 at 19:30. Fails when it cannot be rendered. */
InvyMessage *invy_template_case_plan (JsonObject *listed, JsonNode *mapping);

G_END_DECLS
