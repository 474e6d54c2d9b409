/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-dry-run-common.h"
#include "campaign/invy-dry-run-private.h"
#include "campaign/invy-reasons.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many rows are judged at once; a new number costs some microseconds each, and a frame has sixteen thousand. */
#define SLICE 500

struct _InvyDryRun
{
  GObject parent_instance;

  InvyDryRunShared *shared;
  InvyDryRunOptions options;
  char *default_country;
  GHashTable *opt_outs;
  GListStore *rows;

  InvyDryRunCommon *common; /* what is the same for all guests */
  GError *override_error;
  char *override_e164;

  guint n_judged; /* rows that were looked at since the last change */
  guint n_ready;
  guint idle_source;
};

G_DEFINE_QUARK (invy_dry_run_error_quark, invy_dry_run_error)
G_DEFINE_FINAL_TYPE (InvyDryRun, invy_dry_run, G_TYPE_OBJECT)

enum
{
  PROP_N_READY = 1,
  PROP_N_LEFT_OUT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean
goes_to_override (InvyDryRun *self)
{
  return self->options.kind == INVY_CAMPAIGN_OVERRIDE || self->options.kind == INVY_CAMPAIGN_TEST;
}

static const char *
get_country (InvyDryRun *self)
{
  const char *country = invy_event_get (self->shared->event, INVY_EVENT_COUNTRY);

  return country != NULL ? country : self->default_country;
}

static gboolean
is_opted_out (InvyDryRun *self, const char *e164, const char *bsuid)
{
  return (e164 != NULL && g_hash_table_contains (self->opt_outs, e164))
         || (bsuid != NULL && g_hash_table_contains (self->opt_outs, bsuid));
}

static const char *
find_rendering_reason (InvyDryRun *self, InvyDryRunRow *row)
{
  InvyTemplate *tmpl = invy_dry_run_row_get_template (row, NULL);
  const InvyRendering *rendering;

  if (tmpl == NULL)
    return INVY_SKIP_NO_TRANSLATION;
  if (!invy_rendering_needs_guest (invy_dry_run_common_find (self->common, tmpl), invy_dry_run_row_get_guest (row)))
    return NULL;

  rendering = invy_dry_run_row_get_rendering (row);
  for (guint i = 0; i < rendering->problems->len; i++)
    {
      const InvyTemplateProblem *problem = g_ptr_array_index (rendering->problems, i);

      if (problem->scope == INVY_TEMPLATE_PROBLEM_GUEST)
        return problem->reason;
    }

  return NULL;
}

/* Who has answered needs neither an invitation nor a reminder. In the sample wedding the answers are made up, and
 * everybody is there to be tried. */
static gboolean
has_answered (InvyDryRun *self, InvyGuest *guest)
{
  const InvyPurpose purpose = self->options.purpose;

  return (purpose == INVY_PURPOSE_INVITATION || purpose == INVY_PURPOSE_REMINDER)
         && invy_guest_get_rsvp (guest) != INVY_RSVP_NONE && !invy_event_get_practice_only (self->shared->event);
}

/* The first that holds, and what needs nothing of the planner before what does. Of a message that goes to another
 * number only the text matters. */
static const char *
find_reason (InvyDryRun *self, InvyDryRunRow *row)
{
  InvyGuest *guest = invy_dry_run_row_get_guest (row);

  if (goes_to_override (self))
    return find_rendering_reason (self, row);

  if (invy_record_get_deleted_at (INVY_RECORD (guest)) != 0 || invy_guest_get (guest, INVY_GUEST_MERGED_INTO) != NULL)
    return INVY_SKIP_DELETED;
  if (invy_dry_run_row_is_invited (row) && !self->options.again)
    return INVY_SKIP_ALREADY_INVITED;
  if (has_answered (self, guest))
    return INVY_SKIP_ANSWERED;
  if (invy_dry_run_row_get_phone_reason (row) != NULL)
    return invy_dry_run_row_get_phone_reason (row);
  if (is_opted_out (self, invy_dry_run_row_get_phone_e164 (row), invy_guest_get (guest, INVY_GUEST_BSUID)))
    return INVY_SKIP_OPTED_OUT;

  return find_rendering_reason (self, row);
}

static void
judge_row (InvyDryRun *self, InvyDryRunRow *row)
{
  const gboolean was_ready = invy_dry_run_row_is_ready (row);

  if (goes_to_override (self))
    invy_dry_run_row_set_phone (row, self->override_e164);
  else
    invy_dry_run_row_judge_phone (row, get_country (self));
  invy_dry_run_row_set_reason (row, find_reason (self, row));

  if (was_ready && !invy_dry_run_row_is_ready (row))
    self->n_ready--;
  if (!was_ready && invy_dry_run_row_is_ready (row))
    self->n_ready++;
}

/* Returns: whether there are more */
static gboolean
judge_slice (InvyDryRun *self)
{
  const guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  const guint n_ready = self->n_ready;
  const guint end = MIN (self->n_judged + SLICE, n_rows);

  for (; self->n_judged < end; self->n_judged++)
    {
      g_autoptr (InvyDryRunRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), self->n_judged);

      judge_row (self, row);
    }

  if (self->n_ready != n_ready)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_READY]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_LEFT_OUT]);
    }

  return self->n_judged < n_rows;
}

static gboolean
judge_idle_cb (gpointer data)
{
  InvyDryRun *self = data;

  if (judge_slice (self))
    return G_SOURCE_CONTINUE;

  self->idle_source = 0;
  return G_SOURCE_REMOVE;
}

static void
parse_override (InvyDryRun *self)
{
  g_autoptr (InvyPhone) phone = NULL;
  g_autoptr (GError) error = NULL;
  const char *text = self->options.phone_override;

  g_clear_error (&self->override_error);
  g_clear_pointer (&self->override_e164, g_free);
  if (!goes_to_override (self))
    return;

  phone = invy_phone_parse (text != NULL ? text : "", get_country (self), &error);
  if (phone == NULL)
    g_set_error (&self->override_error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_OVERRIDE,
                 /* Translators: %s is a sentence about a phone number */
                 _ ("Nothing can be sent to the number that is to get everything. %s"), error->message);
  else if (is_opted_out (self, phone->e164, NULL))
    g_set_error_literal (&self->override_error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_OVERRIDE,
                         _ ("The number that is to get everything asked not to get messages. Choose another one."));
  else
    self->override_e164 = g_strdup (phone->e164);
}

/* A translation that nobody gets may lack what it likes. */
static GHashTable *
collect_used (InvyDryRun *self)
{
  const gboolean is_single = invy_template_set_get_all (self->shared->templates)->len == 1;
  const guint n_rows = is_single ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  GHashTable *used = g_hash_table_new (NULL, NULL);

  g_hash_table_add (used, invy_template_set_get_main (self->shared->templates));
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (InvyDryRunRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      g_hash_table_add (used, invy_dry_run_row_get_template (row, NULL));
    }

  return used;
}

static void
render_common (InvyDryRun *self)
{
  g_autoptr (GHashTable) used = collect_used (self);

  g_clear_pointer (&self->common, invy_dry_run_common_free);
  self->common = invy_dry_run_common_new (self->shared->templates, used, self->shared->event,
                                          self->shared->rsvp_base_url, self->options.kind == INVY_CAMPAIGN_PRACTICE);
}

/* Everything that follows from the wedding's details; the rows are judged slice by slice. */
static void
take_event (InvyDryRun *self, InvyEvent *event)
{
  g_autoptr (InvyEvent) copy = invy_event_copy (event);

  g_set_object (&self->shared->event, copy);
  self->shared->serial++;
  render_common (self);
  parse_override (self);
  self->n_judged = 0;
}

static void
invy_dry_run_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyDryRun *self = INVY_DRY_RUN (object);

  switch (prop_id)
    {
    case PROP_N_READY:
      g_value_set_uint (value, invy_dry_run_get_n_ready (self));
      break;
    case PROP_N_LEFT_OUT:
      g_value_set_uint (value, invy_dry_run_get_n_left_out (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_dry_run_finalize (GObject *object)
{
  InvyDryRun *self = INVY_DRY_RUN (object);

  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_clear_pointer (&self->shared, invy_dry_run_shared_unref);
  g_clear_pointer (&self->options.phone_override, g_free);
  g_clear_pointer (&self->default_country, g_free);
  g_clear_pointer (&self->opt_outs, g_hash_table_unref);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->common, invy_dry_run_common_free);
  g_clear_error (&self->override_error);
  g_clear_pointer (&self->override_e164, g_free);

  G_OBJECT_CLASS (invy_dry_run_parent_class)->finalize (object);
}

static void
invy_dry_run_class_init (InvyDryRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = invy_dry_run_get_property;
  object_class->finalize = invy_dry_run_finalize;

  properties[PROP_N_READY] =
      g_param_spec_uint ("n-ready", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_LEFT_OUT] =
      g_param_spec_uint ("n-left-out", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
invy_dry_run_init (InvyDryRun *self)
{
  self->rows = g_list_store_new (INVY_TYPE_DRY_RUN_ROW);
  self->opt_outs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

typedef struct
{
  InvyStore *store;
  InvyEvent *event;
  GPtrArray *guests;
  InvyDryRun *dry_run;
} LoadArgs;

static void
load_args_free (gpointer data)
{
  LoadArgs *args = data;

  g_clear_object (&args->store);
  g_clear_object (&args->event);
  g_clear_pointer (&args->guests, g_ptr_array_unref);
  g_clear_object (&args->dry_run);
  g_free (args);
}

/* Failed, left out and cancelled: none of them reached the guest or ever will. One that was sent again is only asked
 * about if it arrived after all. */
static gboolean
forbids_another (InvyMessage *message)
{
  const InvyMessageState state = invy_message_get_state (message);

  return state != INVY_MESSAGE_FAILED && state != INVY_MESSAGE_SKIPPED && state != INVY_MESSAGE_CANCELLED;
}

/* Guest id to the round of the newest message that stands. */
static GHashTable *
index_rounds (GPtrArray *messages)
{
  GHashTable *rounds = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < messages->len; i++)
    {
      InvyMessage *message = g_ptr_array_index (messages, i);
      const char *guest_id = invy_message_get (message, INVY_MESSAGE_GUEST_ID);
      const guint newest = GPOINTER_TO_UINT (g_hash_table_lookup (rounds, guest_id));

      if (forbids_another (message) && invy_message_get_round (message) > newest)
        g_hash_table_replace (rounds, (gpointer) guest_id, GUINT_TO_POINTER (invy_message_get_round (message)));
    }

  return rounds;
}

static void
add_rows (InvyDryRun *self, GPtrArray *guests, GHashTable *rounds)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n_rows = self->options.kind == INVY_CAMPAIGN_TEST ? MIN (guests->len, 1) : guests->len;

  for (guint i = 0; i < n_rows; i++)
    {
      InvyGuest *guest = g_ptr_array_index (guests, i);
      const guint round =
          rounds != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (rounds, invy_guest_get_id (guest))) : 0;
      InvyDryRunRow *row = invy_dry_run_row_new (self->shared, guest);

      invy_dry_run_row_set_history (row, round > 0, round + 1);
      g_ptr_array_add (rows, row);
    }

  g_list_store_splice (self->rows, 0, 0, rows->pdata, rows->len);
}

static DexFuture *
load_fiber (gpointer data)
{
  LoadArgs *args = data;
  InvyDryRun *self = args->dry_run;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GHashTable) rounds = NULL;
  g_auto (GStrv) opt_outs = NULL;
  g_autoptr (GError) error = NULL;

  if (!(opt_outs = dex_await_boxed (invy_store_list_opt_outs (args->store), &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));
  for (guint i = 0; opt_outs[i] != NULL; i++)
    g_hash_table_add (self->opt_outs, g_strdup (opt_outs[i]));

  /* Only real messages forbid another, and only a real one. */
  if (self->options.kind == INVY_CAMPAIGN_REAL)
    {
      if (!(messages =
                dex_await_boxed (invy_store_list_current_messages (args->store, invy_event_get_id (args->event),
                                                                   self->options.purpose, INVY_CAMPAIGN_REAL),
                                 &error)))
        return dex_future_new_for_error (g_steal_pointer (&error));
      rounds = index_rounds (messages);
    }

  add_rows (self, args->guests, rounds);
  take_event (self, args->event);
  while (judge_slice (self))
    {
      /* Lets the others on this thread have their turn. */
      if (!dex_await (dex_timeout_new_msec (0), &error) && !g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        return dex_future_new_for_error (g_steal_pointer (&error));
      g_clear_error (&error);
    }

  return dex_future_new_for_object (self);
}

/**
 * invy_dry_run_load:
 * @event: the wedding as it is to be sent; it is copied
 * @guests: (element-type InvyGuest): the chosen guests, in the order of sending
 * @templates: the translations of what is sent; each guest gets the one in their language
 * @options: copied; a real sending of a wedding that can only be practised with becomes practice
 *
 * Checks everything that can be checked without sending. Judging many guests comes in slices.
 *
 * Returns: (transfer full): a future that resolves to an #InvyDryRun, or rejects with the store's errors; what is
 * wrong with wedding and guests is no error but in the dry run
 */
DexFuture *
invy_dry_run_load (InvyStore *store,
                   InvyEvent *event,
                   GPtrArray *guests,
                   InvyTemplateSet *templates,
                   InvyAccount *account,
                   const InvyDryRunOptions *options)
{
  LoadArgs *args;
  InvyDryRun *self;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);
  g_return_val_if_fail (INVY_IS_TEMPLATE_SET (templates), NULL);

  self = g_object_new (INVY_TYPE_DRY_RUN, NULL);
  self->options = *options;
  self->options.phone_override = g_strdup (options->phone_override);
  if (invy_event_get_practice_only (event) && options->kind == INVY_CAMPAIGN_REAL)
    self->options.kind = INVY_CAMPAIGN_PRACTICE;
  self->default_country = g_strdup (account->default_country);
  self->shared =
      invy_dry_run_shared_new (templates, account->rsvp_base_url, self->options.kind == INVY_CAMPAIGN_TEST);

  args = g_new0 (LoadArgs, 1);
  args->store = g_object_ref (store);
  args->event = invy_event_copy (event);
  args->guests = g_ptr_array_copy (guests, (GCopyFunc) (gpointer) g_object_ref, NULL);
  g_ptr_array_set_free_func (args->guests, g_object_unref);
  args->dry_run = self;

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, load_fiber, args, load_args_free);
}

/**
 * invy_dry_run_update:
 * @event: the wedding's details as they are now; copied
 *
 * Looks again at everything that follows from the details and from the guests themselves, who may have been edited.
 * The rendering of every row is the new one at once. Of many guests, the first are judged at once and the rest while
 * the program is idle.
 */
void
invy_dry_run_update (InvyDryRun *self, InvyEvent *event)
{
  g_return_if_fail (INVY_IS_DRY_RUN (self));
  g_return_if_fail (INVY_IS_EVENT (event));

  take_event (self, event);
  if (judge_slice (self) && self->idle_source == 0)
    self->idle_source = g_idle_add (judge_idle_cb, self);
}

/**
 * invy_dry_run_get_event:
 *
 * Returns: the wedding's details that were checked
 */
InvyEvent *
invy_dry_run_get_event (InvyDryRun *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN (self), NULL);

  return self->shared->event;
}

/**
 * invy_dry_run_get_templates:
 *
 * Returns: (transfer none): what is filled for each guest
 */
InvyTemplateSet *
invy_dry_run_get_templates (InvyDryRun *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN (self), NULL);

  return self->shared->templates;
}

/**
 * invy_dry_run_get_options:
 *
 * Returns: what was asked for; the kind is what it will really be
 */
const InvyDryRunOptions *
invy_dry_run_get_options (InvyDryRun *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN (self), NULL);

  return &self->options;
}

/**
 * invy_dry_run_get_rows:
 *
 * Returns: (transfer none): a row for each chosen guest, in the order given; a single one for a test
 */
GListModel *
invy_dry_run_get_rows (InvyDryRun *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN (self), NULL);

  return G_LIST_MODEL (self->rows);
}

/**
 * invy_dry_run_get_n_ready:
 *
 * Returns: how many guests a message can be sent to
 */
guint
invy_dry_run_get_n_ready (InvyDryRun *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN (self), 0);

  return self->n_ready;
}

/**
 * invy_dry_run_get_n_left_out:
 *
 * Returns: how many guests are left out
 */
guint
invy_dry_run_get_n_left_out (InvyDryRun *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->rows)) - self->n_ready;
}

/**
 * invy_dry_run_get_event_problems:
 *
 * Returns: (transfer none) (element-type InvyTemplateProblem): what is missing or wrong for every guest
 */
GPtrArray *
invy_dry_run_get_event_problems (InvyDryRun *self)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN (self), NULL);

  return self->common->problems;
}

/**
 * invy_dry_run_check:
 *
 * Whether a campaign can be planned from @self: the wedding's details are complete, and somebody is left to send to.
 *
 * Returns: %FALSE with an #InvyDryRunError if not
 */
gboolean
invy_dry_run_check (InvyDryRun *self, GError **error)
{
  g_return_val_if_fail (INVY_IS_DRY_RUN (self), FALSE);

  while (judge_slice (self))
    ;

  if (self->override_error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->override_error));
      return FALSE;
    }
  if (!invy_dry_run_common_check (self->common, error))
    return FALSE;
  if (self->n_ready == 0)
    {
      g_set_error_literal (error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_NOBODY,
                           _ ("Nobody is left to send to. Look at the reasons of the guests, or choose others."));
      return FALSE;
    }

  return TRUE;
}

/**
 * invy_dry_run_pick_not_invited:
 * @guests: (element-type InvyGuest): any guests
 * @messages: (element-type InvyMessage): from invy_store_list_current_messages()
 *
 * Returns: (transfer full) (element-type InvyGuest): the guests for whom no message stands
 */
GPtrArray *
invy_dry_run_pick_not_invited (GPtrArray *guests, GPtrArray *messages)
{
  g_autoptr (GHashTable) rounds = index_rounds (messages);
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < guests->len; i++)
    {
      InvyGuest *guest = g_ptr_array_index (guests, i);

      if (!g_hash_table_contains (rounds, invy_guest_get_id (guest)))
        g_ptr_array_add (picked, g_object_ref (guest));
    }

  return picked;
}
