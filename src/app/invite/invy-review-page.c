/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/invite/invy-invite-words.h"
#include "app/invite/invy-review-page.h"

#include "campaign/invy-reasons.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyReviewPage
{
  AdwNavigationPage parent_instance;

  InvyInvitation *invitation;

  AdwBanner *again_banner;
  GtkStack *stack;
  GtkSingleSelection *selection;
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;
};

G_DEFINE_FINAL_TYPE (InvyReviewPage, invy_review_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
needs_a_look (gpointer item, gpointer data)
{
  return invy_dry_run_row_get_sentence (item) != NULL || invy_dry_run_row_get_warning (item) != NULL;
}

/* Who is left out before who is only to be looked at. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  return invy_dry_run_row_is_ready ((gpointer) a) - invy_dry_run_row_is_ready ((gpointer) b);
}

static char *
format_name (GtkListItem *list_item, InvyDryRunRow *row)
{
  return row != NULL ? invy_invite_words_dup_guest_name (invy_dry_run_row_get_guest (row)) : NULL;
}

static char *
format_number (GtkListItem *list_item, InvyDryRunRow *row)
{
  const char *number =
      row != NULL ? invy_guest_get (invy_dry_run_row_get_guest (row), INVY_GUEST_PHONE_NUMBER) : NULL;

  return number != NULL ? invy_bidi_isolate (number, INVY_BIDI_NUMBER) : NULL;
}

static gboolean
has_number (GtkListItem *list_item, InvyDryRunRow *row)
{
  return row != NULL && invy_guest_get (invy_dry_run_row_get_guest (row), INVY_GUEST_PHONE_NUMBER) != NULL;
}

static char *
format_reason (GtkListItem *list_item, InvyDryRunRow *row, const char *sentence)
{
  if (row == NULL)
    return NULL;

  return g_strdup (sentence != NULL ? sentence : invy_dry_run_row_get_warning (row));
}

static char *
format_icon (GtkListItem *list_item, gboolean is_ready)
{
  return g_strdup (is_ready ? "dialog-information-symbolic" : "dialog-warning-symbolic");
}

static gboolean
is_fixable (GtkListItem *list_item, InvyDryRunRow *row)
{
  const char *const final[] = { INVY_SKIP_ALREADY_INVITED, INVY_SKIP_ANSWERED, INVY_SKIP_OPTED_OUT, INVY_SKIP_DELETED,
                                NULL };
  const char *reason = row != NULL ? invy_dry_run_row_get_reason (row) : NULL;

  return reason == NULL || !g_strv_contains (final, reason);
}

static void
fix (GtkWidget *widget, InvyDryRunRow *row)
{
  gtk_widget_activate_action (widget, "win.edit-guest", "s", invy_guest_get_id (invy_dry_run_row_get_guest (row)));
}

static void
fix_cb (GtkListItem *list_item)
{
  fix (gtk_list_item_get_child (list_item), gtk_list_item_get_item (list_item));
}

static void
activate_cb (InvyReviewPage *self, guint position)
{
  g_autoptr (InvyDryRunRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (is_fixable (NULL, row))
    fix (GTK_WIDGET (self), row);
}

static void
show_list (InvyReviewPage *self)
{
  const gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
}

/* Whoever has an invitation is left out, unless the planner says again. */
static void
show_again (InvyReviewPage *self)
{
  const gboolean is_again = invy_invitation_is_again (self->invitation);
  g_autofree char *title = invy_invite_words_dup_again (self->invitation);

  adw_banner_set_title (self->again_banner, title);
  adw_banner_set_button_label (self->again_banner, is_again ? _ ("_Leave Them Out") : _ ("_Invite Again"));
  adw_banner_set_revealed (self->again_banner, invy_invitation_get_n_invited (self->invitation) > 0);
}

static void
again_cb (InvyReviewPage *self)
{
  invy_invitation_set_again (self->invitation, !invy_invitation_is_again (self->invitation));
}

static void
changed_cb (InvyReviewPage *self)
{
  show_again (self);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered), GTK_FILTER_CHANGE_DIFFERENT);
  show_list (self);
}

static void
loaded_cb (InvyReviewPage *self)
{
  InvyDryRun *dry_run = invy_invitation_get_dry_run (self->invitation);

  gtk_filter_list_model_set_model (self->filtered, dry_run != NULL ? invy_dry_run_get_rows (dry_run) : NULL);
  show_list (self);
}

static void
invy_review_page_finalize (GObject *object)
{
  InvyReviewPage *self = INVY_REVIEW_PAGE (object);

  g_clear_object (&self->invitation);

  G_OBJECT_CLASS (invy_review_page_parent_class)->finalize (object);
}

static void
invy_review_page_class_init (InvyReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = invy_review_page_finalize;

  g_type_ensure (INVY_TYPE_DRY_RUN_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyReviewPage, again_banner);
  gtk_widget_class_bind_template_child (widget_class, InvyReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyReviewPage, selection);
  gtk_widget_class_bind_template_child (widget_class, InvyReviewPage, sorted);
  gtk_widget_class_bind_template_child (widget_class, InvyReviewPage, filtered);
  gtk_widget_class_bind_template_callback (widget_class, format_name);
  gtk_widget_class_bind_template_callback (widget_class, format_number);
  gtk_widget_class_bind_template_callback (widget_class, has_number);
  gtk_widget_class_bind_template_callback (widget_class, format_reason);
  gtk_widget_class_bind_template_callback (widget_class, format_icon);
  gtk_widget_class_bind_template_callback (widget_class, is_fixable);
  gtk_widget_class_bind_template_callback (widget_class, fix_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
invy_review_page_init (InvyReviewPage *self)
{
  g_autoptr (GtkFilter) filter = GTK_FILTER (gtk_custom_filter_new (needs_a_look, NULL, NULL));
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, NULL, NULL));

  gtk_widget_init_template (GTK_WIDGET (self));
  invy_announce_banner (self->again_banner);
  gtk_filter_list_model_set_filter (self->filtered, filter);
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
}

/**
 * invy_review_page_new:
 *
 * Returns: a page that follows @invitation
 */
AdwNavigationPage *
invy_review_page_new (InvyInvitation *invitation)
{
  InvyReviewPage *self = g_object_new (INVY_TYPE_REVIEW_PAGE, NULL);

  self->invitation = g_object_ref (invitation);
  g_signal_connect_object (invitation, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (invitation, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  loaded_cb (self);
  show_again (self);

  return ADW_NAVIGATION_PAGE (self);
}
