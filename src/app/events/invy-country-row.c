/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-country-row.h"
#include "phone/invy-country.h"

#include <glib/gi18n.h>
#include <string.h>

struct _InvyCountryRow
{
  AdwComboRow parent_instance;

  GPtrArray *codes; /* in the order of the list; "" for none */
  GtkStringList *names;
  gboolean may_be_none;
};

enum
{
  PROP_0,
  PROP_COUNTRY,
  PROP_MAY_BE_NONE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InvyCountryRow, invy_country_row, ADW_TYPE_COMBO_ROW)

typedef struct
{
  char *code;
  char *name;
  char *sort_key;
} Country;

static void
country_free (Country *country)
{
  g_clear_pointer (&country->code, g_free);
  g_clear_pointer (&country->name, g_free);
  g_clear_pointer (&country->sort_key, g_free);
  g_free (country);
}

static int
compare_countries (gconstpointer a, gconstpointer b)
{
  const Country *first = *(Country *const *) a;
  const Country *second = *(Country *const *) b;

  return strcmp (first->sort_key, second->sort_key);
}

static GPtrArray *
list_countries (void)
{
  GPtrArray *countries = g_ptr_array_new_with_free_func ((GDestroyNotify) country_free);
  g_auto (GStrv) codes = invy_country_dup_codes ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      Country *country = g_new0 (Country, 1);

      country->code = g_strdup (codes[i]);
      country->name = invy_country_dup_name (codes[i]);
      country->sort_key = g_utf8_collate_key (country->name, -1);
      g_ptr_array_add (countries, country);
    }
  g_ptr_array_sort (countries, compare_countries);

  return countries;
}

static void
add (InvyCountryRow *self, const char *code, const char *name)
{
  g_ptr_array_add (self->codes, g_strdup (code));
  gtk_string_list_append (self->names, name);
}

static void
selected_cb (InvyCountryRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTRY]);
}

static void
invy_country_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyCountryRow *self = INVY_COUNTRY_ROW (object);

  switch (prop_id)
    {
    case PROP_COUNTRY:
      g_value_set_string (value, invy_country_row_get_country (self));
      break;
    case PROP_MAY_BE_NONE:
      g_value_set_boolean (value, self->may_be_none);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_country_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  InvyCountryRow *self = INVY_COUNTRY_ROW (object);

  switch (prop_id)
    {
    case PROP_COUNTRY:
      invy_country_row_set_country (self, g_value_get_string (value));
      break;
    case PROP_MAY_BE_NONE:
      self->may_be_none = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_country_row_constructed (GObject *object)
{
  InvyCountryRow *self = INVY_COUNTRY_ROW (object);
  g_autoptr (GPtrArray) countries = list_countries ();
  g_autoptr (GtkExpression) name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  G_OBJECT_CLASS (invy_country_row_parent_class)->constructed (object);

  if (self->may_be_none)
    /* Translators: an entry in a list of countries */
    add (self, "", _ ("No Country"));
  for (guint i = 0; i < countries->len; i++)
    {
      const Country *country = g_ptr_array_index (countries, i);

      add (self, country->code, country->name);
    }

  adw_combo_row_set_expression (ADW_COMBO_ROW (self), name);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), TRUE);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (self), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->names));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

static void
invy_country_row_finalize (GObject *object)
{
  InvyCountryRow *self = INVY_COUNTRY_ROW (object);

  g_clear_object (&self->names);
  g_clear_pointer (&self->codes, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_country_row_parent_class)->finalize (object);
}

static void
invy_country_row_class_init (InvyCountryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = invy_country_row_get_property;
  object_class->set_property = invy_country_row_set_property;
  object_class->constructed = invy_country_row_constructed;
  object_class->finalize = invy_country_row_finalize;

  properties[PROP_COUNTRY] = g_param_spec_string (
      "country", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAY_BE_NONE] = g_param_spec_boolean (
      "may-be-none", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
invy_country_row_init (InvyCountryRow *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->names = gtk_string_list_new (NULL);
}

/**
 * invy_country_row_get_country:
 *
 * Returns: (transfer none) (nullable): ISO 3166 letters
 */
const char *
invy_country_row_get_country (InvyCountryRow *self)
{
  guint selected;

  g_return_val_if_fail (INVY_IS_COUNTRY_ROW (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  if (selected >= self->codes->len || *(char *) self->codes->pdata[selected] == '\0')
    return NULL;

  return self->codes->pdata[selected];
}

/**
 * invy_country_row_set_country:
 * @country: (nullable): ISO 3166 letters; those of no country we know are shown as they are
 *
 * Chooses a country.
 */
void
invy_country_row_set_country (InvyCountryRow *self, const char *country)
{
  const char *code = country != NULL ? country : "";
  guint selected = 0;

  g_return_if_fail (INVY_IS_COUNTRY_ROW (self));

  while (selected < self->codes->len && !g_str_equal (self->codes->pdata[selected], code))
    selected++;

  if (selected == self->codes->len && *code != '\0')
    add (self, code, code);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self),
                              selected < self->codes->len ? selected : GTK_INVALID_LIST_POSITION);
}
