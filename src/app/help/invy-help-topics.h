/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What errors lead to. */
#define INVY_HELP_ACCOUNT "account"
#define INVY_HELP_IMPORT "import"
#define INVY_HELP_STATES "states"
#define INVY_HELP_STORAGE "storage"
#define INVY_HELP_TEMPLATE "template"

/**
 * InvyHelpKind:
 * @INVY_HELP_END: after the last block of a topic
 * @INVY_HELP_TEXT: a paragraph
 * @INVY_HELP_HEADING: begins a part of the topic, and the numbers of steps anew
 * @INVY_HELP_STEP: a paragraph with a number
 * @INVY_HELP_CODE: what is typed or looked for elsewhere exactly so; not translated
 * @INVY_HELP_STATE: what a state of an invitation means; the state is its value
 * @INVY_HELP_NO_PHONE: the same, of a guest whose number nothing can be sent to
 * @INVY_HELP_MESSAGE: the built-in invitation to be copied; its target is the language
 * @INVY_HELP_SEE: leads to another topic, whose id is its target; without a text
 * @INVY_HELP_WEB: leads to an address, its target
 * @INVY_HELP_DO: does something of the program; its target is an action's name
 */
typedef enum
{
  INVY_HELP_END,
  INVY_HELP_TEXT,
  INVY_HELP_HEADING,
  INVY_HELP_STEP,
  INVY_HELP_CODE,
  INVY_HELP_STATE,
  INVY_HELP_NO_PHONE,
  INVY_HELP_MESSAGE,
  INVY_HELP_SEE,
  INVY_HELP_WEB,
  INVY_HELP_DO,
} InvyHelpKind;

/**
 * InvyHelpBlock:
 * @text: (nullable): to be translated
 * @target: (nullable): what it leads to
 * @value: an #InvyDelivery
 */
typedef struct
{
  InvyHelpKind kind;
  const char *text;
  const char *target;
  int value;
} InvyHelpBlock;

/**
 * InvyHelpTopic:
 * @id: what links name it by
 * @title: to be translated
 * @blocks: one below the other
 *
 * A page of the help.
 */
typedef struct
{
  const char *id;
  const char *title;
  const InvyHelpBlock *blocks;
} InvyHelpTopic;

const InvyHelpTopic *invy_help_topics_get_all (guint *n_topics);
const InvyHelpTopic *invy_help_topics_find (const char *id);

G_END_DECLS
