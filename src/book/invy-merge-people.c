/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-merge-people.h"

struct _InvyMergePeople
{
  InvyMergePerson *people; /* with room for everybody, so that nobody moves */
  guint n_people;
  GHashTable *by_phone; /* phone → the first one with it; borrowed */
  GHashTable *by_name;  /* name → the first one with it; borrowed */
};

/**
 * invy_merge_people_new:
 * @n_most: how many there will be at most
 *
 * Returns: (transfer full): nobody yet
 */
InvyMergePeople *
invy_merge_people_new (guint n_most)
{
  InvyMergePeople *self = g_new0 (InvyMergePeople, 1);

  self->people = g_new0 (InvyMergePerson, n_most + 1);
  self->by_phone = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
invy_merge_people_free (InvyMergePeople *self)
{
  g_hash_table_unref (self->by_phone);
  g_hash_table_unref (self->by_name);
  for (guint i = 0; i < self->n_people; i++)
    {
      g_clear_object (&self->people[i].guest);
      g_clear_pointer (&self->people[i].name, g_free);
      g_clear_pointer (&self->people[i].phone, g_free);
    }
  g_free (self->people);
  g_free (self);
}

static void
index_by_name (InvyMergePeople *self, InvyMergePerson *person)
{
  InvyMergePerson *first = g_hash_table_lookup (self->by_name, person->name);

  if (*person->name == '\0')
    return;

  if (first == NULL)
    g_hash_table_insert (self->by_name, person->name, person);
  else
    first->same_name.last->same_name.next = person;
  (first != NULL ? first : person)->same_name.last = person;
}

static void
index_by_phone (InvyMergePeople *self, InvyMergePerson *person)
{
  InvyMergePerson *first = g_hash_table_lookup (self->by_phone, person->phone);

  if (*person->phone == '\0')
    return;

  if (first == NULL)
    g_hash_table_insert (self->by_phone, person->phone, person);
  else
    first->same_phone.last->same_phone.next = person;
  (first != NULL ? first : person)->same_phone.last = person;
}

/**
 * invy_merge_people_add:
 * @name: (transfer full): folded; "" if there is none
 * @phone: (transfer full): the number, or whatever is there instead of one; "" if there is nothing
 *
 * Returns: (transfer none): @guest, to be found from now on
 */
InvyMergePerson *
invy_merge_people_add (InvyMergePeople *self, InvyGuest *guest, char *name, char *phone)
{
  InvyMergePerson *person = &self->people[self->n_people++];

  person->guest = g_object_ref (guest);
  person->name = name;
  person->phone = phone;
  index_by_phone (self, person);
  index_by_name (self, person);

  return person;
}

/**
 * invy_merge_people_name:
 * @person: who had no name
 * @name: (transfer full): folded
 *
 * Lets @person be found by that name, too.
 */
void
invy_merge_people_name (InvyMergePeople *self, InvyMergePerson *person, char *name)
{
  g_free (person->name);
  person->name = name;
  index_by_name (self, person);
}

/**
 * invy_merge_people_find_by_phone:
 *
 * The same number and the same name are the same person; a name that is missing contradicts nobody. People with one
 * number and other names are a family.
 *
 * Returns: (transfer none) (nullable): who that is
 */
InvyMergePerson *
invy_merge_people_find_by_phone (InvyMergePeople *self, const char *phone, const char *name)
{
  InvyMergePerson *nameless = NULL;

  for (InvyMergePerson *person = g_hash_table_lookup (self->by_phone, phone); person != NULL;
       person = person->same_phone.next)
    {
      if (g_str_equal (person->name, name) || *name == '\0')
        return person;
      if (*person->name == '\0' && nameless == NULL)
        nameless = person;
    }

  return nameless;
}

/**
 * invy_merge_people_find_by_name_alone:
 *
 * A name alone is not a person, except that a list read a second time must not bring its nameless numbers and
 * numberless names again: each such row takes one guest of that name without a number that no row of this file has
 * taken.
 *
 * Returns: (transfer none) (nullable): that one
 */
InvyMergePerson *
invy_merge_people_find_by_name_alone (InvyMergePeople *self, const char *name)
{
  for (InvyMergePerson *person = g_hash_table_lookup (self->by_name, name); person != NULL;
       person = person->same_name.next)
    if (*person->phone == '\0' && person->row_number == 0)
      return person;

  return NULL;
}

/**
 * invy_merge_people_has_name:
 *
 * Returns: whether anybody has that name
 */
gboolean
invy_merge_people_has_name (InvyMergePeople *self, const char *name)
{
  return g_hash_table_contains (self->by_name, name);
}

/**
 * invy_merge_people_shares_phone:
 *
 * Returns: whether several have that number
 */
gboolean
invy_merge_people_shares_phone (InvyMergePeople *self, const char *phone)
{
  InvyMergePerson *first = g_hash_table_lookup (self->by_phone, phone);

  return first != NULL && first->same_phone.next != NULL;
}
