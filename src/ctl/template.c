/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-account-reading.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-sending.h"
#include "ctl/invy-ctl-table.h"
#include "ctl/invy-ctl-template.h"
#include "template/invy-template-check.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

static void
print_templates (InvyCtl *ctl, GPtrArray *templates)
{
  g_autoptr (InvyCtlTable) table = invy_ctl_table_new ("name", "language", "status", "category", NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < templates->len; i++)
    {
      InvyTemplate *tmpl = g_ptr_array_index (templates, i);
      const char *cells[] = { invy_template_get (tmpl, INVY_TEMPLATE_NAME),
                              invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE),
                              invy_template_get (tmpl, INVY_TEMPLATE_STATUS),
                              invy_template_get (tmpl, INVY_TEMPLATE_CATEGORY) };

      invy_ctl_table_add (table, cells);
      json_builder_begin_object (builder);
      invy_ctl_template_build_members (builder, tmpl);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  text = invy_ctl_table_dup_text (table);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);
  else
    invy_ctl_print (ctl, text);
}

/* The oldest of the times when the templates were read: nothing shown is older than that. */
static void
say_as_of (InvyCtl *ctl, GPtrArray *templates)
{
  gint64 oldest = G_MAXINT64;
  g_autofree char *moment = NULL;
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < templates->len; i++)
    oldest = MIN (oldest, invy_template_get_synced_at (templates->pdata[i]));

  if (oldest == 0)
    {
      invy_ctl_say (ctl, _ ("The account’s templates were not read yet. Read them with invyctl template sync."));
      return;
    }
  moment = invy_when_dup_moment (oldest);
  /* Translators: %s is a day and a time, "25 Feb 2027, 14:32" */
  sentence = g_strdup_printf (_ ("As of %s. Read them again with invyctl template sync."), moment);
  invy_ctl_say (ctl, sentence);
}

/**
 * invy_ctl_template_list:
 *
 * Lists the account's templates as they were last read; nothing is asked of it.
 */
int
invy_ctl_template_list (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyAccount) account = invy_settings_dup_account_without_token (invy_ctl_get_settings (ctl));
  g_autoptr (GPtrArray) templates = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(templates = invy_ctl_template_load_all (store, account, NULL, error)))
    return INVY_CTL_FAILED;

  print_templates (ctl, templates);
  say_as_of (ctl, templates);
  return INVY_CTL_EXIT_DONE;
}

static gboolean
check_account (InvyAccount *account, GError **error)
{
  if (account->business_account_id != NULL)
    return TRUE;

  g_set_error_literal (error, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_BAD_VALUE,
                       _ ("The business account ID is missing, so its templates cannot be read. Set it with invyctl "
                          "account set --business-account-id ID, or as WHATSAPP_BUSINESS_ACCOUNT_ID."));
  return FALSE;
}

/**
 * invy_ctl_template_sync:
 *
 * Reads all templates of the account, keeps them, and lists them.
 */
int
invy_ctl_template_sync (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyAccount) account = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error)) || !(account = invy_ctl_load_account (ctl, TRUE, error))
      || !check_account (account, error)
      || !(before = dex_await_boxed (invy_store_list_templates (store, account->business_account_id, NULL), error))
      || !(read = dex_await_boxed (invy_account_reading_sync_templates (store, account), error))
      || !(templates =
               dex_await_boxed (invy_store_list_templates (store, account->business_account_id, NULL), error)))
    return INVY_CTL_FAILED;

  print_templates (ctl, templates);
  if (templates->len == 0)
    invy_ctl_say (ctl, _ ("The account has no templates. Create one in WhatsApp Manager."));
  invy_ctl_template_say_changes (ctl, before, templates);
  return INVY_CTL_EXIT_DONE;
}

static InvyTemplate *
find_translation (GPtrArray *templates, const char *language)
{
  for (guint i = 0; i < templates->len; i++)
    {
      if (g_strcmp0 (invy_template_get (templates->pdata[i], INVY_TEMPLATE_LANGUAGE), language) == 0)
        return templates->pdata[i];
    }

  return NULL;
}

static char *
dup_languages (GPtrArray *templates)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < templates->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "",
                            invy_template_get (templates->pdata[i], INVY_TEMPLATE_LANGUAGE));

  return g_string_free (list, FALSE);
}

/* The translation asked for; if none was, the account's language, else the first. */
static InvyTemplate *
pick (InvyCtl *ctl, GPtrArray *templates, InvyAccount *account, GError **error)
{
  const char *name = invy_ctl_get_word (ctl, 0);
  const char *asked = invy_ctl_get (ctl, "language");
  g_autofree char *languages = dup_languages (templates);
  InvyTemplate *tmpl = find_translation (templates, asked != NULL ? asked : account->language_code);

  if (templates->len == 0)
    g_set_error (error, INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE,
                 _ ("There is no template “%s”. See invyctl template list."), name);
  else if (tmpl == NULL && asked == NULL)
    tmpl = g_ptr_array_index (templates, 0);
  else if (tmpl == NULL)
    g_set_error (error, INVY_CTL_ERROR, INVY_CTL_ERROR_BAD_VALUE,
                 /* Translators: the name of a template, a language code, and a list of language codes */
                 _ ("The template “%1$s” has no translation “%2$s”. It has: %3$s."), name, asked, languages);

  return tmpl;
}

static void
build_texts (JsonBuilder *builder, InvyTemplate *tmpl)
{
  const InvyTemplateParts *parts = invy_template_get_parts (tmpl);

  json_builder_set_member_name (builder, "header");
  if (parts->header_format != NULL)
    {
      json_builder_begin_object (builder);
      invy_ctl_json_text (builder, "format", parts->header_format);
      invy_ctl_json_text (builder, "text", parts->header_text);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  invy_ctl_json_text (builder, "body", parts->body);
  invy_ctl_json_text (builder, "footer", parts->footer);
  json_builder_set_member_name (builder, "buttons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < parts->buttons->len; i++)
    {
      const InvyTemplateButton *button = g_ptr_array_index (parts->buttons, i);

      json_builder_begin_object (builder);
      invy_ctl_json_text (builder, "type", button->type);
      invy_ctl_json_text (builder, "text", button->text);
      invy_ctl_json_text (builder, "url", button->url);
      invy_ctl_json_text (builder, "phone_number", button->phone_number);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
dup_texts (InvyTemplate *tmpl)
{
  const InvyTemplateParts *parts = invy_template_get_parts (tmpl);
  GString *text = g_string_new (NULL);

  if (parts->header_text != NULL)
    g_string_append_printf (text, "%s\n\n", parts->header_text);
  else if (parts->header_format != NULL)
    g_string_append_printf (text, "[%s]\n\n", parts->header_format);
  g_string_append_printf (text, "%s\n", parts->body != NULL ? parts->body : "");
  if (parts->footer != NULL)
    g_string_append_printf (text, "\n%s\n", parts->footer);
  for (guint i = 0; i < parts->buttons->len; i++)
    {
      const InvyTemplateButton *button = g_ptr_array_index (parts->buttons, i);
      const char *target = button->url != NULL ? button->url : button->phone_number;

      g_string_append_printf (text, "%s[%s]%s%s\n", i == 0 ? "\n" : "", button->text, target != NULL ? " " : "",
                              target != NULL ? target : "");
    }

  return g_string_free (text, FALSE);
}

/* What forbids to send it, and what guests may see of it. */
static GStrv
list_notices (InvyTemplate *tmpl)
{
  g_autoptr (InvyTemplateProblem) kind = invy_template_check_kind (tmpl);
  g_autoptr (InvyTemplateProblem) status = invy_template_check_status (tmpl);
  g_auto (GStrv) notices = invy_template_dup_notices (tmpl);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (kind != NULL)
    g_strv_builder_add (builder, kind->sentence);
  if (status != NULL)
    g_strv_builder_add (builder, status->sentence);
  g_strv_builder_addv (builder, (const char **) notices);

  return g_strv_builder_end (builder);
}

static void
print_json (InvyCtl *ctl, InvyTemplate *tmpl, InvyEvent *event, GStrv notices)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (GPtrArray) slots = invy_template_slots_new (tmpl);

  json_builder_begin_object (builder);
  invy_ctl_template_build_members (builder, tmpl);
  build_texts (builder, tmpl);
  invy_ctl_template_build_slots (builder, slots, tmpl, event);
  json_builder_set_member_name (builder, "notices");
  json_builder_begin_array (builder);
  for (guint i = 0; notices[i] != NULL; i++)
    json_builder_add_string_value (builder, notices[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  invy_ctl_print_json (ctl, builder);
}

static void
print_text (InvyCtl *ctl, InvyTemplate *tmpl, InvyEvent *event)
{
  g_autofree char *text = dup_texts (tmpl);
  g_autofree char *slots = invy_ctl_template_dup_slots (tmpl, event);
  const char *status = invy_template_get (tmpl, INVY_TEMPLATE_STATUS);
  const char *category = invy_template_get (tmpl, INVY_TEMPLATE_CATEGORY);
  g_autofree char *heading = g_strjoin (
      " · ", invy_template_get (tmpl, INVY_TEMPLATE_NAME), invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE),
      status != NULL ? status : _ ("not read from the account yet"), category, NULL);

  invy_ctl_say (ctl, heading);
  invy_ctl_print (ctl, text);
  if (slots != NULL)
    {
      invy_ctl_print (ctl, "\n");
      invy_ctl_print (ctl, slots);
    }
}

/**
 * invy_ctl_template_show:
 *
 * Shows a translation of a template: its texts, what can be filled, and with --event what fills it for a wedding.
 */
int
invy_ctl_template_show (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyAccount) account = invy_settings_dup_account_without_token (invy_ctl_get_settings (ctl));
  const char *event_id = invy_ctl_get (ctl, "event");
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_auto (GStrv) notices = NULL;
  InvyTemplate *tmpl;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || (event_id != NULL && !(event = dex_await_object (invy_store_get_event (store, event_id), error)))
      || !(templates = invy_ctl_template_load_all (store, account, invy_ctl_get_word (ctl, 0), error))
      || !(tmpl = pick (ctl, templates, account, error)))
    return INVY_CTL_FAILED;

  notices = list_notices (tmpl);
  if (invy_ctl_is_json (ctl))
    print_json (ctl, tmpl, event, notices);
  else
    print_text (ctl, tmpl, event);
  for (guint i = 0; notices[i] != NULL; i++)
    invy_ctl_say (ctl, notices[i]);

  return INVY_CTL_EXIT_DONE;
}
