/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-duplicates-dialog.h"

#include "app/guests/invy-duplicates-group.h"
#include "app/guests/invy-guest-toasts.h"

#include <glib/gi18n.h>

/* More would take long to draw; the others follow when these are decided. */
#define MAX_GROUPS 50

struct _InvyDuplicatesDialog
{
  AdwDialog parent_instance;

  InvyGuestBook *book;
  InvyGuestToasts *told;
  gboolean is_looking;
  gboolean is_outdated; /* whether the book changed while it was being looked through */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwPreferencesPage *page;
  GtkButton *close_button;
  GPtrArray *groups; /* borrowed from the page */
};

G_DEFINE_FINAL_TYPE (InvyDuplicatesDialog, invy_duplicates_dialog, ADW_TYPE_DIALOG)

static void look (InvyDuplicatesDialog *self);

static void
merge_cb (InvyDuplicatesDialog *self, const char *const *from_ids, const char *into_id)
{
  invy_guest_toasts_follow (self->told, invy_guest_book_merge (self->book, from_ids, into_id),
                            _ ("Merged the guests"));
}

static void
join_cb (InvyDuplicatesDialog *self, GPtrArray *guests, const char *household)
{
  g_autoptr (GPtrArray) joined = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < guests->len; i++)
    {
      InvyGuest *guest = invy_guest_copy (guests->pdata[i]);

      invy_guest_set (guest, INVY_GUEST_HOUSEHOLD, household);
      g_ptr_array_add (joined, guest);
    }
  invy_guest_toasts_follow (self->told, invy_guest_book_save (self->book, joined), _ ("Made them a household"));
}

/* Escape closes a dialog only while something in it has the keyboard. */
static void
keep_focus (InvyDuplicatesDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;

  if (self->groups->len > 0)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->close_button));
}

static void
show_groups (InvyDuplicatesDialog *self, GPtrArray *found)
{
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);

  for (guint i = 0; i < MIN (found->len, MAX_GROUPS); i++)
    {
      InvyDuplicatesGroup *group = invy_duplicates_group_new (found->pdata[i]);

      g_signal_connect_object (group, "merge", G_CALLBACK (merge_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (group, "join", G_CALLBACK (join_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
      g_ptr_array_add (self->groups, group);
    }
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "found" : "none");
  keep_focus (self);
}

static DexFuture *
found_cb (DexFuture *looked, gpointer data)
{
  InvyDuplicatesDialog *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *found = dex_future_get_value (looked, &error);

  self->is_looking = FALSE;
  if (self->book == NULL)
    return dex_future_new_true ();

  if (self->is_outdated)
    look (self);
  else if (found != NULL)
    show_groups (self, g_value_get_boxed (found));
  else
    invy_guest_toasts_say (self->told, error->message);

  return dex_future_new_true ();
}

static void
look (InvyDuplicatesDialog *self)
{
  self->is_outdated = self->is_looking;
  if (self->is_looking)
    return;

  self->is_looking = TRUE;
  dex_future_disown (dex_future_finally (invy_duplicates_find (G_LIST_MODEL (self->book)), found_cb,
                                         g_object_ref (self), g_object_unref));
}

static void
invy_duplicates_dialog_dispose (GObject *object)
{
  InvyDuplicatesDialog *self = INVY_DUPLICATES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INVY_TYPE_DUPLICATES_DIALOG);
  g_clear_object (&self->told);
  g_clear_object (&self->book);
  g_clear_pointer (&self->groups, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_duplicates_dialog_parent_class)->dispose (object);
}

static void
invy_duplicates_dialog_class_init (InvyDuplicatesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_duplicates_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-duplicates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyDuplicatesDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, InvyDuplicatesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyDuplicatesDialog, page);
  gtk_widget_class_bind_template_child (widget_class, InvyDuplicatesDialog, close_button);
}

static void
invy_duplicates_dialog_init (InvyDuplicatesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->groups = g_ptr_array_new ();
  self->told = invy_guest_toasts_new (self->toasts);
}

/**
 * invy_duplicates_dialog_new:
 * @book: whose guests are looked through
 *
 * Returns: (transfer floating): the dialog, which begins to look at once
 */
AdwDialog *
invy_duplicates_dialog_new (InvyGuestBook *book)
{
  InvyDuplicatesDialog *self;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (book), NULL);

  self = g_object_new (INVY_TYPE_DUPLICATES_DIALOG, NULL);
  self->book = g_object_ref (book);
  g_signal_connect_object (book, "counts-changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);

  return ADW_DIALOG (self);
}
