/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/messages/invy-history-page.h"

#include "app/messages/invy-history-words.h"
#include "app/messages/invy-state-look.h"

#include "phone/invy-phone.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

/* While something is being sent the store changes with every message: the history is read again this often. */
#define RELOAD_MS 300

struct _InvyHistoryPage
{
  AdwNavigationPage parent_instance;

  InvyStore *store;
  InvyMessage *message; /* the one that was asked about; the guest's others in its campaign are shown, too */
  guint reload_source;
  guint n_entries; /* that are shown */

  AdwWindowTitle *window_title;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (InvyHistoryPage, invy_history_page, ADW_TYPE_NAVIGATION_PAGE)

/* A message and what its log says. */
typedef struct
{
  InvyMessage *message;
  GPtrArray *entries;
} Chapter;

static void
chapter_free (gpointer data)
{
  Chapter *chapter = data;

  g_object_unref (chapter->message);
  g_ptr_array_unref (chapter->entries);
  g_free (chapter);
}

static GtkWidget *
new_row (Chapter *chapter, guint i)
{
  const InvyLogEntry *entry = chapter->entries->pdata[i];
  const InvyStateLook *look = invy_state_look_get (entry->state);
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon_name);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = invy_history_words_dup_when (entry);
  g_autofree char *reason = invy_history_words_dup_reason (chapter->message, entry, i + 1 == chapter->entries->len);
  g_autofree char *subtitle = reason != NULL ? g_strdup_printf ("%s\n%s", when, reason) : g_strdup (when);

  gtk_widget_add_css_class (icon, look->css_class);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), invy_history_words_get_title (entry, i == 0));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  return row;
}

static GtkWidget *
new_group (GPtrArray *chapters, guint i)
{
  Chapter *chapter = chapters->pdata[i];
  Chapter *before = i > 0 ? chapters->pdata[i - 1] : NULL;
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = invy_history_words_dup_place (i, chapters->len);
  g_autofree char *description = invy_history_words_dup_relation (
      chapter->message, before != NULL ? before->message : NULL, i + 1 == chapters->len);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  for (guint j = 0; j < chapter->entries->len; j++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (chapter, j));

  return group;
}

static guint
count_entries (GPtrArray *chapters)
{
  guint n = 0;

  for (guint i = 0; i < chapters->len; i++)
    n += ((Chapter *) chapters->pdata[i])->entries->len;

  return n;
}

/* The log is only added to: as long as it is as long as it was, the rows and the focus stay. */
static void
show_chapters (InvyHistoryPage *self, GPtrArray *chapters)
{
  const guint n_entries = count_entries (chapters);
  GtkWidget *child;

  if (n_entries == self->n_entries)
    return;

  self->n_entries = n_entries;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < chapters->len; i++)
    gtk_box_append (self->groups, new_group (chapters, i));
}

typedef struct
{
  InvyStore *store;
  InvyMessage *message;
} LoadArgs;

static void
load_args_free (gpointer data)
{
  LoadArgs *args = data;

  g_object_unref (args->store);
  g_object_unref (args->message);
  g_free (args);
}

static DexFuture *
load_fiber (gpointer data)
{
  LoadArgs *args = data;
  const char *guest_id = invy_message_get (args->message, INVY_MESSAGE_GUEST_ID);
  const char *id = invy_message_get_id (args->message);
  g_autoptr (GPtrArray) chapters = g_ptr_array_new_with_free_func (chapter_free);
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;

  if (!(messages = dex_await_boxed (
            invy_store_list_messages (args->store, invy_message_get (args->message, INVY_MESSAGE_CAMPAIGN_ID)),
            &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < messages->len; i++)
    {
      InvyMessage *message = messages->pdata[i];
      GPtrArray *entries;
      Chapter *chapter;

      /* It may have gone to a duplicate that was merged into the guest since. */
      if (g_strcmp0 (invy_message_get (message, INVY_MESSAGE_GUEST_ID), guest_id) != 0
          && g_strcmp0 (invy_message_get_id (message), id) != 0)
        continue;
      if (!(entries = dex_await_boxed (invy_store_list_log (args->store, invy_message_get_id (message)), &error)))
        return dex_future_new_for_error (g_steal_pointer (&error));

      chapter = g_new0 (Chapter, 1);
      chapter->message = g_object_ref (message);
      chapter->entries = entries;
      g_ptr_array_add (chapters, chapter);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&chapters));
}

static DexFuture *
loaded_cb (DexFuture *loaded, gpointer data)
{
  InvyHistoryPage *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (loaded, &error);

  if (self->stack == NULL)
    return NULL;

  if (value != NULL)
    show_chapters (self, g_value_get_boxed (value));
  else
    invy_announce_failure (self->error_page, error->message);
  gtk_stack_set_visible_child_name (self->stack, value != NULL ? "history" : "error");

  return NULL;
}

static void
load (InvyHistoryPage *self)
{
  LoadArgs *args = g_new0 (LoadArgs, 1);

  args->store = g_object_ref (self->store);
  args->message = g_object_ref (self->message);
  dex_future_disown (
      dex_future_finally (dex_scheduler_spawn (NULL, INVY_FIBER_STACK, load_fiber, args, load_args_free), loaded_cb,
                          g_object_ref (self), g_object_unref));
}

static void
reload_cb (gpointer data)
{
  InvyHistoryPage *self = data;

  self->reload_source = 0;
  load (self);
}

static void
store_changed_cb (InvyHistoryPage *self, InvyStoreTopic topic, const char *event_id)
{
  if (topic != INVY_STORE_MESSAGES || self->reload_source != 0)
    return;

  if (event_id == NULL || g_strcmp0 (event_id, invy_message_get (self->message, INVY_MESSAGE_EVENT_ID)) == 0)
    self->reload_source = g_timeout_add_once (RELOAD_MS, reload_cb, self);
}

static void
show_guest (InvyHistoryPage *self)
{
  const char *name = invy_message_get (self->message, INVY_MESSAGE_GUEST_NAME);
  const char *e164 = invy_message_get (self->message, INVY_MESSAGE_PHONE_E164);
  g_autofree char *shown_name = invy_bidi_isolate (name != NULL ? name : _ ("No name"), INVY_BIDI_NAME);
  g_autoptr (InvyPhone) phone = e164 != NULL ? invy_phone_parse (e164, NULL, NULL) : NULL;
  g_autofree char *number = invy_bidi_isolate (phone != NULL ? phone->display : e164, INVY_BIDI_NUMBER);

  adw_window_title_set_title (self->window_title, shown_name);
  adw_window_title_set_subtitle (self->window_title, number != NULL ? number : "");
}

static void
invy_history_page_dispose (GObject *object)
{
  InvyHistoryPage *self = INVY_HISTORY_PAGE (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_HISTORY_PAGE);

  G_OBJECT_CLASS (invy_history_page_parent_class)->dispose (object);
}

static void
invy_history_page_finalize (GObject *object)
{
  InvyHistoryPage *self = INVY_HISTORY_PAGE (object);

  g_clear_object (&self->store);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (invy_history_page_parent_class)->finalize (object);
}

static void
invy_history_page_class_init (InvyHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_history_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_history_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyHistoryPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, InvyHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyHistoryPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, InvyHistoryPage, groups);
}

static void
invy_history_page_init (InvyHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_history_page_new:
 * @message: any of a guest's messages in a campaign
 *
 * Returns: (transfer floating): a page that tells what became of it and of what it replaced or was replaced by
 */
AdwNavigationPage *
invy_history_page_new (InvyStore *store, InvyMessage *message)
{
  InvyHistoryPage *self;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_MESSAGE (message), NULL);

  self = g_object_new (INVY_TYPE_HISTORY_PAGE, NULL);
  self->store = g_object_ref (store);
  self->message = g_object_ref (message);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  show_guest (self);
  load (self);

  return ADW_NAVIGATION_PAGE (self);
}
