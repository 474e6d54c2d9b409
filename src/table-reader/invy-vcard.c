/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-vcard-lines.h"
#include "table-reader/invy-vcard.h"

#include <libebook-contacts/libebook-contacts.h>
#include <string.h>

/* Between several values of one cell, as Google's own exports have it. */
#define SEPARATOR " ::: "

/* The columns of the table, under titles that the guess of the columns knows in every language of the program. */
typedef enum
{
  COLUMN_FIRST_NAME,
  COLUMN_LAST_NAME,
  COLUMN_MOBILE,
  COLUMN_PHONE,
  COLUMN_EMAIL,
  COLUMN_TAGS,
  COLUMN_NOTES,
  COLUMN_ADDRESS,
  COLUMN_LANGUAGE,
  COLUMN_SIDE,
  COLUMN_GROUP,
  COLUMN_HOUSEHOLD,
  COLUMN_PARTY_SIZE,
  COLUMN_MEAL,
  COLUMN_RSVP,
  COLUMN_RSVP_COUNT,
  COLUMN_RSVP_AT,
  N_COLUMNS,
} Column;

static const char *const titles[N_COLUMNS] = {
  [COLUMN_FIRST_NAME] = "First name", [COLUMN_LAST_NAME] = "Last name",
  [COLUMN_MOBILE] = "Mobile phone",   [COLUMN_PHONE] = "Phone",
  [COLUMN_EMAIL] = "Email",           [COLUMN_TAGS] = "Tags",
  [COLUMN_NOTES] = "Notes",           [COLUMN_ADDRESS] = "Address",
  [COLUMN_LANGUAGE] = "Language",     [COLUMN_SIDE] = "Side",
  [COLUMN_GROUP] = "Group",           [COLUMN_HOUSEHOLD] = "Household",
  [COLUMN_PARTY_SIZE] = "Guests",     [COLUMN_MEAL] = "Meal",
  [COLUMN_RSVP] = "Answer",           [COLUMN_RSVP_COUNT] = "Coming",
  [COLUMN_RSVP_AT] = "Answered on",
};

/* What a contact has no property for, in cards of our own. */
static const struct
{
  const char *name;
  Column column;
} own_properties[] = {
  { "X-INVY-LANGUAGE", COLUMN_LANGUAGE },
  { "X-INVY-SIDE", COLUMN_SIDE },
  { "X-INVY-GROUP", COLUMN_GROUP },
  { "X-INVY-HOUSEHOLD", COLUMN_HOUSEHOLD },
  { "X-INVY-PARTY-SIZE", COLUMN_PARTY_SIZE },
  { "X-INVY-MEAL", COLUMN_MEAL },
  { "X-INVY-RSVP", COLUMN_RSVP },
  { "X-INVY-RSVP-COUNT", COLUMN_RSVP_COUNT },
  { "X-INVY-ANSWER-TIME", COLUMN_RSVP_AT },
};

typedef struct
{
  GString *cells[N_COLUMNS];
  char *full_name;
  gboolean is_group;
  gboolean is_person;
  gboolean is_own; /* written by us: the name is parted as it is meant */
} Card;

static gboolean
has_name (EVCardAttribute *attribute, const char *name)
{
  return g_ascii_strcasecmp (e_vcard_attribute_get_name (attribute), name) == 0;
}

/* vCard 4.0 may have several types between quotes, which the parser takes for one. */
static gboolean
has_type (EVCardAttribute *attribute, const char *type)
{
  for (GList *l = e_vcard_attribute_get_param (attribute, EVC_TYPE); l != NULL; l = l->next)
    {
      g_auto (GStrv) types = g_strsplit (l->data, ",", -1);

      for (guint i = 0; types[i] != NULL; i++)
        if (g_ascii_strcasecmp (types[i], type) == 0)
          return TRUE;
    }
  return FALSE;
}

/* RFC 6350, 5.3: 1 is what comes first; earlier versions have it among the types. */
static gboolean
is_preferred (EVCardAttribute *attribute)
{
  GList *preference = e_vcard_attribute_get_param (attribute, "PREF");

  return has_type (attribute, "PREF") || (preference != NULL && g_strcmp0 (preference->data, "1") == 0);
}

static gboolean
is_mobile (EVCardAttribute *attribute)
{
  return has_type (attribute, "CELL") || has_type (attribute, "MOBILE") || has_type (attribute, "IPHONE");
}

static gboolean
is_no_telephone (EVCardAttribute *attribute)
{
  return !is_mobile (attribute) && !has_type (attribute, "VOICE")
         && (has_type (attribute, "FAX") || has_type (attribute, "PAGER") || has_type (attribute, "MODEM"));
}

/* The parts that a property has between semicolons, without the empty ones and without white space around them. */
static char *
dup_joined (EVCardAttribute *attribute, const char *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *l = e_vcard_attribute_get_values (attribute); l != NULL; l = l->next)
    {
      g_autofree char *part = g_strstrip (g_strdup (l->data));

      if (*part != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", part);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
dup_part (EVCardAttribute *attribute, guint n)
{
  const char *part = g_list_nth_data (e_vcard_attribute_get_values (attribute), n);

  return part != NULL ? g_strstrip (g_strdup (part)) : g_strdup ("");
}

/* RFC 6350, 6.4.1: a number may be a link, with its extension behind it. */
static char *
dup_number (EVCardAttribute *attribute)
{
  g_autofree char *text = dup_part (attribute, 0);

  if (g_ascii_strncasecmp (text, "tel:", 4) == 0)
    return g_uri_unescape_string (text + 4, NULL);
  return g_steal_pointer (&text);
}

static void
add (Card *card, Column column, const char *text, gboolean first)
{
  GString *cell = card->cells[column];

  if (text == NULL || *text == '\0')
    return;
  if (cell->len == 0)
    g_string_assign (cell, text);
  else if (first)
    {
      g_string_prepend (cell, SEPARATOR);
      g_string_prepend (cell, text);
    }
  else
    g_string_append_printf (cell, SEPARATOR "%s", text);
}

/* Family; given; other given; in front; behind. With other languages' forms of it, the first counts. */
static void
read_name (Card *card, EVCardAttribute *attribute)
{
  g_autofree char *family = dup_part (attribute, 0);
  g_autofree char *given = dup_part (attribute, 1);
  g_autofree char *other = dup_part (attribute, 2);

  if (card->cells[COLUMN_FIRST_NAME]->len > 0 || card->cells[COLUMN_LAST_NAME]->len > 0)
    return;
  g_string_append_printf (card->cells[COLUMN_FIRST_NAME], "%s%s%s", given,
                          *given != '\0' && *other != '\0' ? " " : "", other);
  g_string_append (card->cells[COLUMN_LAST_NAME], family);
}

static void
read_categories (Card *card, EVCardAttribute *attribute)
{
  for (GList *l = e_vcard_attribute_get_values (attribute); l != NULL; l = l->next)
    {
      g_autofree char *tag = g_strstrip (g_strdup (l->data));
      GString *cell = card->cells[COLUMN_TAGS];

      /* Google puts every contact there. */
      if (*tag != '\0' && g_ascii_strcasecmp (tag, "myContacts") != 0)
        g_string_append_printf (cell, "%s%s", cell->len > 0 ? ", " : "", tag);
    }
}

static void
read_own (Card *card, EVCardAttribute *attribute)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_properties); i++)
    if (has_name (attribute, own_properties[i].name))
      {
        g_autofree char *text = dup_joined (attribute, ";");

        card->is_own = TRUE;
        add (card, own_properties[i].column, text, FALSE);
      }
}

static void
read_attribute (Card *card, EVCardAttribute *attribute)
{
  g_autofree char *text = NULL;

  if (has_name (attribute, EVC_N))
    read_name (card, attribute);
  else if (has_name (attribute, EVC_FN) && card->full_name == NULL)
    card->full_name = dup_joined (attribute, ";");
  else if (has_name (attribute, EVC_TEL) && !is_no_telephone (attribute))
    {
      text = dup_number (attribute);
      add (card, is_mobile (attribute) ? COLUMN_MOBILE : COLUMN_PHONE, text, is_preferred (attribute));
    }
  else if (has_name (attribute, EVC_EMAIL))
    {
      text = dup_part (attribute, 0);
      add (card, COLUMN_EMAIL, text, is_preferred (attribute));
    }
  else if (has_name (attribute, EVC_ADR))
    {
      text = dup_joined (attribute, ", ");
      add (card, COLUMN_ADDRESS, text, is_preferred (attribute));
    }
  else if (has_name (attribute, EVC_NOTE))
    {
      text = dup_joined (attribute, ";");
      if (card->cells[COLUMN_NOTES]->len > 0)
        g_string_append_c (card->cells[COLUMN_NOTES], '\n');
      g_string_append (card->cells[COLUMN_NOTES], text);
    }
  else if (has_name (attribute, "LANG"))
    {
      text = dup_part (attribute, 0);
      if (card->cells[COLUMN_LANGUAGE]->len == 0 || is_preferred (attribute))
        g_string_assign (card->cells[COLUMN_LANGUAGE], text);
    }
  else if (has_name (attribute, EVC_CATEGORIES))
    read_categories (card, attribute);
  else if (has_name (attribute, "KIND") || has_name (attribute, "X-ADDRESSBOOKSERVER-KIND"))
    {
      text = dup_part (attribute, 0);
      card->is_group = g_ascii_strcasecmp (text, "group") == 0;
      card->is_person = g_ascii_strcasecmp (text, "individual") == 0;
    }
  else
    read_own (card, attribute);
}

/* A card that has its name in one piece: two words are first and last name, and more are nobody's to part. */
static void
settle_name (Card *card)
{
  GString *first = card->cells[COLUMN_FIRST_NAME];
  GString *last = card->cells[COLUMN_LAST_NAME];
  const char *whole = first->len > 0 ? first->str : last->str;
  g_autofree char *name = NULL;
  char *space;

  if (card->is_own || (first->len > 0 && last->len > 0))
    return;

  name = g_strdup (*whole != '\0' || card->full_name == NULL ? whole : card->full_name);
  space = strchr (name, ' ');
  if (card->is_person && space != NULL && strchr (space + 1, ' ') == NULL)
    {
      *space = '\0';
      g_string_assign (last, space + 1);
    }
  else
    g_string_truncate (last, 0);
  g_string_assign (first, name);
}

static void
read_card (const char *text, guint number, InvyTableBuilder *builder)
{
  g_autoptr (EVCard) vcard = e_vcard_new_from_string (text);
  Card card = { .is_person = TRUE };

  for (guint i = 0; i < N_COLUMNS; i++)
    card.cells[i] = g_string_new (NULL);

  for (GList *l = e_vcard_get_attributes (vcard); l != NULL; l = l->next)
    read_attribute (&card, l->data);
  settle_name (&card);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (!card.is_group)
        invy_table_builder_set_cell (builder, i, card.cells[i]->str);
      g_string_free (card.cells[i], TRUE);
    }
  g_free (card.full_name);
  invy_table_builder_end_row (builder, number);
}

/**
 * invy_vcard_read:
 * @bytes: a file of contacts: vCard 2.1, 3.0 or 4.0, in any encoding
 * @builder: where the contacts go: a row of titles, and a row for each card but those that stand for a group
 *
 * Reads contacts as phones and address books export them: RFC 6350, RFC 2426 and vCard 2.1. The preferred number
 * comes first among its like, several are joined as in Google's exports, and fax machines are left out.
 *
 * Returns: whether there are any cards
 */
gboolean
invy_vcard_read (GBytes *bytes, InvyTableBuilder *builder)
{
  g_autoptr (GPtrArray) cards = invy_vcard_lines_split (bytes);

  if (cards->len == 0)
    return FALSE;

  invy_table_builder_begin_table (builder, NULL);
  for (guint i = 0; i < N_COLUMNS; i++)
    invy_table_builder_set_cell (builder, i, titles[i]);
  invy_table_builder_end_row (builder, 1);
  for (guint i = 0; i < cards->len && !builder->is_full; i++)
    read_card (g_ptr_array_index (cards, i), i + 2, builder);

  return TRUE;
}
