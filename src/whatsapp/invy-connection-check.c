/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-connection-check.h"

#include "model/invy-template.h"
#include "text/invy-bidi.h"
#include "text/invy-when.h"
#include "whatsapp/invy-api-error.h"
#include "whatsapp/invy-api-version.h"
#include "whatsapp/invy-graph-account.h"
#include "whatsapp/invy-graph-health.h"
#include "whatsapp/invy-graph-number.h"
#include "whatsapp/invy-graph-token.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  InvyAccount *account;
  guint n_guests;
  InvyGraphAccount *graph; /* made when there is a token */
  InvyGraphNumber *number; /* when it was read */
  GPtrArray *steps;
  DexChannel *found; /* NULL when nobody watches */
} Check;

typedef enum
{
  GOOD,
  WARNING,
  BAD,
} Verdict;

G_DEFINE_BOXED_TYPE (InvyConnectionStep, invy_connection_step, invy_connection_step_copy, invy_connection_step_free)

static void
check_free (gpointer data)
{
  Check *self = data;

  g_clear_pointer (&self->account, invy_account_unref);
  g_clear_object (&self->graph);
  g_clear_pointer (&self->number, invy_graph_number_free);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  dex_clear (&self->found);
  g_free (self);
}

static const char *
get_title (const char *id)
{
  static const struct
  {
    const char *id;
    const char *title;
  } titles[] = {
    { INVY_CONNECTION_SETTINGS, N_ ("Settings") },         { INVY_CONNECTION_TOKEN, N_ ("Access Token") },
    { INVY_CONNECTION_PERMISSIONS, N_ ("Permissions") },   { INVY_CONNECTION_NUMBER, N_ ("Sending Number") },
    { INVY_CONNECTION_ACCOUNT, N_ ("Business Account") },  { INVY_CONNECTION_TEMPLATES, N_ ("Templates") },
    { INVY_CONNECTION_HEALTH, N_ ("Account Health") },     { INVY_CONNECTION_LIMIT, N_ ("Messaging Limit") },
    { INVY_CONNECTION_VERSION, N_ ("Graph API Version") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (g_str_equal (titles[i].id, id))
        return _ (titles[i].title);
    }

  g_assert_not_reached ();
}

/* @format: a whole sentence; it is a literal when nothing follows */
G_GNUC_PRINTF (4, 5)
static void
add (Check *self, const char *id, Verdict verdict, const char *format, ...)
{
  InvyConnectionStep *step = g_new0 (InvyConnectionStep, 1);
  va_list args;

  step->id = id;
  step->ok = verdict != BAD;
  step->is_warning = verdict == WARNING;
  step->title = g_strdup (get_title (id));
  va_start (args, format);
  step->detail = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->steps, step);
  if (self->found != NULL)
    dex_future_disown (dex_channel_send (
        self->found, dex_future_new_take_boxed (INVY_TYPE_CONNECTION_STEP, invy_connection_step_copy (step))));
}

static void
add_error (Check *self, const char *id, const GError *error)
{
  add (self, id, BAD, "%s", error->message);
}

/* Each of the following awaits. Those that return whether it makes sense to go on end the check else. */

static gboolean
check_settings (Check *self)
{
  g_autoptr (GError) error = NULL;

  if (!invy_account_check (self->account, &error))
    {
      add_error (self, INVY_CONNECTION_SETTINGS, error);
      return FALSE;
    }

  self->graph = invy_graph_account_new (self->account);
  if (self->account->business_account_id == NULL)
    add (self, INVY_CONNECTION_SETTINGS, WARNING, "%s",
         _ ("There is no business account ID yet, so templates cannot be read. Choose the account in Preferences."));
  else
    add (self, INVY_CONNECTION_SETTINGS, GOOD, "%s", _ ("Nothing is missing."));

  return TRUE;
}

static void
check_permissions (Check *self, const InvyGraphToken *token)
{
  static const char *const needed[] = { INVY_GRAPH_SCOPE_MANAGEMENT, INVY_GRAPH_SCOPE_MESSAGING };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      if (!invy_graph_token_has_scope (token, needed[i]))
        {
          /* Translators: %s is the name of a permission, such as whatsapp_business_messaging */
          add (self, INVY_CONNECTION_PERMISSIONS, BAD,
               _ ("The access token lacks the permission %s. Make a new one in Meta’s settings with both WhatsApp "
                  "permissions, and enter it in Preferences."),
               needed[i]);
          return;
        }
    }

  add (self, INVY_CONNECTION_PERMISSIONS, GOOD, "%s", _ ("The access token has both WhatsApp permissions."));
}

static void
check_end (Check *self, const InvyGraphToken *token)
{
  g_autofree char *moment = token->expires_at_ms > 0 ? invy_when_dup_moment (token->expires_at_ms) : NULL;

  if (moment == NULL)
    add (self, INVY_CONNECTION_TOKEN, GOOD, "%s", _ ("The access token is good and does not end."));
  else if (token->expires_at_ms > g_get_real_time () / 1000)
    /* Translators: %s is a date and time */
    add (self, INVY_CONNECTION_TOKEN, WARNING,
         _ ("The access token ends on %s. Make one for a system user in Meta’s settings: it does not end."), moment);
  else
    /* Translators: %s is a date and time */
    add (self, INVY_CONNECTION_TOKEN, BAD,
         _ ("The access token ended on %s. Make one for a system user in Meta’s settings, and enter it in "
            "Preferences."),
         moment);
}

/* A token may not always ask about itself; then the steps that follow have to show what it can. */
static gboolean
check_token (Check *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyGraphToken) token = dex_await_boxed (invy_graph_account_read_token (self->graph), &error);

  if (g_error_matches (error, INVY_API_ERROR, INVY_API_ERROR_TOKEN)
      || g_error_matches (error, INVY_API_ERROR, INVY_API_ERROR_UNREACHABLE))
    {
      add_error (self, INVY_CONNECTION_TOKEN, error);
      return FALSE;
    }
  if (g_error_matches (error, INVY_API_ERROR, INVY_API_ERROR_UNREADABLE)
      || g_error_matches (error, INVY_API_ERROR, INVY_API_ERROR_BUSY))
    {
      add (self, INVY_CONNECTION_TOKEN, WARNING, "%s", error->message);
      return TRUE;
    }
  if (token == NULL)
    {
      add (self, INVY_CONNECTION_TOKEN, GOOD, "%s",
           _ ("WhatsApp takes the access token, but does not say how long it lasts and what it may do."));
      return TRUE;
    }
  if (!token->is_valid)
    {
      add (self, INVY_CONNECTION_TOKEN, BAD, "%s",
           _ ("WhatsApp does not take the access token any more. Make a new one in Meta’s settings, and enter it in "
              "Preferences."));
      return FALSE;
    }

  check_end (self, token);
  check_permissions (self, token);

  return TRUE;
}

static gboolean
check_number (Check *self)
{
  g_autoptr (GError) error = NULL;
  const InvyGraphNumber *number;
  g_autofree char *shown_number = NULL;
  g_autofree char *shown_name = NULL;

  self->number =
      dex_await_boxed (invy_graph_account_read_number (self->graph, self->account->phone_number_id), &error);
  number = self->number;
  if (number == NULL)
    {
      add_error (self, INVY_CONNECTION_NUMBER, error);
      return !g_error_matches (error, INVY_API_ERROR, INVY_API_ERROR_TOKEN)
             && !g_error_matches (error, INVY_API_ERROR, INVY_API_ERROR_UNREACHABLE);
    }

  shown_number = invy_bidi_isolate (number->display_number, INVY_BIDI_NUMBER);
  shown_name = invy_bidi_isolate (number->verified_name != NULL ? number->verified_name : "—", INVY_BIDI_NAME);
  if (!invy_graph_number_is_connected (number))
    /* Translators: %1$s is a phone number, %2$s a word of WhatsApp such as PENDING */
    add (self, INVY_CONNECTION_NUMBER, BAD,
         _ ("The number %1$s cannot send: its status is %2$s, not CONNECTED. WhatsApp Manager says what it "
            "needs."),
         shown_number, number->status);
  else if (g_strcmp0 (number->quality, "RED") == 0)
    /* Translators: %s is a phone number */
    add (self, INVY_CONNECTION_NUMBER, WARNING,
         _ ("The number %s can send, but its quality is low: people blocked or reported messages. Write only to "
            "guests "
            "who expect it."),
         shown_number);
  else
    /* Translators: %1$s is a phone number, %2$s the name that guests see, %3$s a word of WhatsApp such as GREEN */
    add (self, INVY_CONNECTION_NUMBER, GOOD, _ ("Guests will see %1$s, “%2$s”. Its quality is %3$s."), shown_number,
         shown_name, number->quality != NULL ? number->quality : "—");

  return TRUE;
}

static gboolean
has_number (GPtrArray *numbers, const char *phone_number_id)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      const InvyGraphNumber *number = g_ptr_array_index (numbers, i);

      if (g_strcmp0 (number->id, phone_number_id) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_account (Check *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) numbers =
      dex_await_boxed (invy_graph_account_list_numbers (self->graph, self->account->business_account_id), &error);

  if (numbers == NULL)
    add_error (self, INVY_CONNECTION_ACCOUNT, error);
  else if (self->number == NULL)
    add (self, INVY_CONNECTION_ACCOUNT, GOOD, "%s", _ ("The business account can be read."));
  else if (!has_number (numbers, self->account->phone_number_id))
    add (self, INVY_CONNECTION_ACCOUNT, BAD, "%s",
         _ ("The sending number does not belong to this business account, so its templates could not be sent. Choose "
            "both again in Preferences."));
  else
    add (self, INVY_CONNECTION_ACCOUNT, GOOD, "%s", _ ("The number belongs to the business account."));

  return numbers != NULL;
}

static gboolean
is_any_approved (GPtrArray *templates)
{
  for (guint i = 0; i < templates->len; i++)
    {
      if (g_strcmp0 (invy_template_get (g_ptr_array_index (templates, i), INVY_TEMPLATE_STATUS), "APPROVED") == 0)
        return TRUE;
    }

  return FALSE;
}

static void
check_templates (Check *self)
{
  const char *name = self->account->template_name;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = dex_await_boxed (
      invy_graph_account_find_templates (self->graph, self->account->business_account_id, name), &error);

  if (templates == NULL)
    add_error (self, INVY_CONNECTION_TEMPLATES, error);
  else if (!is_any_approved (templates))
    /* Translators: %s is the name of a template, such as wedding_invitation */
    add (self, INVY_CONNECTION_TEMPLATES, WARNING,
         _ ("Templates can be read, but “%s” is not approved in this account. Have it approved, or choose another."),
         name);
  else
    /* Translators: %s is the name of a template, such as wedding_invitation */
    add (self, INVY_CONNECTION_TEMPLATES, GOOD, _ ("Templates can be read, and “%s” is approved."), name);
}

static void
check_health (Check *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyGraphHealth) health =
      dex_await_boxed (invy_graph_account_read_health (self->graph, self->account->phone_number_id), &error);
  g_autofree char *reasons = NULL;
  g_autofree char *shown_reasons = NULL;

  if (health == NULL)
    {
      add_error (self, INVY_CONNECTION_HEALTH, error);
      return;
    }

  reasons = health->reasons[0] != NULL ? g_strjoinv (" ", health->reasons)
                                       /* Translators: stands where WhatsApp gives no reason */
                                       : g_strdup (_ ("no reason is given."));
  shown_reasons = invy_bidi_isolate (reasons, INVY_BIDI_NAME);
  switch (health->state)
    {
    case INVY_GRAPH_HEALTH_BLOCKED:
      /* Translators: %s is what WhatsApp says about it, in English */
      add (self, INVY_CONNECTION_HEALTH, BAD,
           _ ("WhatsApp blocks messages from this account. Correct it in WhatsApp Manager: %s"), shown_reasons);
      break;
    case INVY_GRAPH_HEALTH_LIMITED:
      /* Translators: %s is what WhatsApp says about it, in English */
      add (self, INVY_CONNECTION_HEALTH, WARNING,
           _ ("WhatsApp limits messages from this account. See WhatsApp Manager: %s"), shown_reasons);
      break;
    case INVY_GRAPH_HEALTH_AVAILABLE:
      add (self, INVY_CONNECTION_HEALTH, GOOD, "%s", _ ("WhatsApp lets this account send."));
      break;
    case INVY_GRAPH_HEALTH_UNKNOWN:
    default:
      add (self, INVY_CONNECTION_HEALTH, WARNING, "%s",
           _ ("WhatsApp does not say whether this account may send. Send a test to yourself first."));
      break;
    }
}

static void
check_limit (Check *self)
{
  const guint limit = invy_graph_number_get_limit (self->number);

  if (limit == INVY_GRAPH_NUMBER_LIMIT_UNKNOWN)
    add (self, INVY_CONNECTION_LIMIT, WARNING, "%s",
         _ ("WhatsApp does not say how many people may be written to in a day. New accounts reach 250."));
  else if (limit == INVY_GRAPH_NUMBER_UNLIMITED)
    add (self, INVY_CONNECTION_LIMIT, GOOD, "%s", _ ("Any number of people may be written to in a day."));
  else if (self->n_guests > limit)
    /* Translators: %1$u people may be written to, %2$u are invited; both are large */
    add (self, INVY_CONNECTION_LIMIT, WARNING,
         _ ("At most %1$u people may be written to in 24 hours, but there are %2$u guests. They will be invited over "
            "several days, or verify the business with Meta for a higher limit."),
         limit, self->n_guests);
  else
    /* Translators: %u is 250 or more */
    add (self, INVY_CONNECTION_LIMIT, GOOD, _ ("At most %u people may be written to in 24 hours."), limit);
}

static void
check_version (Check *self)
{
  const char *version = self->account->api_version;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *warning =
      invy_api_version_dup_warning (version, invy_graph_account_get_served_version (self->graph), now);

  if (warning != NULL)
    add (self, INVY_CONNECTION_VERSION, WARNING, "%s", warning);
  else
    /* Translators: %s is a version, such as v25.0 */
    add (self, INVY_CONNECTION_VERSION, GOOD, _ ("Version %s is in service."), version);
}

/* Cheapest first (WhatsApp Cloud API, what proves what). */
static void
check_all (Check *self)
{
  if (!check_settings (self) || !check_token (self) || !check_number (self))
    return;
  if (self->account->business_account_id != NULL && check_account (self))
    check_templates (self);
  if (self->number != NULL)
    {
      check_health (self);
      check_limit (self);
    }
  check_version (self);
}

static DexFuture *
check_fiber (gpointer data)
{
  Check *self = data;

  check_all (self);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_ref (self->steps));
}

/**
 * invy_connection_step_copy:
 *
 * Returns: (transfer full): a copy of @self
 */
InvyConnectionStep *
invy_connection_step_copy (const InvyConnectionStep *self)
{
  InvyConnectionStep *copy = g_memdup2 (self, sizeof *self);

  copy->title = g_strdup (self->title);
  copy->detail = g_strdup (self->detail);

  return copy;
}

/**
 * invy_connection_step_free:
 *
 * Frees @self and what it holds.
 */
void
invy_connection_step_free (InvyConnectionStep *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

/**
 * invy_connection_check_run:
 * @account: what to try, however little is in it
 * @n_guests: how many are to be invited, to compare with the messaging limit; 0 when that is not known
 * @found: (nullable): is sent each step as #InvyConnectionStep as soon as it was taken, for whoever watches
 *
 * Tries whether messages could be sent, without sending one: only sending itself proves the last of it.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyConnectionStep, in the order they were
 *   taken; steps that make no sense after another failed are not in it. It never rejects.
 */
DexFuture *
invy_connection_check_run (InvyAccount *account, guint n_guests, DexChannel *found)
{
  Check *self;

  g_return_val_if_fail (account != NULL, NULL);

  self = g_new0 (Check, 1);
  self->account = invy_account_ref (account);
  self->n_guests = n_guests;
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_connection_step_free);
  self->found = found != NULL ? dex_ref (found) : NULL;

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, check_fiber, self, check_free);
}

/**
 * invy_connection_check_is_good:
 * @steps: (element-type InvyConnectionStep): what the check found
 *
 * Returns: whether no step failed
 */
gboolean
invy_connection_check_is_good (GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const InvyConnectionStep *step = g_ptr_array_index (steps, i);

      if (!step->ok)
        return FALSE;
    }

  return TRUE;
}
