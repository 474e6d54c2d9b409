/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-invitation.h"

#include "campaign/invy-account-reading.h"
#include "campaign/invy-plan.h"
#include "campaign/invy-template-choice.h"

#include <glib/gi18n.h>

struct _InvyInvitation
{
  GObject parent_instance;

  InvyOutbox *outbox;
  InvySettings *settings;
  InvyStore *store;
  InvyEventDraft *draft;
  GPtrArray *guests;
  InvyAccount *account;
  InvyDryRun *dry_run;
  InvyRecipientLimit *limit; /* NULL when none matters */
  GError *account_error;
  GError *problem;

  gboolean practice;
  gboolean again;
  gboolean sending;
  gboolean was_read_again; /* the account, since the dialog was opened */
  guint n_invited;
  guint n_loads; /* begun; the last one counts */
  guint load;    /* which of them is shown */
};

enum
{
  CHANGED,
  LOADED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyInvitation, invy_invitation, G_TYPE_OBJECT)

static void
emit_changed (InvyInvitation *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static InvyDryRunOptions
get_options (InvyInvitation *self)
{
  return (InvyDryRunOptions) {
    .purpose = INVY_PURPOSE_INVITATION,
    .kind = invy_invitation_is_practice (self) ? INVY_CAMPAIGN_PRACTICE : INVY_CAMPAIGN_REAL,
    .again = self->again,
  };
}

static void
check (InvyInvitation *self)
{
  g_clear_error (&self->problem);
  if (self->dry_run != NULL)
    invy_dry_run_check (self->dry_run, &self->problem);
}

/* Awaits. What is wrong with the account is no reason not to look at the messages. */
static void
load_account (InvyInvitation *self)
{
  g_autoptr (GError) error = NULL;
  InvyAccount *account = NULL;

  if (!invy_event_get_practice_only (invy_invitation_get_event (self)))
    account = dex_await_boxed (invy_settings_load_account (self->settings), &error);
  if (account != NULL)
    invy_account_check (account, &error);
  else
    account = invy_settings_dup_account_without_token (self->settings);

  g_clear_pointer (&self->account, invy_account_unref);
  self->account = account;
  g_clear_error (&self->account_error);
  self->account_error = g_steal_pointer (&error);
}

/* Awaits. The chosen guests as they are now; who was removed meanwhile is left out by the dry run. Only they are
 * asked for: to look through a large wedding for a few of its guests would stall the window. */
static gboolean
load_guests (InvyInvitation *self, GError **error)
{
  const char *event_id = invy_event_get_id (invy_invitation_get_event (self));
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) guest_ids = NULL;
  GPtrArray *now;

  for (guint i = 0; i < self->guests->len; i++)
    g_strv_builder_add (ids, invy_guest_get_id (self->guests->pdata[i]));
  guest_ids = g_strv_builder_end (ids);

  now = dex_await_boxed (invy_store_get_guests (self->store, event_id, (const char *const *) guest_ids), error);
  if (now == NULL)
    return FALSE;

  g_ptr_array_unref (self->guests);
  self->guests = now;
  return TRUE;
}

/* Awaits. Only real messages count. That it cannot be read is no reason not to show the message. */
static InvyRecipientLimit *
load_limit (InvyInvitation *self)
{
  if (self->account->phone_number_id == NULL || invy_invitation_is_practice (self))
    return NULL;

  return dex_await_boxed (invy_store_get_recipient_limit (self->store, self->account->phone_number_id,
                                                          self->account->business_account_id),
                          NULL);
}

static DexFuture *
load_fiber (gpointer data)
{
  InvyInvitation *self = data;
  const guint load = self->n_loads;
  InvyDryRunOptions options;
  g_autoptr (InvyTemplateSet) templates = NULL;
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (InvyRecipientLimit) limit = NULL;
  g_autoptr (GError) error = NULL;

  load_account (self);
  options = get_options (self);
  if (!load_guests (self, &error)
      || !(templates = dex_await_object (
               invy_template_choice_load (self->store, invy_event_draft_get_event (self->draft), self->account, NULL),
               &error))
      || !(dry_run = dex_await_object (invy_dry_run_load (self->store, invy_event_draft_get_event (self->draft),
                                                          self->guests, templates, self->account, &options),
                                       &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  limit = load_limit (self);
  if (load != self->n_loads)
    return dex_future_new_false ();

  g_clear_pointer (&self->limit, invy_recipient_limit_free);
  self->limit = g_steal_pointer (&limit);
  return dex_future_new_for_object (dry_run);
}

static guint
count_invited (InvyDryRun *dry_run)
{
  GListModel *rows = invy_dry_run_get_rows (dry_run);
  guint n_invited = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (InvyDryRunRow) row = g_list_model_get_item (rows, i);

      n_invited += invy_dry_run_row_get_round (row) > 1;
    }

  return n_invited;
}

static DexFuture *
read_again_cb (DexFuture *future, gpointer data)
{
  return invy_invitation_load (data);
}

/* What was kept of the account is shown at once; whether it is still so is looked up behind it. */
static void
read_account_again (InvyInvitation *self)
{
  InvyTemplateSet *templates = invy_dry_run_get_templates (self->dry_run);

  if (self->was_read_again || invy_invitation_is_practice (self) || self->account_error != NULL
      || self->account->business_account_id == NULL)
    return;

  self->was_read_again = TRUE;
  dex_future_disown (dex_future_then (
      invy_account_reading_refresh (self->store, self->account, invy_template_set_get_name (templates)),
      read_again_cb, g_object_ref (self), g_object_unref));
}

static DexFuture *
loaded_cb (DexFuture *future, gpointer data)
{
  InvyInvitation *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  /* Another one was asked for meanwhile. */
  if (value != NULL && !G_VALUE_HOLDS_OBJECT (value))
    return dex_ref (future);

  self->load = self->n_loads;
  if (value == NULL)
    {
      g_clear_error (&self->problem);
      self->problem = g_steal_pointer (&error);
    }
  else
    {
      g_set_object (&self->dry_run, g_value_get_object (value));
      self->n_invited = count_invited (self->dry_run);
      /* Somebody may have typed since it was asked for. */
      invy_dry_run_update (self->dry_run, invy_event_draft_get_event (self->draft));
      check (self);
      g_signal_emit (self, signals[LOADED], 0);
      read_account_again (self);
    }
  emit_changed (self);

  return dex_ref (future);
}

/**
 * invy_invitation_load:
 *
 * Reads account and guests again and checks everything. What is wrong is a problem of the invitation, too.
 *
 * Returns: (transfer full): a future that resolves when it is done, or rejects with the store's errors and
 *   #InvyDryRunError
 */
DexFuture *
invy_invitation_load (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), NULL);

  self->n_loads++;
  return dex_future_finally (
      dex_scheduler_spawn (NULL, INVY_FIBER_STACK, load_fiber, g_object_ref (self), g_object_unref), loaded_cb,
      g_object_ref (self), g_object_unref);
}

static void
reload (InvyInvitation *self)
{
  if (!self->sending)
    dex_future_disown (invy_invitation_load (self));
}

static void
store_changed_cb (InvyInvitation *self, InvyStoreTopic topic, const char *event_id)
{
  const gboolean is_ours =
      event_id == NULL || g_str_equal (event_id, invy_event_get_id (invy_invitation_get_event (self)));

  if ((topic == INVY_STORE_GUESTS && is_ours) || topic == INVY_STORE_TEMPLATES)
    reload (self);
}

static gboolean
has_other_template (InvyInvitation *self)
{
  g_autofree char *name =
      invy_template_choice_dup_name (invy_event_draft_get_event (self->draft), self->account, NULL);

  return g_strcmp0 (name, invy_template_set_get_name (invy_dry_run_get_templates (self->dry_run))) != 0;
}

/* Not any more when it is being sent: what was planned is what is shown. */
static void
draft_changed_cb (InvyInvitation *self)
{
  if (self->dry_run != NULL && !self->sending && has_other_template (self))
    reload (self);
  else if (self->dry_run != NULL && !self->sending)
    {
      invy_dry_run_update (self->dry_run, invy_event_draft_get_event (self->draft));
      check (self);
    }
  emit_changed (self);
}

static void
invy_invitation_finalize (GObject *object)
{
  InvyInvitation *self = INVY_INVITATION (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  g_clear_pointer (&self->account, invy_account_unref);
  g_clear_object (&self->dry_run);
  g_clear_pointer (&self->limit, invy_recipient_limit_free);
  g_clear_error (&self->account_error);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (invy_invitation_parent_class)->finalize (object);
}

static void
invy_invitation_class_init (InvyInvitationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_invitation_finalize;

  /**
   * InvyInvitation::changed:
   *
   * Anything that the pages show changed.
   */
  signals[CHANGED] =
      g_signal_new ("changed", INVY_TYPE_INVITATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * InvyInvitation::loaded:
   *
   * There is another dry run, with other rows.
   */
  signals[LOADED] =
      g_signal_new ("loaded", INVY_TYPE_INVITATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
invy_invitation_init (InvyInvitation *self)
{
}

/**
 * invy_invitation_new:
 * @event: as the store has it; it is copied
 * @guests: (element-type InvyGuest): the chosen guests, in the order of sending
 *
 * Returns: (transfer full): an invitation that has to be loaded
 */
InvyInvitation *
invy_invitation_new (InvyOutbox *outbox,
                     InvySettings *settings,
                     InvyStore *store,
                     InvyEvent *event,
                     GPtrArray *guests)
{
  InvyInvitation *self;

  g_return_val_if_fail (INVY_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (INVY_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);

  self = g_object_new (INVY_TYPE_INVITATION, NULL);
  self->outbox = g_object_ref (outbox);
  self->settings = g_object_ref (settings);
  self->store = g_object_ref (store);
  self->draft = invy_event_draft_new (store, event);
  self->guests = g_ptr_array_copy (guests, (GCopyFunc) (gpointer) g_object_ref, NULL);
  g_ptr_array_set_free_func (self->guests, g_object_unref);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * invy_invitation_get_event:
 *
 * Returns: (transfer none): the wedding as it is saved
 */
InvyEvent *
invy_invitation_get_event (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), NULL);

  return invy_event_draft_get_saved (self->draft);
}

/**
 * invy_invitation_get_draft:
 *
 * Returns: (transfer none): the wedding as it is typed
 */
InvyEventDraft *
invy_invitation_get_draft (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), NULL);

  return self->draft;
}

InvyDryRun *
invy_invitation_get_dry_run (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), NULL);

  return self->dry_run;
}

/**
 * invy_invitation_get_problem:
 *
 * Returns: (nullable): why nothing can be sent, and what to do; not the account, which has its own
 */
const char *
invy_invitation_get_problem (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), NULL);

  return self->problem != NULL ? self->problem->message : NULL;
}

/**
 * invy_invitation_can_send:
 *
 * Returns: whether everything is as it must be, and what is shown is what would be sent
 */
gboolean
invy_invitation_can_send (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), FALSE);

  return self->dry_run != NULL && self->problem == NULL && !self->sending && self->load == self->n_loads
         && (invy_invitation_is_practice (self) || self->account_error == NULL);
}

/**
 * invy_invitation_get_account_problem:
 *
 * Returns: (nullable): what is missing to send with WhatsApp
 */
const char *
invy_invitation_get_account_problem (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), NULL);

  return self->account_error != NULL ? self->account_error->message : NULL;
}

/**
 * invy_invitation_get_account:
 *
 * Returns: (transfer none) (nullable): the account as it was last read from the settings, without a token when it
 *   cannot send; %NULL until the invitation is loaded
 */
InvyAccount *
invy_invitation_get_account (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), NULL);

  return self->account;
}

guint
invy_invitation_get_n_guests (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), 0);

  return self->guests->len;
}

/**
 * invy_invitation_get_n_invited:
 *
 * Returns: how many of the chosen guests were invited before
 */
guint
invy_invitation_get_n_invited (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), 0);

  return self->n_invited;
}

/**
 * invy_invitation_get_duration_ms:
 *
 * Returns: how long sending will take if nothing gets in the way
 */
guint64
invy_invitation_get_duration_ms (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), 0);

  return self->dry_run != NULL ? (guint64) invy_dry_run_get_n_ready (self->dry_run) * self->account->interval_ms : 0;
}

/**
 * invy_invitation_is_practice:
 *
 * Returns: whether nothing will leave the computer
 */
gboolean
invy_invitation_is_practice (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), FALSE);

  return self->practice || invy_event_get_practice_only (invy_invitation_get_event (self));
}

/**
 * invy_invitation_set_practice:
 *
 * Practises instead of sending.
 */
void
invy_invitation_set_practice (InvyInvitation *self, gboolean practice)
{
  g_return_if_fail (INVY_IS_INVITATION (self));

  practice = !!practice;
  if (self->practice == practice)
    return;

  self->practice = practice;
  reload (self);
}

/**
 * invy_invitation_is_again:
 *
 * Returns: whether guests who were invited already are invited once more
 */
gboolean
invy_invitation_is_again (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), FALSE);

  return self->again;
}

/**
 * invy_invitation_set_again:
 * @again: whether guests who were invited already are invited once more
 */
void
invy_invitation_set_again (InvyInvitation *self, gboolean again)
{
  g_return_if_fail (INVY_IS_INVITATION (self));

  again = !!again;
  if (self->again == again)
    return;

  self->again = again;
  reload (self);
}

static DexFuture *
send_fiber (gpointer data)
{
  InvyInvitation *self = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (invy_event_draft_save (self->draft), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return invy_outbox_send (self->outbox, self->dry_run);
}

static DexFuture *
not_sent_cb (DexFuture *future, gpointer data)
{
  InvyInvitation *self = data;

  self->sending = FALSE;
  draft_changed_cb (self);
  /* The template may be another one now: what is shown is what the next try sends. */
  reload (self);

  return dex_ref (future);
}

/**
 * invy_invitation_send:
 *
 * Saves what was typed and sends to everybody who is ready.
 *
 * Returns: (transfer full): a future that resolves to the running #InvySender, or rejects with the errors of
 *   invy_outbox_send() and invy_event_draft_save()
 */
DexFuture *
invy_invitation_send (InvyInvitation *self)
{
  g_return_val_if_fail (INVY_IS_INVITATION (self), NULL);
  g_return_val_if_fail (self->dry_run != NULL, NULL);

  self->sending = TRUE;
  emit_changed (self);
  return dex_future_catch (
      dex_scheduler_spawn (NULL, INVY_FIBER_STACK, send_fiber, g_object_ref (self), g_object_unref), not_sent_cb,
      g_object_ref (self), g_object_unref);
}

typedef struct
{
  InvyInvitation *self;
  InvyGuest *guest;
  char *phone_number;
} TestArgs;

static void
test_args_free (gpointer data)
{
  TestArgs *args = data;

  g_clear_object (&args->self);
  g_clear_object (&args->guest);
  g_clear_pointer (&args->phone_number, g_free);
  g_free (args);
}

static DexFuture *
send_test_fiber (gpointer data)
{
  TestArgs *args = data;
  InvyInvitation *self = args->self;
  const InvyDryRunOptions options = {
    .purpose = INVY_PURPOSE_INVITATION,
    .kind = INVY_CAMPAIGN_TEST,
    .phone_override = args->phone_number,
  };
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (guests, args->guest);
  if (!(dry_run =
            dex_await_object (invy_dry_run_load (self->store, invy_event_draft_get_event (self->draft), guests,
                                                 invy_dry_run_get_templates (self->dry_run), self->account, &options),
                              &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return invy_outbox_send (self->outbox, dry_run);
}

/**
 * invy_invitation_send_test:
 * @guest: whose message it is, but without the guest's personal link
 * @phone_number: where it goes, as typed
 *
 * Sends one message to the planner.
 *
 * Returns: (transfer full): a future that resolves to the running #InvySender, or rejects with the errors of
 *   invy_outbox_send()
 */
DexFuture *
invy_invitation_send_test (InvyInvitation *self, InvyGuest *guest, const char *phone_number)
{
  TestArgs *args;

  g_return_val_if_fail (INVY_IS_INVITATION (self), NULL);
  g_return_val_if_fail (self->dry_run != NULL, NULL);

  args = g_new0 (TestArgs, 1);
  args->self = g_object_ref (self);
  args->guest = g_object_ref (guest);
  args->phone_number = g_strdup (phone_number);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, send_test_fiber, args, test_args_free);
}

/**
 * invy_invitation_dup_waves:
 *
 * Returns: (transfer full) (nullable): when how many of the messages can go out; %NULL when all of them can now
 */
InvyWaves *
invy_invitation_dup_waves (InvyInvitation *self)
{
  g_autoptr (InvyWaves) waves = NULL;

  g_return_val_if_fail (INVY_IS_INVITATION (self), NULL);

  if (self->limit == NULL || self->dry_run == NULL)
    return NULL;

  waves = invy_waves_new (self->limit, invy_dry_run_get_n_ready (self->dry_run), g_get_real_time () / 1000);
  return invy_waves_is_divided (waves) ? g_steal_pointer (&waves) : NULL;
}
