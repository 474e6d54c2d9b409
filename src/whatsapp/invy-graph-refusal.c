/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-graph-refusal.h"

#include "text/invy-json.h"
#include "whatsapp/invy-graph-text.h"

static gboolean
get_code (JsonObject *error, const char *name, int *code)
{
  gint64 value;

  if (!invy_json_get_int (error, name, &value) || value > G_MAXINT)
    return FALSE;

  *code = (int) value;
  return TRUE;
}

static char *
dup_detail (JsonObject *error, const char *secret)
{
  JsonObject *data = invy_json_get_object (error, "error_data");
  const char *text = data != NULL ? invy_json_get_text (data, "details") : invy_json_get_text (error, "error_data");

  if (text == NULL)
    text = invy_json_get_text (error, "error_user_msg");
  if (text == NULL)
    text = invy_json_get_text (error, "message");

  return text != NULL ? invy_graph_text_dup_clean (text, secret) : NULL;
}

/**
 * invy_graph_refusal_parse:
 * @root: an answer
 * @secret: (nullable): the access token; wherever the answer repeats it, it is left out
 *
 * Returns: (transfer full) (nullable): the Graph error that @root is; %NULL when it is none. An error without a code
 *   is not Graph's: something between us and Meta may have written it.
 */
InvyGraphRefusal *
invy_graph_refusal_parse (JsonObject *root, const char *secret)
{
  JsonObject *error = invy_json_get_object (root, "error");
  InvyGraphRefusal *self;
  int code;

  if (error == NULL || !get_code (error, "code", &code))
    return NULL;

  self = g_new0 (InvyGraphRefusal, 1);
  self->code = code;
  get_code (error, "error_subcode", &self->subcode);
  self->detail = dup_detail (error, secret);
  self->fbtrace_id = invy_graph_text_dup_without_secret (invy_json_get_text (error, "fbtrace_id"), secret);

  return self;
}

/**
 * invy_graph_refusal_free:
 *
 * Frees @self and what it holds.
 */
void
invy_graph_refusal_free (InvyGraphRefusal *self)
{
  g_free (self->detail);
  g_free (self->fbtrace_id);
  g_free (self);
}
