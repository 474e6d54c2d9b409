/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-template-choice.h"

#include "template/invy-builtin-template.h"
#include "template/invy-template-check.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  InvyStore *store;
  InvyEvent *event;
  InvyAccount *account;
  char *name;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_clear_object (&choice->store);
  g_clear_object (&choice->event);
  g_clear_pointer (&choice->account, invy_account_unref);
  g_free (choice->name);
  g_free (choice);
}

static GPtrArray *
list_known (Choice *choice, GError **error)
{
  const char *waba_id = choice->account->business_account_id;

  if (waba_id == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  return dex_await_boxed (invy_store_list_templates (choice->store, waba_id, choice->name), error);
}

/* A list may come without the texts. */
static void
complete_builtin (GPtrArray *templates)
{
  for (guint i = 0; i < templates->len; i++)
    {
      InvyTemplate *tmpl = g_ptr_array_index (templates, i);
      g_autoptr (InvyTemplate) builtin = invy_template_new_builtin ();

      if (invy_template_get_body (tmpl) == NULL
          && g_strcmp0 (invy_template_get (tmpl, INVY_TEMPLATE_NAME), INVY_BUILTIN_TEMPLATE_NAME) == 0
          && g_strcmp0 (invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE), INVY_BUILTIN_TEMPLATE_LANGUAGE) == 0)
        invy_template_set (tmpl, INVY_TEMPLATE_COMPONENTS, invy_template_get (builtin, INVY_TEMPLATE_COMPONENTS));
    }
}

/* What the account has counts; as long as it was never read, there is the template that is built in. */
static void
add_builtin (Choice *choice, GPtrArray *templates)
{
  if (templates->len == 0 && g_str_equal (choice->name, INVY_BUILTIN_TEMPLATE_NAME))
    g_ptr_array_add (templates, invy_template_new_builtin ());
}

/* A translation that cannot be sent is as good as none, but the main one is there to say why. */
static GPtrArray *
pick_usable (GPtrArray *templates, InvyTemplate *main)
{
  GPtrArray *usable = g_ptr_array_new ();

  for (guint i = 0; i < templates->len; i++)
    {
      g_autoptr (InvyTemplateProblem) problem = invy_template_check_status (templates->pdata[i]);

      if (problem == NULL || templates->pdata[i] == main)
        g_ptr_array_add (usable, templates->pdata[i]);
    }

  return usable;
}

static GError *
new_error (Choice *choice, const char *language)
{
  return g_error_new (INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_TEMPLATE,
                      /* Translators: the name and the language code of a message template */
                      _ ("The text of the template “%s” in the language “%s” is not known here, so nobody could see "
                         "what would be sent. Read the account’s templates again, or choose another one."),
                      choice->name, language);
}

static DexFuture *
choose_fiber (gpointer data)
{
  Choice *choice = data;
  const char *own = invy_event_get (choice->event, INVY_EVENT_LANGUAGE);
  const char *language =
      choice->account->language_code != NULL ? choice->account->language_code : INVY_BUILTIN_TEMPLATE_LANGUAGE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = list_known (choice, &error);
  g_autoptr (GPtrArray) usable = NULL;
  g_autoptr (InvyTemplateSet) all = NULL;
  InvyTemplate *main;

  if (templates == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  complete_builtin (templates);
  add_builtin (choice, templates);
  if (templates->len == 0)
    return dex_future_new_for_error (new_error (choice, language));

  all = invy_template_set_new (templates, NULL, INVY_FALLBACK_LEAVE_OUT);
  main = own != NULL ? invy_template_set_choose (all, own, NULL) : NULL;
  if (main == NULL)
    main = invy_template_set_choose (all, language, NULL);
  if (main == NULL)
    return dex_future_new_for_error (new_error (choice, language));

  usable = pick_usable (templates, main);
  return dex_future_new_take_object (invy_template_set_new (usable, invy_template_get (main, INVY_TEMPLATE_LANGUAGE),
                                                            choice->account->language_fallback));
}

/**
 * invy_template_choice_dup_name:
 * @name: (nullable): the template asked for
 *
 * Returns: (transfer full): the name of the template to send: what was asked for, else the wedding's, else the
 * account's
 */
char *
invy_template_choice_dup_name (InvyEvent *event, InvyAccount *account, const char *name)
{
  if (name == NULL)
    name = invy_event_get (event, INVY_EVENT_TEMPLATE_NAME);
  if (name == NULL)
    name = account->template_name;

  return g_strdup (name != NULL ? name : INVY_BUILTIN_TEMPLATE_NAME);
}

/**
 * invy_template_choice_load:
 * @name: (nullable): see invy_template_choice_dup_name()
 *
 * Finds the translations of what is to be sent, as the account was last read; nothing is read from it here.
 *
 * Returns: (transfer full): a future that resolves to an #InvyTemplateSet whose main translation is in the wedding's
 *   language, or else in the account's. It rejects with %INVY_DRY_RUN_ERROR_TEMPLATE when that text is not known,
 * since nobody could see what would be sent, and with the store's errors
 */
DexFuture *
invy_template_choice_load (InvyStore *store, InvyEvent *event, InvyAccount *account, const char *name)
{
  Choice *choice;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);

  choice = g_new0 (Choice, 1);
  choice->store = g_object_ref (store);
  choice->event = invy_event_copy (event);
  choice->account = invy_account_ref (account);
  choice->name = invy_template_choice_dup_name (event, account, name);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, choose_fiber, choice, choice_free);
}
