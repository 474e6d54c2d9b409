/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-import-row.h"

/**
 * invy_import_row_new:
 * @number: the row in the file, from 1
 * @guest: (nullable) (transfer full): what the row became
 *
 * Returns: (transfer full): the row
 */
InvyImportRow *
invy_import_row_new (guint number, InvyGuest *guest)
{
  InvyImportRow *self = g_new0 (InvyImportRow, 1);

  self->number = number;
  self->guest = guest;

  return self;
}

void
invy_import_row_free (InvyImportRow *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->guest);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->warning, g_free);
  g_clear_pointer (&self->couple, invy_couple_free);
  g_free (self);
}
