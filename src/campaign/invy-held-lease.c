/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-held-lease.h"

#include "campaign/invy-reasons.h"

#include <glib/gi18n-lib.h>

/* The functions await: call them in a fiber. */

static char *
dup_owner (void)
{
  const char *program = g_get_prgname ();

  /* Translators: a program on a computer, such as "invyctl on laptop" */
  return g_strdup_printf (_ ("%s on %s"), program != NULL ? program : "Invy", g_get_host_name ());
}

static gboolean
read_campaign (InvyHeldLease *self, GError **error)
{
  g_autoptr (InvyCampaign) campaign =
      dex_await_object (invy_store_get_campaign (self->store, invy_campaign_get_id (self->campaign)), error);

  if (campaign == NULL)
    return FALSE;

  invy_campaign_assign (self->campaign, campaign);
  return TRUE;
}

/**
 * invy_held_lease_take:
 *
 * Awaits. Makes this program the only sender.
 *
 * Returns: %FALSE with an #InvyStoreError; %INVY_STORE_ERROR_ALREADY_SENDING names the other sender
 */
gboolean
invy_held_lease_take (InvyHeldLease *self, GError **error)
{
  const char *campaign_id = invy_campaign_get_id (self->campaign);
  g_autofree char *owner = dup_owner ();
  GError *lease_error = NULL;

  self->epoch = dex_await_int64 (invy_store_take_lease (self->store, campaign_id, owner), &lease_error);
  if (lease_error != NULL)
    {
      g_propagate_error (error, lease_error);
      return FALSE;
    }
  if (read_campaign (self, error))
    return TRUE;

  /* Kept, it would keep others out for as long as this program runs. */
  invy_held_lease_release (self, INVY_STOP_STORE, NULL);
  return FALSE;
}

/**
 * invy_held_lease_take_again:
 *
 * Awaits. After the server was away, and nothing is in flight any more: goes on as the only sender if nobody else
 * took over, paused or cancelled it. What was claimed and nobody heard of is unknown then.
 *
 * Returns: %FALSE with an #InvyStoreError, of the kind %INVY_STORE_ERROR_LEASE_LOST if somebody did; with another one
 *   it may be tried again
 */
gboolean
invy_held_lease_take_again (InvyHeldLease *self, GError **error)
{
  GError *lease_error = NULL;
  const gint64 epoch = dex_await_int64 (
      invy_store_retake_lease (self->store, invy_campaign_get_id (self->campaign), self->epoch), &lease_error);

  if (lease_error != NULL)
    {
      g_propagate_error (error, lease_error);
      return FALSE;
    }

  self->epoch = epoch;
  return read_campaign (self, error);
}

/**
 * invy_held_lease_renew:
 *
 * Awaits. To be called every few seconds while nothing is claimed.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_held_lease_renew (InvyHeldLease *self, GError **error)
{
  return dex_await (invy_store_renew_lease (self->store, invy_campaign_get_id (self->campaign), self->epoch), error);
}

/**
 * invy_held_lease_release:
 * @stop_reason: (nullable): why it stops
 *
 * Awaits. Lets others send the campaign.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_held_lease_release (InvyHeldLease *self, const char *stop_reason, GError **error)
{
  g_autoptr (InvyCampaign) campaign = dex_await_object (
      invy_store_release_lease (self->store, invy_campaign_get_id (self->campaign), self->epoch, stop_reason), error);

  if (campaign == NULL)
    return FALSE;

  invy_campaign_assign (self->campaign, campaign);
  return TRUE;
}
