/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/invy-couple.h"

static void
test_guesses (void)
{
  static const struct
  {
    const char *name;
    const char *people[4];
  } couples[] = {
    { "Dana & Yossi Cohen", { "Dana", "Cohen", "Yossi", "Cohen" } },
    { "Dana Levi and Yossi Cohen", { "Dana", "Levi", "Yossi", "Cohen" } },
    { "דנה ויוסי כהן", { "דנה", "כהן", "יוסי", "כהן" } },
    { "Anne et Paul Martin", { "Anne", "Martin", "Paul", "Martin" } },
    { "Анна и Пётр Ивановы", { "Анна", "Ивановы", "Пётр", "Ивановы" } },
    { "ليلى و أحمد حداد", { "ليلى", "حداد", "أحمد", "حداد" } },
    { "أحمد وليلى حداد", { "أحمد", "حداد", "ليلى", "حداد" } },
    { "Dana + Yossi", { "Dana", "", "Yossi", "" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (couples); i++)
    {
      g_autoptr (InvyCouple) couple = invy_couple_new_guess (couples[i].name);

      g_test_message ("%s", couples[i].name);
      g_assert_nonnull (couple);
      g_assert_cmpstr (couple->first_name, ==, couples[i].people[0]);
      g_assert_cmpstr (couple->last_name, ==, couples[i].people[1]);
      g_assert_cmpstr (couple->other_first_name, ==, couples[i].people[2]);
      g_assert_cmpstr (couple->other_last_name, ==, couples[i].people[3]);
    }
}

static void
test_single_people (void)
{
  static const char *const names[] = { "", "Dana", "Dana Cohen", "ורד כהן", "Andy Sandler", "Dana &", "وليد حداد" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (InvyCouple) couple = invy_couple_new_guess (names[i]);

      g_test_message ("%s", names[i]);
      g_assert_null (couple);
    }
}

static void
test_families (void)
{
  static const char *const families[] = { "משפחת כהן",      "عائلة حداد",       "Famille Martin",
                                          "Семья Ивановых", "The Cohen Family", "Family of Cohen" };
  static const char *const people[] = { "Dana Cohen", "משפחה", "Familia", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)

    g_assert_true (invy_couple_name_is_family (families[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    g_assert_false (invy_couple_name_is_family (people[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/couple/guesses", test_guesses);
  g_test_add_func ("/invy/couple/single-people", test_single_people);
  g_test_add_func ("/invy/couple/families", test_families);

  return g_test_run ();
}
