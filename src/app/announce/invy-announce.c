/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"

#define WAITS "invy-announce-waits"

/**
 * invy_announce:
 * @source: (type GtkWidget): where it happened
 * @text: what to tell when what is being told now has ended
 */
void
invy_announce (gpointer source, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (source));
  g_return_if_fail (text != NULL);

  gtk_accessible_announce (GTK_ACCESSIBLE (source), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static const char *
get_text (gpointer widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (widget);

  return adw_banner_get_revealed (widget) ? adw_banner_get_title (widget) : "";
}

static gboolean
say_cb (gpointer widget)
{
  const char *text = get_text (widget);

  g_object_steal_data (widget, WAITS);
  if (gtk_widget_get_mapped (widget) && *text != '\0')
    invy_announce (widget, text);

  return G_SOURCE_REMOVE;
}

static void
stop_waiting (gpointer source)
{
  g_source_remove (GPOINTER_TO_UINT (source));
}

/* What comes to be seen may have its text a moment later: only what it is in the end is told. */
static void
say_soon_cb (gpointer widget)
{
  if (g_object_get_data (widget, WAITS) != NULL)
    return;

  g_object_set_data_full (widget, WAITS, GUINT_TO_POINTER (g_idle_add (say_cb, widget)), stop_waiting);
}

/**
 * invy_announce_label:
 * @label: says how something stands, not just what is beside it
 *
 * From now on tells what @label says when it comes to be seen, and whenever that changes while it is seen. The roles
 * "status" and "alert" promise as much, but GTK 4.18 does nothing about it.
 */
void
invy_announce_label (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  g_signal_connect (label, "notify::label", G_CALLBACK (say_soon_cb), NULL);
  g_signal_connect_after (label, "map", G_CALLBACK (say_soon_cb), NULL);
}

/**
 * invy_announce_banner:
 * @banner: without markup
 *
 * From now on tells what @banner says when it is revealed, and whenever that changes while it is.
 */
void
invy_announce_banner (AdwBanner *banner)
{
  g_return_if_fail (ADW_IS_BANNER (banner));

  g_signal_connect (banner, "notify::title", G_CALLBACK (say_soon_cb), NULL);
  g_signal_connect (banner, "notify::revealed", G_CALLBACK (say_soon_cb), NULL);
  g_signal_connect_after (banner, "map", G_CALLBACK (say_soon_cb), NULL);
}

/**
 * invy_announce_failure:
 * @page: what takes the place of something that cannot be shown
 * @sentence: why it cannot, and what to do
 *
 * Describes and tells a failure.
 */
void
invy_announce_failure (AdwStatusPage *page, const char *sentence)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (ADW_IS_STATUS_PAGE (page));
  g_return_if_fail (sentence != NULL);

  markup = g_markup_escape_text (sentence, -1);
  adw_status_page_set_description (page, markup);
  invy_announce (page, sentence);
}
