/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-dry-run.h"
#include "campaign/invy-reasons.h"
#include "campaign/invy-template-choice.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-template.h"

#include <glib/gi18n.h>

/* Returns: (nullable): what is wrong, as an error that scripts and people understand */
static GError *
find_error (InvyRendering *rendering)
{
  g_autoptr (GString) sentences = g_string_new (NULL);

  if (rendering->problems->len == 0)
    return NULL;

  for (guint i = 0; i < rendering->problems->len; i++)
    {
      const InvyTemplateProblem *problem = g_ptr_array_index (rendering->problems, i);

      g_string_append_printf (sentences, "%s%s", i > 0 ? " " : "", problem->sentence);
    }

  return g_error_new_literal (INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_EVENT, sentences->str);
}

static void
build_header (JsonBuilder *builder, InvyTemplate *tmpl, const InvyRendering *rendering)
{
  json_builder_set_member_name (builder, "header");
  if (rendering->header_kind == INVY_TEMPLATE_HEADER_NONE)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "format", invy_template_get_parts (tmpl)->header_format);
  invy_ctl_json_text (builder, "text", rendering->header);
  json_builder_set_member_name (builder, "filled_with");
  if (rendering->header_fill != NULL)
    json_builder_add_value (builder, invy_parameter_fill_to_json (rendering->header_fill));
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static void
build_buttons (JsonBuilder *builder, const InvyRendering *rendering)
{
  static const char *const types[] = {
    [INVY_TEMPLATE_BUTTON_QUICK_REPLY] = "QUICK_REPLY",
    [INVY_TEMPLATE_BUTTON_URL] = "URL",
    [INVY_TEMPLATE_BUTTON_PHONE_NUMBER] = "PHONE_NUMBER",
    [INVY_TEMPLATE_BUTTON_COPY_CODE] = "COPY_CODE",
    [INVY_TEMPLATE_BUTTON_OTHER] = "OTHER",
  };

  json_builder_set_member_name (builder, "buttons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rendering->buttons->len; i++)
    {
      const InvyRenderedButton *button = g_ptr_array_index (rendering->buttons, i);

      json_builder_begin_object (builder);
      invy_ctl_json_text (builder, "type", types[button->kind]);
      invy_ctl_json_text (builder, "text", button->text);
      invy_ctl_json_text (builder, "target", button->target);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (InvyCtl *ctl, InvyTemplate *tmpl, const InvyRendering *rendering, const GError *problem)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "template", invy_template_get (tmpl, INVY_TEMPLATE_NAME));
  invy_ctl_json_text (builder, "language", rendering->language);
  build_header (builder, tmpl, rendering);
  invy_ctl_json_text (builder, "text", rendering->text);
  invy_ctl_json_text (builder, "footer", rendering->footer);
  build_buttons (builder, rendering);
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  for (guint i = 0; rendering->parameters[i] != NULL; i++)
    json_builder_add_string_value (builder, rendering->parameters[i]);
  json_builder_end_array (builder);
  if (problem != NULL)
    invy_ctl_json_error (builder, invy_ctl_error_get_word (problem), problem->message);
  json_builder_end_object (builder);
  invy_ctl_print_json (ctl, builder);
}

/* As the guest sees it, from top to bottom. */
static void
print_text (InvyCtl *ctl, InvyTemplate *tmpl, const InvyRendering *rendering)
{
  g_autofree char *file = invy_ctl_template_dup_fill (rendering->header_fill);
  g_autoptr (GString) text = g_string_new (NULL);

  if (rendering->header != NULL)
    g_string_append_printf (text, "%s\n\n", rendering->header);
  else if (rendering->header_kind != INVY_TEMPLATE_HEADER_NONE)
    g_string_append_printf (text, "[%s]\n\n", *file != '\0' ? file : invy_template_get_parts (tmpl)->header_format);
  g_string_append_printf (text, "%s\n", rendering->text);
  if (rendering->footer != NULL)
    g_string_append_printf (text, "\n%s\n", rendering->footer);
  for (guint i = 0; i < rendering->buttons->len; i++)
    {
      const InvyRenderedButton *button = g_ptr_array_index (rendering->buttons, i);

      g_string_append_printf (text, "%s[%s]%s%s\n", i == 0 ? "\n" : "", button->text,
                              button->target != NULL ? " " : "", button->target != NULL ? button->target : "");
    }
  invy_ctl_print (ctl, text->str);
}

/* A guest whose language the template lacks gets another one, or nothing. */
static void
say_fallback (InvyCtl *ctl, InvyTemplateSet *templates, const char *language)
{
  gboolean is_fallback;
  InvyTemplate *tmpl = invy_template_set_choose (templates, language, &is_fallback);
  g_autofree char *sentence = NULL;

  if (!is_fallback)
    return;
  sentence = tmpl != NULL ? invy_reasons_dup_for_fallback (language, invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE))
                          : invy_reasons_dup_for_skip (INVY_SKIP_NO_TRANSLATION);
  invy_ctl_say (ctl, sentence);
}

/**
 * invy_ctl_preview:
 *
 * Shows the message to the letter, also when something is missing in it; then the status tells.
 */
int
invy_ctl_preview (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyAccount) account = invy_settings_dup_account_without_token (invy_ctl_get_settings (ctl));
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyGuest) guest = NULL;
  g_autoptr (InvyTemplateSet) templates = NULL;
  g_autoptr (InvyRendering) rendering = NULL;
  g_autoptr (GError) problem = NULL;
  InvyTemplate *tmpl;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error))
      || !(guest = dex_await_object (invy_store_get_guest (store, invy_ctl_get_word (ctl, 1)), error))
      || !(templates = dex_await_object (
               invy_template_choice_load (store, event, account, invy_ctl_get (ctl, "template")), error)))
    return INVY_CTL_FAILED;
  if (g_strcmp0 (invy_guest_get_event_id (guest), invy_event_get_id (event)) != 0)
    {
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_FOUND,
                           _ ("This guest belongs to another wedding. See invyctl guest list."));
      return INVY_CTL_FAILED;
    }

  tmpl = invy_template_set_choose_shown (templates, invy_guest_get (guest, INVY_GUEST_LANGUAGE));
  rendering = invy_rendering_new (tmpl, event, guest, account->rsvp_base_url);
  problem = find_error (rendering);
  if (invy_ctl_is_json (ctl))
    print_json (ctl, tmpl, rendering, problem);
  else
    print_text (ctl, tmpl, rendering);
  say_fallback (ctl, templates, invy_guest_get (guest, INVY_GUEST_LANGUAGE));
  if (problem != NULL)
    invy_ctl_say (ctl, problem->message);

  return problem != NULL ? (int) invy_ctl_error_get_exit (problem) : INVY_CTL_EXIT_DONE;
}
