/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/events/invy-problem-row.h"

struct _InvyProblemRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (InvyProblemRow, invy_problem_row, ADW_TYPE_PREFERENCES_ROW)

static void
invy_problem_row_class_init (InvyProblemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-problem-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyProblemRow, label);
}

static void
invy_problem_row_init (InvyProblemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_announce_label (self->label);
}

/**
 * invy_problem_row_set_sentence:
 * @culprit: the row that the sentence is about
 * @sentence: (nullable): what is wrong and what to do; %NULL when all is well
 *
 * Shows the sentence, marks @culprit, and tells assistive technology about both.
 */
void
invy_problem_row_set_sentence (InvyProblemRow *self, GtkWidget *culprit, const char *sentence)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (culprit);

  g_return_if_fail (INVY_IS_PROBLEM_ROW (self));
  g_return_if_fail (GTK_IS_WIDGET (culprit));

  gtk_label_set_label (self->label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);

  if (sentence != NULL)
    {
      gtk_widget_add_css_class (culprit, "error");
      gtk_widget_add_css_class (culprit, "with-problem");
      gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->label, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (culprit, "error");
      gtk_widget_remove_css_class (culprit, "with-problem");
      gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}
