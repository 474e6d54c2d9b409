/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-finder.h"

#include "invy-test.h"

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  static const char *const names[] = { "title", "label" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), names[i]);
      g_autofree char *value = NULL;

      if (pspec == NULL || pspec->value_type != G_TYPE_STRING)
        continue;

      g_object_get (widget, names[i], &value, NULL);
      if (g_strcmp0 (value, text) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * invy_find:
 * @root: a widget
 * @text: (nullable): its title or label, untranslated; %NULL for any
 *
 * Returns: (transfer none) (nullable): the first widget of this kind in @root that is not hidden
 */
gpointer
invy_find (gpointer root, GType type, const char *text)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (text == NULL || has_text (root, text)))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = invy_find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * invy_type_into:
 * @title: the title of an entry row
 *
 * Puts @text in place of what is there.
 */
void
invy_type_into (gpointer root, const char *title, const char *text)
{
  GtkEditable *row = invy_find (root, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (row, text);
}

typedef struct
{
  gpointer root;
  const char *label;
  GtkWidget *button;
} Search;

static gboolean
finds_button (gpointer data)
{
  Search *search = data;

  search->button = invy_find (search->root, GTK_TYPE_BUTTON, search->label);
  return search->button != NULL && gtk_widget_is_sensitive (search->button);
}

/**
 * invy_press:
 * @label: the label of a button, with its underline
 *
 * Presses the button, as soon as it is there and sensitive.
 */
void
invy_press (gpointer root, const char *label)
{
  Search search = { root, label, NULL };

  invy_test_wait_until (finds_button, &search);
  g_signal_emit_by_name (search.button, "clicked");
}
