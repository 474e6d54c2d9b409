/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/invite/invy-invite-words.h"
#include "app/invite/invy-template-page.h"
#include "app/order/invy-line.h"
#include "campaign/invy-account-reading.h"
#include "template/invy-template-check.h"
#include "text/invy-bidi.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

struct _InvyTemplatePage
{
  AdwNavigationPage parent_instance;

  InvyInvitation *invitation;
  InvyStore *store;
  GListStore *sets; /* of InvyTemplateSet, one for each name */

  AdwBanner *banner;
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;
};

G_DEFINE_FINAL_TYPE (InvyTemplatePage, invy_template_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
format_name (GtkListItem *list_item, InvyTemplateSet *set)
{
  return set != NULL ? invy_bidi_isolate (invy_template_set_get_name (set), INVY_BIDI_NUMBER) : NULL;
}

/* Returns: (transfer full) (nullable): why not one translation can be sent */
static InvyTemplateProblem *
find_problem (InvyTemplateSet *set)
{
  GPtrArray *templates = invy_template_set_get_all (set);
  g_autoptr (InvyTemplateProblem) first = NULL;

  for (guint i = 0; i < templates->len; i++)
    {
      InvyTemplateProblem *problem = invy_template_check_kind (templates->pdata[i]);

      if (problem == NULL)
        problem = invy_template_check_status (templates->pdata[i]);
      if (problem == NULL)
        return NULL;
      if (first == NULL)
        first = problem;
      else
        invy_template_problem_free (problem);
    }

  return g_steal_pointer (&first);
}

static gboolean
is_usable (GtkListItem *list_item, InvyTemplateSet *set)
{
  g_autoptr (InvyTemplateProblem) problem = set != NULL ? find_problem (set) : NULL;

  return problem == NULL;
}

static gboolean
is_marketing (GPtrArray *templates)
{
  for (guint i = 0; i < templates->len; i++)
    {
      if (g_strcmp0 (invy_template_get (templates->pdata[i], INVY_TEMPLATE_CATEGORY), "MARKETING") == 0)
        return TRUE;
    }

  return FALSE;
}

/* A line for each language, what its category means (WhatsApp does not deliver marketing to numbers of the United
 * States, and not without end to anybody), and why it cannot be sent. */
static char *
format_about (GtkListItem *list_item, InvyTemplateSet *set)
{
  GPtrArray *templates = set != NULL ? invy_template_set_get_all (set) : NULL;
  g_autoptr (InvyTemplateProblem) problem = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (templates == NULL)
    return NULL;

  for (guint i = 0; i < templates->len; i++)
    {
      g_autofree char *about = invy_invite_words_dup_template (templates->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", about);
    }
  if (is_marketing (templates))
    g_string_append_printf (
        text, "\n%s",
        _ ("Marketing does not reach numbers in the United States, and WhatsApp limits how much of "
           "it each person gets."));
  if ((problem = find_problem (set)) != NULL)
    g_string_append_printf (text, "\n%s", problem->sentence);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
matches (gpointer item, gpointer data)
{
  InvyTemplatePage *self = data;
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (self->search_entry), -1);
  g_autofree char *name = g_utf8_casefold (invy_template_set_get_name (item), -1);

  return strstr (name, typed) != NULL;
}

static void
show_list (InvyTemplatePage *self)
{
  const gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
}

static void
search_changed_cb (InvyTemplatePage *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
show_banner (InvyTemplatePage *self, const char *sentence)
{
  if (sentence != NULL)
    adw_banner_set_title (self->banner, sentence);
  adw_banner_set_revealed (self->banner, sentence != NULL);
}

static void
show_date (InvyTemplatePage *self, GPtrArray *templates)
{
  gint64 synced_at = 0;
  g_autofree char *moment = NULL;
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < templates->len; i++)
    synced_at = MAX (synced_at, invy_template_get_synced_at (templates->pdata[i]));
  if (synced_at == 0)
    {
      show_banner (self, NULL);
      return;
    }

  moment = invy_when_dup_moment (synced_at);
  /* Translators: %s is a day and a time */
  sentence = g_strdup_printf (_ ("As of %s"), moment);
  show_banner (self, sentence);
}

static void
add_set (InvyTemplatePage *self, GPtrArray *templates)
{
  g_autoptr (InvyTemplateSet) set = NULL;

  if (templates->len == 0)
    return;

  set = invy_template_set_new (templates, invy_template_get (templates->pdata[0], INVY_TEMPLATE_LANGUAGE),
                               INVY_FALLBACK_LEAVE_OUT);
  g_list_store_append (self->sets, set);
  g_ptr_array_set_size (templates, 0);
}

/* They come in the order of their names. */
static void
show_templates (InvyTemplatePage *self, GPtrArray *templates)
{
  g_autoptr (GPtrArray) same = g_ptr_array_new ();

  g_list_store_remove_all (self->sets);
  for (guint i = 0; i < templates->len; i++)
    {
      if (same->len > 0
          && g_strcmp0 (invy_template_get (same->pdata[0], INVY_TEMPLATE_NAME),
                        invy_template_get (templates->pdata[i], INVY_TEMPLATE_NAME))
                 != 0)
        add_set (self, same);
      g_ptr_array_add (same, templates->pdata[i]);
    }
  add_set (self, same);
  show_date (self, templates);
  show_list (self);
}

static DexFuture *
listed_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    show_templates (data, g_value_get_boxed (value));
  else
    show_banner (data, error->message);

  return dex_future_new_true ();
}

static void
load (InvyTemplatePage *self)
{
  const char *waba_id = invy_invitation_get_account (self->invitation)->business_account_id;

  if (waba_id != NULL)
    dex_future_disown (dex_future_finally (invy_store_list_templates (self->store, waba_id, NULL), listed_cb,
                                           g_object_ref (self), g_object_unref));
}

/* What was read before stays when nothing can be read now. */
static DexFuture *
refreshed_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;

  gtk_widget_action_set_enabled (data, "template.refresh", TRUE);
  if (dex_future_get_value (future, &error) == NULL)
    show_banner (data, error->message);

  return dex_future_new_true ();
}

static void
refresh_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyTemplatePage *self = INVY_TEMPLATE_PAGE (widget);

  gtk_widget_action_set_enabled (widget, "template.refresh", FALSE);
  show_banner (self, _ ("Reading the account’s templates…"));
  dex_future_disown (dex_future_finally (
      invy_account_reading_sync_templates (self->store, invy_invitation_get_account (self->invitation)), refreshed_cb,
      g_object_ref (self), g_object_unref));
}

static void
store_changed_cb (InvyTemplatePage *self, InvyStoreTopic topic)
{
  if (topic == INVY_STORE_TEMPLATES)
    load (self);
}

/* Saved with the wedding's other details, at the latest when the dialog closes. */
static void
activate_cb (InvyTemplatePage *self, guint position)
{
  g_autoptr (InvyTemplateSet) set = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  InvyEventDraft *draft = invy_invitation_get_draft (self->invitation);

  invy_event_draft_type (draft, INVY_EVENT_TEMPLATE_NAME, invy_template_set_get_name (set));
  dex_future_disown (invy_event_draft_save (draft));
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static void
invy_template_page_dispose (GObject *object)
{
  InvyTemplatePage *self = INVY_TEMPLATE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INVY_TYPE_TEMPLATE_PAGE);
  g_clear_object (&self->invitation);
  g_clear_object (&self->store);
  g_clear_object (&self->sets);

  G_OBJECT_CLASS (invy_template_page_parent_class)->dispose (object);
}

static void
invy_template_page_class_init (InvyTemplatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_template_page_dispose;

  g_type_ensure (INVY_TYPE_TEMPLATE_SET);
  g_type_ensure (INVY_TYPE_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-template-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyTemplatePage, banner);
  gtk_widget_class_bind_template_child (widget_class, InvyTemplatePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyTemplatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyTemplatePage, selection);
  gtk_widget_class_bind_template_child (widget_class, InvyTemplatePage, filtered);
  gtk_widget_class_bind_template_callback (widget_class, format_name);
  gtk_widget_class_bind_template_callback (widget_class, format_about);
  gtk_widget_class_bind_template_callback (widget_class, is_usable);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  gtk_widget_class_install_action (widget_class, "template.refresh", NULL, refresh_action);
}

static void
invy_template_page_init (InvyTemplatePage *self)
{
  g_autoptr (GtkFilter) filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));

  self->sets = g_list_store_new (INVY_TYPE_TEMPLATE_SET);
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_announce_banner (self->banner);
  gtk_filter_list_model_set_filter (self->filtered, filter);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (self->sets));
  g_signal_connect_object (self->search_entry, "changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (show_list), self, G_CONNECT_SWAPPED);
}

/**
 * invy_template_page_new:
 * @invitation: loaded
 *
 * Returns: a page that follows what @store keeps of the account
 */
AdwNavigationPage *
invy_template_page_new (InvyInvitation *invitation, InvyStore *store)
{
  InvyTemplatePage *self;

  g_return_val_if_fail (INVY_IS_INVITATION (invitation), NULL);
  g_return_val_if_fail (INVY_IS_STORE (store), NULL);

  self = g_object_new (INVY_TYPE_TEMPLATE_PAGE, NULL);
  self->invitation = g_object_ref (invitation);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "template.refresh",
                                 invy_invitation_get_account (invitation)->token != NULL);
  load (self);

  return ADW_NAVIGATION_PAGE (self);
}
