/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-message-paragraph.h"
#include "app/invite/invy-message-words.h"
#include "text/invy-json.h"

#include <glib/gi18n.h>

static const char *
get_kind (InvyTemplateHeaderKind kind)
{
  switch ((int) kind)
    {
    case INVY_TEMPLATE_HEADER_IMAGE:
      return _ ("Picture");
    case INVY_TEMPLATE_HEADER_VIDEO:
      return _ ("Video");
    case INVY_TEMPLATE_HEADER_DOCUMENT:
      return _ ("Document");
    case INVY_TEMPLATE_HEADER_LOCATION:
      return _ ("Place on the Map");
    default:
      return _ ("Unknown Header");
    }
}

static const char *
get_place_text (const InvyParameterFill *fill, const char *member)
{
  const gboolean is_place = fill != NULL && fill->kind == INVY_FILL_LOCATION && fill->object != NULL;

  return is_place ? invy_json_get_text (json_node_get_object (fill->object), member) : NULL;
}

/**
 * invy_message_words_dup_header_title:
 * @rendering: whose header is no text
 *
 * Returns: (transfer full): what the file or the place is called, or what kind of header it is
 */
char *
invy_message_words_dup_header_title (const InvyRendering *rendering)
{
  const InvyParameterFill *fill = rendering->header_fill;
  const char *name = fill != NULL && fill->filename != NULL ? fill->filename : get_place_text (fill, "name");

  return invy_message_paragraph_dup_drawable (name != NULL && *name != '\0' ? name
                                                                            : get_kind (rendering->header_kind));
}

/**
 * invy_message_words_dup_header_details:
 * @rendering: whose header is no text
 *
 * Returns: (transfer full): where it comes from, or that nothing was chosen; "" when there is nothing to say
 */
char *
invy_message_words_dup_header_details (const InvyRendering *rendering)
{
  const InvyParameterFill *fill = rendering->header_fill;
  const char *address = get_place_text (fill, "address");

  if (rendering->header_kind == INVY_TEMPLATE_HEADER_OTHER)
    return g_strdup (_ ("Invy cannot show it."));
  if (fill == NULL)
    return g_strdup (_ ("Not chosen yet"));
  if (fill->kind == INVY_FILL_LINK)
    return invy_message_paragraph_dup_drawable (fill->text);

  return invy_message_paragraph_dup_drawable (address != NULL ? address : "");
}

/**
 * invy_message_words_get_trouble:
 * @error: why the file of a header was not read
 *
 * Returns: what to do about it
 */
const char *
invy_message_words_get_trouble (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _ ("Not on this computer. Choose it again.");

  return _ ("The file cannot be read. Choose another.");
}

/**
 * invy_message_words_dup_button:
 *
 * Returns: (transfer full): what stands on a button; WhatsApp writes on some without a text of their own
 */
char *
invy_message_words_dup_button (const InvyRenderedButton *button)
{
  if (button->text != NULL && *button->text != '\0')
    return invy_message_paragraph_dup_drawable (button->text);
  if (button->kind == INVY_TEMPLATE_BUTTON_COPY_CODE)
    return g_strdup (_ ("Copy Code"));

  return g_strdup (_ ("Button"));
}

static void
add_paragraphs (GString *text, GPtrArray *paragraphs)
{
  g_autoptr (GPtrArray) taken = paragraphs;
  g_autofree char *shown = invy_message_paragraphs_dup_text (taken);

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", shown);
}

static void
add_header (GString *text, const InvyRendering *rendering)
{
  g_autofree char *title = NULL;
  g_autofree char *details = NULL;

  if (rendering->header != NULL)
    {
      add_paragraphs (text, invy_message_paragraphs_new_plain (rendering->header, rendering->header_spans));
      return;
    }

  title = invy_message_words_dup_header_title (rendering);
  details = invy_message_words_dup_header_details (rendering);
  g_string_append (text, title);
  if (*details != '\0')
    g_string_append_printf (text, "\n%s", details);
}

static void
add_button (GString *text, const InvyRenderedButton *button)
{
  g_autofree char *label = invy_message_words_dup_button (button);
  g_autofree char *target = invy_message_paragraph_dup_drawable (button->target != NULL ? button->target : "");

  g_string_append_c (text, '\n');
  if (*target != '\0')
    /* TRANSLATORS: a button of a message, read aloud: its text, and the address or the number behind it */
    g_string_append_printf (text, _ ("Button: %s, %s"), label, target);
  else
    g_string_append_printf (text, _ ("Button: %s"), label);
}

/**
 * invy_message_words_dup_message:
 *
 * Returns: (transfer full): the whole message as it is read aloud, from top to bottom
 */
char *
invy_message_words_dup_message (const InvyRendering *rendering)
{
  GString *text = g_string_new (NULL);

  if (rendering->header_kind != INVY_TEMPLATE_HEADER_NONE)
    add_header (text, rendering);
  add_paragraphs (text, invy_message_paragraphs_new (rendering->text, rendering->spans));
  if (rendering->footer != NULL)
    add_paragraphs (text, invy_message_paragraphs_new_plain (rendering->footer, NULL));
  for (guint i = 0; i < rendering->buttons->len; i++)
    add_button (text, g_ptr_array_index (rendering->buttons, i));

  return g_string_free (text, FALSE);
}
