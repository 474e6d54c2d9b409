/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-emulator-problem.h"
#include "invy-emulator-template.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * InvyEmulatorMessage:
 * @callback: (nullable): biz_opaque_callback_data
 * @parameters: (element-type utf8): the body's, in order
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
} InvyEmulatorMessage;

/**
 * InvyEmulatorAccount:
 * @token: (nullable): the only access token that is good; %NULL takes any
 * @phone_number_id: (nullable): likewise
 * @templates: (element-type InvyEmulatorTemplate): what may be sent
 */
typedef struct
{
  char *token;
  char *phone_number_id;
  GPtrArray *templates;
} InvyEmulatorAccount;

InvyEmulatorMessage *invy_emulator_message_new (void);
void invy_emulator_message_free (InvyEmulatorMessage *self);

InvyEmulatorProblem *invy_emulator_check_request (const InvyEmulatorAccount *account,
                                                  const char *method,
                                                  const char *path,
                                                  SoupMessageHeaders *headers);
InvyEmulatorProblem *
invy_emulator_check_body (const InvyEmulatorAccount *account, GBytes *body, InvyEmulatorMessage *message);
const char *invy_emulator_get_served_version (const char *path);

G_END_DECLS
