/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/invite/invy-compose-page.h"
#include "app/invite/invy-invite-words.h"
#include "app/invite/invy-mapping-page.h"
#include "app/invite/invy-message-preview.h"
#include "app/order/invy-line.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyComposePage
{
  AdwNavigationPage parent_instance;

  InvyInvitation *invitation;
  guint position; /* of the guest whose message is shown */

  AdwWindowTitle *window_title;
  AdwBanner *banner;
  AdwActionRow *template_row;
  GtkLabel *template_name;
  AdwActionRow *mapping_row;
  AdwSwitchRow *again_row;
  AdwActionRow *waves_row;
  AdwEntryRow *partner1_row;
  AdwEntryRow *partner2_row;
  AdwEntryRow *venue_row;
  AdwEntryRow *date_row;
  AdwEntryRow *time_row;
  AdwEntryRow *link_row;
  GtkLabel *guest_name;
  GtkLabel *guest_place;
  GtkLabel *guest_reason;
  InvyMessagePreview *preview;
  GtkWidget *trouble;
  GtkLabel *trouble_label;
  GtkWidget *mapping_button;
  GtkWidget *account_buttons;
  GtkLabel *wide_summary;
  GtkWidget *test_button;
  GtkButton *send_button;
};

enum
{
  SAVE_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyComposePage, invy_compose_page, ADW_TYPE_NAVIGATION_PAGE)

/* Which detail an entry is of, as a pointer that is kept with it. */
#define FIELD_KEY "invy-event-field"

typedef struct
{
  AdwEntryRow *row;
  InvyEventField field;
  gboolean is_ltr; /* in every language */
} Entry;

#define N_ENTRIES 6

static void
list_entries (InvyComposePage *self, Entry entries[N_ENTRIES])
{
  const Entry all[N_ENTRIES] = {
    { self->partner1_row, INVY_EVENT_PARTNER1_NAME, FALSE },
    { self->partner2_row, INVY_EVENT_PARTNER2_NAME, FALSE },
    { self->venue_row, INVY_EVENT_VENUE, FALSE },
    { self->date_row, INVY_EVENT_DATE, TRUE },
    { self->time_row, INVY_EVENT_EVENT_TIME, TRUE },
    { self->link_row, INVY_EVENT_GUEST_LINK, TRUE },
  };

  for (guint i = 0; i < N_ENTRIES; i++)
    entries[i] = all[i];
}

static InvyEventField
get_field (AdwEntryRow *row)
{
  return (InvyEventField) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), FIELD_KEY));
}

static gboolean
has_focus (GtkWidget *row)
{
  return (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void entry_changed_cb (InvyComposePage *self, AdwEntryRow *row);

/* Not the entry that is typed into: its text is being changed by somebody else. */
static void
fill_entry (InvyComposePage *self, AdwEntryRow *row)
{
  g_autofree char *text = invy_event_draft_dup_typed (invy_invitation_get_draft (self->invitation), get_field (row));

  if (has_focus (GTK_WIDGET (row)) || g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (row))))
    return;

  g_signal_handlers_block_by_func (row, entry_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_handlers_unblock_by_func (row, entry_changed_cb, self);
}

static const char *
find_problem (InvyComposePage *self, InvyEventField field)
{
  InvyDryRun *dry_run = invy_invitation_get_dry_run (self->invitation);
  GPtrArray *problems;

  if (dry_run == NULL)
    return NULL;

  problems = invy_dry_run_get_event_problems (dry_run);
  for (guint i = 0; i < problems->len; i++)
    {
      const InvyTemplateProblem *problem = g_ptr_array_index (problems, i);

      if (problem->event_field == field)
        return problem->sentence;
    }

  return NULL;
}

static void
mark_entry (InvyComposePage *self, AdwEntryRow *row)
{
  const char *problem = find_problem (self, get_field (row));

  gtk_widget_set_tooltip_text (GTK_WIDGET (row), problem);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
update_fields (InvyComposePage *self)
{
  const guint n_invited = invy_invitation_get_n_invited (self->invitation);
  g_autofree char *again_title = invy_invite_words_dup_again_title (self->invitation);
  g_autofree char *again = invy_invite_words_dup_again (self->invitation);
  Entry entries[N_ENTRIES];

  list_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      fill_entry (self, entries[i].row);
      mark_entry (self, entries[i].row);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->again_row), n_invited > 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->again_row), again_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->again_row), again);
  adw_switch_row_set_active (self->again_row, invy_invitation_is_again (self->invitation));
}

/* Not all of them may go out now: the planner sees when the others do before the button is pressed. */
static void
update_waves (InvyComposePage *self)
{
  g_autofree char *waves = invy_invite_words_dup_waves (self->invitation);

  gtk_widget_set_visible (GTK_WIDGET (self->waves_row), waves != NULL);
  adw_action_row_set_subtitle (self->waves_row, waves);
}

static void
update_template (InvyComposePage *self)
{
  InvyTemplateSet *templates = invy_dry_run_get_templates (invy_invitation_get_dry_run (self->invitation));
  InvyTemplate *tmpl = invy_template_set_get_main (templates);
  g_autofree char *name = invy_bidi_isolate (invy_template_get (tmpl, INVY_TEMPLATE_NAME), INVY_BIDI_NUMBER);
  g_autofree char *about = invy_invite_words_dup_template (tmpl);

  gtk_label_set_label (self->template_name, name);
  adw_action_row_set_subtitle (self->template_row, about);
}

/* What nobody said yet is only guessed, and has to be looked at. */
static void
update_mapping (InvyComposePage *self)
{
  const gboolean is_needed = invy_mapping_page_is_needed (self->invitation);
  const gboolean has_problem = find_problem (self, INVY_EVENT_PARAMETER_MAPPING) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->mapping_row), is_needed);
  gtk_widget_set_visible (self->mapping_button, is_needed && has_problem);
  adw_action_row_set_subtitle (self->mapping_row,
                               has_problem ? _ ("Something is still open") : _ ("Chosen for this wedding"));
}

static InvyDryRunRow *
dup_row (InvyComposePage *self)
{
  InvyDryRun *dry_run = invy_invitation_get_dry_run (self->invitation);

  return dry_run != NULL ? g_list_model_get_item (invy_dry_run_get_rows (dry_run), self->position) : NULL;
}

static void
update_guest (InvyComposePage *self)
{
  const guint n_guests = invy_invitation_get_n_guests (self->invitation);
  g_autoptr (InvyDryRunRow) row = dup_row (self);
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;
  const char *reason;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compose.previous", self->position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compose.next", self->position + 1 < n_guests);
  if (row == NULL)
    return;

  name = invy_invite_words_dup_guest_name (invy_dry_run_row_get_guest (row));
  place = invy_invite_words_dup_guest_place (row, self->position, n_guests);
  reason = invy_dry_run_row_get_sentence (row);
  gtk_label_set_label (self->guest_name, name);
  gtk_label_set_label (self->guest_place, place);
  gtk_label_set_label (self->guest_reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->guest_reason), reason != NULL);
  invy_message_preview_show (self->preview, invy_dry_run_row_get_rendering (row));
}

static void
update_banner (InvyComposePage *self)
{
  g_autofree char *left_out = invy_invite_words_dup_left_out (self->invitation);

  if (left_out != NULL)
    adw_banner_set_title (self->banner, left_out);
  adw_banner_set_revealed (self->banner, left_out != NULL);
}

/* What stands in the way, first what can be corrected here. */
static void
update_trouble (InvyComposePage *self)
{
  const char *problem = invy_invitation_get_problem (self->invitation);
  const char *account_problem = invy_invitation_get_account_problem (self->invitation);
  const char *sentence = problem;

  gtk_widget_set_visible (self->account_buttons, FALSE);
  if (sentence == NULL && invy_invitation_is_practice (self->invitation))
    sentence = _ ("This is practice: nothing leaves this computer.");
  else if (sentence == NULL)
    {
      sentence = account_problem;
      gtk_widget_set_visible (self->account_buttons, account_problem != NULL);
    }

  gtk_label_set_label (self->trouble_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->trouble, sentence != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->trouble_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->trouble_label), "error");
}

static void
update_bottom (InvyComposePage *self)
{
  const gboolean has_account = invy_invitation_get_account_problem (self->invitation) == NULL;
  const gboolean is_practice = invy_invitation_is_practice (self->invitation);
  g_autofree char *summary = invy_invite_words_dup_summary (self->invitation);
  g_autofree char *send = invy_invite_words_dup_send (self->invitation);

  update_trouble (self);
  gtk_widget_set_visible (self->test_button, has_account && !is_practice);
  gtk_label_set_label (self->wide_summary, summary);
  gtk_button_set_label (self->send_button, send);
}

static void
update (InvyComposePage *self)
{
  g_autofree char *title = invy_invite_words_dup_title (self->invitation);
  g_autofree char *subtitle = invy_invite_words_dup_subtitle (self->invitation);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  if (invy_invitation_get_dry_run (self->invitation) != NULL)
    {
      update_template (self);
      update_mapping (self);
    }
  update_fields (self);
  update_waves (self);
  update_guest (self);
  update_banner (self);
  update_bottom (self);
}

static void
entry_changed_cb (InvyComposePage *self, AdwEntryRow *row)
{
  invy_event_draft_type (invy_invitation_get_draft (self->invitation), get_field (row),
                         gtk_editable_get_text (GTK_EDITABLE (row)));
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
save_cb (InvyComposePage *self)
{
  dex_future_disown (dex_future_catch (invy_event_draft_save (invy_invitation_get_draft (self->invitation)),
                                       save_failed_cb, g_object_ref (self), g_object_unref));
}

static void
again_changed_cb (InvyComposePage *self)
{
  invy_invitation_set_again (self->invitation, adw_switch_row_get_active (self->again_row));
}

static void
go_to (InvyComposePage *self, guint position)
{
  self->position = position;
  update_guest (self);
  invy_announce (self, gtk_label_get_text (self->guest_name));
}

static void
previous_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyComposePage *self = INVY_COMPOSE_PAGE (widget);

  go_to (self, self->position - 1);
}

static void
next_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyComposePage *self = INVY_COMPOSE_PAGE (widget);

  go_to (self, self->position + 1);
}

/* The arrow that points to the button. */
static gboolean
alt_arrow_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const gboolean is_left = g_variant_get_boolean (args);

  gtk_widget_activate_action (widget, is_left == is_rtl ? "compose.next" : "compose.previous", NULL);
  return TRUE;
}

static void
set_up_entry (InvyComposePage *self, const Entry *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry->row));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_object_set_data (G_OBJECT (entry->row), FIELD_KEY, GINT_TO_POINTER (entry->field));
  if (entry->is_ltr)
    {
      gtk_widget_set_direction (GTK_WIDGET (text), GTK_TEXT_DIR_LTR);
      gtk_editable_set_alignment (text, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? 1 : 0);
    }
  g_signal_connect_object (entry->row, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry->row, "entry-activated", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry->row), focus);
}

static void
loaded_cb (InvyComposePage *self)
{
  const guint n_guests = invy_invitation_get_n_guests (self->invitation);

  self->position = MIN (self->position, n_guests > 0 ? n_guests - 1 : 0);
}

static void
invy_compose_page_finalize (GObject *object)
{
  InvyComposePage *self = INVY_COMPOSE_PAGE (object);

  g_clear_object (&self->invitation);

  G_OBJECT_CLASS (invy_compose_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, banner);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, template_row);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, template_name);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, mapping_row);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, again_row);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, waves_row);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, partner1_row);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, partner2_row);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, venue_row);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, date_row);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, time_row);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, link_row);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, guest_name);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, guest_place);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, guest_reason);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, preview);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, trouble);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, mapping_button);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, account_buttons);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, wide_summary);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, test_button);
  gtk_widget_class_bind_template_child (widget_class, InvyComposePage, send_button);
}

static void
invy_compose_page_class_init (InvyComposePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = invy_compose_page_finalize;

  /**
   * InvyComposePage::save-failed:
   * @sentence: why, and what to do
   *
   * A detail of the wedding could not be saved.
   */
  signals[SAVE_FAILED] = g_signal_new ("save-failed", INVY_TYPE_COMPOSE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (INVY_TYPE_LINE);
  g_type_ensure (INVY_TYPE_MESSAGE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-compose-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, again_changed_cb);

  gtk_widget_class_install_action (widget_class, "compose.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "compose.next", NULL, next_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, alt_arrow_cb, "b", TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_ALT_MASK, alt_arrow_cb, "b", FALSE);
}

static void
invy_compose_page_init (InvyComposePage *self)
{
  Entry entries[N_ENTRIES];

  gtk_widget_init_template (GTK_WIDGET (self));
  invy_announce_banner (self->banner);
  list_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    set_up_entry (self, &entries[i]);
}

/**
 * invy_compose_page_new:
 *
 * Returns: a page that shows @invitation as soon as it is loaded
 */
AdwNavigationPage *
invy_compose_page_new (InvyInvitation *invitation)
{
  InvyComposePage *self = g_object_new (INVY_TYPE_COMPOSE_PAGE, NULL);

  self->invitation = g_object_ref (invitation);
  g_signal_connect_object (invitation, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (invitation, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * invy_compose_page_focus_field:
 * @field: a detail that can be edited here
 *
 * Puts the cursor where the detail is typed.
 */
void
invy_compose_page_focus_field (InvyComposePage *self, InvyEventField field)
{
  Entry entries[N_ENTRIES];

  g_return_if_fail (INVY_IS_COMPOSE_PAGE (self));

  list_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      if (entries[i].field == field)
        gtk_widget_grab_focus (GTK_WIDGET (entries[i].row));
    }
}

/**
 * invy_compose_page_get_guest:
 *
 * Returns: (transfer none) (nullable): the guest whose message is shown; %NULL until it is
 */
InvyGuest *
invy_compose_page_get_guest (InvyComposePage *self)
{
  g_autoptr (InvyDryRunRow) row = NULL;

  g_return_val_if_fail (INVY_IS_COMPOSE_PAGE (self), NULL);

  row = dup_row (self);
  return row != NULL ? invy_dry_run_row_get_guest (row) : NULL;
}
