/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/import/invy-import-item.h"
#include "phone/invy-phone.h"
#include "text/invy-bidi.h"
#include "transfer/invy-guest-columns.h"

#include <glib/gi18n.h>

struct _InvyImportItem
{
  GObject parent_instance;

  InvyGuestMerge *merge;
  const InvyMergeRow *row; /* of the merge */
};

G_DEFINE_FINAL_TYPE (InvyImportItem, invy_import_item, G_TYPE_OBJECT)

/* What an import can change about a guest. */
static const struct
{
  InvyGuestField field;
  InvyGuestColumn column;
} fields[] = {
  { INVY_GUEST_FIRST_NAME, INVY_GUEST_COLUMN_FIRST_NAME },
  { INVY_GUEST_LAST_NAME, INVY_GUEST_COLUMN_LAST_NAME },
  { INVY_GUEST_EMAIL, INVY_GUEST_COLUMN_EMAIL },
  { INVY_GUEST_LANGUAGE, INVY_GUEST_COLUMN_LANGUAGE },
  { INVY_GUEST_SIDE, INVY_GUEST_COLUMN_SIDE },
  { INVY_GUEST_GROUP_NAME, INVY_GUEST_COLUMN_GROUP },
  { INVY_GUEST_HOUSEHOLD, INVY_GUEST_COLUMN_HOUSEHOLD },
  { INVY_GUEST_TAGS, INVY_GUEST_COLUMN_TAGS },
  { INVY_GUEST_MEAL, INVY_GUEST_COLUMN_MEAL },
  { INVY_GUEST_NOTES, INVY_GUEST_COLUMN_NOTES },
};

static void
invy_import_item_finalize (GObject *object)
{
  g_clear_pointer (&INVY_IMPORT_ITEM (object)->merge, invy_guest_merge_unref);

  G_OBJECT_CLASS (invy_import_item_parent_class)->finalize (object);
}

static void
invy_import_item_class_init (InvyImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_import_item_finalize;
}

static void
invy_import_item_init (InvyImportItem *self)
{
}

/**
 * invy_import_item_new:
 * @merge: what an import would do
 * @i: the index of one of its rows
 *
 * Returns: (transfer full): the row
 */
InvyImportItem *
invy_import_item_new (InvyGuestMerge *merge, guint i)
{
  InvyImportItem *self = g_object_new (INVY_TYPE_IMPORT_ITEM, NULL);

  self->merge = invy_guest_merge_ref (merge);
  self->row = g_ptr_array_index (merge->rows, i);
  return self;
}

/**
 * invy_import_item_get_number:
 *
 * Returns: the number of the row in its file, from 1
 */
guint
invy_import_item_get_number (InvyImportItem *self)
{
  return self->row->row->number;
}

gboolean
invy_import_item_may_be_couple (InvyImportItem *self)
{
  return self->row->row->couple != NULL;
}

/**
 * invy_import_item_dup_title:
 *
 * Returns: (transfer full): the guest's name, or the row's number if there is none
 */
char *
invy_import_item_dup_title (InvyImportItem *self)
{
  g_autofree char *name = self->row->after != NULL ? invy_guest_dup_name (self->row->after) : NULL;

  if (name != NULL && *name != '\0')
    return invy_bidi_isolate (name, INVY_BIDI_NAME);

  /* Translators: a row of a file, as spreadsheets count them */
  return g_strdup_printf (_ ("Row %u"), self->row->row->number);
}

static gboolean
has_name (InvyImportItem *self)
{
  g_autofree char *name = self->row->after != NULL ? invy_guest_dup_name (self->row->after) : NULL;

  return name != NULL && *name != '\0';
}

static void
add_line (GString *lines, const char *line)
{
  g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
}

static void
add_change (GString *lines, InvyGuestColumn column, const char *before, const char *after)
{
  g_autofree char *old = invy_bidi_isolate (before != NULL && *before != '\0' ? before : "–", INVY_BIDI_NAME);
  g_autofree char *new = invy_bidi_isolate (after != NULL && *after != '\0' ? after : "–", INVY_BIDI_NAME);
  /* Translators: what an import changes about a guest: the title of a column, the old text, the new text; in
   * languages that are written from the right the arrow must point to the left */
  g_autofree char *line = g_strdup_printf (_ ("%s: %s → %s"), invy_guest_column_get_title (column), old, new);

  add_line (lines, line);
}

static const char *
get_answer (InvyRsvp rsvp)
{
  switch (rsvp)
    {
    case INVY_RSVP_YES:
      return C_ ("answer", "Coming");
    case INVY_RSVP_NO:
      return C_ ("answer", "Not coming");
    case INVY_RSVP_MAYBE:
      return C_ ("answer", "Maybe");
    case INVY_RSVP_NONE:
    default:
      return NULL;
    }
}

static void
add_changes (GString *lines, InvyGuest *before, InvyGuest *after)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *old = invy_guest_get (before, fields[i].field);
      const char *new = invy_guest_get (after, fields[i].field);

      if (g_strcmp0 (old, new) != 0)
        add_change (lines, fields[i].column, old, new);
    }

  if (invy_guest_get_party_size (before) != invy_guest_get_party_size (after))
    {
      g_autofree char *old = g_strdup_printf ("%u", invy_guest_get_party_size (before));
      g_autofree char *new = g_strdup_printf ("%u", invy_guest_get_party_size (after));

      add_change (lines, INVY_GUEST_COLUMN_PARTY_SIZE, old, new);
    }
  if (invy_guest_get_rsvp (before) != invy_guest_get_rsvp (after))
    add_change (lines, INVY_GUEST_COLUMN_RSVP, get_answer (invy_guest_get_rsvp (before)),
                get_answer (invy_guest_get_rsvp (after)));
  else if (invy_guest_get_rsvp_count (before) != invy_guest_get_rsvp_count (after))
    {
      g_autofree char *old = g_strdup_printf ("%u", invy_guest_get_rsvp_count (before));
      g_autofree char *new = g_strdup_printf ("%u", invy_guest_get_rsvp_count (after));

      add_change (lines, INVY_GUEST_COLUMN_RSVP_COUNT, old, new);
    }
}

/* The number, and what else tells people of one name apart. */
static void
add_facts (GString *lines, InvyGuest *guest)
{
  static const InvyGuestField facts[] = { INVY_GUEST_SIDE, INVY_GUEST_GROUP_NAME, INVY_GUEST_HOUSEHOLD,
                                          INVY_GUEST_TAGS };
  const char *e164 = invy_guest_get_phone_e164 (guest);
  g_autofree char *phone =
      e164 != NULL ? invy_phone_dup_display (e164) : g_strdup (invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER));
  g_autoptr (GString) line = g_string_new (NULL);

  if (phone != NULL)
    {
      g_autofree char *isolated = invy_bidi_isolate (phone, INVY_BIDI_NUMBER);

      g_string_append_printf (line, "%s%s", invy_bidi_get_mark (), isolated);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      const char *text = invy_guest_get (guest, facts[i]);
      g_autofree char *isolated = text != NULL ? invy_bidi_isolate (text, INVY_BIDI_NAME) : NULL;

      if (isolated != NULL)
        g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", isolated);
    }
  if (line->len > 0)
    add_line (lines, line->str);
}

/* With the row's number, by which it is found in the file, unless that is the title. */
static void
add_sentence (GString *lines, InvyImportItem *self)
{
  /* Translators: the number of a row in a file, and what is wrong with it */
  g_autofree char *line = has_name (self)
                              ? g_strdup_printf (_ ("Row %u: %s"), self->row->row->number, self->row->sentence)
                              : g_strdup (self->row->sentence);

  add_line (lines, line);
}

/**
 * invy_import_item_dup_details:
 *
 * Returns: (transfer full): in lines: the number, what changes, and what a person should look at
 */
char *
invy_import_item_dup_details (InvyImportItem *self)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  if (self->row->after != NULL)
    add_facts (lines, self->row->after);
  if (self->row->kind == INVY_MERGE_UPDATED)
    add_changes (lines, self->row->before, self->row->after);
  if (self->row->sentence != NULL)
    add_sentence (lines, self);

  return g_string_free_and_steal (g_steal_pointer (&lines));
}
