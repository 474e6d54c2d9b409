/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/export/invy-export-place.h"
#include "app/export/invy-guest-export.h"
#include "transfer/invy-guest-writer.h"

#include <glib/gi18n.h>

typedef struct
{
  InvyEvent *event;
  GPtrArray *guests;
} Export;

static void
export_free (Export *self)
{
  g_clear_object (&self->event);
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  g_free (self);
}

/* The writer is done; whoever asked wants to know where the guests are now. */
static DexFuture *
written_cb (DexFuture *written, gpointer file)
{
  return dex_future_new_take_object (g_object_ref (file));
}

static DexFuture *
place_chosen_cb (DexFuture *chosen, gpointer data)
{
  Export *self = data;
  GFile *file = g_value_get_object (dex_future_get_value (chosen, NULL));
  const char *language = self->event != NULL ? invy_event_get (self->event, INVY_EVENT_LANGUAGE) : NULL;

  return dex_future_then (invy_guest_writer_write_file (self->guests, language, file), written_cb,
                          g_object_ref (file), g_object_unref);
}

/**
 * invy_guest_export_choose_and_write:
 * @parent: anything in the window that asks
 * @event: (nullable): their wedding
 * @guests: (element-type InvyGuest): whom to write, in this order
 *
 * Asks where to and as what kind of file, and writes the guests there.
 *
 * Returns: (transfer full): a future that resolves to the #GFile, or rejects with %G_IO_ERROR_CANCELLED or an
 *   #InvyTransferError
 */
DexFuture *
invy_guest_export_choose_and_write (GtkWidget *parent, InvyEvent *event, GPtrArray *guests)
{
  Export *self;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (guests != NULL, NULL);

  self = g_new0 (Export, 1);
  self->event = event != NULL ? g_object_ref (event) : NULL;
  self->guests = g_ptr_array_ref (guests);

  /* Translators: the name of a file, without the ending that says what kind of file it is */
  return dex_future_then (invy_export_place_choose (parent, _ ("Export Guests"), _ ("guests"), TRUE), place_chosen_cb,
                          self, (GDestroyNotify) export_free);
}
