/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-storage-page.h"

#include "app/announce/invy-toast.h"
#include "app/events/invy-problem-row.h"
#include "app/preferences/invy-setting-input.h"
#include "app/preferences/invy-setting-origin.h"
#include "settings/invy-store-setting.h"
#include "store/invy-postgres-address.h"
#include "store/invy-store-move.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>
#include <string.h>

struct _InvyStoragePage
{
  AdwPreferencesPage parent_instance;

  InvySettings *settings;
  InvyStore *store; /* (nullable): what is open */
  char *address;    /* what is tried, without its password */
  char *uri;        /* with it */
  gboolean is_busy;
  gboolean is_trusted; /* by the planner, who was asked */

  AdwActionRow *place_row;
  GtkWidget *local_row;
  GtkWidget *server_group;
  GtkEditable *address_entry;
  GtkEditable *password_entry;
  GtkWidget *use_row;
  InvyProblemRow *problem;
};

G_DEFINE_FINAL_TYPE (InvyStoragePage, invy_storage_page, ADW_TYPE_PREFERENCES_PAGE)

static void
wipe (char **secret)
{
  if (*secret != NULL)
    explicit_bzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

static void
set_problem (InvyStoragePage *self, const char *sentence)
{
  invy_problem_row_set_sentence (self->problem, GTK_WIDGET (self->address_entry), sentence);
}

static void
set_busy (InvyStoragePage *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  gtk_widget_set_sensitive (self->server_group, !is_busy);
  gtk_widget_set_sensitive (self->local_row, !is_busy);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->use_row),
                                 is_busy ? _ ("Connecting…") : _ ("Use This Database"));
}

/* The dialog may have been closed while a server was asked. */
static gboolean
is_gone (InvyStoragePage *self)
{
  return self->place_row == NULL;
}

static void
give_up (InvyStoragePage *self, const char *sentence)
{
  wipe (&self->uri);
  if (is_gone (self))
    return;

  set_busy (self, FALSE);
  set_problem (self, sentence);
}

static void
show_place (InvyStoragePage *self)
{
  g_autofree char *uri = invy_settings_dup_store_uri (self->settings);
  g_autofree char *origin = invy_setting_origin_dup (self->settings, INVY_SETTING_STORE);
  g_autofree char *name = invy_store_describe_uri (uri);
  g_autofree char *place = invy_bidi_isolate (name, INVY_BIDI_NUMBER);
  g_autofree char *both = origin != NULL ? g_strdup_printf ("%s\n%s", place, origin) : NULL;
  const gboolean is_server = !g_str_has_prefix (uri, "sqlite:");

  adw_action_row_set_subtitle (self->place_row, both != NULL ? both : place);
  gtk_widget_set_visible (self->local_row, is_server && origin == NULL);
  gtk_widget_set_visible (self->server_group, origin == NULL);
  if (is_server && origin == NULL)
    gtk_editable_set_text (self->address_entry, uri);
}

/* --- the last steps: what was chosen is kept, and the window follows --- */

static void
follow (InvyStoragePage *self)
{
  GApplication *application = g_application_get_default ();
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (application != NULL && g_action_group_get_action_enabled (G_ACTION_GROUP (application), "change-store"))
    {
      g_action_group_activate_action (G_ACTION_GROUP (application), "change-store", NULL);
      return;
    }

  show_place (self);
  if (dialog != NULL)
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog),
                                      invy_toast_new (_ ("Invy uses it from its next start on")));
}

static DexFuture *
saved_cb (DexFuture *saved, gpointer data)
{
  InvyStoragePage *self = data;
  g_autoptr (GError) error = NULL;

  if (is_gone (self))
    return NULL;

  set_busy (self, FALSE);
  if (dex_future_get_value (saved, &error) == NULL)
    set_problem (self, error->message);
  if (error == NULL || g_error_matches (error, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_KEYRING))
    follow (self);

  return NULL;
}

static void
save (InvyStoragePage *self, const char *address)
{
  g_autofree char *in_address = NULL;
  g_autofree char *rest = self->uri != NULL ? invy_postgres_address_take_password (self->uri, &in_address) : NULL;

  wipe (&self->uri);
  dex_future_disown (
      dex_future_finally (invy_store_setting_save (self->settings, address, in_address, self->is_trusted), saved_cb,
                          g_object_ref (self), g_object_unref));
  if (in_address != NULL)
    explicit_bzero (in_address, strlen (in_address));
}

/* --- moving --- */

static DexFuture *
moved_cb (DexFuture *moved, gpointer data)
{
  InvyStoragePage *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (moved, &error) == NULL)
    give_up (self, error->message);
  else if (!is_gone (self))
    save (self, self->address);

  return NULL;
}

static void
move_response_cb (InvyStoragePage *self, const char *response)
{
  if (g_str_equal (response, "move"))
    dex_future_disown (dex_future_finally (invy_store_move (invy_store_get_uri (self->store), self->uri, NULL),
                                           moved_cb, g_object_ref (self), g_object_unref));
  else if (g_str_equal (response, "leave"))
    save (self, self->address);
  else
    give_up (self, NULL);
}

static void
ask_to_move (InvyStoragePage *self, guint n_weddings)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Move Your Weddings, Too?"), NULL));
  g_autofree char *label =
      g_strdup_printf (ngettext ("_Move %u Wedding", "_Move %u Weddings", n_weddings), n_weddings);

  adw_alert_dialog_format_body (
      alert,
      ngettext (
          "%u wedding is kept on this computer. It can move to the shared database with its guests and all that "
          "was sent. Messages that still wait are cancelled; you can send them from there.",
          "%u weddings are kept on this computer. They can move to the shared database with their guests and all "
          "that was sent. Messages that still wait are cancelled; you can send them from there.",
          n_weddings),
      n_weddings);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "leave", _ ("_Leave Them Here"), "move", label,
                                  NULL);
  adw_alert_dialog_set_response_appearance (alert, "move", ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (alert, "response", G_CALLBACK (move_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self));
}

static DexFuture *
counted_cb (DexFuture *counted, gpointer data)
{
  InvyStoragePage *self = data;
  const GValue *value = dex_future_get_value (counted, NULL);
  const GPtrArray *events = value != NULL ? g_value_get_boxed (value) : NULL;

  if (is_gone (self))
    return NULL;
  if (events == NULL || events->len == 0)
    save (self, self->address);
  else
    ask_to_move (self, events->len);

  return NULL;
}

/* --- trying --- */

static gboolean
is_kept_here (InvyStoragePage *self)
{
  return self->store != NULL && g_str_has_prefix (invy_store_get_uri (self->store), "sqlite:");
}

static DexFuture *
tried_cb (DexFuture *tried, gpointer data)
{
  InvyStoragePage *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (tried, &error);

  if (value == NULL)
    {
      give_up (self, error->message);
      return NULL;
    }

  dex_future_disown (invy_store_close (g_value_get_object (value)));
  if (is_gone (self))
    wipe (&self->uri);
  else if (is_kept_here (self))
    dex_future_disown (
        dex_future_finally (invy_store_list_events (self->store), counted_cb, g_object_ref (self), g_object_unref));
  else
    save (self, self->address);

  return NULL;
}

static void
try_to_open (InvyStoragePage *self)
{
  set_busy (self, TRUE);
  dex_future_disown (dex_future_finally (invy_store_open (self->uri), tried_cb, g_object_ref (self), g_object_unref));
}

static void
unsafe_response_cb (InvyStoragePage *self, const char *response)
{
  self->is_trusted = g_str_equal (response, "connect");
  if (self->is_trusted)
    try_to_open (self);
  else
    give_up (self, NULL);
}

static void
ask_about_safety (InvyStoragePage *self)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      _ ("Connect Without Protection?"),
      _ ("On the way to the server of the weddings others could read along, or pretend to be it. Better add "
         "sslmode=verify-full to its address. Connect only if you trust the network in between.")));

  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "connect", _ ("C_onnect Anyway"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "connect", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (alert, "response", G_CALLBACK (unsafe_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self));
}

/* A password that was typed into the address goes to where passwords go. */
static void
take_typed (InvyStoragePage *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->address_entry)));
  char *password = NULL;

  g_free (self->address);
  self->address = invy_postgres_address_take_password (typed, &password);
  if (password != NULL)
    {
      gtk_editable_set_text (self->password_entry, password);
      gtk_editable_set_text (self->address_entry, self->address);
    }
  wipe (&password);
  explicit_bzero (typed, strlen (typed));

  wipe (&self->uri);
  self->uri = invy_store_setting_add_password (self->address, gtk_editable_get_text (self->password_entry));
}

static void
use_cb (InvyStoragePage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_busy)
    return;

  take_typed (self);
  self->is_trusted = FALSE;
  if (!invy_postgres_address_check (self->address, &error))
    give_up (self, error->message);
  else if (!invy_postgres_address_is_protected (self->address))
    ask_about_safety (self);
  else
    try_to_open (self);
}

static void
changed_cb (InvyStoragePage *self)
{
  set_problem (self, NULL);
}

static void
local_cb (InvyStoragePage *self)
{
  set_busy (self, TRUE);
  save (self, "");
}

static void
invy_storage_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_STORAGE_PAGE);

  G_OBJECT_CLASS (invy_storage_page_parent_class)->dispose (object);
}

static void
invy_storage_page_finalize (GObject *object)
{
  InvyStoragePage *self = INVY_STORAGE_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  g_free (self->address);
  wipe (&self->uri);

  G_OBJECT_CLASS (invy_storage_page_parent_class)->finalize (object);
}

static void
invy_storage_page_class_init (InvyStoragePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_storage_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_storage_page_finalize;

  g_type_ensure (INVY_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-storage-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyStoragePage, place_row);
  gtk_widget_class_bind_template_child (widget_class, InvyStoragePage, local_row);
  gtk_widget_class_bind_template_child (widget_class, InvyStoragePage, server_group);
  gtk_widget_class_bind_template_child (widget_class, InvyStoragePage, address_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyStoragePage, password_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyStoragePage, use_row);
  gtk_widget_class_bind_template_child (widget_class, InvyStoragePage, problem);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, local_cb);
}

static void
invy_storage_page_init (InvyStoragePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  invy_setting_input_make_left_to_right (self->address_entry);
  invy_setting_input_make_left_to_right (self->password_entry);
}

/**
 * invy_storage_page_set_settings:
 * @settings: where the choice is kept
 * @store: (nullable): what is open, and can move
 *
 * Shows where the weddings are kept. To be called once. A password is never shown.
 */
void
invy_storage_page_set_settings (InvyStoragePage *self, InvySettings *settings, InvyStore *store)
{
  g_return_if_fail (INVY_IS_STORAGE_PAGE (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_set_object (&self->store, store);
  show_place (self);
}
