/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-duplicates-group.h"

#include "app/guests/invy-guest-words.h"
#include "app/order/invy-line.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyDuplicatesGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *guests;
  char *household;  /* that they could be */
  GPtrArray *ticks; /* of GtkCheckButton, one for each guest; borrowed from the rows */
};

enum
{
  MERGE,
  JOIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyDuplicatesGroup, invy_duplicates_group, ADW_TYPE_PREFERENCES_GROUP)

static void
merge_cb (InvyDuplicatesGroup *self)
{
  g_autoptr (GStrvBuilder) from = g_strv_builder_new ();
  g_auto (GStrv) from_ids = NULL;
  const char *into_id = NULL;

  for (guint i = 0; i < self->guests->len; i++)
    {
      const char *id = invy_guest_get_id (self->guests->pdata[i]);

      if (gtk_check_button_get_active (self->ticks->pdata[i]))
        into_id = id;
      else
        g_strv_builder_add (from, id);
    }
  from_ids = g_strv_builder_end (from);
  if (into_id != NULL)
    g_signal_emit (self, signals[MERGE], 0, from_ids, into_id);
}

static void
join_cb (InvyDuplicatesGroup *self)
{
  g_signal_emit (self, signals[JOIN], 0, self->guests, self->household);
}

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* Returns: (transfer full): what tells the guest from the others */
static char *
dup_details (InvyGuest *guest)
{
  static const InvyGuestField fields[] = { INVY_GUEST_SIDE, INVY_GUEST_GROUP_NAME, INVY_GUEST_HOUSEHOLD };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *phone = invy_guest_words_dup_phone (invy_guest_get_phone_display (guest),
                                                       invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER));
  g_autofree char *rsvp = invy_guest_words_dup_rsvp (invy_guest_get_rsvp (guest), invy_guest_get_rsvp_count (guest));

  append_part (text, phone);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *part = invy_bidi_isolate (invy_guest_get (guest, fields[i]), INVY_BIDI_NAME);

      append_part (text, part);
    }
  append_part (text, invy_guest_words_get_invitation (invy_guest_get_delivery (guest),
                                                      invy_guest_get_phone_problem (guest) != NULL));
  append_part (text, rsvp);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_guest (InvyDuplicatesGroup *self, InvyGuest *guest)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *tick = gtk_check_button_new ();
  g_autofree char *name = invy_guest_dup_name (guest);
  g_autofree char *title = invy_bidi_isolate (name, INVY_BIDI_NAME);
  g_autofree char *details = dup_details (guest);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (tick, _ ("The One Who Stays"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (self->ticks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (tick), self->ticks->pdata[0]);
  else
    gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->ticks, tick);
}

static const char *
get_title (InvyLikeness likeness)
{
  switch (likeness)
    {
    case INVY_LIKENESS_PERSON:
      return _ ("The Same Number and Name");
    case INVY_LIKENESS_NUMBER:
      return _ ("The Same Number");
    case INVY_LIKENESS_NAME:
    default:
      return _ ("Similar Names");
    }
}

static GtkWidget *
new_button (InvyDuplicatesGroup *self, const char *label, const char *tooltip, GCallback clicked_cb)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked_cb, self, G_CONNECT_SWAPPED);

  return button;
}

static void
add_buttons (InvyDuplicatesGroup *self, InvyLikeness likeness)
{
  GtkWidget *box = invy_line_new (6);

  if (likeness != INVY_LIKENESS_PERSON)
    gtk_box_append (GTK_BOX (box), new_button (self, _ ("_Household"), _ ("They Answer Together as One Household"),
                                               G_CALLBACK (join_cb)));
  gtk_box_append (
      GTK_BOX (box),
      new_button (self, _ ("_Merge"), _ ("They Are One Person: Keep the One Who Is Ticked"), G_CALLBACK (merge_cb)));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), box);
}

static void
invy_duplicates_group_finalize (GObject *object)
{
  InvyDuplicatesGroup *self = INVY_DUPLICATES_GROUP (object);

  g_clear_pointer (&self->guests, g_ptr_array_unref);
  g_clear_pointer (&self->ticks, g_ptr_array_unref);
  g_clear_pointer (&self->household, g_free);

  G_OBJECT_CLASS (invy_duplicates_group_parent_class)->finalize (object);
}

static void
invy_duplicates_group_class_init (InvyDuplicatesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_duplicates_group_finalize;

  /**
   * InvyDuplicatesGroup::merge:
   * @from_ids: who goes
   * @into_id: who stays
   *
   * The planner says that they are one person.
   */
  signals[MERGE] = g_signal_new ("merge", INVY_TYPE_DUPLICATES_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_STRING);
  /**
   * InvyDuplicatesGroup::join:
   * @guests: (element-type InvyGuest): who answers together
   * @household: its name
   *
   * The planner says that they are one household.
   */
  signals[JOIN] = g_signal_new ("join", INVY_TYPE_DUPLICATES_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_STRING);
}

static void
invy_duplicates_group_init (InvyDuplicatesGroup *self)
{
  self->ticks = g_ptr_array_new ();
}

/**
 * invy_duplicates_group_new:
 *
 * Returns: (transfer floating): the group, with the first guest as the one who stays
 */
InvyDuplicatesGroup *
invy_duplicates_group_new (InvyDuplicates *duplicates)
{
  InvyDuplicatesGroup *self;

  g_return_val_if_fail (duplicates != NULL, NULL);

  self = g_object_new (INVY_TYPE_DUPLICATES_GROUP, "title", get_title (duplicates->likeness), NULL);
  self->guests = g_ptr_array_ref (duplicates->guests);
  self->household = invy_duplicates_dup_household (duplicates);
  for (guint i = 0; i < self->guests->len; i++)
    add_guest (self, self->guests->pdata[i]);
  add_buttons (self, duplicates->likeness);

  return self;
}
