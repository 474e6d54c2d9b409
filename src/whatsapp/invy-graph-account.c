/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-graph-account.h"

#include "model/invy-template.h"
#include "text/invy-json.h"
#include "whatsapp/invy-api-error.h"
#include "whatsapp/invy-business-account.h"
#include "whatsapp/invy-graph-connection.h"
#include "whatsapp/invy-graph-health.h"
#include "whatsapp/invy-graph-number.h"
#include "whatsapp/invy-graph-pager.h"
#include "whatsapp/invy-graph-token.h"

#include <glib/gi18n-lib.h>

/* The most that Graph gives at once. */
#define PAGE_SIZE "100"

/* One field that an account may not see makes Graph refuse all of them; then the few that everybody has must do. */
#define BASIC_NUMBER_FIELDS "id,display_phone_number,verified_name,status,quality_rating"
#define NUMBER_FIELDS BASIC_NUMBER_FIELDS ",name_status,throughput,whatsapp_business_manager_messaging_limit"

#define TEMPLATE_FIELDS "id,name,language,status,category,components,parameter_format,quality_score"

struct _InvyGraphAccount
{
  GObject parent_instance;

  InvyAccount *account;
  InvyGraphConnection *connection;
};

G_DEFINE_FINAL_TYPE (InvyGraphAccount, invy_graph_account, G_TYPE_OBJECT)

typedef struct _Args Args;

/* Makes what a list consists of; %NULL for an element that is of no use. */
typedef gpointer (*NewFromGraph) (JsonObject *object, const Args *args);

struct _Args
{
  InvyGraphAccount *self;
  char *id;
  char *path;
  const char *fields;
  const char *fewer_fields;
  char *name;
  NewFromGraph new_from_graph;
  GDestroyNotify free_element;
};

static Args *
args_new (InvyGraphAccount *self, const char *id, const char *edge)
{
  Args *args = g_new0 (Args, 1);

  args->self = g_object_ref (self);
  if (id != NULL)
    {
      g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

      args->id = g_strdup (id);
      args->path = edge != NULL ? g_strconcat (escaped, "/", edge, NULL) : g_strdup (escaped);
    }

  return args;
}

static void
args_free (gpointer data)
{
  Args *args = data;

  g_clear_object (&args->self);
  g_free (args->id);
  g_free (args->path);
  g_free (args->name);
  g_free (args);
}

/* Awaits. (nullable): the answer to a request for @fields, or for fewer where those are too many */
static JsonNode *
read_fields (Args *args, const char *after, GError **error)
{
  InvyGraphConnection *connection = args->self->connection;
  const char *limit = args->new_from_graph != NULL ? PAGE_SIZE : NULL;
  g_autoptr (GError) local_error = NULL;
  JsonNode *answer;

  answer = dex_await_boxed (invy_graph_connection_get (connection, args->path, "fields", args->fields, "limit", limit,
                                                       "name", args->name, "after", after, NULL),
                            &local_error);
  if (answer == NULL && args->fewer_fields != NULL
      && g_error_matches (local_error, INVY_API_ERROR, INVY_API_ERROR_PARAMETER))
    {
      g_clear_error (&local_error);
      args->fields = g_steal_pointer (&args->fewer_fields);
      return read_fields (args, after, error);
    }
  if (answer == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return answer;
}

static void
append_page (Args *args, JsonArray *page, GPtrArray *list)
{
  for (guint i = 0; i < json_array_get_length (page); i++)
    {
      JsonObject *object = invy_json_get_element (page, i);
      gpointer element = object != NULL ? args->new_from_graph (object, args) : NULL;

      if (element != NULL)
        g_ptr_array_add (list, element);
    }
}

/* A page at a time, so that a window stays alive in between. */
static DexFuture *
list_fiber (gpointer data)
{
  Args *args = data;
  g_autoptr (InvyGraphPager) pager = invy_graph_pager_new ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (args->free_element);
  g_autoptr (GError) error = NULL;

  while (invy_graph_pager_has_more (pager))
    {
      g_autoptr (JsonNode) answer = read_fields (args, invy_graph_pager_get_after (pager), &error);
      JsonArray *page =
          answer != NULL ? invy_graph_pager_take_page (pager, json_node_get_object (answer), &error) : NULL;

      if (page == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      append_page (args, page, list);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&list));
}

static DexFuture *
list (Args *args)
{
  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, list_fiber, args, args_free);
}

static DexFuture *
read_token_fiber (gpointer data)
{
  Args *args = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *object;

  answer = dex_await_boxed (invy_graph_connection_get (args->self->connection, "debug_token", "input_token",
                                                       args->self->account->token, NULL),
                            &error);
  if (answer == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  object = invy_json_get_object (json_node_get_object (answer), "data");
  if (object == NULL)
    return dex_future_new_for_error (g_error_new_literal (
        INVY_API_ERROR, INVY_API_ERROR_UNREADABLE, _ ("WhatsApp’s answer says nothing about the access token.")));

  return dex_future_new_take_boxed (INVY_TYPE_GRAPH_TOKEN, invy_graph_token_new_from_graph (object));
}

static gpointer
new_business_account (JsonObject *object, const Args *args)
{
  return invy_business_account_new_from_graph (object);
}

static gpointer
new_number (JsonObject *object, const Args *args)
{
  return invy_graph_number_new_from_graph (object);
}

/* Graph's filter also lets names pass that only hold the one that is looked for. */
static gpointer
new_template (JsonObject *object, const Args *args)
{
  g_autoptr (InvyTemplate) template = invy_template_new_from_graph (object, args->id);

  if (template != NULL && args->name != NULL
      && !g_str_equal (invy_template_get (template, INVY_TEMPLATE_NAME), args->name))
    return NULL;

  return g_steal_pointer (&template);
}

/* Awaits. Its name is only for people: without it the id has to do. (nullable) */
static InvyBusinessAccount *
read_business_account (InvyGraphConnection *connection, const char *id, GError **error)
{
  g_autofree char *path = g_uri_escape_string (id, NULL, FALSE);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) answer =
      dex_await_boxed (invy_graph_connection_get (connection, path, "fields", "id,name", NULL), &local_error);
  g_autoptr (InvyBusinessAccount) found = NULL;

  if (g_error_matches (local_error, INVY_API_ERROR, INVY_API_ERROR_UNREACHABLE))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (answer != NULL)
    found = invy_business_account_new_from_graph (json_node_get_object (answer));

  return invy_business_account_new (id, found != NULL ? found->name : NULL);
}

/* Awaits. (nullable): the accounts that the token was made for; %NULL without an error when it was made for all, or
 * Meta does not say */
static GPtrArray *
list_by_token (InvyGraphAccount *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyGraphToken) token = dex_await_boxed (invy_graph_account_read_token (self), &local_error);
  g_autoptr (GPtrArray) accounts = NULL;

  if (g_error_matches (local_error, INVY_API_ERROR, INVY_API_ERROR_TOKEN)
      || g_error_matches (local_error, INVY_API_ERROR, INVY_API_ERROR_UNREACHABLE))
    g_propagate_error (error, g_steal_pointer (&local_error));
  if (token == NULL || token->business_account_ids[0] == NULL)
    return NULL;

  accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_business_account_free);
  for (guint i = 0; token->business_account_ids[i] != NULL; i++)
    {
      InvyBusinessAccount *account = read_business_account (self->connection, token->business_account_ids[i], error);

      if (account == NULL)
        return NULL;
      g_ptr_array_add (accounts, account);
    }

  return g_steal_pointer (&accounts);
}

static DexFuture *
list_business_accounts_fiber (gpointer data)
{
  Args *args = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *accounts = list_by_token (args->self, &error);
  Args *all;

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (accounts != NULL)
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, accounts);

  all = args_new (args->self, "me", "assigned_whatsapp_business_accounts");
  all->fields = "id,name";
  all->new_from_graph = new_business_account;
  all->free_element = (GDestroyNotify) invy_business_account_free;

  return list (all);
}

static DexFuture *
read_number_fiber (gpointer data)
{
  Args *args = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = read_fields (args, NULL, &error);
  InvyGraphNumber *number = NULL;

  if (answer != NULL)
    number = invy_graph_number_new_from_graph (json_node_get_object (answer));
  if (number != NULL)
    return dex_future_new_take_boxed (INVY_TYPE_GRAPH_NUMBER, number);
  if (error != NULL && !g_error_matches (error, INVY_API_ERROR, INVY_API_ERROR_PARAMETER))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_error (g_error_new_literal (
      INVY_API_ERROR, INVY_API_ERROR_WRONG_ID,
      _ ("This ID belongs to something other than a phone number, perhaps to the business account. Copy the one that "
         "Meta shows beside the number.")));
}

static DexFuture *
read_health_fiber (gpointer data)
{
  Args *args = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = read_fields (args, NULL, &error);

  if (answer == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (INVY_TYPE_GRAPH_HEALTH,
                                    invy_graph_health_new_from_graph (json_node_get_object (answer)));
}

static void
invy_graph_account_finalize (GObject *object)
{
  InvyGraphAccount *self = INVY_GRAPH_ACCOUNT (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->account, invy_account_unref);

  G_OBJECT_CLASS (invy_graph_account_parent_class)->finalize (object);
}

static void
invy_graph_account_class_init (InvyGraphAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = invy_graph_account_finalize;
}

static void
invy_graph_account_init (InvyGraphAccount *self)
{
}

/**
 * invy_graph_account_new:
 * @account: an account with an access token; ids may be missing
 *
 * Returns: (transfer full): a reader of what Meta knows about the planner's WhatsApp Business account. Use it from
 * one thread, whose main context has to run.
 */
InvyGraphAccount *
invy_graph_account_new (InvyAccount *account)
{
  InvyGraphAccount *self;

  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (account->token != NULL, NULL);

  self = g_object_new (INVY_TYPE_GRAPH_ACCOUNT, NULL);
  self->account = invy_account_ref (account);
  self->connection = invy_graph_connection_new (account);

  return self;
}

/**
 * invy_graph_account_set_timeout:
 * @timeout_s: how long a request may take from its beginning to the end of the answer; 30 seconds unless set
 *
 * Sets the time after which a request is given up.
 */
void
invy_graph_account_set_timeout (InvyGraphAccount *self, guint timeout_s)
{
  g_return_if_fail (INVY_IS_GRAPH_ACCOUNT (self));

  invy_graph_connection_set_timeout (self->connection, timeout_s);
}

/**
 * invy_graph_account_get_served_version:
 *
 * Returns: (nullable): the version of the Graph API that the last answer was made with (its facebook-api-version
 *   header); %NULL as long as none said so
 */
const char *
invy_graph_account_get_served_version (InvyGraphAccount *self)
{
  g_return_val_if_fail (INVY_IS_GRAPH_ACCOUNT (self), NULL);

  return invy_graph_connection_get_served_version (self->connection);
}

/**
 * invy_graph_account_read_token:
 *
 * Returns: (transfer full): a future that resolves to what Meta says about the access token as #InvyGraphToken
 */
DexFuture *
invy_graph_account_read_token (InvyGraphAccount *self)
{
  g_return_val_if_fail (INVY_IS_GRAPH_ACCOUNT (self), NULL);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, read_token_fiber, args_new (self, NULL, NULL), args_free);
}

/**
 * invy_graph_account_list_business_accounts:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyBusinessAccount: those that the access
 *   token may use, perhaps none
 */
DexFuture *
invy_graph_account_list_business_accounts (InvyGraphAccount *self)
{
  g_return_val_if_fail (INVY_IS_GRAPH_ACCOUNT (self), NULL);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, list_business_accounts_fiber, args_new (self, NULL, NULL),
                              args_free);
}

/**
 * invy_graph_account_list_numbers:
 * @business_account_id: whose numbers
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyGraphNumber
 */
DexFuture *
invy_graph_account_list_numbers (InvyGraphAccount *self, const char *business_account_id)
{
  Args *args;

  g_return_val_if_fail (INVY_IS_GRAPH_ACCOUNT (self), NULL);

  args = args_new (self, business_account_id, "phone_numbers");
  args->fields = NUMBER_FIELDS;
  args->fewer_fields = BASIC_NUMBER_FIELDS;
  args->new_from_graph = new_number;
  args->free_element = (GDestroyNotify) invy_graph_number_free;

  return list (args);
}

/**
 * invy_graph_account_read_number:
 *
 * Returns: (transfer full): a future that resolves to an #InvyGraphNumber, or rejects with %INVY_API_ERROR_WRONG_ID
 *   when the id is not that of a phone number
 */
DexFuture *
invy_graph_account_read_number (InvyGraphAccount *self, const char *phone_number_id)
{
  Args *args;

  g_return_val_if_fail (INVY_IS_GRAPH_ACCOUNT (self), NULL);

  args = args_new (self, phone_number_id, NULL);
  args->fields = NUMBER_FIELDS;
  args->fewer_fields = BASIC_NUMBER_FIELDS;

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, read_number_fiber, args, args_free);
}

/**
 * invy_graph_account_read_health:
 * @id: of a number, a business account or a template
 *
 * Returns: (transfer full): a future that resolves to an #InvyGraphHealth
 */
DexFuture *
invy_graph_account_read_health (InvyGraphAccount *self, const char *id)
{
  Args *args;

  g_return_val_if_fail (INVY_IS_GRAPH_ACCOUNT (self), NULL);

  args = args_new (self, id, NULL);
  args->fields = "health_status";

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, read_health_fiber, args, args_free);
}

/**
 * invy_graph_account_list_templates:
 * @business_account_id: whose templates
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyTemplate, one for each name and language,
 *   whatever its state. One that has no name or language is left out.
 */
DexFuture *
invy_graph_account_list_templates (InvyGraphAccount *self, const char *business_account_id)
{
  return invy_graph_account_find_templates (self, business_account_id, NULL);
}

/**
 * invy_graph_account_find_templates:
 * @business_account_id: whose templates
 * @name: (nullable): what they are called
 *
 * Reads a template again in all its languages.
 *
 * Returns: (transfer full): as invy_graph_account_list_templates()
 */
DexFuture *
invy_graph_account_find_templates (InvyGraphAccount *self, const char *business_account_id, const char *name)
{
  Args *args;

  g_return_val_if_fail (INVY_IS_GRAPH_ACCOUNT (self), NULL);

  args = args_new (self, business_account_id, "message_templates");
  args->fields = TEMPLATE_FIELDS;
  args->name = g_strdup (name);
  args->new_from_graph = new_template;
  args->free_element = g_object_unref;

  return list (args);
}
