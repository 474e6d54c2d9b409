/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-formats.h"

#include "app/guests/invy-guest-words.h"
#include "text/invy-bidi.h"

/* What the cell of a compact list says, of which it is the first argument; and in which order guests are. */

static char *
format_name (gpointer cell, const char *name)
{
  return invy_bidi_isolate (name, INVY_BIDI_NAME);
}

static char *
format_phone (gpointer cell, const char *display, const char *typed)
{
  return invy_guest_words_dup_phone (display, typed);
}

static char **
style_phone_summary (gpointer cell, const char *problem)
{
  const char *const classes[] = { "numeric", "caption", problem != NULL ? "error" : "dim-label", NULL };

  return g_strdupv ((char **) classes);
}

static char *
format_invitation (gpointer cell, InvyDelivery delivery, const char *phone_problem)
{
  return g_strdup (invy_guest_words_get_invitation (delivery, phone_problem != NULL));
}

static InvyBadgeKind
rate_invitation (gpointer cell, InvyDelivery delivery, const char *phone_problem)
{
  return invy_guest_words_get_invitation_kind (delivery, phone_problem != NULL);
}

/* Those who need somebody first, then as far as the invitation came. */
static int
rank_invitation (InvyGuest *guest, InvyDelivery delivery, const char *phone_problem)
{
  if (invy_guest_words_get_invitation_kind (delivery, phone_problem != NULL) == INVY_BADGE_BAD)
    return -1;

  return (int) delivery;
}

/* Coming (the most people first), maybe, not coming, no answer. */
static int
rank_rsvp (InvyGuest *guest, InvyRsvp rsvp, guint count)
{
  switch (rsvp)
    {
    case INVY_RSVP_YES:
      return -(int) MIN (count, G_MAXINT);
    case INVY_RSVP_MAYBE:
      return 1;
    case INVY_RSVP_NO:
      return 2;
    case INVY_RSVP_NONE:
    default:
      return 3;
    }
}

/**
 * invy_guest_formats_bind:
 *
 * Binds the callbacks by which the template of a list writes and rates its compact cell, and sorts.
 */
void
invy_guest_formats_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, format_name);
  gtk_widget_class_bind_template_callback (widget_class, format_phone);
  gtk_widget_class_bind_template_callback (widget_class, style_phone_summary);
  gtk_widget_class_bind_template_callback (widget_class, format_invitation);
  gtk_widget_class_bind_template_callback (widget_class, rate_invitation);
  gtk_widget_class_bind_template_callback (widget_class, rank_invitation);
  gtk_widget_class_bind_template_callback (widget_class, rank_rsvp);
}
