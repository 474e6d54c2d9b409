/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-template.h"

G_BEGIN_DECLS

/**
 * InvyTemplatePlace:
 *
 * Which component of a template a slot is in.
 */
typedef enum
{
  INVY_TEMPLATE_PLACE_HEADER,
  INVY_TEMPLATE_PLACE_BODY,
  INVY_TEMPLATE_PLACE_BUTTON,
} InvyTemplatePlace;

/**
 * InvySlotKind:
 * @INVY_SLOT_TEXT: "{{1}}" or "{{guest}}" in the header or the body
 * @INVY_SLOT_IMAGE: a picture as the header
 * @INVY_SLOT_VIDEO: a film as the header
 * @INVY_SLOT_DOCUMENT: a PDF as the header
 * @INVY_SLOT_LOCATION: a place on the map as the header
 * @INVY_SLOT_URL_SUFFIX: the end of a button's address
 * @INVY_SLOT_PAYLOAD: what a quick reply brings back, unseen by the guest; may stay empty
 * @INVY_SLOT_CODE: what a button copies
 *
 * What a slot can take.
 */
typedef enum
{
  INVY_SLOT_TEXT,
  INVY_SLOT_IMAGE,
  INVY_SLOT_VIDEO,
  INVY_SLOT_DOCUMENT,
  INVY_SLOT_LOCATION,
  INVY_SLOT_URL_SUFFIX,
  INVY_SLOT_PAYLOAD,
  INVY_SLOT_CODE,
} InvySlotKind;

/**
 * InvyTemplateSlot:
 * @key: what a mapping calls it: "1" or "guest" in the body, "header.1", "header.image", "header.location",
 * "button.0"
 * @name: (nullable): of the parameter, "1" or "guest"; %NULL where the template writes no braces
 * @button: place of the button, from 0; only with %INVY_TEMPLATE_PLACE_BUTTON
 * @context: the fixed text before it in its line, or the button's text; "" if there is none
 * @example: (nullable): what Meta was given as an example
 *
 * Something of a template that has to be filled for each message.
 */
typedef struct
{
  char *key;
  InvyTemplatePlace place;
  InvySlotKind kind;
  char *name;
  guint button;
  char *context;
  char *example;
} InvyTemplateSlot;

GPtrArray *invy_template_slots_new (InvyTemplate *tmpl);
gboolean invy_slot_kind_is_media (InvySlotKind kind);
char *invy_template_slot_dup_title (const InvyTemplateSlot *self);

G_END_DECLS
