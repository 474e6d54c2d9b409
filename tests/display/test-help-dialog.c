/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-badge.h"
#include "app/help/invy-help-dialog.h"
#include "app/help/invy-help-page.h"
#include "app/window/invy-dialog-watch.h"
#include "invy-finder.h"
#include "invy-test.h"
#include "template/invy-builtin-template.h"

#include <string.h>

#define UI "/io/github/invy_app/Invy/ui"

typedef struct
{
  GtkWidget *window;
  AdwDialog *dialog;
} Fixture;

static AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = adw_application_window_new (NULL);
  invy_dialog_watch_add (GTK_WINDOW (fixture->window));
  gtk_window_present (GTK_WINDOW (fixture->window));
  invy_help_dialog_present (ADW_APPLICATION_WINDOW (fixture->window), "");
  fixture->dialog = get_dialog (fixture);
  g_assert_true (INVY_IS_HELP_DIALOG (fixture->dialog));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Returns: (transfer none) (nullable): the topic of the page that is shown; NULL on the list of topics */
static const InvyHelpTopic *
get_shown (Fixture *fixture)
{
  AdwNavigationView *view = invy_find (fixture->dialog, ADW_TYPE_NAVIGATION_VIEW, NULL);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (view);

  return INVY_IS_HELP_PAGE (page) ? invy_help_page_get_topic (INVY_HELP_PAGE (page)) : NULL;
}

/* Returns: (nullable): NULL on the list of topics */
static const char *
get_shown_id (Fixture *fixture)
{
  const InvyHelpTopic *topic = get_shown (fixture);

  return topic != NULL ? topic->id : NULL;
}

static void
click (GtkWidget *root, const char *title)
{
  GtkWidget *row = invy_find (root, ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (row);
  gtk_widget_activate (row);
}

static GtkWidget *
get_page (Fixture *fixture)
{
  AdwNavigationView *view = invy_find (fixture->dialog, ADW_TYPE_NAVIGATION_VIEW, NULL);

  return GTK_WIDGET (adw_navigation_view_get_visible_page (view));
}

/* Each is in the list, is opened from there, and leads back. */
static void
test_topics (Fixture *fixture, gconstpointer data)
{
  guint n_topics;
  const InvyHelpTopic *topics = invy_help_topics_get_all (&n_topics);

  for (guint i = 0; i < n_topics; i++)
    {
      g_assert_null (get_shown (fixture));
      click (get_page (fixture), topics[i].title);
      g_assert_true (get_shown (fixture) == &topics[i]);
      g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (get_page (fixture))), ==, topics[i].title);
      gtk_widget_activate_action (get_page (fixture), "navigation.pop", NULL);
    }
  g_assert_null (get_shown (fixture));
}

/* From one topic to the other, and no page is there twice. */
static void
test_see (Fixture *fixture, gconstpointer data)
{
  invy_help_dialog_show (INVY_HELP_DIALOG (fixture->dialog), "sending");
  click (get_page (fixture), "What the States Mean");
  g_assert_cmpstr (get_shown_id (fixture), ==, INVY_HELP_STATES);
  click (get_page (fixture), "Sending and Pausing");
  g_assert_cmpstr (get_shown_id (fixture), ==, "sending");
  gtk_widget_activate_action (get_page (fixture), "navigation.pop", NULL);
  g_assert_null (get_shown (fixture));
}

/* F1 over it goes to the list, an unknown topic too. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);

  invy_help_dialog_present (window, INVY_HELP_STORAGE);
  g_assert_true (get_dialog (fixture) == fixture->dialog);
  g_assert_cmpstr (get_shown_id (fixture), ==, INVY_HELP_STORAGE);
  invy_help_dialog_present (window, "");
  g_assert_null (get_shown (fixture));
  invy_help_dialog_present (window, "nothing of this name");
  g_assert_true (get_dialog (fixture) == fixture->dialog);
  g_assert_null (get_shown (fixture));
}

static const InvyHelpBlock *
find_state (const InvyHelpTopic *topic, int state)
{
  for (const InvyHelpBlock *block = topic->blocks; block->kind != INVY_HELP_END; block++)
    if (block->kind == INVY_HELP_STATE && block->value == state)
      return block;

  return NULL;
}

static guint
count (GtkWidget *widget, GType type)
{
  guint n = G_OBJECT_TYPE (widget) == type;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count (child, type);

  return n;
}

/* Every word of the column is explained, with the column's own pill, and so is a number that cannot be used. */
static void
test_states (Fixture *fixture, gconstpointer data)
{
  const InvyHelpTopic *topic = invy_help_topics_find (INVY_HELP_STATES);
  g_autoptr (GEnumClass) states = g_type_class_ref (INVY_TYPE_DELIVERY);
  GtkWidget *page;

  invy_help_dialog_show (INVY_HELP_DIALOG (fixture->dialog), INVY_HELP_STATES);
  page = get_page (fixture);
  for (guint i = 0; i < states->n_values; i++)
    {
      const int state = states->values[i].value;

      g_test_message ("%s", states->values[i].value_nick);
      g_assert_nonnull (find_state (topic, state));
      g_assert_nonnull (
          invy_find (page, INVY_TYPE_GUEST_BADGE, invy_guest_words_get_invitation ((InvyDelivery) state, FALSE)));
    }
  g_assert_nonnull (
      invy_find (page, INVY_TYPE_GUEST_BADGE, invy_guest_words_get_invitation (INVY_DELIVERY_NONE, TRUE)));
  g_assert_cmpuint (count (page, INVY_TYPE_GUEST_BADGE), ==, states->n_values + 1);
}

static void
read_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static gboolean
is_read (gpointer data)
{
  return *(char **) data != NULL;
}

/* What is copied is what is shown, in its own direction, and as long as Meta takes it. All are filled in alike, or
 * one mapping would not do for every language. */
static void
test_messages (Fixture *fixture, gconstpointer data)
{
  static const char *const languages[] = { "en", "he", "ar" };

  invy_help_dialog_show (INVY_HELP_DIALOG (fixture->dialog), INVY_HELP_TEMPLATE);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *text = invy_template_dup_builtin_text (languages[i]);
      g_autofree char *copied = NULL;
      GtkWidget *label = invy_find (get_page (fixture), GTK_TYPE_LABEL, text);

      g_assert_nonnull (label);
      g_assert_cmpint (gtk_widget_get_direction (label), ==, i == 0 ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL);
      g_assert_cmpint (g_utf8_strlen (text, -1), <, 1024);
      g_assert_false (g_str_has_prefix (text, "{{") || g_str_has_suffix (text, "}}"));
      for (guint slot = 1; slot <= 8; slot++)
        {
          g_autofree char *hole = g_strdup_printf ("{{%u}}", slot);

          g_assert_true ((strstr (text, hole) != NULL) == (slot < 8));
        }

      gtk_widget_activate_action (get_page (fixture), "help.copy", "s", languages[i]);
      gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->window), NULL, read_cb, &copied);
      invy_test_wait_until (is_read, &copied);
      g_assert_cmpstr (copied, ==, text);
    }
}

/* What leads away: to the web only safely, and to topics only that are there. */
static void
test_targets (Fixture *fixture, gconstpointer data)
{
  guint n_topics;
  const InvyHelpTopic *topics = invy_help_topics_get_all (&n_topics);

  for (guint i = 0; i < n_topics; i++)
    for (const InvyHelpBlock *block = topics[i].blocks; block->kind != INVY_HELP_END; block++)
      {
        if (block->kind == INVY_HELP_SEE)
          g_assert_nonnull (invy_help_topics_find (block->target));
        if (block->kind == INVY_HELP_WEB)
          g_assert_true (g_str_has_prefix (block->target, "https://"));
      }
}

/* Marks the topics that an interface leads to in @linked. */
static void
read_links (const char *name, GHashTable *linked)
{
  g_autofree char *path = g_strconcat (UI "/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *text = g_bytes_get_data (bytes, NULL);
  const char *const action = "app.help</property>";

  while ((text = strstr (text, action)) != NULL)
    {
      g_autoptr (GRegex) regex = g_regex_new ("^\\s*<property name=\"action-target\">'([a-z]+)'<", 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *topic = NULL;

      text += strlen (action);
      g_test_message ("%s", name);
      g_assert_true (g_regex_match (regex, text, G_REGEX_MATCH_ANCHORED, &match));
      topic = g_match_info_fetch (match, 1);
      g_assert_nonnull (invy_help_topics_find (topic));
      g_hash_table_add (linked, g_steal_pointer (&topic));
    }
}

/* No link of the program is dead, and what can go wrong leads to its topic. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  static const char *const needed[] = { INVY_HELP_ACCOUNT, INVY_HELP_IMPORT, INVY_HELP_STATES, INVY_HELP_STORAGE,
                                        INVY_HELP_TEMPLATE };
  g_auto (GStrv) names = g_resources_enumerate_children (UI, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GHashTable) linked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    read_links (names[i], linked);
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_test_message ("%s", needed[i]);
      g_assert_true (g_hash_table_contains (linked, needed[i]));
    }
}

static guint
count_headings (GtkWidget *widget)
{
  guint n = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_HEADING;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_headings (child);

  return n;
}

/* A screen reader goes from one to the next. */
static void
test_headings (Fixture *fixture, gconstpointer data)
{
  invy_help_dialog_show (INVY_HELP_DIALOG (fixture->dialog), INVY_HELP_TEMPLATE);
  g_assert_cmpuint (count_headings (get_page (fixture)), >=, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, test) g_test_add ("/invy/help-dialog/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("topics", test_topics);
  ADD ("see", test_see);
  ADD ("again", test_again);
  ADD ("states", test_states);
  ADD ("messages", test_messages);
  ADD ("targets", test_targets);
  ADD ("links", test_links);
  ADD ("headings", test_headings);

  return g_test_run ();
}
