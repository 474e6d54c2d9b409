/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-count-row.h"

/**
 * invy_count_row_align:
 * @row: for a number
 *
 * Puts the number beside the buttons that change it. An interface from right to left has it at the other end, beside
 * the title: digits are text from left to right, and the alignment is that of the text (GTK 4.18).
 */
void
invy_count_row_align (AdwSpinRow *row)
{
  g_return_if_fail (ADW_IS_SPIN_ROW (row));

  gtk_editable_set_alignment (GTK_EDITABLE (row),
                              gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 0.0f : 1.0f);
}
