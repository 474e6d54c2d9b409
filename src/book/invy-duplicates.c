/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-duplicates.h"

#include "book/invy-name-sounds.h"

/* So many guests are looked at before the interface has its turn. */
#define SLICE 250
/* A sound that more names than this share says nothing. */
#define MAX_NAMES 20

typedef struct
{
  GPtrArray *guests; /* of InvyGuest */
  GPtrArray *names;  /* of InvyNameSounds */
  guint *leaders;    /* for each guest one of those with a name like it; the leader's is its own place */
  GPtrArray *found;  /* of InvyDuplicates */
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_ptr_array_unref (finding->guests);
  g_ptr_array_unref (finding->names);
  g_free (finding->leaders);
  g_clear_pointer (&finding->found, g_ptr_array_unref);
  g_free (finding);
}

/* Awaits: lets the others on this thread have their turn. */
static void
take_a_breath (guint i)
{
  if (i % SLICE == SLICE - 1)
    dex_await (dex_timeout_new_msec (0), NULL);
}

static void
free_places (gpointer places)
{
  g_array_unref (places);
}

static void
add_place (GHashTable *table, const char *key, guint place)
{
  GArray *places = g_hash_table_lookup (table, key);

  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (table, g_strdup (key), places);
    }
  g_array_append_val (places, place);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_places);
}

static void
add_found (Finding *self, InvyLikeness likeness, GArray *places)
{
  InvyDuplicates *duplicates = g_new0 (InvyDuplicates, 1);

  duplicates->likeness = likeness;
  duplicates->guests = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (duplicates->guests, g_object_ref (self->guests->pdata[g_array_index (places, guint, i)]));
  g_ptr_array_add (self->found, duplicates);
}

/* --- one number --- */

static gboolean
are_one_household (Finding *self, GArray *places)
{
  const char *household =
      invy_guest_get (self->guests->pdata[g_array_index (places, guint, 0)], INVY_GUEST_HOUSEHOLD);

  for (guint i = 0; i < places->len; i++)
    if (household == NULL
        || g_strcmp0 (invy_guest_get (self->guests->pdata[g_array_index (places, guint, i)], INVY_GUEST_HOUSEHOLD),
                      household)
               != 0)
      return FALSE;

  return TRUE;
}

/* Takes those out of @rest whose names sound like that of the first. */
static GArray *
take_alike (Finding *self, GArray *rest)
{
  GArray *alike = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint first = g_array_index (rest, guint, 0);
  guint i = 0;

  while (i < rest->len)
    {
      const guint place = g_array_index (rest, guint, i);

      if (invy_name_sounds_share_words (self->names->pdata[first], self->names->pdata[place]))
        {
          g_array_append_val (alike, place);
          g_array_remove_index (rest, i);
        }
      else
        i++;
    }

  return alike;
}

static void
judge_number (Finding *self, GArray *places)
{
  g_autoptr (GArray) rest = g_array_copy (places);
  guint n_people = 0;

  for (; rest->len > 0; n_people++)
    {
      g_autoptr (GArray) alike = take_alike (self, rest);

      if (alike->len > 1)
        add_found (self, INVY_LIKENESS_PERSON, alike);
    }
  if (n_people > 1 && !are_one_household (self, places))
    add_found (self, INVY_LIKENESS_NUMBER, places);
}

static void
find_numbers (Finding *self)
{
  g_autoptr (GHashTable) numbers = new_table ();

  for (guint i = 0; i < self->guests->len; i++)
    if (invy_guest_get_phone_e164 (self->guests->pdata[i]) != NULL)
      add_place (numbers, invy_guest_get_phone_e164 (self->guests->pdata[i]), i);

  for (guint i = 0; i < self->guests->len; i++)
    {
      const char *number = invy_guest_get_phone_e164 (self->guests->pdata[i]);
      GArray *places = number != NULL ? g_hash_table_lookup (numbers, number) : NULL;

      if (places != NULL && places->len > 1 && g_array_index (places, guint, 0) == i)
        judge_number (self, places);
      take_a_breath (i);
    }
}

/* --- names that sound alike --- */

static guint
find_leader (Finding *self, guint place)
{
  while (self->leaders[place] != place)
    place = self->leaders[place] = self->leaders[self->leaders[place]];

  return place;
}

static void
unite (Finding *self, guint one, guint other)
{
  const guint a = find_leader (self, one);
  const guint b = find_leader (self, other);

  self->leaders[MAX (a, b)] = MIN (a, b);
}

/* Within one script only the same words count: Dan and Dana are two people. In two scripts the sound has to do. */
static void
unite_sounds (Finding *self, GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    for (guint j = i + 1; j < places->len; j++)
      {
        const guint one = g_array_index (places, guint, i);
        const guint other = g_array_index (places, guint, j);
        InvyNameSounds *name = self->names->pdata[one];
        InvyNameSounds *another = self->names->pdata[other];

        if (name->script != another->script)
          unite (self, one, other);
      }
}

/* The first guest of each name stands for all of that name. */
static GHashTable *
unite_names (Finding *self)
{
  g_autoptr (GHashTable) folded = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *sounds = new_table ();

  for (guint i = 0; i < self->names->len; i++)
    {
      InvyNameSounds *name = self->names->pdata[i];
      gpointer first;

      take_a_breath (i);
      if (name->sounds[0] == NULL)
        continue;
      if (g_hash_table_lookup_extended (folded, name->folded, NULL, &first))
        {
          unite (self, GPOINTER_TO_UINT (first), i);
          continue;
        }
      g_hash_table_insert (folded, name->folded, GUINT_TO_POINTER (i));
      for (guint j = 0; name->sounds[j] != NULL; j++)
        add_place (sounds, name->sounds[j], i);
    }

  return sounds;
}

static gboolean
share_a_number (Finding *self, GArray *places)
{
  const char *number = invy_guest_get_phone_e164 (self->guests->pdata[g_array_index (places, guint, 0)]);

  for (guint i = 0; i < places->len; i++)
    if (number == NULL
        || g_strcmp0 (invy_guest_get_phone_e164 (self->guests->pdata[g_array_index (places, guint, i)]), number) != 0)
      return FALSE;

  return TRUE;
}

/* Those with one number were found by it. */
static void
collect_names (Finding *self)
{
  g_autofree GArray **groups = g_new0 (GArray *, self->guests->len);

  for (guint i = 0; i < self->guests->len; i++)
    {
      const guint leader = find_leader (self, i);

      if (groups[leader] == NULL)
        groups[leader] = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (groups[leader], i);
      take_a_breath (i);
    }

  for (guint i = 0; i < self->guests->len; i++)
    if (groups[i] != NULL)
      {
        if (groups[i]->len > 1 && !share_a_number (self, groups[i]))
          add_found (self, INVY_LIKENESS_NAME, groups[i]);
        g_array_unref (groups[i]);
      }
}

static void
find_names (Finding *self)
{
  g_autoptr (GHashTable) sounds = unite_names (self);
  GHashTableIter iter;
  gpointer places;

  g_hash_table_iter_init (&iter, sounds);
  while (g_hash_table_iter_next (&iter, NULL, &places))
    if (((GArray *) places)->len <= MAX_NAMES)
      unite_sounds (self, places);

  collect_names (self);
}

static DexFuture *
find_fiber (gpointer data)
{
  Finding *self = data;

  for (guint i = 0; i < self->guests->len; i++)
    {
      g_ptr_array_add (self->names, invy_name_sounds_new (self->guests->pdata[i]));
      self->leaders[i] = i;
      take_a_breath (i);
    }

  find_numbers (self);
  find_names (self);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&self->found));
}

/**
 * invy_duplicates_find:
 * @guests: of #InvyGuest, their numbers judged
 *
 * Looks for guests who may be one person, or people who answer together. Nothing is changed.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyDuplicates: those with one number first,
 * then those whose names sound alike
 */
DexFuture *
invy_duplicates_find (GListModel *guests)
{
  Finding *finding;
  const guint n = g_list_model_get_n_items (guests);

  g_return_val_if_fail (G_IS_LIST_MODEL (guests), NULL);

  finding = g_new0 (Finding, 1);
  finding->guests = g_ptr_array_new_full (n, g_object_unref);
  finding->names = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_name_sounds_free);
  finding->leaders = g_new0 (guint, n);
  finding->found = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_duplicates_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (finding->guests, g_list_model_get_item (guests, i));

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, find_fiber, finding, finding_free);
}

void
invy_duplicates_free (InvyDuplicates *self)
{
  g_ptr_array_unref (self->guests);
  g_free (self);
}

/**
 * invy_duplicates_dup_household:
 *
 * Returns: (transfer full): a name for the household that the guests could be: one that they have already, the family
 *   name that they share, or the name of the first of them
 */
char *
invy_duplicates_dup_household (InvyDuplicates *self)
{
  const char *family = invy_guest_get (self->guests->pdata[0], INVY_GUEST_LAST_NAME);

  for (guint i = 0; i < self->guests->len; i++)
    if (invy_guest_get (self->guests->pdata[i], INVY_GUEST_HOUSEHOLD) != NULL)
      return g_strdup (invy_guest_get (self->guests->pdata[i], INVY_GUEST_HOUSEHOLD));

  for (guint i = 0; i < self->guests->len && family != NULL; i++)
    if (g_strcmp0 (invy_guest_get (self->guests->pdata[i], INVY_GUEST_LAST_NAME), family) != 0)
      family = NULL;

  return family != NULL ? g_strdup (family) : invy_guest_dup_name (self->guests->pdata[0]);
}
