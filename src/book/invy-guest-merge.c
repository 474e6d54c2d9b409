/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-merge.h"
#include "book/invy-guest-phone.h"
#include "book/invy-merge-judgement.h"
#include "book/invy-merge-news.h"
#include "book/invy-merge-people.h"
#include "transfer/invy-parallel.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Of so many rows an import leaves enough behind to care about. */
#define LONG_LIST 10000

typedef struct
{
  InvyGuestMerge *merge;
  const char *country;
  guint n_existing;
  InvyMergeJudgement *judgements; /* of the guests of the book, then of those of the rows */
  guint n_judgements;
  InvyMergePeople *people;
} Merging;

G_DEFINE_BOXED_TYPE (InvyGuestMerge, invy_guest_merge, invy_guest_merge_ref, invy_guest_merge_unref)

static void
take_news (Merging *merging, InvyMergePerson *person, InvyGuest *row)
{
  const gboolean is_nameless = *person->name == '\0';

  invy_merge_take_news (person->guest, row, is_nameless);
  if (is_nameless)
    invy_merge_people_name (merging->people, person, invy_merge_dup_name_key (row));
}

/* Returns whether the row had anything new to say about a guest of the book. Another row of the same file may say
 * more of the same guest; that is no change of its own. */
static gboolean
update_person (Merging *merging, InvyMergePerson *person, InvyGuest *row)
{
  if (!invy_merge_has_news (person->guest, row, *person->name == '\0'))
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

static InvyMergePerson *
add_person (Merging *merging, InvyMergeJudgement *judgement)
{
  return invy_merge_people_add (merging->people, judgement->guest, g_steal_pointer (&judgement->name),
                                g_steal_pointer (&judgement->number));
}

/* @row is ours already, and nobody else's. */
static InvyMergePerson *
add_guest (Merging *merging, InvyMergeJudgement *judgement)
{
  InvyGuest *row = judgement->guest;
  InvyMergePerson *person = add_person (merging, judgement);

  if (invy_guest_get_party_size (row) == 0)
    invy_guest_set_party_size (row, 1);
  g_ptr_array_add (merging->merge->added, g_object_ref (row));
  person->is_ours = TRUE;

  return person;
}

static void
judge (guint i, gpointer data)
{
  const Merging *merging = data;

  invy_merge_judgement_judge (&merging->judgements[i], merging->country);
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
static InvyMergePerson *
find_person (Merging *merging, const InvyMergeJudgement *judgement, InvyGuest *row)
{
  InvyMergePerson *person;

  if (*judgement->number == '\0')
    return invy_merge_people_find_by_name_alone (merging->people, judgement->name);

  person = invy_merge_people_find_by_phone (merging->people, judgement->number, judgement->name);
  if (person == NULL && judgement->couple_name != NULL)
    {
      person = invy_merge_people_find_by_phone (merging->people, judgement->number, judgement->couple_name);
      if (person != NULL)
        invy_guest_set_party_size (row, 0); /* that of both */
    }
  return person;
}

static void
merge_row (Merging *merging, InvyImportRow *row, InvyMergeJudgement *judgement)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  const gboolean has_phone = judgement->e164 != NULL;
  g_autofree char *doubt =
      has_phone ? invy_phone_dup_warning (judgement->warnings) : g_strdup (judgement->error->message);
  InvyMergePerson *person = find_person (merging, judgement, judgement->guest);
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
        invy_merge_put_into_notes (person->guest, judgement->guest);
      merged->before = g_object_ref (person->guest);
      merged->kind = update_person (merging, person, judgement->guest) ? INVY_MERGE_UPDATED : INVY_MERGE_UNCHANGED;
    }
  else
    {
      if (invy_merge_people_has_name (merging->people, judgement->name))
        warn (sentences, _ ("Another guest has the same name; if they are one person, delete one of them."));
      person = add_guest (merging, judgement);
    }
  merged->after = g_object_ref (person->guest);

  if (has_phone && invy_merge_people_shares_phone (merging->people, judgement->e164))
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

static InvyMergeJudgement *
new_judgements (GPtrArray *existing, GPtrArray *rows)
{
  InvyMergeJudgement *judgements = g_new0 (InvyMergeJudgement, existing->len + rows->len + 1);

  for (guint i = 0; i < existing->len; i++)
    judgements[i].guest = g_object_ref (g_ptr_array_index (existing, i));
  for (guint i = 0; i < rows->len; i++)
    {
      InvyImportRow *row = g_ptr_array_index (rows, i);
      InvyMergeJudgement *judgement = &judgements[existing->len + i];

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
  InvyMergeJudgement *judgement = &merging->judgements[i];
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
  self->people = invy_merge_people_new (self->n_judgements);
  return self;
}

static void
merging_free (Merging *self)
{
  invy_merge_people_free (self->people);
  for (guint i = 0; i < self->n_judgements; i++)
    invy_merge_judgement_clear (&self->judgements[i]);
  g_free (self->judgements);
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
