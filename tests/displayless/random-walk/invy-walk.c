/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-walk.h"

#define N_GUESTS 12

guint
invy_walk_pick (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

gboolean
invy_walk_happens (guint percent)
{
  return invy_walk_pick (100) < percent;
}

gpointer
invy_walk_pick_from (GPtrArray *things)
{
  return things->len > 0 ? things->pdata[invy_walk_pick (things->len)] : NULL;
}

InvyWalkProgram *
invy_walk_pick_program (InvyWalk *self)
{
  return &self->programs[invy_walk_pick (2)];
}

void
invy_walk_set_up (InvyWalk *self, gconstpointer data)
{
  /* Every step is on the disk before the next: on one in memory that takes no time. */
  g_autofree char *in_memory = g_strdup ("/dev/shm/invy-test-XXXXXX");
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();

  self->folder = g_mkdtemp (in_memory) != NULL ? g_steal_pointer (&in_memory) : invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->ledger = invy_test_ledger_new ();
  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
  self->posts = g_ptr_array_new ();
  self->taken = g_ptr_array_new ();
  self->overruled = g_hash_table_new (NULL, NULL);
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->programs); i++)
    {
      self->programs[i].number = (int) i;
      invy_walk_start_program (self, &self->programs[i]);
    }
  self->database = invy_test_open_database (self->uri);
  self->event = invy_test_add_event (self->programs[0].store);
  self->templates = invy_template_set_new_single (tmpl);
  self->account = invy_account_new ();
  self->account->token = g_strdup ("EAAG");
  self->account->phone_number_id = g_strdup ("106540352242922");
  for (guint i = 0; i < N_GUESTS; i++)
    invy_walk_add_guest (self);
}

void
invy_walk_tear_down (InvyWalk *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->programs); i++)
    invy_walk_end_program (&self->programs[i]);
  invy_test_close_database (self->database);
  invy_account_unref (self->account);
  g_clear_object (&self->templates);
  g_clear_object (&self->event);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->overruled);
  g_hash_table_unref (self->rows);
  for (guint i = 0; i < self->posts->len; i++)
    {
      InvyWalkPost *post = self->posts->pdata[i];

      g_free (post->wamid);
      g_free (post);
    }
  g_ptr_array_unref (self->taken);
  g_ptr_array_unref (self->posts);
  invy_test_ledger_free (self->ledger);
  g_free (self->uri);
  invy_test_remove_folder (self->folder);
}
