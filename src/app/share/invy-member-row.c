/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/share/invy-member-row.h"

#include "app/order/invy-line.h"
#include "app/share/invy-access-words.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyMemberRow
{
  AdwActionRow parent_instance;

  InvyMember *member;
};

G_DEFINE_FINAL_TYPE (InvyMemberRow, invy_member_row, ADW_TYPE_ACTION_ROW)

enum
{
  ACCESS_CHOSEN,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
selected_cb (InvyMemberRow *self, GParamSpec *pspec, GtkDropDown *choice)
{
  const InvyAccess access = (InvyAccess) gtk_drop_down_get_selected (choice);

  if (access != invy_member_get_access (self->member))
    g_signal_emit (self, signals[ACCESS_CHOSEN], 0, access);
}

static void
clicked_cb (InvyMemberRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
invy_member_row_dispose (GObject *object)
{
  g_clear_object (&INVY_MEMBER_ROW (object)->member);

  G_OBJECT_CLASS (invy_member_row_parent_class)->dispose (object);
}

static void
invy_member_row_class_init (InvyMemberRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_member_row_dispose;

  /**
   * InvyMemberRow::access-chosen:
   * @access: what the member shall be allowed to do
   */
  signals[ACCESS_CHOSEN] = g_signal_new ("access-chosen", INVY_TYPE_MEMBER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, INVY_TYPE_ACCESS);
  /**
   * InvyMemberRow::removed:
   *
   * The member shall be one no more.
   */
  signals[REMOVED] =
      g_signal_new ("removed", INVY_TYPE_MEMBER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
invy_member_row_init (InvyMemberRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

static GtkWidget *
new_choice (InvyMemberRow *self, const char *name)
{
  GtkWidget *choice = gtk_drop_down_new (invy_access_words_new_choices (), NULL);
  /* Translators: %s is the name of a member */
  g_autofree char *label = g_strdup_printf (_ ("Access of %s"), name);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), (guint) invy_member_get_access (self->member));
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  return choice;
}

static GtkWidget *
new_title (InvyMemberRow *self)
{
  GtkWidget *title = gtk_label_new (invy_access_words_get_title (invy_member_get_access (self->member)));

  gtk_widget_add_css_class (title, "dim-label");

  return title;
}

static GtkWidget *
new_button (InvyMemberRow *self, const char *name)
{
  const gboolean is_me = invy_member_is_me (self->member);
  GtkWidget *button = gtk_button_new_from_icon_name (is_me ? "system-log-out-symbolic" : "user-trash-symbolic");
  /* Translators: %s is the name of a member */
  g_autofree char *label = is_me ? g_strdup (_ ("Leave")) : g_strdup_printf (_ ("Remove %s"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

/**
 * invy_member_row_new:
 * @is_owned: whether whoever looks at it chooses the members; else they can only leave
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
invy_member_row_new (InvyMember *member, gboolean is_owned)
{
  InvyMemberRow *self;
  GtkWidget *line;
  g_autofree char *name = NULL, *title = NULL;

  g_return_val_if_fail (INVY_IS_MEMBER (member), NULL);

  self = g_object_new (INVY_TYPE_MEMBER_ROW, NULL);
  line = invy_line_new (6);
  self->member = g_object_ref (member);
  name = invy_bidi_isolate (invy_member_get_role (member), INVY_BIDI_NAME);
  /* Translators: %s is the name that somebody logs in with */
  title = invy_member_is_me (member) ? g_strdup_printf (_ ("%s (you)"), name) : g_strdup (name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               invy_access_words_get_description (invy_member_get_access (member)));
  gtk_box_append (GTK_BOX (line), is_owned ? new_choice (self, name) : new_title (self));
  if (is_owned || invy_member_is_me (member))
    gtk_box_append (GTK_BOX (line), new_button (self, name));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), line);

  return GTK_WIDGET (self);
}

/**
 * invy_member_row_get_member:
 *
 * Returns: (transfer none): whom the row shows
 */
InvyMember *
invy_member_row_get_member (InvyMemberRow *self)
{
  g_return_val_if_fail (INVY_IS_MEMBER_ROW (self), NULL);

  return self->member;
}
