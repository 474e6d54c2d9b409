/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-media-row.h"
#include "app/invite/invy-slot-group.h"

#include "text/invy-bidi.h"
#include "text/invy-json.h"

#include <glib/gi18n.h>

struct _InvySlotGroup
{
  AdwPreferencesGroup parent_instance;

  char *key;
  InvySlotKind kind;
  GPtrArray *sources;       /* what the list offers, behind "nothing" */
  InvyParameterFill *other; /* something that was set elsewhere, and cannot be edited here */
  gboolean is_filling;

  AdwComboRow *source_row;
  AdwEntryRow *text_row;
  AdwEntryRow *latitude_row;
  AdwEntryRow *longitude_row;
  AdwEntryRow *name_row;
  AdwEntryRow *address_row;
  AdwActionRow *problem_row;
  InvyMediaRow *media_row; /* NULL unless the slot takes a file */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvySlotGroup, invy_slot_group, ADW_TYPE_PREFERENCES_GROUP)

/* Places in the list: nothing, the sources, a fixed text, and what was set elsewhere. */
#define NOTHING 0

static guint
get_text_place (InvySlotGroup *self)
{
  return self->sources->len + 1;
}

static guint
get_other_place (InvySlotGroup *self)
{
  return self->sources->len + 2;
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
show_text_row (InvySlotGroup *self)
{
  const gboolean is_text = adw_combo_row_get_selected (self->source_row) == get_text_place (self);

  gtk_widget_set_visible (GTK_WIDGET (self->text_row), self->media_row == NULL && is_text);
}

static void
changed_cb (InvySlotGroup *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Whoever wants a text wants to type it. */
static void
source_changed_cb (InvySlotGroup *self)
{
  show_text_row (self);
  if (!self->is_filling && gtk_widget_get_visible (GTK_WIDGET (self->text_row)))
    gtk_widget_grab_focus (GTK_WIDGET (self->text_row));
  changed_cb (self);
}

static void
list_sources (InvySlotGroup *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("Nothing Yet"));
  for (guint i = 0; i < self->sources->len; i++)
    gtk_string_list_append (list, invy_parameter_source_get_title (self->sources->pdata[i]));
  gtk_string_list_append (list, _ ("Fixed Text…"));
  if (self->other != NULL)
    gtk_string_list_append (list, _ ("As It Is"));

  adw_combo_row_set_model (self->source_row, G_LIST_MODEL (list));
}

static guint
find_place (InvySlotGroup *self, const InvyParameterFill *fill)
{
  guint i;

  if (fill == NULL)
    return NOTHING;
  if (fill->kind == INVY_FILL_TEXT)
    return get_text_place (self);
  if (fill->kind == INVY_FILL_SOURCE && g_ptr_array_find (self->sources, fill->source, &i))
    return i + 1;
  return get_other_place (self);
}

static InvyParameterFill *
dup_words (InvySlotGroup *self)
{
  const guint place = adw_combo_row_get_selected (self->source_row);

  if (place == NOTHING || place == GTK_INVALID_LIST_POSITION)
    return NULL;
  if (place == get_text_place (self))
    return invy_parameter_fill_new_text (get_text (self->text_row));
  if (place == get_other_place (self))
    return invy_parameter_fill_copy (self->other);
  return invy_parameter_fill_new_source (self->sources->pdata[place - 1]);
}

static void
fill_words (InvySlotGroup *self, const InvyParameterFill *fill)
{
  const guint place = find_place (self, fill);

  g_clear_pointer (&self->other, invy_parameter_fill_free);
  if (place == get_other_place (self))
    self->other = invy_parameter_fill_copy (fill);
  list_sources (self);
  adw_combo_row_set_selected (self->source_row, place);
  if (place == get_text_place (self))
    set_text (self->text_row, fill->text);
  show_text_row (self);
}

static InvyParameterFill *
dup_place (InvySlotGroup *self)
{
  return invy_parameter_fill_new_location (get_text (self->latitude_row), get_text (self->longitude_row),
                                           get_text (self->name_row), get_text (self->address_row));
}

static void
fill_place (InvySlotGroup *self, const InvyParameterFill *fill)
{
  const gboolean is_place = fill != NULL && fill->kind == INVY_FILL_LOCATION;
  JsonObject *object = is_place ? json_node_get_object (fill->object) : NULL;

  set_text (self->latitude_row, is_place ? invy_json_get_text (object, "latitude") : NULL);
  set_text (self->longitude_row, is_place ? invy_json_get_text (object, "longitude") : NULL);
  set_text (self->name_row, is_place ? invy_json_get_text (object, "name") : NULL);
  set_text (self->address_row, is_place ? invy_json_get_text (object, "address") : NULL);
}

static char *
dup_example (const InvyTemplateSlot *slot)
{
  g_autofree char *shown = slot->example != NULL ? invy_bidi_isolate (slot->example, INVY_BIDI_NAME) : NULL;

  /* Translators: %s is what the makers of a message template gave as an example of a text */
  return shown != NULL ? g_strdup_printf (_ ("Example: %s"), shown) : NULL;
}

/* Where in the message it stands, and what its makers had in mind. */
static char *
dup_description (const InvyTemplateSlot *slot)
{
  g_autofree char *example = dup_example (slot);
  g_autofree char *shown_context = invy_bidi_isolate (slot->context, INVY_BIDI_NAME);
  g_autofree char *context = NULL;

  if (slot->kind != INVY_SLOT_TEXT || *slot->context == '\0')
    return g_steal_pointer (&example);

  /* Translators: where in a message something stands; %s are the words before it */
  context = g_strdup_printf (_ ("After “%s”"), shown_context);
  if (example == NULL)
    return g_steal_pointer (&context);
  /* Translators: where in a message something stands, and an example of it */
  return g_strdup_printf (_ ("%s · %s"), context, example);
}

static void
show_slot (InvySlotGroup *self, const InvyTemplateSlot *slot)
{
  g_autofree char *title = invy_template_slot_dup_title (slot);
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *description = dup_description (slot);
  g_autofree char *description_markup = description != NULL ? g_markup_escape_text (description, -1) : NULL;
  const gboolean is_place = slot->kind == INVY_SLOT_LOCATION;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title_markup);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description_markup);
  gtk_widget_set_visible (GTK_WIDGET (self->source_row), !is_place && self->media_row == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->latitude_row), is_place);
  gtk_widget_set_visible (GTK_WIDGET (self->longitude_row), is_place);
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), is_place);
  gtk_widget_set_visible (GTK_WIDGET (self->address_row), is_place);
}

static void
add_media_row (InvySlotGroup *self)
{
  self->media_row = INVY_MEDIA_ROW (invy_media_row_new (self->kind));
  g_signal_connect_object (self->media_row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->media_row));
}

static void
invy_slot_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_SLOT_GROUP);

  G_OBJECT_CLASS (invy_slot_group_parent_class)->dispose (object);
}

static void
invy_slot_group_finalize (GObject *object)
{
  InvySlotGroup *self = INVY_SLOT_GROUP (object);

  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->other, invy_parameter_fill_free);

  G_OBJECT_CLASS (invy_slot_group_parent_class)->finalize (object);
}

static void
invy_slot_group_class_init (InvySlotGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_slot_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_slot_group_finalize;

  /**
   * InvySlotGroup::changed:
   *
   * Something else was chosen or typed.
   */
  signals[CHANGED] =
      g_signal_new ("changed", INVY_TYPE_SLOT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-slot-group.ui");
  gtk_widget_class_bind_template_child (widget_class, InvySlotGroup, source_row);
  gtk_widget_class_bind_template_child (widget_class, InvySlotGroup, text_row);
  gtk_widget_class_bind_template_child (widget_class, InvySlotGroup, latitude_row);
  gtk_widget_class_bind_template_child (widget_class, InvySlotGroup, longitude_row);
  gtk_widget_class_bind_template_child (widget_class, InvySlotGroup, name_row);
  gtk_widget_class_bind_template_child (widget_class, InvySlotGroup, address_row);
  gtk_widget_class_bind_template_child (widget_class, InvySlotGroup, problem_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_changed_cb);
}

static void
invy_slot_group_init (InvySlotGroup *self)
{
  self->sources = g_ptr_array_new ();
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

/**
 * invy_slot_group_new:
 *
 * Returns: a group in which nothing is chosen yet
 */
GtkWidget *
invy_slot_group_new (const InvyTemplateSlot *slot)
{
  InvySlotGroup *self = g_object_new (INVY_TYPE_SLOT_GROUP, NULL);

  self->key = g_strdup (slot->key);
  self->kind = slot->kind;
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  self->sources = invy_parameter_source_list (slot->kind);
  if (invy_slot_kind_is_media (slot->kind))
    add_media_row (self);
  show_slot (self, slot);
  invy_slot_group_set_fill (self, NULL);

  return GTK_WIDGET (self);
}

/**
 * invy_slot_group_get_key:
 *
 * Returns: (transfer none): which slot it is, see #InvyTemplateSlot
 */
const char *
invy_slot_group_get_key (InvySlotGroup *self)
{
  g_return_val_if_fail (INVY_IS_SLOT_GROUP (self), NULL);

  return self->key;
}

/**
 * invy_slot_group_dup_fill:
 *
 * Returns: (transfer full) (nullable): what is chosen; %NULL for nothing
 */
InvyParameterFill *
invy_slot_group_dup_fill (InvySlotGroup *self)
{
  const InvyParameterFill *media;

  g_return_val_if_fail (INVY_IS_SLOT_GROUP (self), NULL);

  if (self->kind == INVY_SLOT_LOCATION)
    return dup_place (self);
  if (self->media_row == NULL)
    return dup_words (self);

  media = invy_media_row_get_fill (self->media_row);
  return media != NULL ? invy_parameter_fill_copy (media) : NULL;
}

/**
 * invy_slot_group_set_fill:
 * @fill: (nullable): what fills the slot; %NULL for nothing
 *
 * Shows what was chosen before; nobody is told that it changed.
 */
void
invy_slot_group_set_fill (InvySlotGroup *self, const InvyParameterFill *fill)
{
  g_return_if_fail (INVY_IS_SLOT_GROUP (self));

  self->is_filling = TRUE;
  if (self->kind == INVY_SLOT_LOCATION)
    fill_place (self, fill);
  else if (self->media_row != NULL)
    invy_media_row_set_fill (self->media_row, fill);
  else
    fill_words (self, fill);
  self->is_filling = FALSE;
}

/**
 * invy_slot_group_show_problem:
 * @sentence: (nullable): what is wrong with what is chosen; %NULL if nothing is
 */
void
invy_slot_group_show_problem (InvySlotGroup *self, const char *sentence)
{
  g_return_if_fail (INVY_IS_SLOT_GROUP (self));

  if (sentence != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem_row), sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_row), sentence != NULL);
}
