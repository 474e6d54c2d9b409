/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-result-row.h"

#include "text/invy-bidi.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

struct _InvyResultRow
{
  AdwBin parent_instance;

  const char *css_class; /* of the icon now */

  GtkImage *icon;
  GtkLabel *name_label;
  GtkLabel *detail_label;
  GtkLabel *time_label;
  GtkActionable *fix_button;
  GtkActionable *settle_button;
};

G_DEFINE_FINAL_TYPE (InvyResultRow, invy_result_row, ADW_TYPE_BIN)

static void
set_target (GtkActionable *button, gboolean is_visible, const char *id)
{
  gtk_widget_set_visible (GTK_WIDGET (button), is_visible);
  if (is_visible)
    gtk_actionable_set_action_target (button, "s", id);
}

static char *
dup_detail (InvyResult *result)
{
  g_autofree char *number = invy_result_dup_number (result);
  g_autofree char *shown_number = invy_bidi_isolate (number, INVY_BIDI_NUMBER);
  g_autofree char *reason = invy_result_dup_reason (result);

  if (shown_number != NULL && reason != NULL)
    return g_strdup_printf ("%s  ·  %s", shown_number, reason);
  return g_strdup (reason != NULL ? reason : shown_number != NULL ? shown_number : "");
}

static void
show_icon (InvyResultRow *self, InvyResult *result)
{
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->css_class);
  self->css_class = invy_result_get_css_class (result);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), self->css_class);

  gtk_image_set_from_icon_name (self->icon, invy_result_get_icon_name (result));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), invy_result_get_state_title (result));
}

static void
show_buttons (InvyResultRow *self, InvyResult *result)
{
  InvyMessage *message = invy_result_get_message (result);
  const InvyMessageState state = invy_message_get_state (message);
  const gboolean is_open = invy_result_get_section (result) == INVY_RESULT_ATTENTION;
  const gboolean is_wrong = is_open && (state == INVY_MESSAGE_FAILED || state == INVY_MESSAGE_SKIPPED);

  set_target (self->fix_button, is_wrong && invy_result_has_guest (result),
              invy_message_get (message, INVY_MESSAGE_GUEST_ID));
  set_target (self->settle_button, is_open && (state == INVY_MESSAGE_UNKNOWN || state == INVY_MESSAGE_HELD),
              invy_message_get_id (message));
}

static void
show_time (InvyResultRow *self, InvyResult *result)
{
  const InvyResultSection section = invy_result_get_section (result);
  const gint64 at_ms = invy_message_get_state_at (invy_result_get_message (result));
  g_autofree char *clock = invy_when_dup_clock (at_ms);
  g_autofree char *shown_clock = invy_bidi_isolate (clock, INVY_BIDI_NUMBER);
  g_autofree char *moment = invy_when_dup_moment (at_ms);

  gtk_widget_set_visible (GTK_WIDGET (self->time_label), section == INVY_RESULT_SENT || section == INVY_RESULT_HELD
                                                             || section == INVY_RESULT_EARLIER);
  gtk_label_set_label (self->time_label, shown_clock);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time_label), moment);
}

static void
invy_result_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_RESULT_ROW);

  G_OBJECT_CLASS (invy_result_row_parent_class)->dispose (object);
}

static void
invy_result_row_class_init (InvyResultRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_result_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-result-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyResultRow, icon);
  gtk_widget_class_bind_template_child (widget_class, InvyResultRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, InvyResultRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, InvyResultRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, InvyResultRow, fix_button);
  gtk_widget_class_bind_template_child (widget_class, InvyResultRow, settle_button);
}

static void
invy_result_row_init (InvyResultRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "result-row");
}

GtkWidget *
invy_result_row_new (void)
{
  return g_object_new (INVY_TYPE_RESULT_ROW, NULL);
}

/**
 * invy_result_row_set_result:
 * @result: what to show from now on
 *
 * Rows are used for one guest after the other.
 */
void
invy_result_row_set_result (InvyResultRow *self, InvyResult *result)
{
  const char *name;
  g_autofree char *shown_name = NULL;
  g_autofree char *detail = NULL;

  g_return_if_fail (INVY_IS_RESULT_ROW (self));
  g_return_if_fail (INVY_IS_RESULT (result));

  name = invy_message_get (invy_result_get_message (result), INVY_MESSAGE_GUEST_NAME);
  shown_name = invy_bidi_isolate (name != NULL ? name : _ ("No name"), INVY_BIDI_NAME);
  detail = dup_detail (result);
  gtk_label_set_label (self->name_label, shown_name);
  gtk_label_set_label (self->detail_label, detail);
  show_icon (self, result);
  show_buttons (self, result);
  show_time (self, result);
}

static void
set_css_class (InvyResultRow *self, const char *css_class, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_class);
}

/**
 * invy_result_row_set_edges:
 *
 * Says where in its section the row stands: a section looks like one card.
 */
void
invy_result_row_set_edges (InvyResultRow *self, gboolean is_first, gboolean is_last)
{
  g_return_if_fail (INVY_IS_RESULT_ROW (self));

  set_css_class (self, "first", is_first);
  set_css_class (self, "last", is_last);
}
