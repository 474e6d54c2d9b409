/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-finder.h"
#include "invy-invite-fixture.h"
#include "invy-test.h"

#include "app/invite/invy-template-page.h"

/* The templates of an account at the emulator, of which the invite dialog sends one. */

#define TEMPLATE(name, status)                                                                            \
  "{\"name\": \"" name "\", \"language\": \"en\", \"status\": \"" status "\", \"category\": \"UTILITY\"," \
  " \"parameter_format\": \"POSITIONAL\", \"components\": [{\"type\": \"BODY\", \"text\": \"We marry.\"}]}"

static gboolean
shows_templates (gpointer data)
{
  GtkWidget *page = invy_find (((InvyInviteFixture *) data)->dialog, INVY_TYPE_TEMPLATE_PAGE, NULL);
  GtkWidget *list = page != NULL ? invy_find (page, GTK_TYPE_LIST_VIEW, NULL) : NULL;

  return list != NULL && g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) > 1;
}

static GListModel *
get_list (InvyInviteFixture *fixture)
{
  GtkWidget *page = invy_find (fixture->dialog, INVY_TYPE_TEMPLATE_PAGE, NULL);

  return G_LIST_MODEL (gtk_list_view_get_model (invy_find (page, GTK_TYPE_LIST_VIEW, NULL)));
}

static guint
find_position (InvyInviteFixture *fixture, const char *name)
{
  GListModel *list = get_list (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (InvyTemplateSet) set = g_list_model_get_item (list, i);

      if (g_str_equal (invy_template_set_get_name (set), name))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
open_page (InvyInviteFixture *fixture)
{
  invy_invite_fixture_add_template (fixture, TEMPLATE ("simple", "APPROVED"));
  invy_invite_fixture_open (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "invite.template", NULL);
  invy_test_wait_until (shows_templates, fixture);
}

static gboolean
is_saved (gpointer data)
{
  InvyInviteFixture *fixture = data;
  g_autoptr (InvyEvent) event =
      invy_test_await_object (invy_store_get_event (fixture->store, invy_event_get_id (fixture->event)), NULL);

  return g_strcmp0 (invy_event_get (event, INVY_EVENT_TEMPLATE_NAME), "simple") == 0;
}

static void
test_choose (InvyInviteFixture *fixture, gconstpointer data)
{
  GtkWidget *view;

  open_page (fixture);
  view = invy_find (invy_find (fixture->dialog, INVY_TYPE_TEMPLATE_PAGE, NULL), GTK_TYPE_LIST_VIEW, NULL);
  g_signal_emit_by_name (view, "activate", find_position (fixture, "simple"));
  invy_test_wait_until (is_saved, fixture);
}

static gboolean
lists_new_one (gpointer data)
{
  return find_position (data, "brand_new") != GTK_INVALID_LIST_POSITION;
}

static void
test_refresh (InvyInviteFixture *fixture, gconstpointer data)
{
  open_page (fixture);
  invy_emulator_process_add_template (fixture->emulator, TEMPLATE ("brand_new", "PAUSED"));
  g_assert_false (lists_new_one (fixture));
  gtk_widget_activate_action (invy_find (fixture->dialog, INVY_TYPE_TEMPLATE_PAGE, NULL), "template.refresh", NULL);
  invy_test_wait_until (lists_new_one, fixture);
}

#define N_MANY 520
#define PAGE_DELAY_MS 60
#define TICK_MS 10

static gboolean
tick_cb (gpointer n_ticks)
{
  (*(guint *) n_ticks)++;
  return G_SOURCE_CONTINUE;
}

static gboolean
lists_many (gpointer data)
{
  return g_list_model_get_n_items (get_list (data)) >= N_MANY;
}

/* Six pages of a slow server: the window goes on all the while, and all of them are there to be chosen from. */
static void
test_many (InvyInviteFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) templates = g_string_new ("[");
  g_autofree char *order =
      g_strdup_printf ("{\"do\": \"slow\", \"path\": \"message_templates\", \"delay_ms\": %d}", PAGE_DELAY_MS);
  guint n_ticks = 0;
  guint source;

  open_page (fixture);
  for (guint i = 0; i < N_MANY; i++)
    g_string_append_printf (templates, "%s" TEMPLATE ("many_%03u", "APPROVED"), i > 0 ? "," : "", i);
  g_string_append_c (templates, ']');
  invy_emulator_process_set_templates (fixture->emulator, templates->str);
  invy_emulator_process_behave (fixture->emulator, order);

  source = g_timeout_add (TICK_MS, tick_cb, &n_ticks);
  gtk_widget_activate_action (invy_find (fixture->dialog, INVY_TYPE_TEMPLATE_PAGE, NULL), "template.refresh", NULL);
  invy_test_wait_until (lists_many, fixture);
  g_source_remove (source);
  /* At least one in each page's time; a window that waits for the server has none. */
  g_assert_cmpuint (n_ticks, >=, N_MANY / 100);
}

static gboolean
has_reason (gpointer data)
{
  GtkWidget *page = invy_find (((InvyInviteFixture *) data)->dialog, INVY_TYPE_TEMPLATE_PAGE, NULL);

  return page != NULL
         && invy_find (
                page, GTK_TYPE_LABEL,
                "Paused by Meta · Utility · English\nMeta paused this template because people complained about "
                "it. Choose another one for now.")
                != NULL;
}

/* What WhatsApp would refuse cannot be chosen, and says why. */
static void
test_paused (InvyInviteFixture *fixture, gconstpointer data)
{
  invy_invite_fixture_add_template (fixture, TEMPLATE ("resting", "PAUSED"));
  open_page (fixture);
  invy_test_wait_until (has_reason, fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, func)                                                                               \
  g_test_add ("/invy/template-page/" name, InvyInviteFixture, NULL, invy_invite_fixture_set_up, func, \
              invy_invite_fixture_tear_down)
  ADD ("choose", test_choose);
  ADD ("refresh", test_refresh);
  ADD ("many", test_many);
  ADD ("paused", test_paused);
#undef ADD

  return g_test_run ();
}
