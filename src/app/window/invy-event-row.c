/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/window/invy-event-row.h"
#include "text/invy-bidi.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

struct _InvyEventRow
{
  GtkListBoxRow parent_instance;

  InvyEvent *event;
};

G_DEFINE_FINAL_TYPE (InvyEventRow, invy_event_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_EVENT = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static char *
format_name (InvyEventRow *self, const char *name)
{
  return invy_bidi_isolate (name, INVY_BIDI_NAME);
}

static char *
format_details (InvyEventRow *self, const char *iso_date, const char *venue)
{
  g_autofree char *date = invy_when_dup_date_short (iso_date);
  g_autofree char *place = invy_bidi_isolate (venue, INVY_BIDI_NAME);

  if (date != NULL && place != NULL)
    /* Translators: the day and the place of a wedding, "25 Feb · Gan Eden Hall" */
    return g_strdup_printf (_ ("%s · %s"), date, place);
  return date != NULL ? g_steal_pointer (&date) : g_steal_pointer (&place);
}

static gboolean
has_text (InvyEventRow *self, const char *text)
{
  return text != NULL && *text != '\0';
}

static void
invy_event_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_EVENT)
    g_value_set_object (value, INVY_EVENT_ROW (object)->event);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
invy_event_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_EVENT)
    INVY_EVENT_ROW (object)->event = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
invy_event_row_dispose (GObject *object)
{
  InvyEventRow *self = INVY_EVENT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_EVENT_ROW);
  g_clear_object (&self->event);

  G_OBJECT_CLASS (invy_event_row_parent_class)->dispose (object);
}

static void
invy_event_row_class_init (InvyEventRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = invy_event_row_get_property;
  object_class->set_property = invy_event_row_set_property;
  object_class->dispose = invy_event_row_dispose;

  properties[PROP_EVENT] = g_param_spec_object ("event", NULL, NULL, INVY_TYPE_EVENT,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-event-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, format_name);
  gtk_widget_class_bind_template_callback (widget_class, format_details);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

static void
invy_event_row_init (InvyEventRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_event_row_new:
 *
 * Returns: (transfer floating): a row that follows the details of @event
 */
GtkWidget *
invy_event_row_new (InvyEvent *event)
{
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);

  return g_object_new (INVY_TYPE_EVENT_ROW, "event", event, NULL);
}

/**
 * invy_event_row_get_event:
 *
 * Returns: (transfer none): its wedding
 */
InvyEvent *
invy_event_row_get_event (InvyEventRow *self)
{
  g_return_val_if_fail (INVY_IS_EVENT_ROW (self), NULL);

  return self->event;
}
