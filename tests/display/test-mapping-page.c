/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-finder.h"
#include "invy-invite-fixture.h"
#include "invy-test.h"

#include "app/invite/invy-mapping-page.h"
#include "app/invite/invy-media-row.h"
#include "app/invite/invy-message-preview.h"
#include "app/invite/invy-slot-group.h"

#include <glib/gstdio.h>

/* What fills a template that is not the built-in one, chosen in the invite dialog. */

#define TEMPLATE                                                                                               \
  "{\"name\": \"save_the_date\", \"language\": \"en\", \"status\": \"APPROVED\", \"category\": \"MARKETING\"," \
  " \"parameter_format\": \"NAMED\", \"components\": ["                                                        \
  " {\"type\": \"HEADER\", \"format\": \"IMAGE\", \"example\": {\"header_handle\": "                           \
  "[\"https://example.com/1.jpg\"]}},"                                                                         \
  " {\"type\": \"BODY\", \"text\": \"Dear {{guest}}, bring {{thing}} to {{venue}}.\","                         \
  "  \"example\": {\"body_text_named_params\": [{\"param_name\": \"guest\", \"example\": \"Dana\"},"           \
  "   {\"param_name\": \"thing\", \"example\": \"a song\"}, {\"param_name\": \"venue\", \"example\": \"Gan "   \
  "Eden\"}]}},"                                                                                                \
  " {\"type\": \"BUTTONS\", \"buttons\": [{\"type\": \"URL\", \"text\": \"Answer\","                           \
  "  \"url\": \"https://rsvp.example/{{1}}\", \"example\": [\"https://rsvp.example/x\"]}]}]}"

#define PLACE_TEMPLATE                                                                                        \
  "{\"name\": \"where\", \"language\": \"en\", \"status\": \"APPROVED\", \"category\": \"UTILITY\","          \
  " \"parameter_format\": \"POSITIONAL\", \"components\": [{\"type\": \"HEADER\", \"format\": \"LOCATION\"}," \
  " {\"type\": \"BODY\", \"text\": \"We are here.\"}]}"

static InvySlotGroup *
find_group (GtkWidget *root, const char *key)
{
  if (INVY_IS_SLOT_GROUP (root) && g_str_equal (invy_slot_group_get_key (INVY_SLOT_GROUP (root)), key))
    return INVY_SLOT_GROUP (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      InvySlotGroup *found = find_group (child, key);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_mapping_row (gpointer data)
{
  InvyInviteFixture *fixture = data;

  return invy_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "What Fills the Template") != NULL;
}

static gboolean
has_page (gpointer data)
{
  return invy_find (((InvyInviteFixture *) data)->dialog, INVY_TYPE_MAPPING_PAGE, NULL) != NULL;
}

static void
open_page (InvyInviteFixture *fixture, const char *template_json, const char *name)
{
  invy_invite_fixture_add_template (fixture, template_json);
  invy_invite_fixture_choose_template (fixture, name);
  invy_invite_fixture_open (fixture);
  invy_test_wait_until (has_mapping_row, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "invite.mapping", NULL);
  invy_test_wait_until (has_page, fixture);
}

static GtkWidget *
get_page (InvyInviteFixture *fixture)
{
  return invy_find (fixture->dialog, INVY_TYPE_MAPPING_PAGE, NULL);
}

static void
choose (InvyInviteFixture *fixture, const char *key, const char *title)
{
  AdwComboRow *row = invy_find (find_group (get_page (fixture), key), ADW_TYPE_COMBO_ROW, NULL);
  GListModel *list = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (list), i), title))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }

  g_error ("%s is not offered", title);
}

static char *
dup_chosen (InvyInviteFixture *fixture, const char *key)
{
  AdwComboRow *row = invy_find (find_group (get_page (fixture), key), ADW_TYPE_COMBO_ROW, NULL);

  return g_strdup (gtk_string_object_get_string (adw_combo_row_get_selected_item (row)));
}

static gboolean
previews (InvyInviteFixture *fixture, const char *part)
{
  GtkWidget *preview = invy_find (get_page (fixture), INVY_TYPE_MESSAGE_PREVIEW, NULL);
  g_autofree char *problem =
      gtk_test_accessible_check_property (GTK_ACCESSIBLE (preview), GTK_ACCESSIBLE_PROPERTY_LABEL, part);

  return problem == NULL || strstr (problem, part) != NULL;
}

static char *
dup_kept (InvyInviteFixture *fixture)
{
  g_autoptr (InvyEvent) event =
      invy_test_await_object (invy_store_get_event (fixture->store, invy_event_get_id (fixture->event)), NULL);

  return g_strdup (invy_event_get (event, INVY_EVENT_PARAMETER_MAPPING));
}

static gboolean
is_kept (gpointer data)
{
  g_autofree char *kept = dup_kept (data);

  return kept != NULL;
}

/* What is guessed stands there, and counts only when the planner says so. */
static void
test_guess (InvyInviteFixture *fixture, gconstpointer data)
{
  g_autofree char *guest = NULL;
  g_autofree char *thing = NULL;
  g_autofree char *venue = NULL;
  g_autofree char *none = NULL;
  g_autofree char *kept = NULL;

  open_page (fixture, TEMPLATE, "save_the_date");
  guest = dup_chosen (fixture, "guest");
  thing = dup_chosen (fixture, "thing");
  venue = dup_chosen (fixture, "venue");
  g_assert_cmpstr (guest, ==, "Guest’s first name");
  g_assert_cmpstr (thing, ==, "Nothing Yet");
  g_assert_cmpstr (venue, ==, "Venue");
  none = dup_kept (fixture);
  g_assert_null (none);

  choose (fixture, "thing", "Fixed Text…");
  invy_type_into (find_group (get_page (fixture), "thing"), "Text", "a cake");
  g_assert_true (previews (fixture, "bring a cake to"));
  invy_press (get_page (fixture), "_Use This");
  invy_test_wait_until (is_kept, fixture);
  kept = dup_kept (fixture);
  g_assert_nonnull (strstr (kept, "\"thing\":{\"text\":\"a cake\"}"));
  g_assert_nonnull (strstr (kept, "\"guest\":\"guest.first_name\""));
}

static gboolean
is_text_kept (gpointer data)
{
  g_autofree char *kept = dup_kept (data);

  return kept != NULL && strstr (kept, "{\"text\":\"a song\"}") != NULL;
}

/* From then on every choice counts at once, and is saved with the wedding. */
static void
test_change (InvyInviteFixture *fixture, gconstpointer data)
{
  open_page (fixture, TEMPLATE, "save_the_date");
  invy_press (get_page (fixture), "_Use This");
  invy_test_wait_until (is_kept, fixture);
  g_assert_null (invy_find (get_page (fixture), GTK_TYPE_BUTTON, "_Use This"));
  choose (fixture, "thing", "Fixed Text…");
  invy_type_into (find_group (get_page (fixture), "thing"), "Text", "a song");
  adw_dialog_close (fixture->dialog);
  invy_test_wait_until (is_text_kept, fixture);
}

static gboolean
points_to_page (gpointer data)
{
  return invy_find (((InvyInviteFixture *) data)->dialog, GTK_TYPE_BUTTON, "Choose What Fills It…") != NULL;
}

static void
test_problem_points_here (InvyInviteFixture *fixture, gconstpointer data)
{
  invy_invite_fixture_add_template (fixture, TEMPLATE);
  invy_invite_fixture_choose_template (fixture, "save_the_date");
  invy_invite_fixture_open (fixture);
  invy_test_wait_until (points_to_page, fixture);
  invy_press (fixture->dialog, "Choose What Fills It…");
  invy_test_wait_until (has_page, fixture);
}

static GFile *
write_file (InvyInviteFixture *fixture, const char *name, const void *bytes, gsize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return g_file_new_for_path (path);
}

static InvyMediaRow *
find_media_row (InvyInviteFixture *fixture)
{
  return invy_find (find_group (get_page (fixture), "header.image"), INVY_TYPE_MEDIA_ROW, NULL);
}

static gboolean
has_thumbnail (gpointer data)
{
  GtkWidget *picture = invy_find (find_media_row (data), GTK_TYPE_PICTURE, NULL);

  return picture != NULL && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

static void
test_picture (InvyInviteFixture *fixture, gconstpointer data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);
  g_autofree char *png = NULL;
  g_autoptr (GFile) picture = NULL;
  g_autoptr (GFile) document = write_file (fixture, "menu.pdf", "%PDF-1.7\n", 9);
  g_autoptr (GFile) text = write_file (fixture, "notes.txt", "notes", 5);
  InvyMediaRow *row;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x8844ccff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &png, &size, "png", NULL, NULL));
  picture = write_file (fixture, "us.png", png, size);

  open_page (fixture, TEMPLATE, "save_the_date");
  row = find_media_row (fixture);
  g_assert_null (invy_media_row_get_fill (row));

  g_assert_true (invy_test_await (invy_media_row_take_file (row, text), NULL));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "does not take this kind of file"));
  g_assert_true (invy_test_await (invy_media_row_take_file (row, document), NULL));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "no picture"));
  g_assert_null (invy_media_row_get_fill (row));

  g_assert_true (invy_test_await (invy_media_row_take_file (row, picture), NULL));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "");
  g_assert_cmpstr (invy_media_row_get_fill (row)->filename, ==, "us.png");
  invy_test_wait_until (has_thumbnail, fixture);
  g_assert_null (invy_find (find_group (get_page (fixture), "header.image"), ADW_TYPE_ACTION_ROW,
                            "No file was chosen for the template. Choose one."));
}

static gboolean
has_problem (InvyInviteFixture *fixture, const char *part)
{
  GObject *row = gtk_widget_get_template_child (GTK_WIDGET (find_group (get_page (fixture), "header.location")),
                                                INVY_TYPE_SLOT_GROUP, "problem_row");

  return gtk_widget_get_visible (GTK_WIDGET (row))
         && strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), part) != NULL;
}

static void
test_place (InvyInviteFixture *fixture, gconstpointer data)
{
  GtkWidget *group;
  g_autofree char *kept = NULL;

  open_page (fixture, PLACE_TEMPLATE, "where");
  group = GTK_WIDGET (find_group (get_page (fixture), "header.location"));
  invy_type_into (group, "Latitude", "95");
  g_assert_true (has_problem (fixture, "not known"));
  invy_type_into (group, "Latitude", "32.08");
  invy_type_into (group, "Longitude", "34.78");
  g_assert_true (has_problem (fixture, "a name and an address"));
  invy_type_into (group, "Name of the Place", "Gan Eden");
  invy_type_into (group, "Address", "1 Sea Road");
  g_assert_false (has_problem (fixture, ""));

  invy_press (get_page (fixture), "_Use This");
  invy_test_wait_until (is_kept, fixture);
  kept = dup_kept (fixture);
  g_assert_nonnull (strstr (kept, "\"latitude\":\"32.08\""));
}

/* What is built in needs nobody to fill it. */
static void
test_hidden (InvyInviteFixture *fixture, gconstpointer data)
{
  invy_invite_fixture_open (fixture);
  g_assert_false (has_mapping_row (fixture));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, func)                                                                              \
  g_test_add ("/invy/mapping-page/" name, InvyInviteFixture, NULL, invy_invite_fixture_set_up, func, \
              invy_invite_fixture_tear_down)
  ADD ("guess", test_guess);
  ADD ("change", test_change);
  ADD ("problem-points-here", test_problem_points_here);
  ADD ("picture", test_picture);
  ADD ("place", test_place);
  ADD ("hidden", test_hidden);
#undef ADD

  return g_test_run ();
}
