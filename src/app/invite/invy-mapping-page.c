/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-invite-words.h"
#include "app/invite/invy-mapping-page.h"
#include "app/invite/invy-message-preview.h"
#include "app/invite/invy-slot-group.h"
#include "app/order/invy-line.h"

#include <glib/gi18n.h>

struct _InvyMappingPage
{
  AdwNavigationPage parent_instance;

  InvyInvitation *invitation;
  InvyGuest *guest;
  InvyTemplateSet *templates;
  InvyParameterMapping *mapping; /* as it is chosen here */
  GPtrArray *slot_groups;        /* borrowed from the box */
  char *shown;                   /* what the wedding says of the mapping, as it is shown */
  gboolean is_guess;

  GtkLabel *intro;
  GtkBox *groups;
  GtkLabel *guest_name;
  GtkLabel *guest_reason;
  InvyMessagePreview *preview;
  GtkWidget *guess_bar;
};

enum
{
  SAVE_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyMappingPage, invy_mapping_page, ADW_TYPE_NAVIGATION_PAGE)

static InvyEvent *
get_event (InvyMappingPage *self)
{
  return invy_event_draft_get_event (invy_invitation_get_draft (self->invitation));
}

static InvyTemplate *
get_shown_template (InvyMappingPage *self)
{
  return invy_template_set_choose_shown (self->templates, invy_guest_get (self->guest, INVY_GUEST_LANGUAGE));
}

static void
show_problems (InvyMappingPage *self, const InvyRendering *rendering)
{
  const char *of_guest = NULL;

  for (guint i = 0; i < self->slot_groups->len; i++)
    invy_slot_group_show_problem (self->slot_groups->pdata[i], NULL);

  for (guint i = 0; i < rendering->problems->len; i++)
    {
      const InvyTemplateProblem *problem = g_ptr_array_index (rendering->problems, i);

      if (problem->scope == INVY_TEMPLATE_PROBLEM_GUEST)
        of_guest = problem->sentence;
      for (guint j = 0; problem->slot != NULL && j < self->slot_groups->len; j++)
        {
          InvySlotGroup *group = self->slot_groups->pdata[j];

          if (g_str_equal (invy_slot_group_get_key (group), problem->slot))
            invy_slot_group_show_problem (group, problem->sentence);
        }
    }

  gtk_label_set_label (self->guest_reason, of_guest != NULL ? of_guest : "");
  gtk_widget_set_visible (GTK_WIDGET (self->guest_reason), of_guest != NULL);
}

static void
show_message (InvyMappingPage *self)
{
  g_autoptr (InvyRendering) rendering =
      invy_rendering_new_with_mapping (get_shown_template (self), self->mapping, get_event (self), self->guest,
                                       invy_invitation_get_account (self->invitation)->rsvp_base_url);

  show_problems (self, rendering);
  invy_message_preview_show (self->preview, rendering);
}

/* Into the wedding as it is typed; it is saved when the page is left. */
static void
keep (InvyMappingPage *self)
{
  InvyTemplate *tmpl = invy_template_set_get_main (self->templates);
  g_autoptr (InvyEvent) event = invy_event_copy (get_event (self));

  invy_parameter_mapping_keep (self->mapping, tmpl, event);
  g_set_str (&self->shown, invy_event_get (event, INVY_EVENT_PARAMETER_MAPPING));
  invy_event_draft_type (invy_invitation_get_draft (self->invitation), INVY_EVENT_PARAMETER_MAPPING, self->shown);
}

static void
slot_changed_cb (InvyMappingPage *self, InvySlotGroup *group)
{
  invy_parameter_mapping_take (self->mapping, invy_slot_group_get_key (group), invy_slot_group_dup_fill (group));
  if (!self->is_guess)
    keep (self);
  show_message (self);
}

static gboolean
has_group (InvyMappingPage *self, const char *key)
{
  for (guint i = 0; i < self->slot_groups->len; i++)
    {
      if (g_str_equal (invy_slot_group_get_key (self->slot_groups->pdata[i]), key))
        return TRUE;
    }

  return FALSE;
}

static void
add_group (InvyMappingPage *self, const InvyTemplateSlot *slot)
{
  GtkWidget *group = invy_slot_group_new (slot);

  invy_slot_group_set_fill (INVY_SLOT_GROUP (group), invy_parameter_mapping_get (self->mapping, slot->key));
  g_signal_connect_object (group, "changed", G_CALLBACK (slot_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->groups, group);
  g_ptr_array_add (self->slot_groups, group);
}

/* All translations share what fills them: a place that only one of them has is filled here, too. */
static void
add_groups (InvyMappingPage *self)
{
  GPtrArray *all = invy_template_set_get_all (self->templates);
  g_autoptr (GPtrArray) templates = g_ptr_array_new ();

  g_ptr_array_add (templates, invy_template_set_get_main (self->templates));
  g_ptr_array_extend (templates, all, NULL, NULL);
  for (guint i = 0; i < templates->len; i++)
    {
      g_autoptr (GPtrArray) slots = invy_template_slots_new (templates->pdata[i]);

      for (guint j = 0; j < slots->len; j++)
        {
          const InvyTemplateSlot *slot = g_ptr_array_index (slots, j);

          if (!has_group (self, slot->key))
            add_group (self, slot);
        }
    }
}

static void
remove_groups (InvyMappingPage *self)
{
  for (guint i = 0; i < self->slot_groups->len; i++)
    gtk_box_remove (self->groups, self->slot_groups->pdata[i]);
  g_ptr_array_set_size (self->slot_groups, 0);
}

static void
show_intro (InvyMappingPage *self)
{
  const char *name = invy_template_set_get_name (self->templates);
  g_autofree char *sentence =
      /* Translators: %s is the name of a message template */
      g_strdup_printf (_ ("What “%s” leaves open is filled in for each guest. Kept with the wedding."), name);

  gtk_label_set_label (self->intro, sentence);
}

static void
show_guess (InvyMappingPage *self)
{
  gtk_widget_set_visible (self->guess_bar, self->is_guess);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mapping.keep", self->is_guess);
}

static void
show_mapping (InvyMappingPage *self)
{
  InvyDryRun *dry_run = invy_invitation_get_dry_run (self->invitation);
  InvyTemplate *tmpl;

  g_set_object (&self->templates, invy_dry_run_get_templates (dry_run));
  tmpl = invy_template_set_get_main (self->templates);
  self->is_guess = !invy_parameter_mapping_is_kept (tmpl, get_event (self));
  g_clear_pointer (&self->mapping, invy_parameter_mapping_free);
  self->mapping =
      self->is_guess ? invy_parameter_mapping_new_guess (tmpl) : invy_parameter_mapping_new (tmpl, get_event (self));
  g_set_str (&self->shown, invy_event_get (get_event (self), INVY_EVENT_PARAMETER_MAPPING));

  remove_groups (self);
  add_groups (self);
  show_intro (self);
  show_guess (self);
  show_message (self);
}

static gboolean
is_same_set (InvyTemplateSet *a, InvyTemplateSet *b)
{
  GPtrArray *all_a = invy_template_set_get_all (a);
  GPtrArray *all_b = invy_template_set_get_all (b);

  if (all_a->len != all_b->len)
    return FALSE;

  for (guint i = 0; i < all_a->len; i++)
    {
      g_autofree char *fingerprint_a = invy_template_dup_fingerprint (all_a->pdata[i]);
      g_autofree char *fingerprint_b = invy_template_dup_fingerprint (all_b->pdata[i]);

      if (!g_str_equal (fingerprint_a, fingerprint_b))
        return FALSE;
    }

  return TRUE;
}

/* Somebody else may have saved another mapping meanwhile; Meta may have another template. If not, what is being
 * chosen stays. */
static void
changed_cb (InvyMappingPage *self)
{
  InvyTemplateSet *templates = invy_dry_run_get_templates (invy_invitation_get_dry_run (self->invitation));

  if (!is_same_set (templates, self->templates)
      || g_strcmp0 (self->shown, invy_event_get (get_event (self), INVY_EVENT_PARAMETER_MAPPING)) != 0)
    show_mapping (self);
}

static DexFuture *
save_failed_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  g_signal_emit (data, signals[SAVE_FAILED], 0, error->message);

  return dex_future_new_true ();
}

static void
save_cb (InvyMappingPage *self)
{
  dex_future_disown (dex_future_catch (invy_event_draft_save (invy_invitation_get_draft (self->invitation)),
                                       save_failed_cb, g_object_ref (self), g_object_unref));
}

static void
keep_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyMappingPage *self = INVY_MAPPING_PAGE (widget);

  self->is_guess = FALSE;
  keep (self);
  show_guess (self);
  save_cb (self);
}

static void
invy_mapping_page_dispose (GObject *object)
{
  InvyMappingPage *self = INVY_MAPPING_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INVY_TYPE_MAPPING_PAGE);
  /* A navigation view may hold on to a page that slid away, but the invitation has to go with the dialog. */
  g_clear_object (&self->invitation);
  g_clear_object (&self->guest);
  g_clear_object (&self->templates);

  G_OBJECT_CLASS (invy_mapping_page_parent_class)->dispose (object);
}

static void
invy_mapping_page_finalize (GObject *object)
{
  InvyMappingPage *self = INVY_MAPPING_PAGE (object);

  g_clear_pointer (&self->mapping, invy_parameter_mapping_free);
  g_clear_pointer (&self->slot_groups, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (invy_mapping_page_parent_class)->finalize (object);
}

static void
invy_mapping_page_class_init (InvyMappingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_mapping_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_mapping_page_finalize;

  /**
   * InvyMappingPage::save-failed:
   * @sentence: why, and what to do
   *
   * What was chosen could not be saved.
   */
  signals[SAVE_FAILED] = g_signal_new ("save-failed", INVY_TYPE_MAPPING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (INVY_TYPE_LINE);
  g_type_ensure (INVY_TYPE_MESSAGE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-mapping-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyMappingPage, intro);
  gtk_widget_class_bind_template_child (widget_class, InvyMappingPage, groups);
  gtk_widget_class_bind_template_child (widget_class, InvyMappingPage, guest_name);
  gtk_widget_class_bind_template_child (widget_class, InvyMappingPage, guest_reason);
  gtk_widget_class_bind_template_child (widget_class, InvyMappingPage, preview);
  gtk_widget_class_bind_template_child (widget_class, InvyMappingPage, guess_bar);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);

  gtk_widget_class_install_action (widget_class, "mapping.keep", NULL, keep_action);
}

static void
invy_mapping_page_init (InvyMappingPage *self)
{
  self->slot_groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_mapping_page_new:
 * @invitation: with a dry run
 * @guest: whose message shows what comes of it
 *
 * Returns: a page that follows @invitation
 */
AdwNavigationPage *
invy_mapping_page_new (InvyInvitation *invitation, InvyGuest *guest)
{
  InvyMappingPage *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (INVY_IS_INVITATION (invitation), NULL);
  g_return_val_if_fail (invy_invitation_get_dry_run (invitation) != NULL, NULL);
  g_return_val_if_fail (INVY_IS_GUEST (guest), NULL);

  self = g_object_new (INVY_TYPE_MAPPING_PAGE, NULL);
  self->invitation = g_object_ref (invitation);
  self->guest = g_object_ref (guest);
  name = invy_invite_words_dup_guest_name (guest);
  gtk_label_set_label (self->guest_name, name);
  g_signal_connect_object (invitation, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_mapping (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * invy_mapping_page_is_needed:
 *
 * Returns: whether the template leaves something open that a planner has to fill; what is built in is filled already
 */
gboolean
invy_mapping_page_is_needed (InvyInvitation *invitation)
{
  InvyDryRun *dry_run = invy_invitation_get_dry_run (invitation);
  InvyTemplateSet *templates = dry_run != NULL ? invy_dry_run_get_templates (dry_run) : NULL;
  GPtrArray *all = templates != NULL ? invy_template_set_get_all (templates) : NULL;

  if (all == NULL || g_strcmp0 (invy_template_set_get_name (templates), INVY_BUILTIN_TEMPLATE_NAME) == 0)
    return FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (GPtrArray) slots = invy_template_slots_new (all->pdata[i]);

      if (slots->len > 0)
        return TRUE;
    }

  return FALSE;
}
