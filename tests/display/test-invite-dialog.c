/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-emulator-process.h"
#include "invy-finder.h"
#include "invy-test.h"

#include "app/invite/invy-compose-page.h"
#include "app/invite/invy-invite-dialog.h"
#include "app/invite/invy-message-preview.h"
#include "app/invite/invy-message-text.h"
#include "app/invite/invy-results-page.h"
#include "app/invite/invy-review-page.h"
#include "template/invy-builtin-template.h"

/* The invite dialog with five guests, of whom one has no valid number, a real store, and practice in WhatsApp's
 * place. */

#define N_GUESTS 5
#define LEFT_OUT 3

typedef struct
{
  char *folder;
  InvyStore *store;
  InvySettings *settings;
  InvyOutbox *outbox;
  InvyEvent *event;
  GPtrArray *guests;
  GtkWidget *window;
  AdwDialog *dialog;
  char *edited; /* the id of the guest whose editor was asked for */
} Fixture;

static void
edit_guest_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_set_str (&((Fixture *) data)->edited, g_variant_get_string (parameter, NULL));
}

static void
add_guests (Fixture *fixture)
{
  const char *const guests[N_GUESTS][2] = { { "רוני", "058-321-0001" },
                                            { "Maya", "+1 212-555-0123" },
                                            { NULL, "0501234567" },
                                            { "Dana", "050-12" },
                                            { "ליאת", "0521234567" } };

  fixture->guests = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_GUESTS; i++)
    g_ptr_array_add (fixture->guests,
                     invy_test_add_guest (fixture->store, fixture->event, guests[i][0], guests[i][1]));
}

static void
open_window (Fixture *fixture)
{
  const GActionEntry actions[] = { { .name = "edit-guest", .activate = edit_guest_cb, .parameter_type = "s" } };

  fixture->window = adw_application_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 760);
  /* Somewhere for the focus to go back to. */
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (fixture->window), gtk_button_new ());
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->window), actions, G_N_ELEMENTS (actions), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = invy_test_make_folder ();
  uri = g_strdup_printf ("sqlite:%s/invy.db", fixture->folder);
  fixture->store = invy_test_open_store (uri);
  fixture->settings = invy_settings_new (FALSE);
  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_INTERVAL_MS, "20", &error));
  g_assert_no_error (error);
  fixture->outbox = invy_outbox_new (fixture->store, fixture->settings);
  fixture->event = invy_test_add_event (fixture->store);
  add_guests (fixture);
  open_window (fixture);
}

static gboolean
is_closed (gpointer data)
{
  return ((Fixture *) data)->dialog == NULL;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (fixture->dialog);
  invy_test_wait_until (is_closed, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_pointer (&fixture->edited, g_free);
  g_clear_object (&fixture->event);
  g_clear_pointer (&fixture->guests, g_ptr_array_unref);
  /* What is being read when the dialog closes is read to the end. */
  g_object_add_weak_pointer (G_OBJECT (fixture->outbox), (gpointer *) &fixture->outbox);
  g_object_unref (fixture->outbox);
  invy_test_wait_until (is_gone, &fixture->outbox);
  g_clear_object (&fixture->settings);
  invy_test_close_store (fixture->store);
  invy_test_remove_folder (fixture->folder);
}

static gpointer
find (Fixture *fixture, GType type, const char *text)
{
  return invy_find (fixture->dialog, type, text);
}

static gboolean
has_message (gpointer data)
{
  GtkWidget *preview = find (data, INVY_TYPE_MESSAGE_PREVIEW, NULL);

  return preview != NULL && find (data, GTK_TYPE_LABEL, "4 ready · 1 left out · about 1 s") != NULL;
}

static void
present_dialog (Fixture *fixture)
{
  fixture->dialog =
      invy_invite_dialog_new (fixture->outbox, fixture->settings, fixture->store, fixture->event, fixture->guests);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (fixture->dialog, fixture->window);
}

static void
open_dialog (Fixture *fixture)
{
  present_dialog (fixture);
  invy_test_wait_until (has_message, fixture);
}

static gboolean
can_practise (gpointer data)
{
  GtkWidget *button = find (data, GTK_TYPE_BUTTON, "Practise with 4 Guests");

  return button != NULL && gtk_widget_is_sensitive (button);
}

/* What stands on the screen, from the labels that draw it. */
static char *
read_preview (Fixture *fixture)
{
  GtkWidget *body = find (fixture, INVY_TYPE_MESSAGE_TEXT, NULL);
  GString *text = g_string_new (NULL);

  for (GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_first_child (body)); label != NULL;
       label = gtk_widget_get_next_sibling (label))
    {
      if (text->len > 0 || gtk_widget_get_prev_sibling (label) != NULL)
        g_string_append_c (text, '\n');
      g_string_append (text, gtk_label_get_text (GTK_LABEL (label)));
    }

  return g_string_free (text, FALSE);
}

static void
assert_previews (Fixture *fixture, InvyGuest *guest)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyRendering) rendering = invy_rendering_new (tmpl, fixture->event, guest, NULL);
  g_autofree char *text = read_preview (fixture);
  GtkWidget *preview = find (fixture, INVY_TYPE_MESSAGE_PREVIEW, NULL);

  g_assert_cmpstr (text, ==, rendering->text);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (preview), GTK_ACCESSIBLE_PROPERTY_LABEL, rendering->text);
}

static void
go_next (Fixture *fixture)
{
  gtk_widget_activate_action (find (fixture, INVY_TYPE_COMPOSE_PAGE, NULL), "compose.next", NULL);
}

static void
test_every_guest_to_the_letter (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);

  for (guint i = 0; i < N_GUESTS; i++)
    {
      g_autofree char *place = g_strdup_printf ("%u of %u", i + 1, N_GUESTS);
      GtkLabel *label = GTK_LABEL (gtk_widget_get_template_child (find (fixture, INVY_TYPE_COMPOSE_PAGE, NULL),
                                                                  INVY_TYPE_COMPOSE_PAGE, "guest_place"));

      assert_previews (fixture, fixture->guests->pdata[i]);
      g_assert_nonnull (strstr (gtk_label_get_text (label), place));
      go_next (fixture);
    }
  /* There is nobody behind the last. */
  assert_previews (fixture, fixture->guests->pdata[N_GUESTS - 1]);
}

static void
test_left_out_is_named (Fixture *fixture, gconstpointer data)
{
  AdwBanner *banner;

  open_dialog (fixture);
  banner = find (fixture, ADW_TYPE_BANNER, NULL);
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), "Dana"));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), "has no valid phone number"));
}

static gboolean
is_venue_saved (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (InvyEvent) event =
      invy_test_await_object (invy_store_get_event (fixture->store, invy_event_get_id (fixture->event)), NULL);

  return g_strcmp0 (invy_event_get (event, INVY_EVENT_VENUE), "Villa Galilee") == 0;
}

static void
test_typing_a_venue (Fixture *fixture, gconstpointer data)
{
  AdwEntryRow *venue;

  open_dialog (fixture);
  venue = find (fixture, ADW_TYPE_ENTRY_ROW, "Venue");
  gtk_widget_grab_focus (GTK_WIDGET (venue));
  gtk_editable_set_text (GTK_EDITABLE (venue), "Villa Galilee");
  invy_event_set (fixture->event, INVY_EVENT_VENUE, "Villa Galilee");
  assert_previews (fixture, fixture->guests->pdata[0]);
  g_assert_false (is_venue_saved (fixture));

  gtk_widget_grab_focus (find (fixture, ADW_TYPE_ENTRY_ROW, "Time"));
  invy_test_wait_until (is_venue_saved, fixture);
}

static gboolean
is_told_and_merged (gpointer data)
{
  AdwEntryRow *venue = find (data, ADW_TYPE_ENTRY_ROW, "Venue");

  return g_str_equal (gtk_editable_get_text (GTK_EDITABLE (venue)), "Elsewhere")
         && find (data, g_type_from_name ("AdwToastWidget"), NULL) != NULL;
}

static gboolean
is_partner_saved (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (InvyEvent) event =
      invy_test_await_object (invy_store_get_event (fixture->store, invy_event_get_id (fixture->event)), NULL);

  return g_strcmp0 (invy_event_get (event, INVY_EVENT_PARTNER1_NAME), "Dvir") == 0
         && g_strcmp0 (invy_event_get (event, INVY_EVENT_VENUE), "Elsewhere") == 0;
}

/* Somebody else saved the venue while a name was typed: neither is lost. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyEvent) theirs = invy_event_copy (fixture->event);
  g_autoptr (InvyEvent) saved = NULL;
  AdwEntryRow *partner;

  open_dialog (fixture);
  partner = find (fixture, ADW_TYPE_ENTRY_ROW, "Partner 1");
  gtk_widget_grab_focus (GTK_WIDGET (partner));
  gtk_editable_set_text (GTK_EDITABLE (partner), "Dvir");
  invy_event_set (theirs, INVY_EVENT_VENUE, "Elsewhere");
  saved = invy_test_await_object (invy_store_save_event (fixture->store, theirs), NULL);
  g_assert_nonnull (saved);

  gtk_widget_grab_focus (find (fixture, ADW_TYPE_ENTRY_ROW, "Time"));
  invy_test_wait_until (is_told_and_merged, fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (partner)), ==, "Dvir");

  g_signal_emit_by_name (partner, "entry-activated");
  invy_test_wait_until (is_partner_saved, fixture);
}

static gboolean
offers_again (gpointer data)
{
  return find (data, ADW_TYPE_SWITCH_ROW, "Invite 2 Guests Again") != NULL;
}

static gboolean
are_four_ready (gpointer data)
{
  return find (data, GTK_TYPE_BUTTON, "Send 4 Invitations") != NULL;
}

static void
test_invite_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) invited = g_ptr_array_new ();
  g_autoptr (InvyCampaign) campaign = NULL;
  AdwBanner *banner;

  g_ptr_array_add (invited, fixture->guests->pdata[0]);
  g_ptr_array_add (invited, fixture->guests->pdata[1]);
  campaign = invy_test_plan (fixture->store, fixture->event, INVY_CAMPAIGN_REAL, invited);
  present_dialog (fixture);
  invy_test_wait_until (offers_again, fixture);
  banner = find (fixture, ADW_TYPE_BANNER, NULL);
  g_assert_cmpstr (adw_banner_get_title (banner), ==, "3 guests will be left out");
  g_assert_nonnull (find (fixture, GTK_TYPE_BUTTON, "Send 2 Invitations"));

  adw_switch_row_set_active (find (fixture, ADW_TYPE_SWITCH_ROW, "Invite 2 Guests Again"), TRUE);
  invy_test_wait_until (are_four_ready, fixture);
}

static gboolean
offers_first_wave (gpointer data)
{
  return find (data, GTK_TYPE_BUTTON, "Send First 3 of 4") != NULL;
}

/* Meta lets the business write to three people in 24 hours: the planner sees that before the button is pressed. */
static void
test_waves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_PHONE_NUMBER_ID, "106540352242922", &error));
  g_assert_no_error (error);
  g_assert_true (invy_test_await (invy_store_set_recipient_limit (fixture->store, "106540352242922", 3), &error));
  g_assert_no_error (error);

  present_dialog (fixture);
  invy_test_wait_until (offers_first_wave, fixture);
  g_assert_true (gtk_widget_get_visible (find (fixture, ADW_TYPE_ACTION_ROW, "In Waves")));
}

static gboolean
knows_the_template (gpointer data)
{
  return find (data, ADW_TYPE_ACTION_ROW, "Template") != NULL
         && g_str_has_prefix (adw_action_row_get_subtitle (find (data, ADW_TYPE_ACTION_ROW, "Template")), "Approved");
}

/* What the account has is looked up behind what was kept of it, which is nothing yet. */
static void
test_account_is_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyEmulatorProcess) emulator = invy_emulator_process_new ();
  const char *const variables[][2] = {
    { "WHATSAPP_API_BASE_URL", invy_emulator_process_get_url (emulator) },
    { "WHATSAPP_ACCESS_TOKEN", INVY_EMULATOR_TOKEN },
    { "WHATSAPP_PHONE_NUMBER_ID", INVY_EMULATOR_PHONE_NUMBER_ID },
    { "WHATSAPP_BUSINESS_ACCOUNT_ID", INVY_EMULATOR_BUSINESS_ACCOUNT_ID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_setenv (variables[i][0], variables[i][1], TRUE);
  present_dialog (fixture);
  invy_test_wait_until (knows_the_template, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_unsetenv (variables[i][0]);
}

static gboolean
offers_to_leave_out (gpointer data)
{
  return find (data, GTK_TYPE_BUTTON, "_Leave Them Out") != NULL;
}

static void
test_review_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) invited = g_ptr_array_new ();
  g_autoptr (InvyCampaign) campaign = NULL;

  g_ptr_array_add (invited, fixture->guests->pdata[0]);
  g_ptr_array_add (invited, fixture->guests->pdata[1]);
  campaign = invy_test_plan (fixture->store, fixture->event, INVY_CAMPAIGN_REAL, invited);
  present_dialog (fixture);
  invy_test_wait_until (offers_again, fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "invite.review", NULL);
  invy_press (fixture->dialog, "_Invite Again");
  invy_test_wait_until (offers_to_leave_out, fixture);
}

static guint
count_campaigns (Fixture *fixture)
{
  g_autoptr (GPtrArray) campaigns =
      invy_test_await_boxed (invy_store_list_campaigns (fixture->store, invy_event_get_id (fixture->event)), NULL);

  return campaigns->len;
}

static void
test_what_makes_no_sense (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  GtkWidget *time;

  open_dialog (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "invite.practise", NULL);
  invy_test_wait_until (can_practise, fixture);

  time = find (fixture, ADW_TYPE_ENTRY_ROW, "Time");
  gtk_editable_set_text (GTK_EDITABLE (time), "25:70");
  text = read_preview (fixture);
  g_assert_nonnull (strstr (text, "{{6}}"));
  g_assert_true (gtk_widget_has_css_class (time, "error"));
  g_assert_false (can_practise (fixture));

  /* It cannot be saved, and is not thrown away either. */
  adw_dialog_close (fixture->dialog);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->dialog)));
  g_assert_true ((gtk_widget_get_state_flags (time) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time)), ==, "25:70");

  gtk_editable_set_text (GTK_EDITABLE (time), "20:30");
  g_assert_false (gtk_widget_has_css_class (time, "error"));
  g_assert_true (can_practise (fixture));
  adw_dialog_close (fixture->dialog);
  invy_test_wait_until (is_closed, fixture);
}

static gboolean
lists_dana (gpointer data)
{
  GtkWidget *page = find (data, INVY_TYPE_REVIEW_PAGE, NULL);
  GtkWidget *button = page != NULL ? invy_find (page, GTK_TYPE_BUTTON, "Fix…") : NULL;

  return button != NULL && gtk_widget_get_mapped (button);
}

static gboolean
is_nobody_left_out (gpointer data)
{
  return find (data, ADW_TYPE_STATUS_PAGE, "Everybody Is Ready") != NULL;
}

static void
test_review_and_fix (Fixture *fixture, gconstpointer data)
{
  InvyGuest *dana = fixture->guests->pdata[LEFT_OUT];
  g_autoptr (GPtrArray) corrected = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  GtkWidget *page;

  open_dialog (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "invite.review", NULL);
  invy_test_wait_until (lists_dana, fixture);
  page = find (fixture, INVY_TYPE_REVIEW_PAGE, NULL);
  invy_press (page, "Fix…");
  g_assert_cmpstr (fixture->edited, ==, invy_guest_get_id (dana));

  invy_guest_set (dana, INVY_GUEST_PHONE_NUMBER, "0501234568");
  g_ptr_array_add (corrected, dana);
  saved = invy_test_await_boxed (invy_store_save_guests (fixture->store, corrected), NULL);
  invy_test_wait_until (is_nobody_left_out, fixture);
}

static gboolean
has_results (gpointer data)
{
  return find (data, INVY_TYPE_RESULTS_PAGE, NULL) != NULL;
}

static void
test_practise (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) campaigns = NULL;
  const InvyCampaignCounts *counts;

  open_dialog (fixture);
  g_assert_false (gtk_widget_is_sensitive (find (fixture, GTK_TYPE_BUTTON, "Send 4 Invitations")));
  invy_press (fixture->dialog, "Practise Instead");
  invy_test_wait_until (can_practise, fixture);
  invy_press (fixture->dialog, "Practise with 4 Guests");
  invy_test_wait_until (has_results, fixture);

  campaigns =
      invy_test_await_boxed (invy_store_list_campaigns (fixture->store, invy_event_get_id (fixture->event)), NULL);
  g_assert_cmpuint (campaigns->len, ==, 1);
  g_assert_cmpint (invy_campaign_get_kind (campaigns->pdata[0]), ==, INVY_CAMPAIGN_PRACTICE);
  counts = invy_campaign_get_counts (campaigns->pdata[0]);
  g_assert_cmpuint (counts->succeeded, ==, 4);
  g_assert_cmpuint (counts->skipped, ==, 1);
}

/* A double click, or a key and a click in one breath. */
static void
test_send_twice (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "invite.practise", NULL);
  invy_test_wait_until (can_practise, fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "invite.send", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "invite.send", NULL);
  invy_test_wait_until (has_results, fixture);
  g_assert_cmpuint (count_campaigns (fixture), ==, 1);
}

static void
finished_cb (gboolean *is_finished)
{
  *is_finished = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Between the button and the page of the progress nobody has to wait. */
static void
test_closing_keeps_sending (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) campaigns = NULL;
  gboolean is_finished = FALSE;

  /* It may be over before the dialog is gone. */
  g_signal_connect_swapped (fixture->outbox, "finished", G_CALLBACK (finished_cb), &is_finished);
  open_dialog (fixture);
  invy_press (fixture->dialog, "Practise Instead");
  invy_test_wait_until (can_practise, fixture);
  invy_press (fixture->dialog, "Practise with 4 Guests");
  adw_dialog_force_close (fixture->dialog);
  invy_test_wait_until (is_closed, fixture);
  invy_test_wait_until (is_true, &is_finished);

  campaigns =
      invy_test_await_boxed (invy_store_list_campaigns (fixture->store, invy_event_get_id (fixture->event)), NULL);
  g_assert_cmpuint (campaigns->len, ==, 1);
  g_assert_cmpuint (invy_campaign_get_counts (campaigns->pdata[0])->succeeded, ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, func) g_test_add ("/invy/invite-dialog/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("every-guest-to-the-letter", test_every_guest_to_the_letter);
  ADD ("left-out-is-named", test_left_out_is_named);
  ADD ("typing-a-venue", test_typing_a_venue);
  ADD ("conflict", test_conflict);
  ADD ("invite-again", test_invite_again);
  ADD ("review-again", test_review_again);
  ADD ("waves", test_waves);
  ADD ("account-is-read", test_account_is_read);
  ADD ("send-twice", test_send_twice);
  ADD ("what-makes-no-sense", test_what_makes_no_sense);
  ADD ("review-and-fix", test_review_and_fix);
  ADD ("practise", test_practise);
  ADD ("closing-keeps-sending", test_closing_keeps_sending);
#undef ADD

  return g_test_run ();
}
