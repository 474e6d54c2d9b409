/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-plan.h"
#include "campaign/invy-template-choice.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-table.h"

#include <glib/gi18n.h>

static const struct
{
  const char *member;
  InvyTemplateField field;
} template_members[] = {
  { "name", INVY_TEMPLATE_NAME },
  { "language", INVY_TEMPLATE_LANGUAGE },
  { "status", INVY_TEMPLATE_STATUS },
  { "category", INVY_TEMPLATE_CATEGORY },
  { "parameter_format", INVY_TEMPLATE_PARAMETER_FORMAT },
};

static void
build (JsonBuilder *builder, InvyTemplate *tmpl)
{
  for (guint i = 0; i < G_N_ELEMENTS (template_members); i++)
    invy_ctl_json_text (builder, template_members[i].member, invy_template_get (tmpl, template_members[i].field));
}

/**
 * invy_ctl_template_list:
 *
 * Lists what can be sent: the template that is built in.
 */
int
invy_ctl_template_list (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  const char *cells[] = { invy_template_get (tmpl, INVY_TEMPLATE_NAME),
                          invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE) };

  if (invy_ctl_is_json (ctl))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_array (builder);
      json_builder_begin_object (builder);
      build (builder, tmpl);
      json_builder_end_object (builder);
      json_builder_end_array (builder);
      invy_ctl_print_json (ctl, builder);
    }
  else
    {
      g_autoptr (InvyCtlTable) table = invy_ctl_table_new ("name", "language", NULL);
      g_autofree char *text = NULL;

      invy_ctl_table_add (table, cells);
      text = invy_ctl_table_dup_text (table);
      invy_ctl_print (ctl, text);
    }

  return INVY_CTL_EXIT_DONE;
}

int
invy_ctl_template_show (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  const char *body = invy_template_get_body (tmpl);

  if (!g_str_equal (invy_ctl_get_word (ctl, 0), invy_template_get (tmpl, INVY_TEMPLATE_NAME)))
    {
      g_set_error (error, INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE,
                   _ ("There is no template “%s”. See invyctl template list."), invy_ctl_get_word (ctl, 0));
      return INVY_CTL_FAILED;
    }

  if (invy_ctl_is_json (ctl))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      build (builder, tmpl);
      invy_ctl_json_text (builder, "body", body);
      json_builder_end_object (builder);
      invy_ctl_print_json (ctl, builder);
    }
  else
    {
      invy_ctl_print (ctl, body);
      invy_ctl_print (ctl, "\n");
    }

  return INVY_CTL_EXIT_DONE;
}

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
print_rendering (InvyCtl *ctl, InvyRendering *rendering, const GError *problem)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (problem != NULL)
    invy_ctl_say (ctl, problem->message);
  if (!invy_ctl_is_json (ctl))
    {
      invy_ctl_print (ctl, rendering->text);
      invy_ctl_print (ctl, "\n");
      return;
    }

  builder = json_builder_new_immutable ();
  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "text", rendering->text);
  invy_ctl_json_text (builder, "language", rendering->language);
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

  rendering =
      invy_rendering_new (invy_template_set_choose_shown (templates, invy_guest_get (guest, INVY_GUEST_LANGUAGE)),
                          event, guest, account->rsvp_base_url);
  problem = find_error (rendering);
  print_rendering (ctl, rendering, problem);

  return problem != NULL ? (int) invy_ctl_error_get_exit (problem) : INVY_CTL_EXIT_DONE;
}
