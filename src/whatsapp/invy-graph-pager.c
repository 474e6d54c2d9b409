/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-graph-pager.h"

#include "text/invy-json.h"
#include "whatsapp/invy-api-error.h"

#include <glib/gi18n-lib.h>

/* Meta's largest accounts have 6,000 templates, and a page has 25 where the wish for 100 is not heard. */
#define MOST_PAGES 500

struct _InvyGraphPager
{
  GHashTable *seen; /* of cursors */
  char *after;
  guint n_pages;
  gboolean has_more;
};

/**
 * invy_graph_pager_new:
 *
 * Returns: (transfer full): a pager before the first page
 */
InvyGraphPager *
invy_graph_pager_new (void)
{
  InvyGraphPager *self = g_new0 (InvyGraphPager, 1);

  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->has_more = TRUE;

  return self;
}

/**
 * invy_graph_pager_free:
 *
 * Frees @self.
 */
void
invy_graph_pager_free (InvyGraphPager *self)
{
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_free (self->after);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, INVY_API_ERROR, INVY_API_ERROR_UNREADABLE, sentence);

  return FALSE;
}

/* The address in "next" only says that there is more: it may name another version, and the token. The last page has a
 * cursor too. */
static gboolean
turn (InvyGraphPager *self, JsonObject *page, GError **error)
{
  JsonObject *paging = invy_json_get_object (page, "paging");
  JsonObject *cursors = paging != NULL ? invy_json_get_object (paging, "cursors") : NULL;
  const char *after = cursors != NULL ? invy_json_get_text (cursors, "after") : NULL;

  self->n_pages++;
  self->has_more = paging != NULL && invy_json_get_text (paging, "next") != NULL;
  if (!self->has_more)
    return TRUE;

  if (after == NULL)
    return refuse (error, _ ("WhatsApp’s list goes on, but not where. Try again later."));
  if (!g_hash_table_add (self->seen, g_strdup (after)))
    return refuse (error, _ ("WhatsApp’s list begins again instead of ending. Try again later."));
  if (self->n_pages >= MOST_PAGES)
    return refuse (error, _ ("WhatsApp’s list does not end. Try again later."));

  g_free (self->after);
  self->after = g_strdup (after);

  return TRUE;
}

/**
 * invy_graph_pager_take_page:
 * @page: the answer with the next page
 *
 * Reads what stands on a page and where the next one begins.
 *
 * Returns: (transfer none) (nullable): the list, which @page owns; %NULL with %INVY_API_ERROR_UNREADABLE when there
 * is none, or when going on would never end
 */
JsonArray *
invy_graph_pager_take_page (InvyGraphPager *self, JsonObject *page, GError **error)
{
  JsonArray *data = invy_json_get_array (page, "data");

  if (data == NULL)
    {
      refuse (error, _ ("WhatsApp’s answer has no list in it. Try again later."));
      return NULL;
    }

  return turn (self, page, error) ? data : NULL;
}

/**
 * invy_graph_pager_get_after:
 *
 * Returns: (nullable): the cursor that the next page begins after; %NULL for the first page
 */
const char *
invy_graph_pager_get_after (InvyGraphPager *self)
{
  return self->after;
}

/**
 * invy_graph_pager_has_more:
 *
 * Returns: whether there is a page that was not taken yet
 */
gboolean
invy_graph_pager_has_more (InvyGraphPager *self)
{
  return self->has_more;
}
