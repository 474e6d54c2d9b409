/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-emulator-problem.h"
#include "invy-emulator-template.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * InvyEmulatorMessage:
 * @callback: (nullable): biz_opaque_callback_data
 * @parameters: (element-type utf8): the body's, in the template's order
 * @components: (nullable): all that fills the template, as it was sent
 *
 * What a request asks to be sent; parts that could not be read are %NULL.
 */
typedef struct
{
  char *to;
  char *callback;
  char *template_name;
  char *language;
  GPtrArray *parameters;
  JsonNode *components;
} InvyEmulatorMessage;

/**
 * InvyEmulatorAccount:
 * @token: (nullable): the only access token that is good; %NULL takes any
 * @phone_number_id: (nullable): likewise
 * @templates: (element-type InvyEmulatorTemplate): in the order they are listed
 * @media: (element-type InvyEmulatorMedia): what was uploaded
 * @profile: what else Graph says about it; see invy_emulator_profile_new()
 */
typedef struct
{
  char *token;
  char *phone_number_id;
  GPtrArray *templates;
  GPtrArray *media;
  JsonObject *profile;
} InvyEmulatorAccount;

InvyEmulatorMessage *invy_emulator_message_new (void);
void invy_emulator_message_free (InvyEmulatorMessage *self);

InvyEmulatorProblem *invy_emulator_check_request (const InvyEmulatorAccount *account,
                                                  const char *method,
                                                  const char *path,
                                                  SoupMessageHeaders *headers);
InvyEmulatorProblem *invy_emulator_check_body (const InvyEmulatorAccount *account,
                                               const char *path,
                                               GBytes *body,
                                               InvyEmulatorMessage *message);
InvyEmulatorProblem *invy_emulator_check_token (const InvyEmulatorAccount *account, SoupMessageHeaders *headers);
gboolean invy_emulator_is_path (const char *path);
const char *invy_emulator_get_served_version (const char *path);

G_END_DECLS
