/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-dry-run-common.h"

#include "template/invy-template-check.h"

static gboolean
is_listed (GPtrArray *problems, const InvyTemplateProblem *problem)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const InvyTemplateProblem *listed = g_ptr_array_index (problems, i);

      if (g_str_equal (listed->sentence, problem->sentence))
        return TRUE;
    }

  return FALSE;
}

/* What several translations lack is said once. */
static void
list_problems (InvyDryRunCommon *self, GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (!is_listed (self->problems, problems->pdata[i]))
      g_ptr_array_add (self->problems, problems->pdata[i]);
}

static InvyRendering *
render (InvyTemplate *tmpl, InvyEvent *event, const char *rsvp_base_url, gboolean is_practice)
{
  InvyRendering *rendering = invy_rendering_new (tmpl, event, NULL, rsvp_base_url);
  /* Practising needs nobody's approval. */
  InvyTemplateProblem *problem = is_practice ? NULL : invy_template_check_status (tmpl);

  if (problem != NULL)
    g_ptr_array_add (rendering->problems, problem);

  return rendering;
}

/**
 * invy_dry_run_common_new:
 * @used: (element-type InvyTemplate): the translations that somebody gets; only their problems count
 * @is_practice: whether nothing leaves the computer
 *
 * Returns: (transfer full): every translation filled with the details of @event
 */
InvyDryRunCommon *
invy_dry_run_common_new (InvyTemplateSet *templates,
                         GHashTable *used,
                         InvyEvent *event,
                         const char *rsvp_base_url,
                         gboolean is_practice)
{
  InvyDryRunCommon *self = g_new0 (InvyDryRunCommon, 1);
  GPtrArray *all = invy_template_set_get_all (templates);

  self->templates = g_object_ref (templates);
  self->renderings = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_rendering_free);
  self->problems = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    {
      InvyRendering *rendering = render (all->pdata[i], event, rsvp_base_url, is_practice);

      g_ptr_array_add (self->renderings, rendering);
      if (g_hash_table_contains (used, all->pdata[i]))
        list_problems (self, rendering->problems);
    }

  return self;
}

/**
 * invy_dry_run_common_find:
 *
 * Returns: (transfer none): what @tmpl, one of the set, has in common for all guests
 */
const InvyRendering *
invy_dry_run_common_find (const InvyDryRunCommon *self, InvyTemplate *tmpl)
{
  guint i = 0;

  g_ptr_array_find (invy_template_set_get_all (self->templates), tmpl, &i);
  return g_ptr_array_index (self->renderings, i);
}

static gboolean
is_about_template (const InvyTemplateProblem *problem)
{
  const char *const reasons[] = { "no-template-text", "unmapped-parameter", "template-not-approved",
                                  "template-not-supported", NULL };

  return g_strv_contains (reasons, problem->reason);
}

/**
 * invy_dry_run_common_check:
 *
 * Returns: %FALSE with %INVY_DRY_RUN_ERROR_EVENT or %INVY_DRY_RUN_ERROR_TEMPLATE, which says all that is wrong, if
 *   nobody can be sent to
 */
gboolean
invy_dry_run_common_check (const InvyDryRunCommon *self, GError **error)
{
  g_autoptr (GString) sentences = g_string_new (NULL);
  InvyDryRunError code = INVY_DRY_RUN_ERROR_TEMPLATE;

  if (self->problems->len == 0)
    return TRUE;

  for (guint i = 0; i < self->problems->len; i++)
    {
      const InvyTemplateProblem *problem = g_ptr_array_index (self->problems, i);

      g_string_append_printf (sentences, "%s%s", i > 0 ? " " : "", problem->sentence);
      if (!is_about_template (problem))
        code = INVY_DRY_RUN_ERROR_EVENT;
    }
  g_set_error_literal (error, INVY_DRY_RUN_ERROR, (int) code, sentences->str);

  return FALSE;
}

void
invy_dry_run_common_free (InvyDryRunCommon *self)
{
  g_clear_object (&self->templates);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->renderings, g_ptr_array_unref);
  g_free (self);
}
