/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/guests/invy-counter-box.h"
#include "app/guests/invy-counter-button.h"
#include "app/guests/invy-filter-button.h"
#include "app/guests/invy-filter-chips.h"
#include "app/guests/invy-guest-commands.h"
#include "app/guests/invy-guest-list.h"
#include "app/guests/invy-guest-toasts.h"
#include "app/guests/invy-guest-transfers.h"
#include "app/guests/invy-guest-words.h"
#include "app/guests/invy-guests-page.h"
#include "app/menus/invy-late-menu.h"
#include "app/order/invy-line.h"

#include <glib/gi18n.h>

struct _InvyGuestsPage
{
  AdwBin parent_instance;

  InvyGuestBook *book;
  GSignalGroup *book_signals;
  GSignalGroup *event_signals;
  GSimpleActionGroup *actions;
  InvyGuestToasts *told;
  InvyGuestCommands *commands;
  InvyGuestTransfers *transfers;
  gboolean has_selection;
  gboolean is_filtered;

  AdwToastOverlay *toasts;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  InvyFilterButton *filter_button;
  InvyFilterChips *filter_chips;
  GtkStack *stack;
  InvyCounterBox *counters;
  InvyGuestList *list;
  GtkStack *list_stack;
  GtkLabel *shown_label;
  GtkButton *select_shown_button;
  GtkMenuButton *sort_button;
  GMenuModel *sort_menu;
  GtkMenuButton *chosen_button;
  GMenuModel *chosen_menu;
  GtkLabel *chosen_label;
};

enum
{
  PROP_HAS_SELECTION = 1,
  PROP_FILTERED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  INVITE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyGuestsPage, invy_guests_page, ADW_TYPE_BIN)

static InvyGuestSelection *
get_selection (InvyGuestsPage *self)
{
  return invy_guest_list_get_selection (self->list);
}

static InvyGuestFilter *
get_filter (InvyGuestsPage *self)
{
  return invy_guest_list_get_filter (self->list);
}

static gboolean
shows_list_bar (InvyGuestsPage *self, gboolean is_compact, gboolean is_filtered)
{
  return is_compact || is_filtered;
}

static char *
format_send (InvyGuestsPage *self, gboolean is_compact)
{
  return g_strdup (is_compact ? _ ("Send…") : _ ("Send Invitations…"));
}

/* --- what is shown --- */

static void
enable (InvyGuestsPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (InvyGuestsPage *self)
{
  const guint n_guests = self->book != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->book)) : 0;

  enable (self, "search", n_guests > 0);
  enable (self, "find", n_guests > 0);
  invy_guest_commands_update (self->commands);
  invy_guest_transfers_update (self->transfers);
}

static const char *
choose_state (InvyGuestsPage *self)
{
  if (self->book != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->book)) > 0)
    return "guests";

  return self->book == NULL || invy_guest_book_is_loading (self->book) ? "loading" : "empty";
}

static void
update_state (InvyGuestsPage *self)
{
  const guint n_shown = g_list_model_get_n_items (invy_guest_list_get_shown (self->list));
  const guint n_guests = self->book != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->book)) : 0;
  g_autofree char *select_shown = invy_guest_words_dup_select_shown (n_shown);
  /* Translators: %u of the %u guests of a wedding are in the filtered list */
  g_autofree char *shown =
      g_strdup_printf (ngettext ("%u of %u guest", "%u of %u guests", n_guests), n_shown, n_guests);

  gtk_stack_set_visible_child_name (self->stack, choose_state (self));
  gtk_stack_set_visible_child_name (self->list_stack, n_shown > 0 ? "list" : "no-match");
  gtk_label_set_label (self->shown_label, shown);
  gtk_button_set_label (self->select_shown_button, select_shown);
  update_actions (self);
}

static void
update_counters (InvyGuestsPage *self)
{
  if (self->book == NULL)
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->counters)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      InvyCounterButton *button = INVY_COUNTER_BUTTON (child);

      invy_counter_button_set_count (button,
                                     invy_guest_book_get_count (self->book, invy_counter_button_get_kind (button)));
    }
}

static void
compact_changed_cb (InvyGuestsPage *self)
{
  gboolean is_compact = FALSE;

  g_object_get (self->list, "compact", &is_compact, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->counters)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    invy_counter_button_set_compact (INVY_COUNTER_BUTTON (child), is_compact);
}

static void
set_flag (InvyGuestsPage *self, guint prop_id, gboolean *flag, gboolean value)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
counts_changed_cb (InvyGuestsPage *self)
{
  invy_guest_filter_refresh (get_filter (self));
  update_counters (self);
  update_state (self);
}

static void
chosen_changed_cb (InvyGuestsPage *self)
{
  const guint n_chosen = invy_guest_selection_get_n_chosen (get_selection (self));
  const guint n_hidden = invy_guest_selection_get_n_hidden (get_selection (self));

  /* The bar slides out with the words that it had. */
  if (n_chosen > 0)
    {
      g_autofree char *text = invy_guest_words_dup_chosen (n_chosen, n_hidden);

      gtk_label_set_label (self->chosen_label, text);
    }
  update_actions (self);
  set_flag (self, PROP_HAS_SELECTION, &self->has_selection, n_chosen > 0);
}

static void
filter_changed_cb (InvyGuestsPage *self)
{
  set_flag (self, PROP_FILTERED, &self->is_filtered, invy_guest_filter_is_on (get_filter (self)));
  update_state (self);
}

/* --- guests --- */

static void
open_guest (InvyGuestsPage *self, InvyGuest *guest)
{
  invy_guest_commands_open (self->commands, guest);
}

static void
invite_cb (InvyGuestsPage *self, GPtrArray *guests)
{
  g_signal_emit (self, signals[INVITE], 0, guests);
}

/* --- actions --- */

static void
search_action_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  InvyGuestsPage *self = user_data;

  gtk_search_bar_set_search_mode (self->search_bar, g_variant_get_boolean (state));
  if (g_variant_get_boolean (state))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* The next one who calls is looked for with the same key, wherever the keyboard is and whatever was found before. */
static void
find_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestsPage *self = user_data;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

/* A click on the counter that filters already shows everybody again. */
static void
show_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestsPage *self = user_data;
  const InvyCountKind asked = invy_guest_words_get_count_kind (g_variant_get_string (parameter, NULL));
  const InvyCountKind kind = asked == invy_guest_filter_get_kind (get_filter (self)) ? INVY_COUNT_ALL : asked;

  invy_guest_filter_set_kind (get_filter (self), kind);
  g_simple_action_set_state (action, g_variant_new_string (invy_guest_words_get_count_nick (kind)));
}

static void
show_all_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyGuestsPage *self = user_data;

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  invy_guest_filter_clear_values (get_filter (self));
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "show", g_variant_new_string ("all"));
}

static void
sort_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  invy_guest_list_sort_by (INVY_GUESTS_PAGE (user_data)->list, g_variant_get_string (parameter, NULL));
}

static const GActionEntry action_entries[] = {
  { .name = "search", .state = "false", .change_state = search_action_cb },
  { .name = "find", .activate = find_action_cb },
  { .name = "show", .parameter_type = "s", .state = "'all'", .activate = show_action_cb },
  { .name = "show-all", .activate = show_all_action_cb },
  { .name = "sort", .parameter_type = "s", .activate = sort_action_cb },
};

/* --- searching --- */

/* Typing opens the search bar too, and Escape closes it. */
static void
search_mode_cb (InvyGuestsPage *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "search");
  const gboolean is_searching = gtk_search_bar_get_search_mode (self->search_bar);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (is_searching));
}

static void
search_changed_cb (InvyGuestsPage *self)
{
  invy_guest_filter_set_search (get_filter (self), gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* Enter goes to the first guest that was found. */
static void
search_activated_cb (InvyGuestsPage *self)
{
  g_autoptr (InvyGuest) first = g_list_model_get_item (invy_guest_list_get_shown (self->list), 0);

  if (first != NULL)
    invy_guest_list_show_guest (self->list, first);
}

static void
invy_guests_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyGuestsPage *self = INVY_GUESTS_PAGE (object);

  switch (prop_id)
    {
    case PROP_HAS_SELECTION:
      g_value_set_boolean (value, self->has_selection);
      break;
    case PROP_FILTERED:
      g_value_set_boolean (value, self->is_filtered);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_guests_page_dispose (GObject *object)
{
  InvyGuestsPage *self = INVY_GUESTS_PAGE (object);

  g_clear_object (&self->book_signals);
  g_clear_object (&self->event_signals);
  g_clear_object (&self->commands);
  g_clear_object (&self->transfers);
  g_clear_object (&self->told);
  gtk_widget_dispose_template (GTK_WIDGET (self), INVY_TYPE_GUESTS_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->book);

  G_OBJECT_CLASS (invy_guests_page_parent_class)->dispose (object);
}

static void
invy_guests_page_class_init (InvyGuestsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = invy_guests_page_get_property;
  object_class->dispose = invy_guests_page_dispose;

  properties[PROP_HAS_SELECTION] = g_param_spec_boolean ("has-selection", NULL, NULL, FALSE, flags);
  properties[PROP_FILTERED] = g_param_spec_boolean ("filtered", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InvyGuestsPage::invite:
   * @guests: (element-type InvyGuest): whom
   *
   * The planner wants to send invitations.
   */
  signals[INVITE] = g_signal_new ("invite", INVY_TYPE_GUESTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  g_type_ensure (INVY_TYPE_COUNTER_BOX);
  g_type_ensure (INVY_TYPE_FILTER_BUTTON);
  g_type_ensure (INVY_TYPE_FILTER_CHIPS);
  g_type_ensure (INVY_TYPE_GUEST_LIST);
  g_type_ensure (INVY_TYPE_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-guests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, filter_chips);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, counters);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, sort_menu);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, chosen_button);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, chosen_menu);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, list);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, shown_label);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, select_shown_button);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestsPage, chosen_label);
  gtk_widget_class_bind_template_callback (widget_class, shows_list_bar);
  gtk_widget_class_bind_template_callback (widget_class, format_send);
  gtk_widget_class_bind_template_callback (widget_class, open_guest);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
}

static void
invy_guests_page_init (InvyGuestsPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), action_entries, G_N_ELEMENTS (action_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "guests", G_ACTION_GROUP (self->actions));

  gtk_widget_init_template (GTK_WIDGET (self));
  invy_late_menu_set (self->sort_button, self->sort_menu);
  invy_late_menu_set (self->chosen_button, self->chosen_menu);
  invy_announce_label (self->shown_label);
  invy_announce_label (self->chosen_label);

  self->told = invy_guest_toasts_new (self->toasts);
  self->commands = invy_guest_commands_new (G_ACTION_MAP (self->actions), self->list, self->told);
  self->transfers = invy_guest_transfers_new (G_ACTION_MAP (self->actions), self->list, self->told);
  g_signal_connect_object (self->commands, "invite", G_CALLBACK (invite_cb), self, G_CONNECT_SWAPPED);
  for (guint kind = 0; kind < INVY_COUNT_N; kind++)
    invy_counter_box_append (self->counters, invy_counter_button_new ((InvyCountKind) kind));

  invy_filter_button_set_filter (self->filter_button, get_filter (self));
  invy_filter_chips_set_filter (self->filter_chips, get_filter (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled", G_CALLBACK (search_mode_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::compact", G_CALLBACK (compact_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_selection (self), "notify", G_CALLBACK (chosen_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_filter (self), "changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  self->book_signals = g_signal_group_new (INVY_TYPE_GUEST_BOOK);
  g_signal_group_connect_swapped (self->book_signals, "counts-changed", G_CALLBACK (counts_changed_cb), self);
  g_signal_group_connect_swapped (self->book_signals, "notify", G_CALLBACK (update_state), self);
  self->event_signals = g_signal_group_new (INVY_TYPE_EVENT);
  g_signal_group_connect_swapped (self->event_signals, "notify::editable", G_CALLBACK (update_actions), self);

  update_state (self);
}

/**
 * invy_guests_page_new:
 *
 * Returns: (transfer floating): a page without a wedding
 */
GtkWidget *
invy_guests_page_new (void)
{
  return g_object_new (INVY_TYPE_GUESTS_PAGE, NULL);
}

/**
 * invy_guests_page_set_book:
 * @book: (nullable): the guests of a wedding; loaded by whoever made it
 *
 * Shows another wedding's guests.
 */
void
invy_guests_page_set_book (InvyGuestsPage *self, InvyGuestBook *book)
{
  g_return_if_fail (INVY_IS_GUESTS_PAGE (self));
  g_return_if_fail (book == NULL || INVY_IS_GUEST_BOOK (book));

  if (!g_set_object (&self->book, book))
    return;

  invy_guest_commands_set_book (self->commands, book);
  invy_guest_transfers_set_book (self->transfers, book);
  invy_guest_filter_clear_values (get_filter (self));
  invy_filter_button_set_book (self->filter_button, book);
  invy_guest_list_set_book (self->list, book);
  g_signal_group_set_target (self->book_signals, book);
  g_signal_group_set_target (self->event_signals, book != NULL ? invy_guest_book_get_event (book) : NULL);
  update_counters (self);
  update_state (self);
}

/**
 * invy_guests_page_get_book:
 *
 * Returns: (transfer none) (nullable): whose guests are shown
 */
InvyGuestBook *
invy_guests_page_get_book (InvyGuestsPage *self)
{
  g_return_val_if_fail (INVY_IS_GUESTS_PAGE (self), NULL);

  return self->book;
}

/**
 * invy_guests_page_get_actions:
 *
 * Returns: (transfer none): the actions of the group "guests", for a window whose header bar has buttons for them
 */
GActionGroup *
invy_guests_page_get_actions (InvyGuestsPage *self)
{
  g_return_val_if_fail (INVY_IS_GUESTS_PAGE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * invy_guests_page_get_history:
 *
 * Returns: (transfer none): a section for a menu, with what can be undone and what can be done again
 */
GMenuModel *
invy_guests_page_get_history (InvyGuestsPage *self)
{
  g_return_val_if_fail (INVY_IS_GUESTS_PAGE (self), NULL);

  return invy_guest_commands_get_history (self->commands);
}

/**
 * invy_guests_page_set_preferences:
 * @preferences: (nullable): where the look of the list is remembered
 */
void
invy_guests_page_set_preferences (InvyGuestsPage *self, GSettings *preferences)
{
  g_return_if_fail (INVY_IS_GUESTS_PAGE (self));

  invy_guest_list_set_preferences (self->list, preferences);
}

/**
 * invy_guests_page_get_columns:
 *
 * Returns: (transfer none): which columns the list shows
 */
InvyColumnChoice *
invy_guests_page_get_columns (InvyGuestsPage *self)
{
  g_return_val_if_fail (INVY_IS_GUESTS_PAGE (self), NULL);

  return invy_guest_list_get_columns (self->list);
}

/**
 * invy_guests_page_edit_guest:
 * @guest_id: a guest of the book; ignored if it is not
 *
 * Opens the editor of a guest.
 */
void
invy_guests_page_edit_guest (InvyGuestsPage *self, const char *guest_id)
{
  InvyGuest *guest;

  g_return_if_fail (INVY_IS_GUESTS_PAGE (self));

  guest = self->book != NULL ? invy_guest_book_find (self->book, guest_id) : NULL;
  if (guest != NULL)
    invy_guest_commands_open (self->commands, guest);
}

/**
 * invy_guests_page_show_guest:
 * @guest_id: a guest of the book, which is loaded; ignored if it is not
 *
 * Shows everybody, with the keyboard on that guest.
 */
void
invy_guests_page_show_guest (InvyGuestsPage *self, const char *guest_id)
{
  InvyGuest *guest;

  g_return_if_fail (INVY_IS_GUESTS_PAGE (self));

  guest = self->book != NULL ? invy_guest_book_find (self->book, guest_id) : NULL;
  if (guest == NULL)
    return;

  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "show-all", NULL);
  invy_guest_list_show_guest (self->list, guest);
}

/**
 * invy_guests_page_search:
 *
 * Looks for @text as if it had been typed.
 */
void
invy_guests_page_search (InvyGuestsPage *self, const char *text)
{
  g_return_if_fail (INVY_IS_GUESTS_PAGE (self));

  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}

/**
 * invy_guests_page_import_file:
 *
 * As invy_guest_transfers_import_file().
 */
DexFuture *
invy_guests_page_import_file (InvyGuestsPage *self, GFile *file)
{
  g_return_val_if_fail (INVY_IS_GUESTS_PAGE (self), NULL);

  return invy_guest_transfers_import_file (self->transfers, file);
}
