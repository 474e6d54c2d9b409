/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/share/invy-access-words.h"

#include <glib/gi18n.h>

#define N_ACCESSES (INVY_ACCESS_OWNER + 1)

static const struct
{
  const char *title;
  const char *description;
} words[N_ACCESSES] = {
  /* Translators: what somebody may do with a wedding */
  [INVY_ACCESS_VIEWER] = { N_ ("Viewer"), N_ ("Looks at guests and messages") },
  /* Translators: what somebody may do with a wedding */
  [INVY_ACCESS_EDITOR] = { N_ ("Editor"), N_ ("Changes guests and details, and sends") },
  /* Translators: what somebody may do with a wedding */
  [INVY_ACCESS_OWNER] = { N_ ("Owner"), N_ ("Chooses the members and deletes the wedding, too") },
};

/**
 * invy_access_words_get_title:
 *
 * Returns: what somebody with this access is called
 */
const char *
invy_access_words_get_title (InvyAccess access)
{
  g_return_val_if_fail (access < N_ACCESSES, NULL);

  return _ (words[access].title);
}

/**
 * invy_access_words_get_description:
 *
 * Returns: what somebody with this access may do
 */
const char *
invy_access_words_get_description (InvyAccess access)
{
  g_return_val_if_fail (access < N_ACCESSES, NULL);

  return _ (words[access].description);
}

/**
 * invy_access_words_new_choices:
 *
 * Returns: (transfer full): the titles as #GtkStringObject, each at the place of its #InvyAccess
 */
GListModel *
invy_access_words_new_choices (void)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < N_ACCESSES; i++)
    gtk_string_list_append (titles, invy_access_words_get_title ((InvyAccess) i));

  return G_LIST_MODEL (titles);
}
