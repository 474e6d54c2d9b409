/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-screens.h"

#include "app/events/invy-event-dialog.h"
#include "app/events/invy-remove-dialog.h"
#include "app/guests/invy-answer-dialog.h"
#include "app/guests/invy-bulk-dialog.h"
#include "app/guests/invy-conflict-dialog.h"
#include "app/guests/invy-duplicates-dialog.h"
#include "app/guests/invy-guest-dialog.h"
#include "app/guests/invy-head-counts-dialog.h"
#include "app/import/invy-import-columns.h"
#include "app/import/invy-import-dialog.h"
#include "app/import/invy-import-fix.h"
#include "app/import/invy-import-preview.h"
#include "invy-test.h"

#include <libintl.h>

/* A new guest, two of the sample that are changed, one who cannot be invited, one without a name. */
#define LIST                                   \
  "First name,Phone,Group,Party,Table\n"       \
  "Anna,050-123-4567,Work,2,7\n"               \
  "Zoe Kingsley,+44 7700 900199,Friends,4,7\n" \
  "Carla,0501,Friends,1,\n"                    \
  "חנה־לאה,050-123-4568,Family,many,12\n"      \
  ",,Nobody,,\n"

static InvyGuestBook *
get_book (InvyStage *stage)
{
  return invy_guests_page_get_book (invy_stage_get_guests_page (stage));
}

/* Some guests, the first of whom has everything. */
static GPtrArray *
dup_guests (InvyStage *stage)
{
  GPtrArray *guests = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (guests, g_list_model_get_item (G_LIST_MODEL (get_book (stage)), i));

  return guests;
}

static void
show_guest_new (InvyStage *stage)
{
  invy_stage_activate (stage, "guests.add", NULL);
}

static void
show_guest (InvyStage *stage)
{
  g_autoptr (GPtrArray) guests = dup_guests (stage);

  invy_stage_activate (stage, "win.edit-guest", invy_guest_get_id (guests->pdata[0]));
}

static void
show_answer (InvyStage *stage)
{
  g_autoptr (GPtrArray) guests = dup_guests (stage);

  invy_stage_present (stage, invy_answer_dialog_new (guests, 1));
}

static void
show_bulk (InvyStage *stage)
{
  g_autoptr (GPtrArray) guests = dup_guests (stage);

  invy_stage_present (stage, invy_bulk_dialog_new (get_book (stage), guests, 1));
}

static void
show_duplicates (InvyStage *stage)
{
  invy_stage_present (stage, invy_duplicates_dialog_new (get_book (stage)));
}

static void
show_head_counts (InvyStage *stage)
{
  invy_stage_present (stage, invy_head_counts_dialog_new (get_book (stage)));
}

static void
show_conflict (InvyStage *stage)
{
  g_autoptr (GPtrArray) guests = dup_guests (stage);
  g_autoptr (InvyGuest) theirs = invy_guest_copy (guests->pdata[0]);
  g_autoptr (InvyGuest) mine = invy_guest_copy (guests->pdata[0]);

  invy_guest_set (theirs, INVY_GUEST_FIRST_NAME, "Maximiliane");
  invy_guest_set (mine, INVY_GUEST_FIRST_NAME, "מיכל");
  invy_guest_set (theirs, INVY_GUEST_GROUP_NAME, "Friends");
  invy_guest_set (mine, INVY_GUEST_GROUP_NAME, "משפחה");
  invy_stage_present (stage, invy_conflict_dialog_new (theirs, guests->pdata[0], mine));
}

static void
show_import (InvyStage *stage)
{
  g_autofree char *path = g_build_filename (stage->folder, "guests.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, LIST, -1, NULL));
  dex_future_disown (invy_guests_page_import_file (invy_stage_get_guests_page (stage), file));
  invy_stage_wait_for (stage, INVY_TYPE_IMPORT_COLUMNS, NULL);
}

static void
show_import_preview (InvyStage *stage)
{
  show_import (stage);
  invy_stage_activate (stage, "import.preview", NULL);
  invy_stage_wait_for_rows (stage, INVY_TYPE_IMPORT_PREVIEW);
}

static void
show_import_fix (InvyStage *stage)
{
  show_import_preview (stage);
  g_assert_true (gtk_widget_activate_action (invy_stage_get_front (stage), "import.fix", "u", 4u));
  invy_stage_wait_for (stage, INVY_TYPE_IMPORT_FIX, NULL);
}

static void
show_event_new (InvyStage *stage)
{
  invy_stage_activate (stage, "app.new-event", NULL);
}

static void
show_event (InvyStage *stage)
{
  invy_stage_activate (stage, "win.edit-event", NULL);
}

static void
show_event_remove (InvyStage *stage)
{
  invy_stage_present (stage, invy_remove_dialog_new (stage->event));
}

const InvyScreen invy_screens_guests[] = {
  { "guest", show_guest, NULL },
  { "guest-new", show_guest_new, NULL },
  { "answer", show_answer, NULL },
  { "bulk", show_bulk, NULL },
  { "duplicates", show_duplicates, NULL },
  { "head-counts", show_head_counts, NULL },
  { "conflict", show_conflict, NULL },
  { "import-columns", show_import, NULL },
  { "import-preview", show_import_preview, NULL },
  { "import-fix", show_import_fix, NULL },
  { "wedding", show_event, NULL },
  { "wedding-new", show_event_new, NULL },
  { "wedding-remove", show_event_remove, NULL },
  { NULL, NULL, NULL },
};
