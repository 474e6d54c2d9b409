/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-badge.h"

struct _InvyGuestBadge
{
  GtkWidget parent_instance;

  char *label;
  InvyBadgeKind kind;

  GtkWidget *pill;
};

enum
{
  PROP_LABEL = 1,
  PROP_KIND,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InvyGuestBadge, invy_guest_badge, GTK_TYPE_WIDGET)

static const char *const kind_classes[] = {
  [INVY_BADGE_PLAIN] = "plain",
  [INVY_BADGE_GOOD] = "good",
  [INVY_BADGE_CARE] = "care",
  [INVY_BADGE_BAD] = "bad",
};

static void
update_pill (InvyGuestBadge *self)
{
  const char *classes[] = { "badge", kind_classes[self->kind], NULL };
  const char *no_classes[] = { "dim-label", NULL };

  gtk_label_set_label (GTK_LABEL (self->pill), self->label != NULL ? self->label : "—");
  gtk_widget_set_css_classes (self->pill, self->label != NULL ? classes : no_classes);
}

static void
invy_guest_badge_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyGuestBadge *self = INVY_GUEST_BADGE (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_KIND:
      g_value_set_enum (value, (int) self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_guest_badge_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  InvyGuestBadge *self = INVY_GUEST_BADGE (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      invy_guest_badge_show (self, g_value_get_string (value), self->kind);
      break;
    case PROP_KIND:
      invy_guest_badge_show (self, self->label, (InvyBadgeKind) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_guest_badge_dispose (GObject *object)
{
  InvyGuestBadge *self = INVY_GUEST_BADGE (object);

  g_clear_pointer (&self->pill, gtk_widget_unparent);

  G_OBJECT_CLASS (invy_guest_badge_parent_class)->dispose (object);
}

static void
invy_guest_badge_finalize (GObject *object)
{
  g_clear_pointer (&INVY_GUEST_BADGE (object)->label, g_free);

  G_OBJECT_CLASS (invy_guest_badge_parent_class)->finalize (object);
}

static void
invy_guest_badge_class_init (InvyGuestBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = invy_guest_badge_get_property;
  object_class->set_property = invy_guest_badge_set_property;
  object_class->dispose = invy_guest_badge_dispose;
  object_class->finalize = invy_guest_badge_finalize;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, INVY_TYPE_BADGE_KIND, INVY_BADGE_PLAIN, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
invy_guest_badge_init (InvyGuestBadge *self)
{
  self->pill = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->pill), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (self->pill, GTK_ALIGN_START);
  gtk_widget_set_valign (self->pill, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->pill, GTK_WIDGET (self));
  update_pill (self);
}

/**
 * invy_guest_badge_show:
 * @label: (nullable): a dash when there is none
 *
 * Sets both properties in one step, for lists.
 */
void
invy_guest_badge_show (InvyGuestBadge *self, const char *label, InvyBadgeKind kind)
{
  const gboolean is_other_kind = kind != self->kind;

  g_return_if_fail (INVY_IS_GUEST_BADGE (self));

  if (g_strcmp0 (self->label, label) == 0 && !is_other_kind)
    return;

  self->kind = kind;
  if (g_set_str (&self->label, label))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
  if (is_other_kind)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
  update_pill (self);
}
