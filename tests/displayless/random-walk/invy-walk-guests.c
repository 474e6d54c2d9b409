/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-walk.h"

static char *
make_number (InvyWalk *self)
{
  return g_strdup_printf ("+97250%07u", 2000000 + self->n_numbers++);
}

void
invy_walk_add_guest (InvyWalk *self)
{
  g_autofree char *number = make_number (self);
  g_autoptr (InvyGuest) guest =
      invy_test_add_guest (invy_walk_pick_program (self)->store, self->event, "Noa", number);

  invy_test_ledger_add_guest (self->ledger, invy_guest_get_id (guest), number);
}

GPtrArray *
invy_walk_list_guests (InvyWalk *self, gboolean removed)
{
  GPtrArray *guests = g_ptr_array_new ();

  for (guint i = 0; i < self->ledger->guests->len; i++)
    {
      InvyTestGuest *guest = self->ledger->guests->pdata[i];

      if (guest->removed == removed && guest->merged_into == NULL)
        g_ptr_array_add (guests, guest);
    }

  return guests;
}

InvyGuest *
invy_walk_load_guest (InvyWalk *self, InvyTestGuest *guest)
{
  g_autoptr (GError) error = NULL;
  InvyGuest *loaded = invy_test_await_object (invy_store_get_guest (self->programs[0].store, guest->id), &error);

  g_assert_no_error (error);
  return loaded;
}

static void
save_guest (InvyWalk *self, InvyGuest *guest)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (guests, guest);
  g_assert_true (invy_test_await (invy_store_save_guests (invy_walk_pick_program (self)->store, guests), &error));
  g_assert_no_error (error);
}

void
invy_walk_change_guest (InvyWalk *self)
{
  g_autoptr (GPtrArray) guests = invy_walk_list_guests (self, FALSE);
  InvyTestGuest *guest = invy_walk_pick_from (guests);
  g_autoptr (InvyGuest) loaded = NULL;
  g_autofree char *number = NULL;

  if (guest == NULL)
    return;

  loaded = invy_walk_load_guest (self, guest);
  if (invy_walk_happens (50))
    {
      guest->answered = !guest->answered;
      invy_guest_set_rsvp (loaded, guest->answered ? INVY_RSVP_YES : INVY_RSVP_NONE, guest->answered ? 1 : 0, 1);
    }
  else
    {
      number = make_number (self);
      g_set_str (&guest->e164, number);
      guest->opted_out = FALSE;
      invy_guest_set (loaded, INVY_GUEST_PHONE_NUMBER, number);
    }
  save_guest (self, loaded);
}

void
invy_walk_merge_guests (InvyWalk *self)
{
  g_autoptr (GPtrArray) guests = invy_walk_list_guests (self, FALSE);
  InvyTestGuest *gone = invy_walk_pick_from (guests);
  InvyTestGuest *kept = invy_walk_pick_from (guests);
  g_autoptr (InvyGuest) loaded = NULL;

  if (gone == NULL || gone == kept)
    return;
  for (guint i = 0; i < self->ledger->guests->len; i++)
    if (((InvyTestGuest *) self->ledger->guests->pdata[i])->merged_into == gone)
      return;

  loaded = invy_walk_load_guest (self, gone);
  invy_guest_set (loaded, INVY_GUEST_MERGED_INTO, kept->id);
  save_guest (self, loaded);
  gone->merged_into = kept;
  gone->removed = TRUE;
}

void
invy_walk_remove_or_restore_guest (InvyWalk *self)
{
  const gboolean removed = invy_walk_happens (50);
  g_autoptr (GPtrArray) guests = invy_walk_list_guests (self, removed);
  InvyTestGuest *guest = invy_walk_pick_from (guests);
  InvyStore *store = invy_walk_pick_program (self)->store;
  const char *ids[] = { guest != NULL ? guest->id : NULL, NULL };
  g_autoptr (GError) error = NULL;

  if (guest == NULL)
    return;

  g_assert_true (invy_test_await (
      removed ? invy_store_restore_guests (store, ids) : invy_store_remove_guests (store, ids), &error));
  g_assert_no_error (error);
  guest->removed = !removed;
}

void
invy_walk_opt_out (InvyWalk *self)
{
  g_autoptr (GPtrArray) guests = invy_walk_list_guests (self, FALSE);
  InvyTestGuest *guest = invy_walk_pick_from (guests);

  if (guest == NULL || guest->opted_out)
    return;

  invy_walk_run_sql (self, "INSERT INTO opt_outs (id, phone_e164, source, opted_out_at) VALUES ($1, $1, 'guest', 1)",
                     guest->e164);
  guest->opted_out = TRUE;
}
