/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-merge.h"
#include "book/invy-guest-phone.h"
#include "phone/invy-phone-cell.h"
#include "phone/invy-phone.h"
#include "text/invy-fold.h"
#include "transfer/invy-parallel.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Of so many rows an import leaves enough behind to care about. */
#define LONG_LIST 10000

/* Before numbers that are kept in the notes. It needs no translation, so that the same file says the same in any
 * language. */
#define SECOND_PHONE "☎ "

typedef struct _Person Person;

/* People who have something in common. Most have it for themselves, so that there is nothing to allocate for each. */
typedef struct
{
  Person *next;
  Person *last; /* only of the first one */
} Others;

/* Somebody a row can turn out to be: a guest of the book, or one that an earlier row of the file brought. */
struct _Person
{
  InvyGuest *guest; /* owned; of a guest of the book only read, until a row has something new to say: then a copy */
  char *name;       /* folded; "" if there is none */
  char *phone;      /* the number, or whatever is there instead of one, folded; "" if there is nothing */
  Others same_name;
  Others same_phone;
  guint row_number; /* the row of the file that it was last seen in; 0 if in none */
  gboolean is_ours; /* in added or updated already */
};

/* What can be found out about a guest without looking at others; most of an import's work. */
typedef struct
{
  InvyGuest *guest;
  char *e164;
  InvyPhoneWarnings warnings;
  GError *error; /* why there is no number */
  char *name;
  char *number;      /* by which the guest is found: the one that is sent to, or whatever is there instead of one */
  char *couple_name; /* of the first one of the two that the row may stand for */
  const InvyCouple *couple;
  gboolean is_new; /* not of the book, so it may be changed */
} Judgement;       /* what a Person takes over is NULL afterwards */

typedef struct
{
  InvyGuestMerge *merge;
  const char *country;
  guint n_existing;
  Judgement *judgements; /* of the guests of the book, then of those of the rows */
  guint n_judgements;
  Person *people; /* with room for everybody */
  guint n_people;
  GHashTable *by_phone; /* phone → the first Person with it; borrowed */
  GHashTable *by_name;  /* name → the first Person with it; borrowed */
} Merging;

/* What a row may say about a guest that is known already. Who it is was decided by name and number, so these stay. */
static const InvyGuestField updated_fields[] = {
  INVY_GUEST_EMAIL, INVY_GUEST_LANGUAGE, INVY_GUEST_SIDE, INVY_GUEST_GROUP_NAME,
  INVY_GUEST_MEAL,  INVY_GUEST_NOTES,    INVY_GUEST_TAGS, INVY_GUEST_HOUSEHOLD,
};

G_DEFINE_BOXED_TYPE (InvyGuestMerge, invy_guest_merge, invy_guest_merge_ref, invy_guest_merge_unref)

static void
people_free (Person *people, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_clear_object (&people[i].guest);
      g_clear_pointer (&people[i].name, g_free);
      g_clear_pointer (&people[i].phone, g_free);
    }
  g_free (people);
}

/* A name like "*" is nothing but punctuation, and still a name. */
static char *
dup_key (const char *text)
{
  char *folded = invy_fold (text);

  if (*folded != '\0' || text == NULL)
    return folded;

  g_free (folded);
  return g_strstrip (g_strdup (text));
}

/* First and last name together, so that it does not matter where a list parts them. */
static char *
dup_name_key (InvyGuest *guest)
{
  const char *first = invy_guest_get (guest, INVY_GUEST_FIRST_NAME);
  const char *last = invy_guest_get (guest, INVY_GUEST_LAST_NAME);
  g_autofree char *name = g_strjoin (" ", first != NULL ? first : "", last != NULL ? last : "", NULL);

  return dup_key (name);
}

static void
index_by_name (Merging *merging, Person *person)
{
  Person *first = g_hash_table_lookup (merging->by_name, person->name);

  if (*person->name == '\0')
    return;

  if (first == NULL)
    g_hash_table_insert (merging->by_name, person->name, person);
  else
    first->same_name.last->same_name.next = person;
  (first != NULL ? first : person)->same_name.last = person;
}

static void
index_by_phone (Merging *merging, Person *person)
{
  Person *first = g_hash_table_lookup (merging->by_phone, person->phone);

  if (*person->phone == '\0')
    return;

  if (first == NULL)
    g_hash_table_insert (merging->by_phone, person->phone, person);
  else
    first->same_phone.last->same_phone.next = person;
  (first != NULL ? first : person)->same_phone.last = person;
}

/* Several numbers in one cell become the one that messages go to, and a line of the notes. */
static void
keep_one_number (Judgement *self, const char *country)
{
  g_autofree char *others = NULL;
  g_autofree char *best =
      invy_phone_cell_part (invy_guest_get (self->guest, INVY_GUEST_PHONE_NUMBER), country, &others);
  const char *notes = invy_guest_get (self->guest, INVY_GUEST_NOTES);
  g_autofree char *more = NULL;

  if (best == NULL)
    return;

  more = g_strdup_printf ("%s%s%s%s", notes != NULL ? notes : "", notes != NULL ? "\n" : "", SECOND_PHONE, others);
  invy_guest_set (self->guest, INVY_GUEST_PHONE_NUMBER, best);
  invy_guest_set (self->guest, INVY_GUEST_NOTES, more);
  g_free (self->e164);
  self->e164 = invy_phone_dup_e164 (best, country, &self->warnings, &self->error);
  self->warnings |= INVY_PHONE_WARNING_SECOND_NUMBER;
}

static void
judge (guint i, gpointer data)
{
  const Merging *merging = data;
  Judgement *self = &merging->judgements[i];

  if (self->guest == NULL)
    return;

  self->e164 = invy_phone_dup_e164 (invy_guest_get (self->guest, INVY_GUEST_PHONE_NUMBER), merging->country,
                                    &self->warnings, &self->error);
  if (self->is_new && self->e164 != NULL && (self->warnings & INVY_PHONE_WARNING_SECOND_NUMBER) != 0)
    keep_one_number (self, merging->country);
  if (self->is_new)
    invy_guest_set_phone_judged (self->guest, self->e164, NULL, self->e164 != NULL ? NULL : self->error->message);
  self->name = dup_name_key (self->guest);
  self->number =
      self->e164 != NULL ? g_strdup (self->e164) : dup_key (invy_guest_get (self->guest, INVY_GUEST_PHONE_NUMBER));
  if (self->couple != NULL)
    {
      g_autofree char *first = g_strjoin (" ", self->couple->first_name, self->couple->last_name, NULL);

      self->couple_name = dup_key (first);
    }
}

static void
judgements_free (Judgement *judgements, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_clear_pointer (&judgements[i].e164, g_free);
      g_clear_error (&judgements[i].error);
      g_clear_pointer (&judgements[i].name, g_free);
      g_clear_pointer (&judgements[i].number, g_free);
      g_clear_pointer (&judgements[i].couple_name, g_free);
      g_clear_object (&judgements[i].guest);
    }
  g_free (judgements);
}

static Person *
add_person (Merging *merging, Judgement *judgement)
{
  Person *person = &merging->people[merging->n_people++];

  person->guest = g_object_ref (judgement->guest);
  person->name = g_steal_pointer (&judgement->name);
  person->phone = g_steal_pointer (&judgement->number);
  index_by_phone (merging, person);
  index_by_name (merging, person);

  return person;
}

/* The same number and the same name are the same person; a name that is missing contradicts nobody. People with one
 * number and other names are a family. */
static Person *
find_by_phone (Merging *merging, const char *phone, const char *name)
{
  Person *nameless = NULL;

  for (Person *person = g_hash_table_lookup (merging->by_phone, phone); person != NULL;
       person = person->same_phone.next)
    {
      if (g_str_equal (person->name, name) || *name == '\0')
        return person;
      if (*person->name == '\0' && nameless == NULL)
        nameless = person;
    }

  return nameless;
}

/* A name alone is not a person, except that a list read a second time must not bring its nameless numbers and
 * numberless names again: each such row takes one guest of that name without a number that no row of this file has
 * taken. */
static Person *
find_by_name_alone (Merging *merging, const char *name)
{
  for (Person *person = g_hash_table_lookup (merging->by_name, name); person != NULL; person = person->same_name.next)
    if (*person->phone == '\0' && person->row_number == 0)
      return person;

  return NULL;
}

static gboolean
has_news (Person *person, InvyGuest *row)
{
  guint party_size = invy_guest_get_party_size (row);
  InvyRsvp rsvp = invy_guest_get_rsvp (row);

  for (gsize i = 0; i < G_N_ELEMENTS (updated_fields); i++)
    {
      const char *text = invy_guest_get (row, updated_fields[i]);

      if (text != NULL && g_strcmp0 (text, invy_guest_get (person->guest, updated_fields[i])) != 0)
        return TRUE;
    }

  return (party_size != 0 && party_size != invy_guest_get_party_size (person->guest))
         || (rsvp != INVY_RSVP_NONE
             && (rsvp != invy_guest_get_rsvp (person->guest)
                 || invy_guest_get_rsvp_count (row) != invy_guest_get_rsvp_count (person->guest)))
         || (*person->name == '\0'
             && (invy_guest_get (row, INVY_GUEST_FIRST_NAME) != NULL
                 || invy_guest_get (row, INVY_GUEST_LAST_NAME) != NULL));
}

/* An empty cell never overwrites. */
static void
set_unless_empty (InvyGuest *guest, InvyGuestField field, InvyGuest *row)
{
  const char *text = invy_guest_get (row, field);

  if (text != NULL)
    invy_guest_set (guest, field, text);
}

static void
take_news (Merging *merging, Person *person, InvyGuest *row)
{
  InvyRsvp rsvp = invy_guest_get_rsvp (row);

  for (gsize i = 0; i < G_N_ELEMENTS (updated_fields); i++)
    set_unless_empty (person->guest, updated_fields[i], row);
  if (invy_guest_get_party_size (row) != 0)
    invy_guest_set_party_size (person->guest, invy_guest_get_party_size (row));
  if (rsvp != INVY_RSVP_NONE)
    invy_guest_set_rsvp (person->guest, rsvp, invy_guest_get_rsvp_count (row), invy_guest_get_rsvp_at (row));
  if (*person->name == '\0')
    {
      set_unless_empty (person->guest, INVY_GUEST_FIRST_NAME, row);
      set_unless_empty (person->guest, INVY_GUEST_LAST_NAME, row);
      g_free (person->name);
      person->name = dup_name_key (row);
      index_by_name (merging, person);
    }
}

/* Lines that other columns add to the notes begin with what they are, such as "Table: 5" or "☎ 03-6234567". */
static gsize
get_title_length (const char *line)
{
  const char *end = strstr (line, ": ");

  if (g_str_has_prefix (line, SECOND_PHONE))
    return strlen (SECOND_PHONE);
  return end != NULL ? (gsize) (end - line) + strlen (": ") : strlen (line) + 1;
}

static void
put_line (GPtrArray *lines, const char *line)
{
  for (guint i = 0; i < lines->len; i++)
    if (strncmp (lines->pdata[i], line, get_title_length (line)) == 0)
      {
        g_free (lines->pdata[i]);
        lines->pdata[i] = g_strdup (line);
        return;
      }
  g_ptr_array_add (lines, g_strdup (line));
}

/* An empty cell of notes never overwrites: what other columns say is put into the notes that are there. */
static void
put_into_notes (InvyGuest *guest, InvyGuest *row)
{
  const char *notes = invy_guest_get (guest, INVY_GUEST_NOTES), *added = invy_guest_get (row, INVY_GUEST_NOTES);
  g_auto (GStrv) old_lines = NULL;
  g_auto (GStrv) new_lines = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  if (notes == NULL || added == NULL)
    return;

  old_lines = g_strsplit (notes, "\n", -1);
  new_lines = g_strsplit (added, "\n", -1);
  for (guint i = 0; old_lines[i] != NULL; i++)
    g_ptr_array_add (lines, g_strdup (old_lines[i]));
  for (guint i = 0; new_lines[i] != NULL; i++)
    put_line (lines, new_lines[i]);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  invy_guest_set (row, INVY_GUEST_NOTES, text);
}

/* Returns whether the row had anything new to say about a guest of the book. Another row of the same file may say
 * more of the same guest; that is no change of its own. */
static gboolean
update_person (Merging *merging, Person *person, InvyGuest *row)
{
  if (!has_news (person, row))
    {
      merging->merge->n_unchanged++;
      return FALSE;
    }

  if (person->is_ours)
    {
      merging->merge->n_unchanged++;
      take_news (merging, person, row);
      return FALSE;
    }
  else
    {
      InvyGuest *copy = invy_guest_copy (person->guest);

      g_ptr_array_add (merging->merge->updated, g_object_ref (copy));
      g_object_unref (person->guest);
      person->guest = copy;
      person->is_ours = TRUE;
      invy_guest_judge_phone (copy, merging->country);
    }
  take_news (merging, person, row);
  return TRUE;
}

/* @row is ours already, and nobody else's. */
static Person *
add_guest (Merging *merging, Judgement *judgement)
{
  InvyGuest *row = judgement->guest;
  Person *person = add_person (merging, judgement);

  if (invy_guest_get_party_size (row) == 0)
    invy_guest_set_party_size (row, 1);
  g_ptr_array_add (merging->merge->added, g_object_ref (row));
  person->is_ours = TRUE;

  return person;
}

static void
warn (GPtrArray *sentences, const char *sentence)
{
  if (sentence != NULL)
    g_ptr_array_add (sentences, g_strdup (sentence));
}

static void
merge_row_free (InvyMergeRow *self)
{
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_pointer (&self->sentence, g_free);
  g_free (self);
}

static InvyMergeRow *
add_row (Merging *merging, InvyMergeKind kind, InvyImportRow *row)
{
  InvyMergeRow *merge_row = g_new0 (InvyMergeRow, 1);

  merge_row->kind = kind;
  merge_row->row = row;
  g_ptr_array_add (merging->merge->rows, merge_row);
  return merge_row;
}

static void
add_warnings (Merging *merging, InvyMergeRow *row, GPtrArray *sentences)
{
  InvyImportRow *warning;

  if (sentences->len == 0)
    return;

  g_ptr_array_add (sentences, NULL);
  row->sentence = g_strjoinv (" ", (char **) sentences->pdata);
  warning = invy_import_row_new (row->row->number, NULL);
  warning->warning = g_strdup (row->sentence);
  g_ptr_array_add (merging->merge->warnings, warning);
}

/* Who the row is about, if anybody known. The two of a row that was parted once are found by the first of them. */
static Person *
find_person (Merging *merging, const Judgement *judgement, InvyGuest *row)
{
  Person *person;

  if (*judgement->number == '\0')
    return find_by_name_alone (merging, judgement->name);

  person = find_by_phone (merging, judgement->number, judgement->name);
  if (person == NULL && judgement->couple_name != NULL)
    {
      person = find_by_phone (merging, judgement->number, judgement->couple_name);
      if (person != NULL)
        invy_guest_set_party_size (row, 0); /* that of both */
    }
  return person;
}

/* Another one had the number as well. */
static gboolean
shares_phone (Merging *merging, const char *phone)
{
  Person *first = g_hash_table_lookup (merging->by_phone, phone);

  return first != NULL && first->same_phone.next != NULL;
}

static void
merge_row (Merging *merging, InvyImportRow *row, Judgement *judgement)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  const gboolean has_phone = judgement->e164 != NULL;
  g_autofree char *doubt =
      has_phone ? invy_phone_dup_warning (judgement->warnings) : g_strdup (judgement->error->message);
  Person *person = find_person (merging, judgement, judgement->guest);
  InvyMergeRow *merged = add_row (merging, INVY_MERGE_ADDED, row);

  warn (sentences, row->warning);
  warn (sentences, doubt);
  merged->has_bad_phone = !has_phone && *judgement->number != '\0';

  if (person != NULL)
    {
      if (person->row_number != 0)
        {
          g_autofree char *same
              /* Translators: the number of a row in a file */
              = g_strdup_printf (_ ("This is the guest of row %u once more; one invitation is enough."),
                                 person->row_number);

          warn (sentences, same);
        }
      if (row->adds_notes)
        put_into_notes (person->guest, judgement->guest);
      merged->before = g_object_ref (person->guest);
      merged->kind = update_person (merging, person, judgement->guest) ? INVY_MERGE_UPDATED : INVY_MERGE_UNCHANGED;
    }
  else
    {
      if (g_hash_table_contains (merging->by_name, judgement->name))
        warn (sentences, _ ("Another guest has the same name; if they are one person, delete one of them."));
      person = add_guest (merging, judgement);
    }
  merged->after = g_object_ref (person->guest);

  if (has_phone && shares_phone (merging, judgement->e164))
    warn (sentences, _ ("Another guest has the same phone number; each of them gets a message there."));

  person->row_number = row->number;
  add_warnings (merging, merged, sentences);
}

static void
reject_row (Merging *merging, InvyImportRow *row)
{
  InvyMergeRow *merged = add_row (merging, INVY_MERGE_REJECTED, row);

  merged->sentence = g_strdup (row->reason);
  g_ptr_array_add (merging->merge->rejected, row);
}

static Judgement *
new_judgements (GPtrArray *existing, GPtrArray *rows)
{
  Judgement *judgements = g_new0 (Judgement, existing->len + rows->len + 1);

  for (guint i = 0; i < existing->len; i++)
    judgements[i].guest = g_object_ref (g_ptr_array_index (existing, i));
  for (guint i = 0; i < rows->len; i++)
    {
      InvyImportRow *row = g_ptr_array_index (rows, i);
      Judgement *judgement = &judgements[existing->len + i];

      if (row->guest == NULL)
        continue;
      judgement->guest = g_object_ref (row->guest);
      judgement->couple = row->couple;
      judgement->is_new = TRUE;
    }

  return judgements;
}

/* One after the other: what becomes of a row depends on those before. */
static void
merge_next (guint i, gpointer data)
{
  Merging *merging = data;
  Judgement *judgement = &merging->judgements[i];
  InvyImportRow *row;

  if (i < merging->n_existing)
    {
      add_person (merging, judgement);
      return;
    }

  row = g_ptr_array_index (merging->merge->import_rows, i - merging->n_existing);
  if (row->guest != NULL)
    merge_row (merging, row, judgement);
  else
    reject_row (merging, row);
}

static Merging *
merging_new (InvyGuestMerge *merge, GPtrArray *existing, GPtrArray *rows, const char *country)
{
  Merging *self = g_new0 (Merging, 1);

  self->merge = merge;
  self->country = country;
  self->n_existing = existing->len;
  self->n_judgements = existing->len + rows->len;
  self->judgements = new_judgements (existing, rows);
  self->people = g_new0 (Person, self->n_judgements + 1);
  self->by_phone = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

static void
merging_free (Merging *self)
{
  g_hash_table_unref (self->by_phone);
  g_hash_table_unref (self->by_name);
  judgements_free (self->judgements, self->n_judgements);
  people_free (self->people, self->n_people);
  g_free (self);
}

/* What is needed no longer. */
typedef struct
{
  gpointer data;
  GDestroyNotify free_func;
} Rest;

/* A long list leaves holes of a hundred megabytes, in parts of the heap that belong to other threads: whoever needs
 * room next would not find them. */
static gpointer
give_back_thread (gpointer data)
{
  g_autofree Rest *rest = data;

  rest->free_func (rest->data);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return NULL;
}

/* Frees what a list of @n_rows needed. For a long one that takes a while, and nobody has to wait for it: neither the
 * thread of the window nor who wants to see the merge. */
static void
give_back (guint n_rows, gpointer data, GDestroyNotify free_func)
{
  Rest *rest;

  if (n_rows <= LONG_LIST)
    {
      free_func (data);
      return;
    }

  rest = g_new (Rest, 1);
  *rest = (Rest) { data, free_func };
  g_thread_unref (g_thread_new ("give-back", give_back_thread, rest));
}

/**
 * invy_guest_merge_new:
 * @existing: (element-type InvyGuest): the guest book
 * @rows: (element-type InvyImportRow): what a file says
 * @country: (nullable): ISO 3166 letters of the country that numbers without a country code belong to
 *
 * Finds out what the rows mean for the guest book. A row with the number and the name of a guest is that guest; a
 * name alone is not. An empty cell never overwrites. The same file a second time adds nothing.
 *
 * @existing is left as it is; the guests of @rows become those who are added. The work is shared among all
 * processors, and blocks: big lists are for threads that may wait.
 *
 * Returns: (transfer full): what would change; the phone numbers in it are judged, but not written for people, which
 *   would take as long again: see invy_phone_dup_display()
 */
InvyGuestMerge *
invy_guest_merge_new (GPtrArray *existing, GPtrArray *rows, const char *country)
{
  InvyGuestMerge *self;
  Merging *merging;

  g_return_val_if_fail (existing != NULL, NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  self = g_atomic_rc_box_new0 (InvyGuestMerge);
  self->added = g_ptr_array_new_with_free_func (g_object_unref);
  self->updated = g_ptr_array_new_with_free_func (g_object_unref);
  self->rejected = g_ptr_array_new ();
  self->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_import_row_free);
  self->rows = g_ptr_array_new_full (rows->len, (GDestroyNotify) merge_row_free);
  self->import_rows = g_ptr_array_ref (rows);

  merging = merging_new (self, existing, rows, country);
  invy_parallel_run_then (merging->n_judgements, judge, merge_next, merging);
  give_back (rows->len, merging, (GDestroyNotify) merging_free);

  return self;
}

static void
parts_free (gpointer data)
{
  InvyGuestMerge *parts = data;

  g_clear_pointer (&parts->added, g_ptr_array_unref);
  g_clear_pointer (&parts->updated, g_ptr_array_unref);
  g_clear_pointer (&parts->rejected, g_ptr_array_unref);
  g_clear_pointer (&parts->warnings, g_ptr_array_unref);
  g_clear_pointer (&parts->rows, g_ptr_array_unref);
  g_clear_pointer (&parts->import_rows, g_ptr_array_unref);
  g_free (parts);
}

static void
merge_clear (gpointer data)
{
  InvyGuestMerge *self = data;

  give_back (self->rows->len, g_memdup2 (self, sizeof *self), parts_free);
}

InvyGuestMerge *
invy_guest_merge_ref (InvyGuestMerge *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
invy_guest_merge_unref (InvyGuestMerge *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, merge_clear);
}
