/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * InvyAccount:
 * @base_url: without a slash at the end
 * @token: (nullable): the access token; never shown, logged or kept anywhere but in the keyring
 * @phone_number_id: (nullable): Meta's id of the sending number, all digits
 * @language_fallback: (nullable): what a guest gets whose language the template lacks; see invy_template_set_new()
 * @interval_ms: from the start of one message to the start of the next
 * @rsvp_base_url: (nullable): what personal links begin with
 *
 * The settings that a campaign needs, at one moment, from wherever they came (see #InvySettings). An immutable boxed
 * type: copying takes a reference. The token's memory is wiped when the last reference goes.
 */
typedef struct
{
  char *base_url;
  char *api_version;
  char *token;
  char *phone_number_id;
  char *business_account_id;
  char *template_name;
  char *language_code;
  char *language_fallback;
  char *default_country;
  char *rsvp_base_url;
  guint interval_ms;
} InvyAccount;

#define INVY_TYPE_ACCOUNT (invy_account_get_type ())
GType invy_account_get_type (void);
InvyAccount *invy_account_new (void);
InvyAccount *invy_account_ref (InvyAccount *self);
void invy_account_unref (InvyAccount *self);
gboolean invy_account_check (InvyAccount *self, GError **error);
gboolean invy_account_check_values (InvyAccount *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyAccount, invy_account_unref)

G_END_DECLS
