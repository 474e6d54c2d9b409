/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/preferences/invy-connection-page.h"

#include "book/invy-largest-wedding.h"
#include "whatsapp/invy-connection-check.h"

#include <glib/gi18n.h>

struct _InvyConnectionPage
{
  AdwNavigationPage parent_instance;

  InvySettings *settings;
  InvyStore *store; /* NULL if there is none to count guests in */
  guint n_failures;
  guint n_warnings;

  GtkWidget *progress; /* NULL once the page is gone */
  GtkWidget *result;
  GtkImage *result_icon;
  GtkLabel *result_label;
  GtkListBox *list_box;
  GtkWidget *again_button;
  GtkWidget *help_button;
};

G_DEFINE_FINAL_TYPE (InvyConnectionPage, invy_connection_page, ADW_TYPE_NAVIGATION_PAGE)

/* The shapes differ, not only the colours. */
typedef struct
{
  const char *icon_name;
  const char *css_class;
  const char *word; /* to be translated */
} Look;

static const Look good = { "object-select-symbolic", "success", N_ ("Good") };
static const Look warning = { "dialog-warning-symbolic", "warning", N_ ("Warning") };
static const Look bad = { "dialog-error-symbolic", "error", N_ ("Failed") };

static GtkWidget *
new_icon (const Look *look)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon_name);

  gtk_widget_add_css_class (icon, look->css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (look->word), -1);

  return icon;
}

static void
add_row (InvyConnectionPage *self, const Look *look, const char *title, const char *detail)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), look == &bad);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_icon (look));
  gtk_list_box_append (self->list_box, row);
  gtk_widget_set_visible (GTK_WIDGET (self->list_box), TRUE);

  self->n_failures += look == &bad;
  self->n_warnings += look == &warning;
}

static void
show_result (InvyConnectionPage *self)
{
  const Look *look = self->n_failures > 0 ? &bad : self->n_warnings > 0 ? &warning : &good;
  const char *sentence = _ ("Everything is ready for sending.");

  if (self->n_failures > 0)
    sentence = _ ("Invitations cannot be sent yet. See below what to do.");
  else if (self->n_warnings > 0)
    sentence = _ ("Invitations can be sent. See below what to know first.");

  gtk_image_set_from_icon_name (self->result_icon, look->icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->result_icon), (const char *[]) { look->css_class, NULL });
  gtk_label_set_label (self->result_label, sentence);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_widget_set_visible (self->result, TRUE);
  gtk_widget_set_visible (self->help_button, self->n_failures > 0);
  gtk_widget_set_sensitive (self->again_button, TRUE);
  invy_announce (self, sentence);
}

/* The channel outlives the page when that is closed while it runs. */
typedef struct
{
  InvyConnectionPage *page;
  DexChannel *found;
} Watch;

static Watch *
watch_new (InvyConnectionPage *page, DexChannel *found)
{
  Watch *self = g_new (Watch, 1);

  self->page = g_object_ref (page);
  self->found = dex_ref (found);

  return self;
}

static void
watch_free (gpointer data)
{
  Watch *self = data;

  g_object_unref (self->page);
  dex_unref (self->found);
  g_free (self);
}

/* Shows a step and waits for the next; the channel is closed after the last. Any other error is one that kept the
 * test from its first step. */
static DexFuture *
found_cb (DexFuture *received, gpointer data)
{
  Watch *watch = data;
  InvyConnectionPage *self = watch->page;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (received, &error);
  const InvyConnectionStep *step;

  if (self->progress == NULL)
    return NULL;
  if (value == NULL)
    {
      if (!g_error_matches (error, DEX_ERROR, DEX_ERROR_CHANNEL_CLOSED))
        add_row (self, &bad, _ ("Settings"), error->message);
      show_result (self);
      return NULL;
    }

  step = g_value_get_boxed (value);
  add_row (self, !step->ok ? &bad : step->is_warning ? &warning : &good, step->title, step->detail);

  return dex_future_finally (dex_channel_receive (watch->found), found_cb, watch_new (self, watch->found),
                             watch_free);
}

typedef struct
{
  InvySettings *settings;
  InvyStore *store;
  DexChannel *found;
} RunArgs;

static void
run_args_free (gpointer data)
{
  RunArgs *args = data;

  g_object_unref (args->settings);
  g_clear_object (&args->store);
  dex_unref (args->found);
  g_free (args);
}

static DexFuture *
run_fiber (gpointer data)
{
  RunArgs *args = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyAccount) account = dex_await_boxed (invy_settings_load_account (args->settings), &error);
  guint n_guests = 0;

  if (account == NULL)
    {
      dex_future_disown (dex_channel_send (args->found, dex_future_new_for_error (g_steal_pointer (&error))));
      return dex_future_new_true ();
    }

  /* Without weddings that can be read there is nothing to compare the limit with. */
  if (args->store != NULL)
    n_guests = dex_await_uint (invy_largest_wedding_count_guests (args->store), NULL);
  dex_await (invy_connection_check_run (account, n_guests, args->found), NULL);
  dex_channel_close_send (args->found);

  return dex_future_new_true ();
}

static void
start (InvyConnectionPage *self)
{
  DexChannel *found = dex_channel_new (0);
  RunArgs *args = g_new (RunArgs, 1);

  self->n_failures = 0;
  self->n_warnings = 0;
  gtk_list_box_remove_all (self->list_box);
  gtk_widget_set_visible (GTK_WIDGET (self->list_box), FALSE);
  gtk_widget_set_visible (self->progress, TRUE);
  gtk_widget_set_visible (self->result, FALSE);
  gtk_widget_set_visible (self->help_button, FALSE);
  gtk_widget_set_sensitive (self->again_button, FALSE);

  args->settings = g_object_ref (self->settings);
  args->store = self->store != NULL ? g_object_ref (self->store) : NULL;
  args->found = dex_ref (found);
  dex_future_disown (dex_scheduler_spawn (NULL, INVY_FIBER_STACK, run_fiber, args, run_args_free));
  dex_future_disown (dex_future_finally (dex_channel_receive (found), found_cb, watch_new (self, found), watch_free));
  dex_unref (found);
}

static void
invy_connection_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_CONNECTION_PAGE);

  G_OBJECT_CLASS (invy_connection_page_parent_class)->dispose (object);
}

static void
invy_connection_page_finalize (GObject *object)
{
  InvyConnectionPage *self = INVY_CONNECTION_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (invy_connection_page_parent_class)->finalize (object);
}

static void
invy_connection_page_class_init (InvyConnectionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_connection_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_connection_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-connection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyConnectionPage, progress);
  gtk_widget_class_bind_template_child (widget_class, InvyConnectionPage, result);
  gtk_widget_class_bind_template_child (widget_class, InvyConnectionPage, result_icon);
  gtk_widget_class_bind_template_child (widget_class, InvyConnectionPage, result_label);
  gtk_widget_class_bind_template_child (widget_class, InvyConnectionPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, InvyConnectionPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, InvyConnectionPage, help_button);
  gtk_widget_class_bind_template_callback (widget_class, start);
}

static void
invy_connection_page_init (InvyConnectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_connection_page_new:
 * @settings: the account to try
 * @store: (nullable): whose largest wedding the messaging limit is compared with
 *
 * Returns: (transfer floating): a page on which the test has begun
 */
AdwNavigationPage *
invy_connection_page_new (InvySettings *settings, InvyStore *store)
{
  InvyConnectionPage *self = g_object_new (INVY_TYPE_CONNECTION_PAGE, NULL);

  self->settings = g_object_ref (settings);
  self->store = store != NULL ? g_object_ref (store) : NULL;
  start (self);

  return ADW_NAVIGATION_PAGE (self);
}
