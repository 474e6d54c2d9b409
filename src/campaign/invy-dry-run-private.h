/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-dry-run.h"
#include "phone/invy-phone.h"

G_BEGIN_DECLS

/**
 * InvyDryRunShared:
 * @serial: goes up when anything that a rendering shows may be another
 * @is_sample: whether messages must not carry personal links
 * @numbers: how many ready guests each number has
 *
 * What the rows of one dry run have in common; they outlive it when a list still shows them.
 */
typedef struct
{
  InvyTemplateSet *templates;
  InvyEvent *event;
  char *rsvp_base_url;
  guint serial;
  gboolean is_sample;
  GHashTable *numbers;
} InvyDryRunShared;

InvyDryRunShared *invy_dry_run_shared_new (InvyTemplateSet *templates, const char *rsvp_base_url, gboolean is_sample);
void invy_dry_run_shared_unref (InvyDryRunShared *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyDryRunShared, invy_dry_run_shared_unref)

InvyDryRunRow *invy_dry_run_row_new (InvyDryRunShared *shared, InvyGuest *guest);
void invy_dry_run_row_set_history (InvyDryRunRow *self, gboolean is_invited, guint round);
gboolean invy_dry_run_row_is_invited (InvyDryRunRow *self);
void invy_dry_run_row_judge_phone (InvyDryRunRow *self, const char *country);
void invy_dry_run_row_set_phone (InvyDryRunRow *self, const char *e164);
const char *invy_dry_run_row_get_phone_reason (InvyDryRunRow *self);
InvyRendering *invy_dry_run_row_render (InvyDryRunRow *self);
void invy_dry_run_row_set_reason (InvyDryRunRow *self, const char *reason);

G_END_DECLS
