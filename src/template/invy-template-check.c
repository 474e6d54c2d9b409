/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-template-body.h"
#include "template/invy-template-check.h"
#include "template/invy-template-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More of them stand behind “See all options” on a phone (WhatsApp Cloud API, templates: buttons). */
#define BUTTONS_IN_SIGHT 3

static InvyTemplateProblem *
new_problem (const char *reason, const char *sentence)
{
  return invy_template_problem_new (INVY_TEMPLATE_PROBLEM_EVENT, reason, INVY_EVENT_N_FIELDS, sentence);
}

static InvyTemplateProblem *
new_unsupported (const char *what)
{
  g_autofree char *sentence = g_strdup_printf (
      /* Translators: %s is what Meta calls a part of a template, in capital Latin letters: "CAROUSEL" */
      _ ("This template has a part that Invy cannot send (%s). Choose another template."), what);

  return new_problem ("template-not-supported", sentence);
}

/* WhatsApp allows one parameter, and at the very end. */
static gboolean
is_fillable_url (const char *url)
{
  g_autoptr (InvyTemplateBody) body = invy_template_body_new (url != NULL ? url : "");
  const InvyTemplatePiece *last;

  if (body->names[0] == NULL)
    return TRUE;

  last = &g_array_index (body->pieces, InvyTemplatePiece, body->pieces->len - 1);
  return body->names[1] == NULL && last->parameter == 0;
}

/**
 * invy_template_check_kind:
 *
 * Returns: (transfer full) (nullable): why Invy cannot make a message of such a template; %NULL if it can
 */
InvyTemplateProblem *
invy_template_check_kind (InvyTemplate *tmpl)
{
  const InvyTemplateParts *parts = invy_template_get_parts (tmpl);

  if (parts->body == NULL)
    return new_problem ("no-template-text", _ ("The text of this template is not known. Choose another template."));
  if (parts->others[0] != NULL)
    return new_unsupported (parts->others[0]);
  if (parts->header_kind == INVY_TEMPLATE_HEADER_OTHER)
    return new_unsupported (parts->header_format != NULL ? parts->header_format : "HEADER");

  for (guint i = 0; i < parts->buttons->len; i++)
    {
      const InvyTemplateButton *button = g_ptr_array_index (parts->buttons, i);

      if (button->kind == INVY_TEMPLATE_BUTTON_OTHER || !is_fillable_url (button->url))
        return new_unsupported (*button->type != '\0' ? button->type : "BUTTONS");
    }

  return NULL;
}

static const char *
get_status_sentence (const char *status)
{
  const struct
  {
    const char *status;
    const char *sentence;
  } sentences[] = {
    { "PENDING", N_ ("Meta has not approved this template yet. Wait for it, or choose another one.") },
    { "IN_APPEAL", N_ ("Meta has not approved this template yet. Wait for it, or choose another one.") },
    { "REJECTED", N_ ("Meta rejected this template. Correct it in WhatsApp Manager, or choose another one.") },
    { "PAUSED", N_ ("Meta paused this template because people complained about it. Choose another one for now.") },
    { "DISABLED", N_ ("Meta disabled this template. Choose another one.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      if (g_ascii_strcasecmp (sentences[i].status, status) == 0)
        return gettext (sentences[i].sentence);
    }

  return NULL;
}

/**
 * invy_template_check_status:
 *
 * Returns: (transfer full) (nullable): why WhatsApp would refuse the template in the state in which it was last read;
 *   %NULL if it is approved, or was never read. Only approved ones can be sent (WhatsApp Cloud API, template status).
 */
InvyTemplateProblem *
invy_template_check_status (InvyTemplate *tmpl)
{
  const char *status = invy_template_get (tmpl, INVY_TEMPLATE_STATUS);
  const char *known;
  g_autofree char *sentence = NULL;

  if (status == NULL || g_ascii_strcasecmp (status, "APPROVED") == 0)
    return NULL;
  if ((known = get_status_sentence (status)) != NULL)
    return new_problem ("template-not-approved", known);

  /* Translators: %s is a word of Meta's in capital Latin letters: "ARCHIVED" */
  sentence = g_strdup_printf (_ ("This template cannot be sent: its state is %s. Choose another one."), status);
  return new_problem ("template-not-approved", sentence);
}

static guint
count_buttons (const InvyTemplateParts *parts, InvyTemplateButtonKind kind)
{
  guint n = 0;

  for (guint i = 0; i < parts->buttons->len; i++)
    {
      const InvyTemplateButton *button = g_ptr_array_index (parts->buttons, i);

      n += button->kind == kind;
    }

  return n;
}

static gboolean
is_beyond_rules (const InvyTemplateParts *parts)
{
  for (guint i = 0; i < parts->buttons->len; i++)
    {
      const InvyTemplateButton *button = g_ptr_array_index (parts->buttons, i);

      if (g_utf8_strlen (button->text, -1) > INVY_TEMPLATE_BUTTON_TEXT_MAX)
        return TRUE;
    }

  return parts->buttons->len > INVY_TEMPLATE_BUTTONS_MAX
         || count_buttons (parts, INVY_TEMPLATE_BUTTON_URL) > INVY_TEMPLATE_URL_BUTTONS_MAX
         || count_buttons (parts, INVY_TEMPLATE_BUTTON_PHONE_NUMBER) > INVY_TEMPLATE_PHONE_BUTTONS_MAX
         || count_buttons (parts, INVY_TEMPLATE_BUTTON_COPY_CODE) > INVY_TEMPLATE_CODE_BUTTONS_MAX
         || (parts->footer != NULL && g_utf8_strlen (parts->footer, -1) > INVY_TEMPLATE_FOOTER_MAX);
}

/**
 * invy_template_dup_notices:
 *
 * Returns: (transfer full) (array zero-terminated=1): sentences about what guests may see of the template,
 * translated; none of them forbids to send it: what Meta approved is not ours to refuse
 */
GStrv
invy_template_dup_notices (InvyTemplate *tmpl)
{
  const InvyTemplateParts *parts = invy_template_get_parts (tmpl);
  const guint n_replies = count_buttons (parts, INVY_TEMPLATE_BUTTON_QUICK_REPLY);
  const gboolean is_mixed = n_replies > 0 && n_replies < parts->buttons->len;
  g_autoptr (GStrvBuilder) notices = g_strv_builder_new ();

  if (parts->buttons->len > BUTTONS_IN_SIGHT || is_mixed)
    g_strv_builder_add (notices, _ ("WhatsApp on a computer does not show this message: it has more than three "
                                    "buttons, or answers beside other buttons."));
  if (parts->buttons->len > BUTTONS_IN_SIGHT)
    g_strv_builder_add (notices, _ ("The guest has to tap “See all options” to see every button."));
  if (is_beyond_rules (parts))
    g_strv_builder_add (notices, _ ("The footer or the buttons are longer or more than WhatsApp’s rules say. Send a "
                                    "test first."));

  return g_strv_builder_end (notices);
}
