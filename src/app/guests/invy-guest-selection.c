/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-chosen-guests.h"
#include "app/guests/invy-guest-selection.h"

struct _InvyGuestSelection
{
  GObject parent_instance;

  GListModel *model;  /* what the list shows */
  GListModel *guests; /* all guests of the wedding */

  InvyChosenGuests *chosen;
  GtkBitset *shown; /* the positions in model of those that are chosen */
  guint n_chosen;
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

static void
update_counts (InvyGuestSelection *self)
{
  const guint n_chosen = invy_chosen_guests_get_size (self->chosen);
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

/* Chooses the guest of a shown row or does so no more; returns whether it was not so before. */
static gboolean
choose (InvyGuestSelection *self, guint position, gboolean chosen)
{
  g_autoptr (InvyGuest) guest = NULL;

  if (gtk_bitset_contains (self->shown, position) == chosen)
    return FALSE;

  guest = g_list_model_get_item (self->model, position);
  if (chosen)
    invy_chosen_guests_take (self->chosen, g_steal_pointer (&guest));
  else
    invy_chosen_guests_remove (self->chosen, guest);
  return TRUE;
}

/* Ticks or unticks n_rows rows from position on. */
static void
put_range (InvyGuestSelection *self, guint position, guint n_rows, gboolean chosen)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));
  const guint end = position + MIN (n_rows, n_items - MIN (position, n_items));
  guint first = G_MAXUINT, last = 0;

  for (guint i = position; i < end; i++)
    if (choose (self, i, chosen))
      {
        first = MIN (first, i);
        last = i;
      }

  if (first > last)
    return;

  if (chosen)
    gtk_bitset_add_range_closed (self->shown, first, last);
  else
    gtk_bitset_remove_range_closed (self->shown, first, last);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
  update_counts (self);
}

/* Finds out which of n_rows rows from position on are chosen; none of them is in the set yet. */
static void
look_up (InvyGuestSelection *self, guint position, guint n_rows)
{
  if (invy_chosen_guests_get_size (self->chosen) == 0)
    return;

  for (guint i = position; i < position + n_rows; i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (self->model, i);

      if (invy_chosen_guests_contains (self->chosen, guest))
        gtk_bitset_add (self->shown, i);
    }
}

static void
items_changed_cb (InvyGuestSelection *self, guint position, guint removed, guint added, GListModel *model)
{
  gtk_bitset_splice (self->shown, position, removed, added);
  look_up (self, position, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  update_counts (self);
}

static void
look_up_again (InvyGuestSelection *self)
{
  const guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self));

  gtk_bitset_remove_all (self->shown);
  look_up (self, 0, n_rows);
  if (n_rows > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_rows);
}

/* Guests who are removed from the wedding are no longer chosen: undoing that brings them back, but unticked. The same
 * guest as another object stays chosen; the model did not know that when it told of its rows. */
static void
guests_changed_cb (InvyGuestSelection *self, guint position, guint removed, guint added, GListModel *guests)
{
  if (removed > 0)
    invy_chosen_guests_leave (self->chosen, guests);
  if (invy_chosen_guests_come_back (self->chosen, guests))
    look_up_again (self);
  update_counts (self);
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

  put_range (INVY_GUEST_SELECTION (model), position, 1, TRUE);
  return TRUE;
}

static gboolean
invy_guest_selection_unselect_item (GtkSelectionModel *model, guint position)
{
  put_range (INVY_GUEST_SELECTION (model), position, 1, FALSE);
  return TRUE;
}

/* With Shift, GTK asks to unselect the rest too; the rest may be rows that nobody sees. */
static gboolean
invy_guest_selection_select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  put_range (INVY_GUEST_SELECTION (model), position, n_items, TRUE);
  return TRUE;
}

static gboolean
invy_guest_selection_unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  put_range (INVY_GUEST_SELECTION (model), position, n_items, FALSE);
  return TRUE;
}

static gboolean
invy_guest_selection_select_all (GtkSelectionModel *model)
{
  put_range (INVY_GUEST_SELECTION (model), 0, g_list_model_get_n_items (G_LIST_MODEL (model)), TRUE);
  return TRUE;
}

static gboolean
invy_guest_selection_unselect_all (GtkSelectionModel *model)
{
  InvyGuestSelection *self = INVY_GUEST_SELECTION (model);
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));

  invy_chosen_guests_clear (self->chosen);
  gtk_bitset_remove_all (self->shown);
  if (n_items > 0)
    gtk_selection_model_selection_changed (model, 0, n_items);
  update_counts (self);
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

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, mask, &position); valid && position < n_items;
       valid = gtk_bitset_iter_next (&iter, &position))
    {
      const gboolean chosen = gtk_bitset_contains (selected, position);

      if ((chosen || !names_every_row) && choose (self, position, chosen))
        {
          if (chosen)
            gtk_bitset_add (self->shown, position);
          else
            gtk_bitset_remove (self->shown, position);
          first = MIN (first, position);
          last = position;
        }
    }

  if (first <= last)
    gtk_selection_model_selection_changed (model, first, last - first + 1);
  update_counts (self);
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

  g_clear_object (&self->model);
  g_clear_object (&self->guests);

  G_OBJECT_CLASS (invy_guest_selection_parent_class)->dispose (object);
}

static void
invy_guest_selection_finalize (GObject *object)
{
  InvyGuestSelection *self = INVY_GUEST_SELECTION (object);

  g_clear_pointer (&self->chosen, invy_chosen_guests_free);
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
  self->chosen = invy_chosen_guests_new ();
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
  invy_chosen_guests_set_event (self->chosen, event_id);
  /* After the model has taken the change over, so that the counts agree. */
  if (guests != NULL)
    g_signal_connect_object (guests, "items-changed", G_CALLBACK (guests_changed_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  /* None yet, when they are still to be loaded. */
  if (guests != NULL && g_list_model_get_n_items (guests) > 0)
    invy_chosen_guests_come_back (self->chosen, guests);
  look_up_again (self);
  update_counts (self);
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

  return invy_chosen_guests_contains (self->chosen, guest);
}

/* Appends the chosen guests that the list does not show. */
static void
append_hidden (InvyGuestSelection *self, GPtrArray *result)
{
  const guint n_guests = g_list_model_get_n_items (self->guests);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < result->len; i++)
    g_hash_table_add (taken, result->pdata[i]);
  for (guint i = 0; i < n_guests; i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (self->guests, i);

      if (invy_chosen_guests_contains (self->chosen, guest) && !g_hash_table_contains (taken, guest))
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
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (INVY_IS_GUEST_SELECTION (self), result);

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, self->shown, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (result, g_list_model_get_item (self->model, position));
  if (self->n_hidden > 0)
    append_hidden (self, result);

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

  put_range (self, position, 1, !gtk_bitset_contains (self->shown, position));
}
