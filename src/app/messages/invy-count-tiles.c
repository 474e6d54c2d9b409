/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-count-tiles.h"

#include <glib/gi18n.h>

#define N_TILES 7

/* Longer captions break, so that six tiles stand in one line. */
#define CAPTION_CHARS 9

/**
 * Outcome:
 * @title: with the context "counter", because languages bend it for several messages
 * @count: where the number stands in #InvyCampaignCounts
 * @is_common: whether it is shown when it is none, too
 */
typedef struct
{
  const char *title;
  const char *css_class;
  gsize count;
  gboolean is_common;
} Outcome;

#define COUNT(name) G_STRUCT_OFFSET (InvyCampaignCounts, name)

static const Outcome outcomes[N_TILES] = {
  { NC_ ("counter", "Sent to WhatsApp"), "success", COUNT (succeeded), TRUE },
  { NC_ ("counter", "Failed"), "error", COUNT (failed), TRUE },
  { NC_ ("counter", "Unknown"), "warning", COUNT (unknown), TRUE },
  { NC_ ("counter", "Left Out"), "dimmed", COUNT (skipped), TRUE },
  { NC_ ("counter", "Held by WhatsApp"), "warning", COUNT (held), FALSE },
  { NC_ ("counter", "Not Sent Yet"), "accent", COUNT (waiting), FALSE },
  { NC_ ("counter", "Cancelled"), "dimmed", COUNT (cancelled), FALSE },
};

struct _InvyCountTiles
{
  AdwBin parent_instance;

  GtkWidget *tiles[N_TILES];
  GtkLabel *numbers[N_TILES];
};

G_DEFINE_FINAL_TYPE (InvyCountTiles, invy_count_tiles, ADW_TYPE_BIN)

static void
add_tile (InvyCountTiles *self, guint i, AdwWrapBox *box)
{
  const char *title = g_dpgettext2 (NULL, "counter", outcomes[i].title);
  GtkWidget *tile = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *number = gtk_label_new ("0");
  GtkWidget *caption = gtk_label_new (title);

  gtk_widget_add_css_class (number, "title-1");
  gtk_widget_add_css_class (number, outcomes[i].css_class);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (caption), CAPTION_CHARS);
  gtk_label_set_justify (GTK_LABEL (caption), GTK_JUSTIFY_CENTER);

  gtk_widget_add_css_class (tile, "card");
  gtk_widget_add_css_class (tile, "count-tile");
  gtk_box_append (GTK_BOX (tile), number);
  gtk_box_append (GTK_BOX (tile), caption);
  adw_wrap_box_append (box, tile);

  self->tiles[i] = tile;
  self->numbers[i] = GTK_LABEL (number);
}

static void
invy_count_tiles_class_init (InvyCountTilesClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "count-tiles");
}

static void
invy_count_tiles_init (InvyCountTiles *self)
{
  AdwWrapBox *box = ADW_WRAP_BOX (adw_wrap_box_new ());
  const InvyCampaignCounts none = { 0 };

  adw_wrap_box_set_child_spacing (box, 12);
  adw_wrap_box_set_line_spacing (box, 12);
  adw_wrap_box_set_justify (box, ADW_JUSTIFY_FILL);
  adw_wrap_box_set_justify_last_line (box, TRUE);
  adw_wrap_box_set_line_homogeneous (box, TRUE);
  for (guint i = 0; i < N_TILES; i++)
    add_tile (self, i, box);

  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (box));
  invy_count_tiles_set_counts (self, &none);
}

GtkWidget *
invy_count_tiles_new (void)
{
  return g_object_new (INVY_TYPE_COUNT_TILES, NULL);
}

/**
 * invy_count_tiles_set_counts:
 *
 * Shows other numbers.
 */
void
invy_count_tiles_set_counts (InvyCountTiles *self, const InvyCampaignCounts *counts)
{
  g_return_if_fail (INVY_IS_COUNT_TILES (self));

  for (guint i = 0; i < N_TILES; i++)
    {
      const guint count = G_STRUCT_MEMBER (const guint, counts, outcomes[i].count);
      g_autofree char *number = g_strdup_printf ("%u", count);

      gtk_label_set_label (self->numbers[i], number);
      gtk_widget_set_visible (self->tiles[i], count > 0 || outcomes[i].is_common);
    }
}
