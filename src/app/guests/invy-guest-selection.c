/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-selection.h"

struct _InvyGuestSelection
{
  GObject parent_instance;

  GListModel *model;  /* what the list shows */
  GListModel *guests; /* all guests of the wedding */
  char *event_id;

  GHashTable *chosen; /* of InvyGuest, equal when id and wedding are; see get_chosen() */
  GPtrArray *waiting; /* of InvyGuest, chosen too, and not looked for since */
  guint waiting_source;
  GtkBitset *shown; /* the positions in model of those that are chosen */
  guint n_chosen;   /* of this wedding; chosen also remembers other weddings' */
  guint n_hidden;
};

enum
{
  PROP_MODEL = 1,
  PROP_N_CHOSEN,
  PROP_N_HIDDEN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Ids are random, so that the beginning of one is as good as all of it; everybody may be ticked at once. */
#define HASHED_LETTERS 8

static guint
hash_guest (gconstpointer guest)
{
  const char *id = invy_guest_get_id ((InvyGuest *) guest);
  guint hash = 0;

  for (guint i = 0; i < HASHED_LETTERS && id[i] != '\0'; i++)
    hash = hash * 31 + (guchar) id[i];

  return hash;
}

static gboolean
equal_guests (gconstpointer a, gconstpointer b)
{
  if (a == b)
    return TRUE;

  return g_str_equal (invy_guest_get_id ((InvyGuest *) a), invy_guest_get_id ((InvyGuest *) b))
         && g_strcmp0 (invy_guest_get_event_id ((InvyGuest *) a), invy_guest_get_event_id ((InvyGuest *) b)) == 0;
}

static void
update_counts (InvyGuestSelection *self, guint n_chosen)
{
  const guint n_shown = (guint) gtk_bitset_get_size (self->shown);
  const guint n_hidden = n_chosen > n_shown ? n_chosen - n_shown : 0;
  const gboolean chosen_changed = n_chosen != self->n_chosen;
  const gboolean hidden_changed = n_hidden != self->n_hidden;

  self->n_chosen = n_chosen;
  self->n_hidden = n_hidden;
  if (chosen_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHOSEN]);
  if (hidden_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_HIDDEN]);
}

/* When everybody is ticked, a hundred thousand guests are: they are noted at once, and filed little by little. */
#define SLICE 2000

static void
file_waiting (InvyGuestSelection *self, guint n_guests)
{
  for (guint i = 0; i < n_guests && self->waiting->len > 0; i++)
    g_hash_table_add (self->chosen, g_ptr_array_steal_index_fast (self->waiting, self->waiting->len - 1));
}

static gboolean
file_slice_cb (gpointer data)
{
  InvyGuestSelection *self = data;

  file_waiting (self, SLICE);
  if (self->waiting->len > 0)
    return G_SOURCE_CONTINUE;

  self->waiting_source = 0;
  return G_SOURCE_REMOVE;
}

/* Who asks now wants to know it now. */
static GHashTable *
get_chosen (InvyGuestSelection *self)
{
  file_waiting (self, self->waiting->len);
  g_clear_handle_id (&self->waiting_source, g_source_remove);

  return self->chosen;
}

/* Ticks or unticks a shown row; returns by how much that changes the number of chosen guests. */
static int
put (InvyGuestSelection *self, guint position, gboolean chosen)
{
  g_autoptr (InvyGuest) guest = NULL;

  if (gtk_bitset_contains (self->shown, position) == chosen)
    return 0;

  guest = g_list_model_get_item (self->model, position);
  if (chosen)
    {
      gtk_bitset_add (self->shown, position);
      g_hash_table_add (get_chosen (self), g_steal_pointer (&guest));
      return 1;
    }

  gtk_bitset_remove (self->shown, position);
  g_hash_table_remove (get_chosen (self), guest);
  return -1;
}

static void
tell_of_range (InvyGuestSelection *self, guint position, guint end, int change)
{
  if (change == 0)
    return;

  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, end - position);
  update_counts (self, (guint) ((int) self->n_chosen + change));
}

static guint
find_end (InvyGuestSelection *self, guint position, guint n_rows)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));

  return position + MIN (n_rows, n_items - MIN (position, n_items));
}

/* Ticks n_rows rows from position on. */
static void
tick_range (InvyGuestSelection *self, guint position, guint n_rows)
{
  const guint end = find_end (self, position, n_rows);
  const guint n_before = self->waiting->len;

  for (guint i = position; i < end; i++)
    if (!gtk_bitset_contains (self->shown, i))
      g_ptr_array_add (self->waiting, g_list_model_get_item (self->model, i));
  if (end > position)
    gtk_bitset_add_range (self->shown, position, end - position);
  if (self->waiting->len > 0 && self->waiting_source == 0)
    self->waiting_source = g_idle_add (file_slice_cb, self);

  tell_of_range (self, position, end, (int) (self->waiting->len - n_before));
}

/* Unticks n_rows rows from position on. */
static void
untick_range (InvyGuestSelection *self, guint position, guint n_rows)
{
  const guint end = find_end (self, position, n_rows);
  int change = 0;

  for (guint i = position; i < end; i++)
    change += put (self, i, FALSE);

  tell_of_range (self, position, end, change);
}

/* The list shows other rows: find out which of them are chosen. */
static void
items_changed_cb (InvyGuestSelection *self, guint position, guint removed, guint added, GListModel *model)
{
  GHashTable *chosen = get_chosen (self);

  gtk_bitset_splice (self->shown, position, removed, added);
  for (guint i = position; i < position + added && g_hash_table_size (chosen) > 0; i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (model, i);

      if (g_hash_table_contains (chosen, guest))
        gtk_bitset_add (self->shown, i);
    }

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  update_counts (self, self->n_chosen);
}

static gboolean
has_left (gpointer guest, gpointer value, gpointer user_data)
{
  InvyGuestSelection *self = user_data;

  return g_strcmp0 (invy_guest_get_event_id (guest), self->event_id) == 0;
}

/* Counts the chosen guests of the wedding. When some were removed from it, they are no longer chosen: undoing that
 * brings the guest back, but unticked. */
static void
guests_changed_cb (InvyGuestSelection *self, guint position, guint removed, guint added, GListModel *guests)
{
  g_autoptr (GPtrArray) present = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n_guests = guests != NULL ? g_list_model_get_n_items (guests) : 0;
  GHashTable *chosen = get_chosen (self);

  for (guint i = 0; i < n_guests && g_hash_table_size (chosen) > 0; i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (guests, i);

      if (g_hash_table_contains (chosen, guest))
        g_ptr_array_add (present, g_steal_pointer (&guest));
    }

  if (removed > 0)
    {
      g_hash_table_foreach_remove (chosen, has_left, self);
      for (guint i = 0; i < present->len; i++)
        g_hash_table_add (chosen, g_object_ref (present->pdata[i]));
    }

  update_counts (self, present->len);
}

static GType
invy_guest_selection_get_item_type (GListModel *model)
{
  return INVY_TYPE_GUEST;
}

static guint
invy_guest_selection_get_n_items (GListModel *model)
{
  InvyGuestSelection *self = INVY_GUEST_SELECTION (model);

  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static gpointer
invy_guest_selection_get_item (GListModel *model, guint position)
{
  InvyGuestSelection *self = INVY_GUEST_SELECTION (model);

  return self->model != NULL ? g_list_model_get_item (self->model, position) : NULL;
}

static void
invy_guest_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = invy_guest_selection_get_item_type;
  iface->get_n_items = invy_guest_selection_get_n_items;
  iface->get_item = invy_guest_selection_get_item;
}

static gboolean
invy_guest_selection_is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (INVY_GUEST_SELECTION (model)->shown, position);
}

static GtkBitset *
invy_guest_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_copy (INVY_GUEST_SELECTION (model)->shown);
}

/* GTK asks to choose this row alone when somebody clicks it or walks to it with the arrow keys. That opens or focuses
 * a guest and must not cost anybody their ticks. */
static gboolean
invy_guest_selection_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  if (unselect_rest)
    return FALSE;

  tick_range (INVY_GUEST_SELECTION (model), position, 1);
  return TRUE;
}

static gboolean
invy_guest_selection_unselect_item (GtkSelectionModel *model, guint position)
{
  untick_range (INVY_GUEST_SELECTION (model), position, 1);
  return TRUE;
}

/* With Shift, GTK asks to unselect the rest too; the rest may be rows that nobody sees. */
static gboolean
invy_guest_selection_select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  tick_range (INVY_GUEST_SELECTION (model), position, n_items);
  return TRUE;
}

static gboolean
invy_guest_selection_unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  untick_range (INVY_GUEST_SELECTION (model), position, n_items);
  return TRUE;
}

static gboolean
invy_guest_selection_select_all (GtkSelectionModel *model)
{
  tick_range (INVY_GUEST_SELECTION (model), 0, g_list_model_get_n_items (G_LIST_MODEL (model)));
  return TRUE;
}

static gboolean
invy_guest_selection_unselect_all (GtkSelectionModel *model)
{
  InvyGuestSelection *self = INVY_GUEST_SELECTION (model);
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));

  g_hash_table_foreach_remove (get_chosen (self), has_left, self);
  gtk_bitset_remove_all (self->shown);
  if (n_items > 0)
    gtk_selection_model_selection_changed (model, 0, n_items);
  update_counts (self, 0);
  return TRUE;
}

/* A rubber band without Ctrl names every row of the list; it only adds what it touched. */
static gboolean
invy_guest_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  InvyGuestSelection *self = INVY_GUEST_SELECTION (model);
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  const gboolean names_every_row = gtk_bitset_get_size_in_range (mask, 0, MAX (n_items, 1) - 1) == n_items;
  GtkBitsetIter iter;
  guint position;
  guint first = G_MAXUINT, last = 0;
  int change = 0;

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, mask, &position); valid && position < n_items;
       valid = gtk_bitset_iter_next (&iter, &position))
    {
      const gboolean chosen = gtk_bitset_contains (selected, position);
      const int step = chosen || !names_every_row ? put (self, position, chosen) : 0;

      change += step;
      if (step != 0)
        {
          first = MIN (first, position);
          last = position;
        }
    }

  if (first <= last)
    gtk_selection_model_selection_changed (model, first, last - first + 1);
  update_counts (self, (guint) ((int) self->n_chosen + change));
  return TRUE;
}

static void
invy_guest_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = invy_guest_selection_is_selected;
  iface->get_selection_in_range = invy_guest_selection_get_selection_in_range;
  iface->select_item = invy_guest_selection_select_item;
  iface->unselect_item = invy_guest_selection_unselect_item;
  iface->select_range = invy_guest_selection_select_range;
  iface->unselect_range = invy_guest_selection_unselect_range;
  iface->select_all = invy_guest_selection_select_all;
  iface->unselect_all = invy_guest_selection_unselect_all;
  iface->set_selection = invy_guest_selection_set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InvyGuestSelection,
                               invy_guest_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, invy_guest_selection_list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          invy_guest_selection_selection_model_init))

static void
set_model (InvyGuestSelection *self, GListModel *model)
{
  const guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
      items_changed_cb (self, 0, n_before, g_list_model_get_n_items (model), model);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

static void
invy_guest_selection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyGuestSelection *self = INVY_GUEST_SELECTION (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_N_CHOSEN:
      g_value_set_uint (value, self->n_chosen);
      break;
    case PROP_N_HIDDEN:
      g_value_set_uint (value, self->n_hidden);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_guest_selection_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_MODEL:
      set_model (INVY_GUEST_SELECTION (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_guest_selection_dispose (GObject *object)
{
  InvyGuestSelection *self = INVY_GUEST_SELECTION (object);

  g_clear_handle_id (&self->waiting_source, g_source_remove);
  g_clear_object (&self->model);
  g_clear_object (&self->guests);
  g_clear_pointer (&self->event_id, g_free);

  G_OBJECT_CLASS (invy_guest_selection_parent_class)->dispose (object);
}

static void
invy_guest_selection_finalize (GObject *object)
{
  InvyGuestSelection *self = INVY_GUEST_SELECTION (object);

  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->shown, gtk_bitset_unref);

  G_OBJECT_CLASS (invy_guest_selection_parent_class)->finalize (object);
}

static void
invy_guest_selection_class_init (InvyGuestSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = invy_guest_selection_get_property;
  object_class->set_property = invy_guest_selection_set_property;
  object_class->dispose = invy_guest_selection_dispose;
  object_class->finalize = invy_guest_selection_finalize;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, readable | G_PARAM_WRITABLE);
  properties[PROP_N_CHOSEN] = g_param_spec_uint ("n-chosen", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_HIDDEN] = g_param_spec_uint ("n-hidden", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
invy_guest_selection_init (InvyGuestSelection *self)
{
  self->chosen = g_hash_table_new_full (hash_guest, equal_guests, g_object_unref, NULL);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = gtk_bitset_new_empty ();
}

/**
 * invy_guest_selection_new:
 * @model: (nullable): of #InvyGuest, what the list shows: sorted and filtered
 *
 * Returns: (transfer full): a selection in which nobody is chosen
 */
InvyGuestSelection *
invy_guest_selection_new (GListModel *model)
{
  return g_object_new (INVY_TYPE_GUEST_SELECTION, "model", model, NULL);
}

/**
 * invy_guest_selection_set_guests:
 * @guests: (nullable): of #InvyGuest, all guests of a wedding, which the model shows some of
 * @event_id: (nullable): the wedding
 *
 * Tells whose guests are chosen from. A guest that leaves @guests is no longer chosen; the guests that were chosen of
 * another wedding are chosen again when it comes back.
 */
void
invy_guest_selection_set_guests (InvyGuestSelection *self, GListModel *guests, const char *event_id)
{
  g_return_if_fail (INVY_IS_GUEST_SELECTION (self));
  g_return_if_fail (guests == NULL || G_IS_LIST_MODEL (guests));

  if (self->guests != NULL)
    g_signal_handlers_disconnect_by_func (self->guests, guests_changed_cb, self);
  g_set_object (&self->guests, guests);
  g_set_str (&self->event_id, event_id);
  /* After the model has taken the change over, so that the counts agree. */
  if (guests != NULL)
    g_signal_connect_object (guests, "items-changed", G_CALLBACK (guests_changed_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  guests_changed_cb (self, 0, 0, 0, guests);
}

/**
 * invy_guest_selection_get_n_chosen:
 *
 * Returns: how many of the wedding's guests are chosen, those that the list does not show included
 */
guint
invy_guest_selection_get_n_chosen (InvyGuestSelection *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_SELECTION (self), 0);

  return self->n_chosen;
}

/**
 * invy_guest_selection_get_n_hidden:
 *
 * Returns: how many of the chosen guests the list does not show
 */
guint
invy_guest_selection_get_n_hidden (InvyGuestSelection *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_SELECTION (self), 0);

  return self->n_hidden;
}

/**
 * invy_guest_selection_contains:
 *
 * Returns: whether @guest is chosen, shown or not
 */
gboolean
invy_guest_selection_contains (InvyGuestSelection *self, InvyGuest *guest)
{
  g_return_val_if_fail (INVY_IS_GUEST_SELECTION (self), FALSE);
  g_return_val_if_fail (INVY_IS_GUEST (guest), FALSE);

  return g_hash_table_contains (get_chosen (self), guest);
}

/* Appends the chosen guests of a list that are not in the result yet. */
static void
append_chosen (InvyGuestSelection *self, GListModel *list, GPtrArray *result, GHashTable *taken)
{
  const guint n_items = list != NULL ? g_list_model_get_n_items (list) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (list, i);

      if (g_hash_table_contains (get_chosen (self), guest) && g_hash_table_add (taken, guest))
        g_ptr_array_add (result, g_steal_pointer (&guest));
    }
}

/**
 * invy_guest_selection_dup_chosen:
 *
 * Returns: (transfer container) (element-type InvyGuest): the chosen guests, with references: those that the list
 * shows in its order, then the others
 */
GPtrArray *
invy_guest_selection_dup_chosen (InvyGuestSelection *self)
{
  GPtrArray *result = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) taken = g_hash_table_new (hash_guest, equal_guests);

  g_return_val_if_fail (INVY_IS_GUEST_SELECTION (self), result);

  append_chosen (self, self->model, result, taken);
  append_chosen (self, self->guests, result, taken);

  return result;
}

/**
 * invy_guest_selection_toggle:
 * @position: a row of the list
 *
 * Ticks the row if it is not ticked, else unticks it.
 */
void
invy_guest_selection_toggle (InvyGuestSelection *self, guint position)
{
  g_return_if_fail (INVY_IS_GUEST_SELECTION (self));

  if (gtk_bitset_contains (self->shown, position))
    untick_range (self, position, 1);
  else
    tick_range (self, position, 1);
}
