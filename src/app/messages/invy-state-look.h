/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-ledger.h"

G_BEGIN_DECLS

/**
 * InvyStateLook:
 * @title: what happened, in a word or two; to be translated
 * @icon_name: the shapes differ, not only the colours
 * @css_class: the icon's colour
 *
 * How a state of a message is shown to people.
 */
typedef struct
{
  const char *title;
  const char *icon_name;
  const char *css_class;
} InvyStateLook;

const InvyStateLook *invy_state_look_get (InvyMessageState state);

G_END_DECLS
