/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-read.h"

#include "invy-emulator-json.h"
#include "invy-emulator-media.h"
#include "invy-emulator-profile.h"

#include <string.h>

#define DEFAULT_LIMIT 25
#define HIGHEST_LIMIT 100

/* What goes before an offset to make a cursor of it. */
#define CURSOR_PREFIX "QVFIU"

/* Fields that exist, whether or not an object has them. */
static const char *const number_fields[] = {
  "id",
  "verified_name",
  "display_phone_number",
  "status",
  "quality_rating",
  "name_status",
  "code_verification_status",
  "platform_type",
  "throughput",
  "whatsapp_business_manager_messaging_limit",
  "account_mode",
  "is_official_business_account",
  "webhook_configuration",
  "health_status",
  NULL,
};
static const char *const account_fields[] = {
  "id",       "name",          "timezone_id", "account_review_status", "business_verification_status",
  "currency", "health_status", NULL,
};
static const char *const template_fields[] = {
  "id",
  "name",
  "language",
  "status",
  "category",
  "components",
  "parameter_format",
  "quality_score",
  "rejected_reason",
  "sub_category",
  "previous_category",
  "message_send_ttl_seconds",
  NULL,
};
static const char *const media_fields[] = { "id", "mime_type", "sha256", "file_size", NULL };

/**
 * Question:
 * @id: the second part of the path
 * @edge: (nullable): the third
 *
 * A request that only reads.
 */
typedef struct
{
  const InvyEmulatorAccount *account;
  const char *path;
  const char *id;
  const char *edge;
  GHashTable *query;
  gboolean repeats_cursor;
} Question;

static const char *
ask (const Question *question, const char *name)
{
  return question->query != NULL ? g_hash_table_lookup (question->query, name) : NULL;
}

static InvyEmulatorProblem *
new_wrong_id (const char *id)
{
  InvyEmulatorProblem *problem = invy_emulator_problem_new (
      100, "Object with ID '%s' does not exist, cannot be loaded due to missing permissions", id);

  problem->subcode = 33;
  return problem;
}

/* (transfer full) (nullable): of @object what "fields" asks for; all of it when nothing is asked */
static JsonObject *
pick (const Question *question, JsonObject *object, const char *const *known, InvyEmulatorProblem **problem)
{
  const char *asked = ask (question, "fields");
  g_auto (GStrv) names = g_strsplit (asked != NULL ? asked : "", ",", -1);
  g_autoptr (JsonObject) picked = json_object_new ();

  for (guint i = 0; known[i] != NULL; i++)
    {
      const gboolean is_wanted = asked == NULL || i == 0 || g_strv_contains ((const char *const *) names, known[i]);

      if (is_wanted && json_object_has_member (object, known[i]))
        json_object_set_member (picked, known[i], json_node_copy (json_object_get_member (object, known[i])));
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!g_strv_contains (known, names[i]))
        {
          *problem = invy_emulator_problem_new (100, "Tried accessing nonexisting field (%s)", names[i]);
          return NULL;
        }
    }

  return g_steal_pointer (&picked);
}

static gboolean
read_place (const Question *question, guint64 *limit, guint64 *offset, InvyEmulatorProblem **problem)
{
  const char *limit_text = ask (question, "limit");
  const char *after = ask (question, "after");

  *limit = DEFAULT_LIMIT;
  *offset = 0;
  if (limit_text != NULL && !g_ascii_string_to_unsigned (limit_text, 10, 1, G_MAXINT, limit, NULL))
    *problem = invy_emulator_problem_new (100, "limit is not a number");
  if (after != NULL
      && !(g_str_has_prefix (after, CURSOR_PREFIX)
           && g_ascii_string_to_unsigned (after + strlen (CURSOR_PREFIX), 10, 0, G_MAXINT, offset, NULL)))
    *problem = invy_emulator_problem_new (100, "Invalid cursors values");
  *limit = MIN (*limit, HIGHEST_LIMIT);

  return *problem == NULL;
}

/* As Graph does: the last page has a cursor too, and only "next" says whether there is another. That address names
 * another version than was asked for, and a place where nobody is. */
static JsonObject *
new_paging (const Question *question, guint64 end, gboolean is_last)
{
  JsonObject *paging = json_object_new ();
  JsonObject *cursors = json_object_new ();
  g_autofree char *after =
      question->repeats_cursor ? g_strdup (CURSOR_PREFIX "0") : g_strdup_printf (CURSOR_PREFIX "%lu", end);

  json_object_set_string_member (cursors, "before", CURSOR_PREFIX);
  json_object_set_string_member (cursors, "after", after);
  json_object_set_object_member (paging, "cursors", cursors);
  if (!is_last || question->repeats_cursor)
    {
      g_autofree char *next = g_strdup_printf ("https://graph.invalid/v26.0/%s/%s?access_token=secret&after=%s",
                                               question->id, question->edge, after);

      json_object_set_string_member (paging, "next", next);
    }

  return paging;
}

/* (transfer full) (nullable): the page of @all (of JsonObject) that is asked for */
static JsonObject *
new_page (const Question *question, GPtrArray *all, const char *const *known, InvyEmulatorProblem **problem)
{
  g_autoptr (JsonObject) page = json_object_new ();
  JsonArray *data = json_array_new ();
  guint64 limit, offset, end;

  json_object_set_array_member (page, "data", data);
  if (!read_place (question, &limit, &offset, problem))
    return NULL;

  end = MIN (offset + limit, all->len);
  for (guint64 i = offset; i < end; i++)
    {
      JsonObject *element = pick (question, g_ptr_array_index (all, i), known, problem);

      if (element == NULL)
        return NULL;
      json_array_add_object_element (data, element);
    }
  json_object_set_object_member (page, "paging", new_paging (question, end, end == all->len));

  return g_steal_pointer (&page);
}

static void
append_all (GPtrArray *objects, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (objects, json_array_get_object_element (array, i));
}

static JsonObject *
list_templates (const Question *question, InvyEmulatorProblem **problem)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name = ask (question, "name");
  const char *status = ask (question, "status");

  for (guint i = 0; i < question->account->templates->len; i++)
    {
      const InvyEmulatorTemplate *template = g_ptr_array_index (question->account->templates, i);

      if (name != NULL && strstr (invy_emulator_template_get (template, "name"), name) == NULL)
        continue;
      if (status != NULL && g_ascii_strcasecmp (invy_emulator_template_get (template, "status"), status) != 0)
        continue;
      g_ptr_array_add (found, template->graph);
    }

  return new_page (question, found, template_fields, problem);
}

static JsonObject *
read_edge (const Question *question, InvyEmulatorProblem **problem)
{
  JsonObject *profile = question->account->profile;
  JsonObject *account = invy_emulator_profile_find_business_account (profile, question->id);
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  if (g_str_equal (question->id, "me") && g_str_equal (question->edge, "assigned_whatsapp_business_accounts"))
    {
      append_all (objects, invy_emulator_json_get_array (profile, "business_accounts"));
      return new_page (question, objects, account_fields, problem);
    }

  if (account == NULL)
    *problem = new_wrong_id (question->id);
  else if (g_str_equal (question->edge, "message_templates"))
    return list_templates (question, problem);
  else if (g_str_equal (question->edge, "phone_numbers"))
    {
      append_all (objects, invy_emulator_json_get_array (account, "phone_numbers"));
      return new_page (question, objects, number_fields, problem);
    }
  else
    *problem = invy_emulator_problem_new (2500, "Unknown path components: %s", question->path);

  return NULL;
}

static JsonObject *
read_media (const Question *question, const InvyEmulatorMedia *media, InvyEmulatorProblem **problem)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, media->size);

  json_object_set_string_member (object, "id", media->id);
  json_object_set_string_member (object, "mime_type", media->mime_type);
  json_object_set_string_member (object, "sha256", media->sha256);
  json_object_set_string_member (object, "file_size", size);

  return pick (question, object, media_fields, problem);
}

static JsonObject *
read_node (const Question *question, InvyEmulatorProblem **problem)
{
  JsonObject *number = invy_emulator_profile_find_number (question->account->profile, question->id);
  JsonObject *account = invy_emulator_profile_find_business_account (question->account->profile, question->id);
  const InvyEmulatorMedia *media = invy_emulator_media_find (question->account->media, question->id);

  if (number != NULL)
    return pick (question, number, number_fields, problem);
  if (account != NULL)
    return pick (question, account, account_fields, problem);
  if (media != NULL)
    return read_media (question, media, problem);

  *problem = new_wrong_id (question->id);
  return NULL;
}

static JsonObject *
read_token (const Question *question, InvyEmulatorProblem **problem)
{
  const char *token = ask (question, "input_token");
  JsonObject *answer;

  if (token == NULL)
    *problem = invy_emulator_problem_new (100, "The parameter input_token is required");
  else if (question->account->token != NULL && !g_str_equal (token, question->account->token))
    *problem = invy_emulator_problem_new (190, "The input token cannot be decoded");
  if (*problem != NULL)
    return NULL;

  answer = json_object_new ();
  json_object_set_object_member (
      answer, "data", json_object_ref (json_object_get_object_member (question->account->profile, "debug_token")));

  return answer;
}

/**
 * invy_emulator_read:
 * @path: what is asked, by a token that is good
 * @query: (nullable): its parameters
 * @repeats_cursor: whether a list says that it goes on where it begins
 * @problem: (out): why there is no answer
 *
 * Returns: (transfer full) (nullable): the answer; %NULL with @problem
 */
JsonObject *
invy_emulator_read (const InvyEmulatorAccount *account,
                    const char *path,
                    GHashTable *query,
                    gboolean repeats_cursor,
                    InvyEmulatorProblem **problem)
{
  /* "", version, id, edge */
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  const guint n_parts = g_strv_length (parts);
  const Question question = {
    .account = account,
    .path = path,
    .id = n_parts > 2 ? parts[2] : NULL,
    .edge = n_parts > 3 ? parts[3] : NULL,
    .query = query,
    .repeats_cursor = repeats_cursor,
  };

  *problem = NULL;
  if (!invy_emulator_is_path (path) || n_parts < 3 || n_parts > 4)
    {
      *problem = invy_emulator_problem_new (2500, "Unknown path components: %s", path);
      return NULL;
    }
  if (question.edge == NULL && g_str_equal (question.id, "debug_token"))
    return read_token (&question, problem);

  *problem = invy_emulator_profile_check_scope (account->profile, INVY_EMULATOR_MANAGEMENT);
  if (*problem != NULL)
    return NULL;

  return question.edge != NULL ? read_edge (&question, problem) : read_node (&question, problem);
}
