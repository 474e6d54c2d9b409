/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-dry-run.h"

G_BEGIN_DECLS

/**
 * InvyDryRunCommon:
 * @renderings: (element-type InvyRendering): of each translation of the set, in its order, for no guest
 * @problems: (element-type InvyTemplateProblem): what is missing or wrong for every guest; borrowed from the
 * renderings
 *
 * The part of a dry run that is the same for all guests: the wedding's details in each translation.
 */
typedef struct
{
  InvyTemplateSet *templates;
  GPtrArray *renderings;
  GPtrArray *problems;
} InvyDryRunCommon;

InvyDryRunCommon *invy_dry_run_common_new (InvyTemplateSet *templates,
                                           GHashTable *used,
                                           InvyEvent *event,
                                           const char *rsvp_base_url,
                                           gboolean is_practice);
const InvyRendering *invy_dry_run_common_find (const InvyDryRunCommon *self, InvyTemplate *tmpl);
gboolean invy_dry_run_common_check (const InvyDryRunCommon *self, GError **error);
void invy_dry_run_common_free (InvyDryRunCommon *self);

G_END_DECLS
