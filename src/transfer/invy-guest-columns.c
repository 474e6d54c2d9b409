/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "text/invy-fold.h"
#include "transfer/invy-guest-columns.h"
#include "transfer/invy-transfer-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Lists often begin with a title of their own. */
#define MAX_ROWS_BEFORE_HEADER 10

/* How many rows are looked at when there are no titles. */
#define MAX_SAMPLE_ROWS 200

/* More people than that come with no single guest: the column is something else, such as a table or a year. */
#define MAX_PARTY 60

/* Titles met in real lists, in the languages the app speaks and those of the guests' families; compared folded, so
 * case, accents, quotes and punctuation do not matter. */
static const struct
{
  InvyGuestColumn column;
  const char *titles;
} known_titles[] = {
  { INVY_GUEST_COLUMN_FIRST_NAME,
    "first name|firstname|given name|forename|first|שם פרטי|פרטי|الاسم الأول|الاسم الاول|"
    "prénom|prénom de l'invité" },
  { INVY_GUEST_COLUMN_LAST_NAME, "last name|lastname|family name|surname|last|שם משפחה|משפחה|اسم العائلة|العائلة|"
                                 "الاسم الأخير|اللقب|фамилия|nom de famille" },
  { INVY_GUEST_COLUMN_NAME,
    "name|full name|fullname|display name|guest|guest name|contact|שם|שם מלא|שם האורח|שם המוזמן|שם אורח|שם "
    "מוזמן|שמות|"
    "מוזמן|אורח|שם ומשפחה|שם ושם משפחה|שם פרטי ומשפחה|الاسم|الاسم الكامل|اسم|الضيف|اسم الضيف|اسم المدعو|имя|имя "
    "гостя|фио|ф.и.о.|гость|"
    "имя и фамилия|полное имя|nom|nom complet|invité|nom de l'invité|nom et prénom|prénom et nom" },
  { INVY_GUEST_COLUMN_MOBILE,
    "mobile|mobile phone|mobile number|primary phone|cell|cell phone|cellphone|whatsapp|whatsapp number|נייד|"
    "טלפון נייד|מספר נייד|טל נייד|פלאפון|סלולרי|טלפון סלולרי|ווטסאפ|וואטסאפ|מספר וואטסאפ|جوال|الجوال|رقم الجوال|"
    "موبايل|رقم الموبايل|المحمول|خلوي|واتساب|رقم الواتساب|мобильный|мобильный телефон|сотовый|моб|ватсап|"
    "portable|téléphone portable|téléphone mobile|numéro de portable" },
  { INVY_GUEST_COLUMN_PHONE,
    "phone|phones|phone number|phone numbers|telephone|telephone number|tel|phone 1|phone 2|phone 1 value|phone 2 "
    "value|"
    "phone 3 value|phone 4 value|home phone|home phone 2|business phone|business phone 2|other phone|company main "
    "phone|"
    "car phone|טלפון|מספר טלפון|מס טלפון|טל|מספר|טלפון 1|טלפון 2|טלפון נוסף|טלפון בבית|טלפונים|"
    "الهاتف|هاتف|رقم الهاتف|رقم|تلفون|телефон|номер телефона|номер|тел|домашний телефон|"
    "téléphone|numéro de téléphone|numéro|tél|téléphone fixe|téléphone domicile" },
  { INVY_GUEST_COLUMN_EMAIL,
    "email|e mail|email address|e mail address|e mail 1 value|e mail 2 address|e mail 3 address|e mail 2 "
    "value|mail|אימייל|"
    "מייל|דואל|דואר אלקטרוני|כתובת מייל|البريد الإلكتروني|البريد|بريد|ايميل|почта|электронная почта|эл. почта|"
    "courriel|adresse e mail|adresse email|adresse électronique" },
  { INVY_GUEST_COLUMN_LANGUAGE, "language|lang|preferred language|שפה|اللغة|لغة|язык|langue" },
  { INVY_GUEST_COLUMN_SIDE, "side|bride or groom|צד|צד חתן כלה|צד חתן/כלה|הצד|الطرف|الجهة|сторона|côté" },
  { INVY_GUEST_COLUMN_GROUP, "group|group name|groups|category|categories|relation|relationship|group "
                             "membership|קבוצה|שם קבוצה|קטגוריה|קרבה|שיוך|"
                             "المجموعة|مجموعة|الفئة|القرابة|группа|категория|groupe|catégorie|relation" },
  { INVY_GUEST_COLUMN_HOUSEHOLD,
    "household|household name|משק בית|בית אב|أسرة|الأسرة|семья|домохозяйство|foyer|famille" },
  { INVY_GUEST_COLUMN_TAGS, "tags|tag|labels|תגיות|תגית|תוויות|الوسوم|وسوم|теги|метки|étiquettes" },
  { INVY_GUEST_COLUMN_PARTY_SIZE,
    "guests|number of guests|no of guests|count|party|party size|quantity|qty|"
    "invited|people|מספר אורחים|מס אורחים|כמות|כמות אורחים|כמות מוזמנים|מספר מוזמנים|"
    "מס מוזמנים|מוזמנים|אורחים|מספר אנשים|عدد الضيوف|العدد|عدد المدعوين|عدد الأشخاص|количество|гостей|"
    "количество гостей|число гостей|кол-во|nombre|nombre d'invités|nombre de personnes|invités|personnes" },
  { INVY_GUEST_COLUMN_MEAL,
    "meal|meals|food|diet|menu|ארוחה|מנה|מנות|תפריט|אוכל|وجبة|الوجبة|طعام|питание|меню|еда|блюдо|repas|menu|plat" },
  { INVY_GUEST_COLUMN_NOTES,
    "notes|note|comment|comments|remarks|remark|הערות|הערה|ملاحظات|ملاحظة|примечания|примечание|"
    "комментарий|комментарии|заметки|remarques|commentaires|commentaire" },
  { INVY_GUEST_COLUMN_RSVP, "rsvp|rsvp status|status|answer|response|סטטוס|אישור הגעה|אישור|תשובה|الحالة|الرد|"
                            "تأكيد الحضور|статус|ответ|подтверждение|réponse|statut|présence|confirmation" },
  { INVY_GUEST_COLUMN_RSVP_COUNT, "coming|rsvp count|attending|confirmed|מגיעים|כמה מגיעים|כמות מגיעים|מספר "
                                  "מגיעים|אישרו|سيحضرون|عدد القادمين|عدد الحضور|придут|présents|nombre de présents" },
  { INVY_GUEST_COLUMN_RSVP_AT,
    "answered on|answer time|תאריך תשובה|מועד תשובה|تاريخ الرد|дата ответа|date de réponse" },
  { INVY_GUEST_COLUMN_REMARK,
    "children|kids|accessibility|transport|shuttle|table|address|ילדים|נגישות|הסעה|הסעות|שולחן|"
    "מספר שולחן|כתובת|أطفال|الطاولة|طاولة|العنوان|المواصلات|дети|стол|адрес|трансфер|table number|enfants|navette|"
    "accessibilité|adresse|transport" },
};

/* What the columns are called where a choice is kept; never to be changed. */
static const char *const nicks[INVY_GUEST_COLUMN_N_KINDS] = {
  "ignored",   "first-name", "last-name",  "name", "mobile", "phone", "email",      "language", "side",   "group",
  "household", "tags",       "party-size", "meal", "notes",  "rsvp",  "rsvp-count", "rsvp-at",  "remark",
};

/* What a column without a title is judged by. */
typedef struct
{
  guint n_filled;
  guint n_phones;
  guint n_emails;
  guint n_counts;
  guint n_words;
  guint n_single_words;
} Content;

/**
 * invy_guest_column_get_title:
 *
 * Returns: the title that @column has in files we write, in the language in use; an import understands it, as long as
 * translations are among the titles listed above
 */
const char *
invy_guest_column_get_title (InvyGuestColumn column)
{
  switch (column)
    {
    case INVY_GUEST_COLUMN_FIRST_NAME:
      return _ ("First name");
    case INVY_GUEST_COLUMN_LAST_NAME:
      return _ ("Last name");
    case INVY_GUEST_COLUMN_NAME:
      return _ ("Name");
    case INVY_GUEST_COLUMN_MOBILE:
      return _ ("Mobile phone");
    case INVY_GUEST_COLUMN_PHONE:
      return _ ("Phone");
    case INVY_GUEST_COLUMN_EMAIL:
      return _ ("Email");
    case INVY_GUEST_COLUMN_LANGUAGE:
      return _ ("Language");
    case INVY_GUEST_COLUMN_SIDE:
      return _ ("Side");
    case INVY_GUEST_COLUMN_GROUP:
      return _ ("Group");
    case INVY_GUEST_COLUMN_HOUSEHOLD:
      return _ ("Household");
    case INVY_GUEST_COLUMN_TAGS:
      return _ ("Tags");
    case INVY_GUEST_COLUMN_PARTY_SIZE:
      /* Translators: the title of a column, how many people one invitation is for */
      return C_ ("column", "Guests");
    case INVY_GUEST_COLUMN_MEAL:
      return _ ("Meal");
    case INVY_GUEST_COLUMN_NOTES:
      return _ ("Notes");
    case INVY_GUEST_COLUMN_RSVP:
      /* Translators: the title of a column, whether the guest comes */
      return _ ("Answer");
    case INVY_GUEST_COLUMN_RSVP_COUNT:
      /* Translators: the title of a column, how many people come */
      return _ ("Coming");
    case INVY_GUEST_COLUMN_RSVP_AT:
      /* Translators: the title of a column, when the guest said whether they come */
      return _ ("Answered on");
    case INVY_GUEST_COLUMN_REMARK:
      return _ ("Remark");
    case INVY_GUEST_COLUMN_IGNORED:
    case INVY_GUEST_COLUMN_N_KINDS:
    default:
      g_return_val_if_reached ("");
    }
}

/* Folded title → column. */
static GHashTable *
new_title_table (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (known_titles); i++)
    {
      g_auto (GStrv) titles = g_strsplit (known_titles[i].titles, "|", -1);
      int column = (int) known_titles[i].column;

      for (guint j = 0; titles[j] != NULL; j++)
        g_hash_table_insert (table, invy_fold (titles[j]), GINT_TO_POINTER (column));
      g_hash_table_insert (table, invy_fold (invy_guest_column_get_title (known_titles[i].column)),
                           GINT_TO_POINTER (column));
    }

  return table;
}

static gboolean
has_letter (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      n++;
  return n;
}

static gboolean
is_like_phone (const char *cell)
{
  return (count_digits (cell) >= 7 && !has_letter (cell))
         || g_regex_match_simple ("^\\d[.,]\\d+E\\+\\d+$", cell, 0, 0);
}

static gboolean
is_like_count (const char *cell)
{
  char *end;
  guint64 n = g_ascii_strtoull (cell, &end, 10);

  return g_ascii_isdigit (*cell) && *end == '\0' && n <= MAX_PARTY;
}

static gboolean
has_kind (const InvyGuestColumns *self, InvyGuestColumn kind)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->kinds[i] == kind)
      return TRUE;
  return FALSE;
}

/* A row of titles has two that we know, or one that names people and no more than one that we do not; and no number.
 */
static gboolean
read_titles (InvyGuestColumns *self, InvyTableRow *row, GHashTable *table)
{
  guint n_known = 0, n_filled = 0;

  memset (self->kinds, 0, sizeof *self->kinds * self->n_columns);
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *folded = invy_fold (row->cells[i]);

      if (is_like_phone (row->cells[i]))
        return FALSE;
      if (*folded == '\0')
        continue;
      n_filled++;
      self->kinds[i] = (InvyGuestColumn) GPOINTER_TO_INT (g_hash_table_lookup (table, folded));
      if (self->kinds[i] != INVY_GUEST_COLUMN_IGNORED)
        n_known++;
    }

  return n_known >= 2 || (n_known == 1 && n_filled <= 2 && invy_guest_columns_has_people (self));
}

static void
change_kind (InvyGuestColumns *self, InvyGuestColumn from, InvyGuestColumn to)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->kinds[i] == from)
      self->kinds[i] = to;
}

/* "Name" beside "Last name" is the first name; beside both it says nothing new. */
static void
settle_names (InvyGuestColumns *self)
{
  if (has_kind (self, INVY_GUEST_COLUMN_FIRST_NAME))
    change_kind (self, INVY_GUEST_COLUMN_NAME, INVY_GUEST_COLUMN_IGNORED);
  else if (has_kind (self, INVY_GUEST_COLUMN_LAST_NAME))
    change_kind (self, INVY_GUEST_COLUMN_NAME, INVY_GUEST_COLUMN_FIRST_NAME);
}

static gboolean
find_titles (InvyGuestColumns *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) table = new_title_table ();

  for (guint i = 0; i < MIN (rows->len, MAX_ROWS_BEFORE_HEADER); i++)
    {
      InvyTableRow *row = g_ptr_array_index (rows, i);

      if (read_titles (self, row, table))
        {
          settle_names (self);
          self->titles = row->cells;
          self->n_titles = row->n_cells;
          self->first_row = i + 1;
          return TRUE;
        }
    }

  memset (self->kinds, 0, sizeof *self->kinds * self->n_columns);
  return FALSE;
}

static void
look_at_cell (Content *content, const char *cell)
{
  g_autofree char *folded = invy_fold (cell);

  if (*folded == '\0')
    return;

  content->n_filled++;
  if (is_like_phone (cell))
    content->n_phones++;
  else if (strchr (cell, '@') != NULL)
    content->n_emails++;
  else if (is_like_count (cell))
    content->n_counts++;
  else if (has_letter (cell))
    {
      content->n_words++;
      if (strchr (folded, ' ') == NULL)
        content->n_single_words++;
    }
}

static gboolean
is_mostly (guint n, const Content *content)
{
  return n * 2 > content->n_filled;
}

/* The first column of words is the name; if it and the next one have one word each, they are first and last name. */
static void
guess_names (InvyGuestColumns *self, const Content *contents)
{
  guint i;

  for (i = 0; i < self->n_columns; i++)
    if (self->kinds[i] == INVY_GUEST_COLUMN_IGNORED && is_mostly (contents[i].n_words, &contents[i]))
      break;
  if (i == self->n_columns)
    return;

  self->kinds[i] = INVY_GUEST_COLUMN_NAME;
  if (i + 1 < self->n_columns && self->kinds[i + 1] == INVY_GUEST_COLUMN_IGNORED
      && is_mostly (contents[i].n_single_words, &contents[i])
      && is_mostly (contents[i + 1].n_single_words, &contents[i + 1]))
    {
      self->kinds[i] = INVY_GUEST_COLUMN_FIRST_NAME;
      self->kinds[i + 1] = INVY_GUEST_COLUMN_LAST_NAME;
    }
}

/* A first row with words where the others have phone numbers is a row of titles that we do not know. */
static void
skip_unknown_titles (InvyGuestColumns *self, GPtrArray *rows)
{
  InvyTableRow *row = g_ptr_array_index (rows, 0);

  for (guint i = 0; i < row->n_cells; i++)
    if (self->kinds[i] == INVY_GUEST_COLUMN_PHONE && has_letter (row->cells[i]) && count_digits (row->cells[i]) == 0
        && rows->len > 1)
      {
        self->titles = row->cells;
        self->n_titles = row->n_cells;
        self->first_row = 1;
      }
}

static void
guess_by_content (InvyGuestColumns *self, GPtrArray *rows)
{
  g_autofree Content *contents = g_new0 (Content, self->n_columns);

  for (guint i = 0; i < MIN (rows->len, MAX_SAMPLE_ROWS); i++)
    {
      InvyTableRow *row = g_ptr_array_index (rows, i);

      for (guint j = 0; j < row->n_cells; j++)
        look_at_cell (&contents[j], row->cells[j]);
    }

  for (guint i = 0; i < self->n_columns; i++)
    if (contents[i].n_filled == 0)
      continue;
    else if (is_mostly (contents[i].n_phones, &contents[i]))
      self->kinds[i] = INVY_GUEST_COLUMN_PHONE;
    else if (is_mostly (contents[i].n_emails, &contents[i]))
      self->kinds[i] = INVY_GUEST_COLUMN_EMAIL;
    else if (is_mostly (contents[i].n_counts, &contents[i]) && !has_kind (self, INVY_GUEST_COLUMN_PARTY_SIZE))
      self->kinds[i] = INVY_GUEST_COLUMN_PARTY_SIZE;
  guess_names (self, contents);
  if (invy_guest_columns_has_people (self))
    {
      /* Whatever else there is, nobody can tell what; the notes lose nothing. */
      change_kind (self, INVY_GUEST_COLUMN_IGNORED, INVY_GUEST_COLUMN_REMARK);
      skip_unknown_titles (self, rows);
    }
}

/**
 * invy_guest_columns_new:
 * @table: a whole sheet; must outlive the result
 *
 * Finds out what the columns of a guest list hold: by the titles if there are any in the first rows, else by what is
 * in them.
 *
 * Returns: (transfer full): the columns
 */
InvyGuestColumns *
invy_guest_columns_new (InvyTable *table)
{
  InvyGuestColumns *self = g_new0 (InvyGuestColumns, 1);

  self->n_columns = table->n_columns;
  self->kinds = g_new0 (InvyGuestColumn, MAX (self->n_columns, 1));

  if (!find_titles (self, table->rows))
    guess_by_content (self, table->rows);

  return self;
}

/**
 * invy_guest_columns_copy:
 *
 * Returns: (transfer full): the same for somebody else to change; its titles are still the table's
 */
InvyGuestColumns *
invy_guest_columns_copy (InvyGuestColumns *self)
{
  InvyGuestColumns *copy = g_memdup2 (self, sizeof *self);

  copy->kinds = g_memdup2 (self->kinds, sizeof *self->kinds * MAX (self->n_columns, 1));
  return copy;
}

/**
 * invy_guest_columns_dup_key:
 *
 * Returns: (transfer full) (nullable): what files with the same titles in the same order share; %NULL without titles
 */
char *
invy_guest_columns_dup_key (InvyGuestColumns *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  if (self->titles == NULL)
    return NULL;

  for (guint i = 0; i < self->n_titles; i++)
    {
      g_autofree char *folded = invy_fold (self->titles[i]);

      g_checksum_update (checksum, (const guchar *) folded, (gssize) strlen (folded) + 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * invy_guest_columns_dup_choice:
 *
 * Returns: (transfer full): what the columns hold, to be kept in a file; see invy_guest_columns_take_choice()
 */
char *
invy_guest_columns_dup_choice (InvyGuestColumns *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < self->n_columns; i++)
    g_strv_builder_add (words, nicks[self->kinds[i]]);
  all = g_strv_builder_end (words);
  return g_strjoinv (",", all);
}

/**
 * invy_guest_columns_dup_words:
 *
 * Returns: (transfer full): all words that a choice can be made of, with ", " between them
 */
char *
invy_guest_columns_dup_words (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < INVY_GUEST_COLUMN_N_KINDS; i++)
    g_strv_builder_add (builder, nicks[i]);
  words = g_strv_builder_end (builder);
  return g_strjoinv (", ", words);
}

static int
find_nick (const char *nick)
{
  for (int i = 0; i < INVY_GUEST_COLUMN_N_KINDS; i++)
    if (g_str_equal (nicks[i], nick))
      return i;
  return -1;
}

/**
 * invy_guest_columns_take_choice:
 * @choice: from invy_guest_columns_dup_choice(), for a file with the same titles
 *
 * Lets the columns hold what somebody chose for such a file before. Columns that have no title can be more or fewer
 * than they were.
 *
 * Returns: whether @choice could be read; if not, nothing changes
 */
gboolean
invy_guest_columns_take_choice (InvyGuestColumns *self, const char *choice)
{
  g_auto (GStrv) words = g_strsplit (choice, ",", -1);
  const guint n_words = g_strv_length (words);

  for (guint i = 0; i < n_words; i++)
    if (find_nick (words[i]) < 0)
      return FALSE;

  for (guint i = 0; i < MIN (n_words, self->n_columns); i++)
    self->kinds[i] = (InvyGuestColumn) find_nick (words[i]);
  return n_words > 0;
}

void
invy_guest_columns_free (InvyGuestColumns *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->kinds, g_free);
  g_free (self);
}

/**
 * invy_guest_columns_has_people:
 *
 * Returns: whether any column holds names or phone numbers; without them no row can become a guest
 */
gboolean
invy_guest_columns_has_people (const InvyGuestColumns *self)
{
  return has_kind (self, INVY_GUEST_COLUMN_FIRST_NAME) || has_kind (self, INVY_GUEST_COLUMN_LAST_NAME)
         || has_kind (self, INVY_GUEST_COLUMN_NAME) || has_kind (self, INVY_GUEST_COLUMN_MOBILE)
         || has_kind (self, INVY_GUEST_COLUMN_PHONE);
}

/**
 * invy_guest_columns_check:
 * @error: %INVY_TRANSFER_ERROR_NO_COLUMNS, with a sentence that says what to do
 *
 * Returns: what invy_guest_columns_has_people() does
 */
gboolean
invy_guest_columns_check (const InvyGuestColumns *self, GError **error)
{
  if (invy_guest_columns_has_people (self))
    return TRUE;

  g_set_error_literal (
      error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_NO_COLUMNS,
      _ ("No column with names or phone numbers was found: give the columns titles in the first row, "
         "such as Name and Phone."));
  return FALSE;
}
