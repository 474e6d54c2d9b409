/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-contrast-check.h"

#include "app/invite/invy-message-text.h"
#include "invy-findings.h"

#include <adwaita.h>
#include <math.h>

/* For text, by the guidelines for accessible contents of the web (WCAG 2.1, 1.4.3). */
#define ENOUGH 4.5

/* What has a colour of ours, as classes of style. */
static const char *const ours[] = { "badge",        "counter",        "count-tile",     "filter-value",
                                    "message-card", "message-bubble", "message-button", "result-row" };

typedef struct
{
  GtkWidget *root;
  GPtrArray *findings;
  guchar *pixels; /* of the window: red, green, blue, alpha */
  int width;
  int height;
} Check;

static double
get_part (float part)
{
  return part <= 0.04045f ? (double) part / 12.92 : pow (((double) part + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *colour)
{
  return 0.2126 * get_part (colour->red) + 0.7152 * get_part (colour->green) + 0.0722 * get_part (colour->blue);
}

/**
 * invy_contrast:
 *
 * Returns: how well one is seen on the other, from 1 to 21, as WCAG 2.1 defines it
 */
double
invy_contrast (const GdkRGBA *one, const GdkRGBA *other)
{
  const double a = get_luminance (one);
  const double b = get_luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static void
draw (Check *self)
{
  GtkNative *native = gtk_widget_get_native (self->root);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (native));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkTextureDownloader) downloader = NULL;
  graphene_rect_t bounds;

  self->width = gdk_paintable_get_intrinsic_width (paintable);
  self->height = gdk_paintable_get_intrinsic_height (paintable);
  graphene_rect_init (&bounds, 0, 0, (float) self->width, (float) self->height);
  gdk_paintable_snapshot (paintable, snapshot, self->width, self->height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (native), node, &bounds);
  downloader = gdk_texture_downloader_new (texture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  self->pixels = g_malloc0 ((gsize) self->width * (gsize) self->height * 4);
  gdk_texture_downloader_download_into (downloader, self->pixels, (gsize) self->width * 4);
}

/* There is more of what is behind a text than of the text. */
static gboolean
find_background (Check *self, GtkWidget *widget, GdkRGBA *background)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_native (self->root));
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  graphene_rect_t bounds, frame;
  guint most = 0;
  GHashTableIter iter;
  gpointer key, value;

  if (!gtk_widget_compute_bounds (widget, window, &bounds) || !gtk_widget_compute_bounds (window, window, &frame))
    return FALSE;

  for (int y = (int) ceilf (bounds.origin.y - frame.origin.y);
       y < (int) (bounds.origin.y - frame.origin.y + bounds.size.height); y++)
    for (int x = (int) ceilf (bounds.origin.x - frame.origin.x);
         x < (int) (bounds.origin.x - frame.origin.x + bounds.size.width); x++)
      if (x >= 0 && y >= 0 && x < self->width && y < self->height)
        {
          const guchar *pixel = self->pixels + 4 * ((gsize) y * (gsize) self->width + (gsize) x);
          const guint colour = (guint) pixel[0] << 16 | (guint) pixel[1] << 8 | pixel[2];
          const guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (colour)));

          g_hash_table_insert (counts, GUINT_TO_POINTER (colour), GUINT_TO_POINTER (count + 1));
        }

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (value) > most)
      {
        const guint colour = GPOINTER_TO_UINT (key);

        most = GPOINTER_TO_UINT (value);
        *background = (GdkRGBA) { (float) (colour >> 16 & 255) / 255, (float) (colour >> 8 & 255) / 255,
                                  (float) (colour & 255) / 255, 1 };
      }

  return most > 0;
}

static void
check_colour (Check *self, GtkWidget *widget, const GdkRGBA *colour, const GdkRGBA *background, const char *what)
{
  const GdkRGBA seen = { colour->alpha * colour->red + (1 - colour->alpha) * background->red,
                         colour->alpha * colour->green + (1 - colour->alpha) * background->green,
                         colour->alpha * colour->blue + (1 - colour->alpha) * background->blue, 1 };
  const double contrast = invy_contrast (&seen, background);

  if (contrast < ENOUGH)
    {
      g_autofree char *one = gdk_rgba_to_string (&seen);
      g_autofree char *other = gdk_rgba_to_string (background);

      invy_findings_add (self->findings, widget, "has too little contrast%s: %.2f, %s on %s", what, contrast, one,
                         other);
    }
}

static gboolean
is_in_style (GtkWidget *widget, const char *css_class)
{
  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
    if (gtk_widget_has_css_class (at, css_class))
      return TRUE;

  return FALSE;
}

static gboolean
is_ours (GtkWidget *widget)
{
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    if (is_in_style (widget, ours[i]))
      return TRUE;

  return FALSE;
}

/* What was filled in, and what can be pressed, has a colour of the desktop's: people choose which. */
static void
check_accents (Check *self, GtkWidget *widget, const GdkRGBA *background)
{
  const gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  for (int accent = ADW_ACCENT_COLOR_BLUE; accent <= ADW_ACCENT_COLOR_SLATE; accent++)
    {
      g_autofree char *what = g_strdup_printf (" with accent %d", accent);
      GdkRGBA colour;

      adw_accent_color_to_standalone_rgba ((AdwAccentColor) accent, is_dark, &colour);
      check_colour (self, widget, &colour, background, what);
    }
}

/* Something else may be drawn where a row is scrolled away. */
static gboolean
is_seen_whole (Check *self, GtkWidget *widget)
{
  graphene_rect_t bounds, clip;

  if (!gtk_widget_compute_bounds (widget, self->root, &bounds))
    return FALSE;

  for (GtkWidget *at = gtk_widget_get_parent (widget); at != NULL && at != self->root;
       at = gtk_widget_get_parent (at))
    if (gtk_widget_get_overflow (at) == GTK_OVERFLOW_HIDDEN
        && (!gtk_widget_compute_bounds (at, self->root, &clip) || !graphene_rect_contains_rect (&clip, &bounds)))
      return FALSE;

  return TRUE;
}

/* Texts that the toolkit dims are its own matter. */
static void
visit (GtkWidget *widget, gpointer data)
{
  Check *self = data;
  GdkRGBA colour, background;

  if ((!GTK_IS_LABEL (widget) && !INVY_IS_MESSAGE_TEXT (widget)) || !is_ours (widget)
      || gtk_widget_has_css_class (widget, "dim-label") || gtk_widget_has_css_class (widget, "dimmed")
      || !gtk_widget_is_sensitive (widget) || !is_seen_whole (self, widget)
      || !find_background (self, widget, &background))
    return;

  gtk_widget_get_color (widget, &colour);
  check_colour (self, widget, &colour, &background, "");
  if (INVY_IS_MESSAGE_TEXT (widget) || is_in_style (widget, "message-button"))
    check_accents (self, widget, &background);
}

/**
 * invy_contrast_check:
 * @root: a window or dialog that is on the screen
 *
 * Looks for texts in colours of ours that are hard to read on what was drawn behind them.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong
 */
GPtrArray *
invy_contrast_check (GtkWidget *root)
{
  Check self = { .root = root, .findings = invy_findings_new () };

  draw (&self);
  invy_findings_walk (root, visit, &self);
  g_free (self.pixels);

  return self.findings;
}
