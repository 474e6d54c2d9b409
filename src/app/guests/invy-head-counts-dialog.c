/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-head-counts-dialog.h"

#include "app/guests/invy-answer-words.h"
#include "book/invy-head-count.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

/* What is counted by, from top to bottom. */
static const struct
{
  InvyFacet facet;
  const char *title;
  const char *none; /* the guests who have nothing there */
} sections[] = {
  { INVY_FACET_ANSWER, N_ ("Answer"), N_ ("No answer") }, { INVY_FACET_SIDE, N_ ("Side"), N_ ("No side") },
  { INVY_FACET_GROUP, N_ ("Group"), N_ ("No group") },    { INVY_FACET_MEAL, N_ ("Meal"), N_ ("No meal") },
  { INVY_FACET_TAG, N_ ("Tags"), N_ ("No tags") },
};

struct _InvyHeadCountsDialog
{
  AdwDialog parent_instance;

  InvyHeadCount *counts;
  GHashTable *rows[G_N_ELEMENTS (sections)]; /* value to AdwActionRow; borrowed from the groups */

  AdwPreferencesPage *page;
  AdwPreferencesGroup *groups[G_N_ELEMENTS (sections)];
};

G_DEFINE_FINAL_TYPE (InvyHeadCountsDialog, invy_head_counts_dialog, ADW_TYPE_DIALOG)

static char *
dup_title (guint section, const char *value)
{
  if (*value == '\0')
    return g_strdup (_ (sections[section].none));
  if (sections[section].facet == INVY_FACET_ANSWER)
    return g_strdup (invy_answer_words_get_label (invy_answer_words_get_rsvp (value)));

  return invy_bidi_isolate (value, INVY_BIDI_NAME);
}

/* Returns: (transfer full): "12 guests · 30 people · 24 coming" */
static char *
dup_numbers (const InvyHeads *heads)
{
  g_autofree char *guests = g_strdup_printf (ngettext ("%u guest", "%u guests", heads->rows), heads->rows);
  g_autofree char *people = g_strdup_printf (ngettext ("%u person", "%u people", heads->people), heads->people);
  /* Translators: how many people said that they come */
  g_autofree char *coming = g_strdup_printf (ngettext ("%u coming", "%u coming", heads->coming), heads->coming);

  /* Translators: numbers of guests, of people invited with them, and of people who come */
  return g_strdup_printf (_ ("%s · %s · %s"), guests, people, coming);
}

static AdwActionRow *
add_row (InvyHeadCountsDialog *self, guint section, const char *value)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *title = dup_title (section, value);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (self->groups[section], GTK_WIDGET (row));
  g_hash_table_insert (self->rows[section], g_strdup (value), row);

  return row;
}

static gboolean
is_gone (gpointer value, gpointer row, gpointer data)
{
  GPtrArray *heads = data;

  for (guint i = 0; i < heads->len; i++)
    if (g_str_equal (((InvyHeads *) heads->pdata[i])->value, value))
      return FALSE;

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP)),
                                row);
  return TRUE;
}

/* Rows that are there already stay, so that nothing jumps when somebody answers. */
static void
show_section (InvyHeadCountsDialog *self, guint section)
{
  g_autoptr (GPtrArray) heads = invy_head_count_list (self->counts, sections[section].facet);

  g_hash_table_foreach_remove (self->rows[section], is_gone, heads);
  for (guint i = 0; i < heads->len; i++)
    {
      const InvyHeads *one = heads->pdata[i];
      AdwActionRow *row = g_hash_table_lookup (self->rows[section], one->value);
      g_autofree char *numbers = dup_numbers (one);

      if (row == NULL)
        row = add_row (self, section, one->value);
      adw_action_row_set_subtitle (row, numbers);
    }
  /* Where nobody has anything, there is nothing to tell apart. */
  gtk_widget_set_visible (GTK_WIDGET (self->groups[section]),
                          heads->len > 1 || (heads->len == 1 && *((InvyHeads *) heads->pdata[0])->value != '\0'));
}

static void
show_counts (InvyHeadCountsDialog *self)
{
  for (guint section = 0; section < G_N_ELEMENTS (sections); section++)
    show_section (self, section);
}

static void
invy_head_counts_dialog_dispose (GObject *object)
{
  InvyHeadCountsDialog *self = INVY_HEAD_COUNTS_DIALOG (object);

  for (guint section = 0; section < G_N_ELEMENTS (sections); section++)
    g_clear_pointer (&self->rows[section], g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), INVY_TYPE_HEAD_COUNTS_DIALOG);
  g_clear_object (&self->counts);

  G_OBJECT_CLASS (invy_head_counts_dialog_parent_class)->dispose (object);
}

static void
invy_head_counts_dialog_class_init (InvyHeadCountsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_head_counts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/invy_app/Invy/ui/invy-head-counts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyHeadCountsDialog, page);
}

static void
invy_head_counts_dialog_init (InvyHeadCountsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint section = 0; section < G_N_ELEMENTS (sections); section++)
    {
      self->rows[section] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->groups[section] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (self->groups[section], _ (sections[section].title));
      adw_preferences_page_add (self->page, self->groups[section]);
    }
}

/**
 * invy_head_counts_dialog_new:
 * @book: whose guests are counted
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
invy_head_counts_dialog_new (InvyGuestBook *book)
{
  InvyHeadCountsDialog *self;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (book), NULL);

  self = g_object_new (INVY_TYPE_HEAD_COUNTS_DIALOG, NULL);
  self->counts = invy_head_count_new (book);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
  show_counts (self);

  return ADW_DIALOG (self);
}
