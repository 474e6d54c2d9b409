/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/invy-guest-phone.h"
#include "book/invy-search.h"

static InvyGuest *
new_guest (const char *first_name, const char *last_name, const char *phone)
{
  InvyGuest *guest = invy_guest_new ("event");

  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, first_name);
  invy_guest_set (guest, INVY_GUEST_LAST_NAME, last_name);
  invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, phone);
  invy_guest_set (guest, INVY_GUEST_GROUP_NAME, "צה\"ל");
  invy_guest_set (guest, INVY_GUEST_HOUSEHOLD, "משפחת אברהמי");
  invy_guest_set (guest, INVY_GUEST_TAGS, "עבודה, VIP");
  invy_guest_set (guest, INVY_GUEST_NOTES, "Brings a wheelchair");
  invy_guest_set (guest, INVY_GUEST_EMAIL, "Dana@Example.com");
  invy_guest_judge_phone (guest, "IL");

  return guest;
}

static gboolean
finds (InvyGuest *guest, const char *text)
{
  g_autoptr (InvySearch) search = invy_search_new (text);

  return invy_search_finds (search, invy_search_key_get (guest));
}

static void
test_found (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "דנה",
    "דנ",
    "ד\u05b8נה",
    "כהן",
    "כהן דנה",
    "דנה כה",
    "צהל",
    "צה״ל",
    "dana@example",
    "EXAMPLE",
    "אברהמי",
    "vip",
    "wheelch",
    "0502345678",
    "050-234",
    "050 234 5678",
    "502345",
    "5678",
    "972502345678",
    "+972 50-234-5678",
    "+97250",
    "0097250",
    "972 50",
    "(050) 234",
    "cohen 050-234",
    "Dana Kohen",
    "דנה 5678 כהן",
    "٠٥٠٢٣٤",
  };
  g_autoptr (InvyGuest) guest = new_guest ("דנה", "כהן", "050-234 5678");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_true (finds (guest, texts[i]));
    }
}

static void
test_not_found (void)
{
  static const char *const texts[] = { "לוי", "דנה לוי", "0521", "הנד", "q" };
  g_autoptr (InvyGuest) guest = new_guest ("דנה", "כהן", "+972502345678");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (finds (guest, texts[i]));
  g_assert_true (finds (guest, "0502345678"));
}

static void
test_bad_number_as_typed (void)
{
  g_autoptr (InvyGuest) letters = new_guest ("José", NULL, "05O2345678");
  g_autoptr (InvyGuest) nobody = new_guest (NULL, NULL, NULL);

  g_assert_true (finds (letters, "05o23"));
  g_assert_true (finds (letters, "jose"));
  g_assert_false (finds (nobody, "5"));
}

/* What a planner types beside what stands in the list. */
static void
test_other_scripts (void)
{
  static const struct
  {
    const char *typed;
    const char *name;
  } rows[] = {
    { "Cohen", "כהן" },       { "Kohen", "כהן" },      { "cohn", "כהן" },        { "כהן", "Cohen" },
    { "כהן", "Kohen" },       { "כהן", "كوهين" },      { "David", "דוד" },       { "דוד", "David" },
    { "דוד", "داود" },        { "Yossi", "יוסי" },     { "Yosi", "יוסי" },       { "יוסי", "Yossi" },
    { "Haim", "חיים" },       { "Chaim", "חיים" },     { "חיים", "Haim" },       { "חיים", "Chaim" },
    { "Yosef", "יוסף" },      { "Joseph", "יוסף" },    { "יוסף", "يوسف" },       { "Mizrahi", "מזרחי" },
    { "Mizrachi", "מזרחי" },  { "Schwartz", "שוורץ" }, { "Schwarz", "שוורץ" },   { "Rosenberg", "רוזנברג" },
    { "Yitzhak", "יצחק" },    { "Itzhak", "יצחק" },    { "Ya'akov", "יעקב" },    { "Jacob", "יעקב" },
    { "Avraham", "אברהם" },   { "אברהם", "Abraham" },  { "Levi", "לוי" },        { "Levy", "לוי" },
    { "Peretz", "פרץ" },      { "Malka", "מלכה" },     { "Michal", "מיכל" },     { "Rachel", "רחל" },
    { "Shmuel", "שמואל" },    { "Noa", "נועה" },       { "Leah", "לאה" },        { "Sarah", "שרה" },
    { "Muhammad", "محمد" },   { "Mohammed", "محمد" },  { "מוחמד", "محمد" },      { "Khoury", "الخوري" },
    { "ח'ורי", "Khoury" },    { "Fatima", "فاطمة" },   { "Youssef", "يوسف" },    { "Khaled", "خالد" },
    { "Ибрагим", "Ibragim" }, { "Давид", "דוד" },      { "Schwartz", "Shwarz" }, { "David", "דויד" },
    { "Rosenb", "רוזנברג" },  { "אבר", "Abraham" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InvyGuest) guest = invy_guest_new ("event");

      g_test_message ("%s: %s", rows[i].typed, rows[i].name);
      invy_guest_set (guest, INVY_GUEST_FIRST_NAME, rows[i].name);
      g_assert_true (finds (guest, rows[i].typed));
    }
}

static void
test_no_flood (void)
{
  static const struct
  {
    const char *typed;
    const char *name;
  } rows[] = {
    { "Dana", "Dina" }, { "Noa", "Nina" }, { "Noa", "נתן" }, { "d", "דוד" },     { "co", "כהן" },
    { "כ", "Cohen" },   { "aaa", "Aviv" }, { "Tal", "אטל" }, { "Dan", "דניאל" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (InvyGuest) guest = invy_guest_new ("event");

      g_test_message ("%s: %s", rows[i].typed, rows[i].name);
      invy_guest_set (guest, INVY_GUEST_FIRST_NAME, rows[i].name);
      g_assert_false (finds (guest, rows[i].typed));
    }
}

static gboolean
is_narrower (const char *text, const char *before)
{
  g_autoptr (InvySearch) search = invy_search_new (text);
  g_autoptr (InvySearch) wider = invy_search_new (before);

  return invy_search_is_narrower (search, wider);
}

/* A longer word may sound like more: "Coh" says too little, "Cohen" finds כהן. */
static void
test_narrower (void)
{
  g_assert_true (is_narrower ("0501", "050"));
  g_assert_true (is_narrower ("c", ""));
  g_assert_true (is_narrower ("rosenberg", "rosenb"));
  g_assert_true (is_narrower ("dan levy", "dan"));
  g_assert_true (is_narrower ("co", "c"));
  g_assert_false (is_narrower ("cohen", "coh"));
  g_assert_false (is_narrower ("", "c"));
  g_assert_false (is_narrower ("dina", "dana"));
  g_assert_false (is_narrower ("50", "501"));
}

/* A key is made again when a text that it was made of has changed. */
static void
test_current (void)
{
  g_autoptr (InvyGuest) guest = new_guest ("Dana", "Cohen", "050-234 5678");

  g_assert_false (finds (guest, "Tamar"));
  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "Tamar");
  g_assert_true (finds (guest, "Tamar"));
  g_assert_false (finds (guest, "Dana Cohen 999"));

  invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, "054-999 1234");
  invy_guest_judge_phone (guest, "IL");
  g_assert_true (finds (guest, "+972 54 999"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/search/found", test_found);
  g_test_add_func ("/invy/search/not-found", test_not_found);
  g_test_add_func ("/invy/search/bad-number-as-typed", test_bad_number_as_typed);
  g_test_add_func ("/invy/search/other-scripts", test_other_scripts);
  g_test_add_func ("/invy/search/no-flood", test_no_flood);
  g_test_add_func ("/invy/search/narrower", test_narrower);
  g_test_add_func ("/invy/search/current", test_current);

  return g_test_run ();
}
