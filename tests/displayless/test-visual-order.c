/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/invy-csv.h"
#include "transfer/invy-visual-order.h"

static const struct
{
  const char *seen;
  const char *read;
} texts[] = {
  { "ןהכ העונ", "נועה כהן" },
  { "(12 ןחלוש) המבה דיל", "ליד הבמה (שולחן 12)" },
  { "050-2345678 ןופלט", "טלפון 050-2345678" },
  { "nuts :היגרלא", "אלרגיה: nuts" },
  { "Dana Katz", "Dana Katz" },
  { "050-2345678", "050-2345678" },
  { "(03) 623 4567", "(03) 623 4567" },
  { "", "" },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *turned = invy_visual_order_turn_text (texts[i].seen);

      g_assert_cmpstr (turned, ==, texts[i].read);
    }
}

static const struct
{
  const char *list;
  gboolean is_visual;
} lists[] = {
  { "ןופלט,םש\n050,ןהכ העונ\n", TRUE },
  { "שם,טלפון\nנועה כהן,050\n", FALSE },
  { "שם,טלפון\nםיכל,050\nנועה כהן,050\n", FALSE }, /* a slip */
  { "שם\nפיליפ\nיו\"ם\nמנכ\"ל\n", FALSE },
  { "ןופלט\n", FALSE }, /* too little to tell */
  { "Name,Phone\nDana,050\n", FALSE },
  { "الاسم,الهاتف\nليلى,050\n", FALSE },
  { "", FALSE },
};

static void
test_recognised (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (InvyTable) table = invy_csv_parse (lists[i].list, NULL);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpint (invy_visual_order_is_in (table), ==, lists[i].is_visual);
    }
}

/* Rows and columns stay where they are. */
static void
test_table (void)
{
  g_autoptr (InvyTable) table = invy_csv_parse ("ןופלט,,םש\n\n050-1,,ןהכ\n", NULL);
  g_autoptr (InvyTable) turned = invy_visual_order_turn (table);
  const InvyTableRow *row;

  g_assert_cmpuint (turned->rows->len, ==, 2);
  g_assert_cmpuint (turned->n_columns, ==, 3);
  row = g_ptr_array_index (turned->rows, 1);
  g_assert_cmpuint (row->number, ==, 3);
  g_assert_cmpstr (row->cells[0], ==, "050-1");
  g_assert_cmpstr (row->cells[1], ==, "");
  g_assert_cmpstr (row->cells[2], ==, "כהן");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/visual-order/texts", test_texts);
  g_test_add_func ("/invy/visual-order/recognised", test_recognised);
  g_test_add_func ("/invy/visual-order/table", test_table);

  return g_test_run ();
}
