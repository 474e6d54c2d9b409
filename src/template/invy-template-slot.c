/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-template-body.h"
#include "template/invy-template-slot.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
slot_free (gpointer data)
{
  InvyTemplateSlot *self = data;

  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->context, g_free);
  g_clear_pointer (&self->example, g_free);
  g_free (self);
}

static InvyTemplateSlot *
slot_new (InvyTemplatePlace place, InvySlotKind kind, char *key)
{
  InvyTemplateSlot *self = g_new0 (InvyTemplateSlot, 1);

  self->place = place;
  self->kind = kind;
  self->key = key;

  return self;
}

/* What stands before the parameter in its line, which often says what it is: "Time: {{3}}". */
static char *
dup_context (const InvyTemplateBody *body, guint parameter)
{
  const char *before = "";

  for (guint i = 0; i < body->pieces->len; i++)
    {
      const InvyTemplatePiece *piece = &g_array_index (body->pieces, InvyTemplatePiece, i);
      const char *line;

      if (piece->parameter == (int) parameter)
        break;

      line = strrchr (piece->text, '\n');
      before = piece->parameter >= 0 ? "" : line != NULL ? line + 1 : piece->text;
    }

  return g_strstrip (g_strdup (before));
}

static void
add_text_slots (GPtrArray *slots, InvyTemplatePlace place, const char *text, GHashTable *examples)
{
  g_autoptr (InvyTemplateBody) body = invy_template_body_new (text != NULL ? text : "");

  for (guint i = 0; body->names[i] != NULL; i++)
    {
      const char *name = body->names[i];
      char *key = place == INVY_TEMPLATE_PLACE_HEADER ? g_strconcat ("header.", name, NULL) : g_strdup (name);
      InvyTemplateSlot *slot = slot_new (place, INVY_SLOT_TEXT, key);

      slot->name = g_strdup (name);
      slot->context = dup_context (body, i);
      slot->example = g_strdup (g_hash_table_lookup (examples, name));
      g_ptr_array_add (slots, slot);
    }
}

static void
add_header_slot (GPtrArray *slots, InvySlotKind kind, const char *key)
{
  InvyTemplateSlot *slot = slot_new (INVY_TEMPLATE_PLACE_HEADER, kind, g_strdup (key));

  slot->context = g_strdup ("");
  g_ptr_array_add (slots, slot);
}

static void
add_header_slots (GPtrArray *slots, const InvyTemplateParts *parts)
{
  switch (parts->header_kind)
    {
    case INVY_TEMPLATE_HEADER_TEXT:
      add_text_slots (slots, INVY_TEMPLATE_PLACE_HEADER, parts->header_text, parts->header_examples);
      break;
    case INVY_TEMPLATE_HEADER_IMAGE:
      add_header_slot (slots, INVY_SLOT_IMAGE, "header.image");
      break;
    case INVY_TEMPLATE_HEADER_VIDEO:
      add_header_slot (slots, INVY_SLOT_VIDEO, "header.video");
      break;
    case INVY_TEMPLATE_HEADER_DOCUMENT:
      add_header_slot (slots, INVY_SLOT_DOCUMENT, "header.document");
      break;
    case INVY_TEMPLATE_HEADER_LOCATION:
      add_header_slot (slots, INVY_SLOT_LOCATION, "header.location");
      break;
    case INVY_TEMPLATE_HEADER_NONE:
    case INVY_TEMPLATE_HEADER_OTHER:
    default:
      break;
    }
}

/* Returns: (transfer full) (nullable): the name of the address's parameter; WhatsApp allows one */
static char *
dup_url_parameter (const char *url)
{
  g_autoptr (InvyTemplateBody) body = invy_template_body_new (url != NULL ? url : "");

  return g_strdup (body->names[0]);
}

static void
add_button_slot (GPtrArray *slots, const InvyTemplateButton *button, guint place)
{
  g_autofree char *name = NULL;
  InvyTemplateSlot *slot;
  InvySlotKind kind;

  switch (button->kind)
    {
    case INVY_TEMPLATE_BUTTON_QUICK_REPLY:
      kind = INVY_SLOT_PAYLOAD;
      break;
    case INVY_TEMPLATE_BUTTON_COPY_CODE:
      kind = INVY_SLOT_CODE;
      break;
    case INVY_TEMPLATE_BUTTON_URL:
      if (!(name = dup_url_parameter (button->url)))
        return;
      kind = INVY_SLOT_URL_SUFFIX;
      break;
    case INVY_TEMPLATE_BUTTON_PHONE_NUMBER:
    case INVY_TEMPLATE_BUTTON_OTHER:
    default:
      return;
    }

  slot = slot_new (INVY_TEMPLATE_PLACE_BUTTON, kind, g_strdup_printf ("button.%u", place));
  slot->name = g_steal_pointer (&name);
  slot->button = place;
  slot->context = g_strdup (button->text);
  slot->example = g_strdup (button->example);
  g_ptr_array_add (slots, slot);
}

/**
 * invy_template_slots_new:
 *
 * Returns: (transfer full) (element-type InvyTemplateSlot): what has to be filled, in the order of a request: header,
 *   body, buttons; numbered parameters by number, named ones by where they first stand
 */
GPtrArray *
invy_template_slots_new (InvyTemplate *tmpl)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func (slot_free);
  const InvyTemplateParts *parts = invy_template_get_parts (tmpl);

  add_header_slots (slots, parts);
  add_text_slots (slots, INVY_TEMPLATE_PLACE_BODY, parts->body, parts->body_examples);
  for (guint i = 0; i < parts->buttons->len; i++)
    add_button_slot (slots, g_ptr_array_index (parts->buttons, i), i);

  return slots;
}

/**
 * invy_slot_kind_is_media:
 *
 * Returns: whether it takes a file
 */
gboolean
invy_slot_kind_is_media (InvySlotKind kind)
{
  return kind == INVY_SLOT_IMAGE || kind == INVY_SLOT_VIDEO || kind == INVY_SLOT_DOCUMENT;
}

/**
 * invy_template_slot_dup_title:
 *
 * Returns: (transfer full): what to call the slot in a list, translated
 */
char *
invy_template_slot_dup_title (const InvyTemplateSlot *self)
{
  switch (self->kind)
    {
    case INVY_SLOT_IMAGE:
      return g_strdup (_ ("Picture above the message"));
    case INVY_SLOT_VIDEO:
      return g_strdup (_ ("Video above the message"));
    case INVY_SLOT_DOCUMENT:
      return g_strdup (_ ("Document above the message"));
    case INVY_SLOT_LOCATION:
      return g_strdup (_ ("Place above the message"));
    case INVY_SLOT_URL_SUFFIX:
      /* Translators: %s is what stands on a button */
      return g_strdup_printf (_ ("End of the address of “%s”"), self->context);
    case INVY_SLOT_PAYLOAD:
      /* Translators: %s is what stands on a button */
      return g_strdup_printf (_ ("Meaning of “%s”"), self->context);
    case INVY_SLOT_CODE:
      /* Translators: %s is what stands on a button */
      return g_strdup_printf (_ ("Code that “%s” copies"), self->context);
    case INVY_SLOT_TEXT:
    default:
      break;
    }

  if (self->place == INVY_TEMPLATE_PLACE_HEADER)
    /* Translators: %s is the name of a place in a message template, such as 4 or guest */
    return g_strdup_printf (_ ("{{%s}} in the header"), self->name);
  return g_strdup_printf ("{{%s}}", self->name);
}
