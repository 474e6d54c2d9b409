/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-findings.h"

GPtrArray *
invy_findings_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/**
 * invy_findings_get_words:
 *
 * Returns: (nullable): the first words in @widget, or what it would say
 */
const char *
invy_findings_get_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_EDITABLE (widget))
    return gtk_editable_get_text (GTK_EDITABLE (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *words = invy_findings_get_words (child);

      if (words != NULL && *words != '\0')
        return words;
    }

  return gtk_widget_get_tooltip_text (widget);
}

/**
 * invy_findings_add:
 * @format: what is wrong with @widget
 *
 * Adds a sentence that names the widget, by its words and by where it is.
 */
void
invy_findings_add (GPtrArray *findings, GtkWidget *widget, const char *format, ...)
{
  GString *text = g_string_new (NULL);
  const char *words = invy_findings_get_words (widget);
  va_list arguments;

  for (GtkWidget *at = widget; at != NULL && !GTK_IS_ROOT (at); at = gtk_widget_get_parent (at))
    if (at == widget || g_str_has_prefix (G_OBJECT_TYPE_NAME (at), "Invy"))
      g_string_append_printf (text, "%s%s", at == widget ? "" : " in ", G_OBJECT_TYPE_NAME (at));
  g_string_append_printf (text, " “%s” ", words != NULL ? words : "");
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);

  g_ptr_array_add (findings, g_string_free_and_steal (text));
}

/**
 * invy_findings_walk:
 *
 * Visits what is on the screen in @root, from the outside to the inside. Popovers are windows of their own.
 */
void
invy_findings_walk (GtkWidget *root, void (*visit) (GtkWidget *widget, gpointer data), gpointer data)
{
  if (!gtk_widget_get_mapped (root) || GTK_IS_POPOVER (root))
    return;

  visit (root, data);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    invy_findings_walk (child, visit, data);
}
