/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-postgres-error.h"

#include "store/invy-access-private.h"
#include "store/invy-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* It answered a moment ago, if it is there. */
#define PING_TIMEOUT_S "5"

typedef struct
{
  const char *prefix; /* of the SQLSTATE; the first row that fits counts */
  InvyStoreError kind;
  const char *sentence;
} State;

/* PostgreSQL's own codes (its documentation, appendix A), and ours, which the triggers raise: "IV…". */
static const State states[] = {
  { "IV001", INVY_STORE_ERROR_STATE,
    N_ ("The database refused a step that the records do not allow. Nothing was changed.") },
  { "IV002", INVY_STORE_ERROR_MOVED,
    N_ ("This wedding has moved to another database. Nothing was changed; open it there.") },
  { "IV003", INVY_STORE_ERROR_STATE,
    N_ ("A wedding needs an owner. Make somebody else its owner first. Nothing was changed.") },
  { "IV004", INVY_STORE_ERROR_NOT_FOUND,
    N_ ("There is nobody of that name on the server, or in this wedding. Ask the administrator of the server how the "
        "person logs in.") },
  { "IV005", INVY_STORE_ERROR_NOT_FOUND, N_ ("There is no such wedding. It may have been removed.") },
  { "23505", INVY_STORE_ERROR_CONFLICT,
    N_ ("Somebody else has just saved the same. Look at it again before you go on.") },
  { "25006", INVY_STORE_ERROR_READ_ONLY,
    N_ ("The server of the weddings can only be read from at the moment. Nothing was changed. Try again later, or "
        "ask "
        "whoever looks after it.") },
  { "28P01", INVY_STORE_ERROR_PASSWORD,
    N_ ("The server of the weddings did not accept the name or the password. Check both.") },
  { "28", INVY_STORE_ERROR_UNREACHABLE,
    N_ ("The server of the weddings did not accept the name or the password. Check both.") },
  { "3D000", INVY_STORE_ERROR_UNREACHABLE,
    N_ ("There is no database of that name on the server. Check the address, or ask whoever looks after it.") },
  { "40", INVY_STORE_ERROR_BUSY,
    N_ ("Somebody else changed the same at the same moment. Nothing was changed; try again.") },
  { "42501", INVY_STORE_ERROR_FORBIDDEN, INVY_ACCESS_SENTENCE },
  { "53100", INVY_STORE_ERROR_FULL,
    N_ ("The disk of the server is full. Nothing was lost; ask whoever looks after it to make some room.") },
  { "53300", INVY_STORE_ERROR_UNREACHABLE,
    N_ ("The server has too many connections at the moment. Try again in a minute.") },
  { "55P03", INVY_STORE_ERROR_BUSY,
    N_ ("Another program is using the database and does not let go. Close it and try again.") },
  { "57014", INVY_STORE_ERROR_BUSY, N_ ("The server took too long for this. Nothing was changed; try again.") },
  { "57P03", INVY_STORE_ERROR_UNREACHABLE,
    N_ ("The server of the weddings is just starting. Try again in a minute.") },
  { "57P", INVY_STORE_ERROR_UNREACHABLE,
    N_ ("The server of the weddings is being shut down or restarted. Try again in a minute.") },
  { "08", INVY_STORE_ERROR_UNREACHABLE,
    N_ ("The server of the weddings cannot be reached. Check the network, and try again.") },
};

static const State *
find_state (const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (states); i++)
    if (strncmp (code, states[i].prefix, strlen (states[i].prefix)) == 0)
      return &states[i];

  return NULL;
}

static void
set_error (const char *code, const State *state, GError **error)
{
  g_debug ("PostgreSQL: SQLSTATE %s", code != NULL ? code : "none");
  if (state != NULL)
    g_set_error_literal (error, INVY_STORE_ERROR, state->kind, _ (state->sentence));
  else
    g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_FAILED,
                         _ ("The database could not do this. Nothing was changed."));
}

/**
 * invy_postgres_error_set:
 * @result: (nullable): what the server answered; %NULL if it did not
 *
 * Sets the sentence for what went wrong. The SQLSTATE alone decides: the server's texts are for developers, come in
 * the server's language, and may quote what people typed.
 */
void
invy_postgres_error_set (PGconn *connection, const PGresult *result, GError **error)
{
  const char *code = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const State *state = find_state (code);

  if (state == NULL && PQstatus (connection) == CONNECTION_BAD)
    state = find_state ("08");
  set_error (code, state, error);
}

/* Of several hosts the last one that said why. Its own words, with a code for each host, are all there is. */
static char *
find_last_code (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (":\\s+([0-9A-Z]{5})$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  char *code = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_free (code);
      code = g_match_info_fetch (match, 1);
    }

  return code;
}

static gboolean
checks_certificate (PGconn *connection)
{
  PQconninfoOption *options = PQconninfo (connection);
  gboolean does = FALSE;

  for (const PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    if (g_str_equal (option->keyword, "sslmode"))
      does = option->val != NULL && g_str_has_prefix (option->val, "verify-");
  PQconninfoFree (options);

  return does;
}

/* A server whose certificate is wrong answers whoever does not ask who it is; libpq does not tell the two apart. It
 * is asked in the name of nobody: what we know is not for somebody who only pretends to be it. */
static gboolean
is_somebody_there (PGconn *connection)
{
  const char *const names[] = { "host",       "hostaddr",        "port", "user", "password", "dbname", "sslmode",
                                "gssencmode", "connect_timeout", NULL };
  const char *const values[] = { PQhost (connection),
                                 PQhostaddr (connection),
                                 PQport (connection),
                                 "nobody",
                                 "none",
                                 "postgres",
                                 "prefer",
                                 "disable",
                                 PING_TIMEOUT_S,
                                 NULL };
  const PGPing answer = PQpingParams (names, values, 0);

  return answer == PQPING_OK || answer == PQPING_REJECT;
}

/**
 * invy_postgres_error_set_for_connection:
 * @connection: that could not be made, with the verbosity %PQERRORS_SQLSTATE
 *
 * Sets the sentence for why the server did not let us in.
 */
void
invy_postgres_error_set_for_connection (PGconn *connection, GError **error)
{
  g_autofree char *code = find_last_code (PQerrorMessage (connection));
  const State *state = find_state (code);

  if (state == NULL && PQconnectionNeedsPassword (connection))
    state = find_state ("28P01");
  if (state == NULL && checks_certificate (connection) && is_somebody_there (connection))
    g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE,
                         _ ("The certificate of the server of the weddings is not one that this computer trusts, or "
                            "it is for another name, so there is no connection: somebody may only pretend to be the "
                            "server. Check the address, or ask whoever looks after the server."));
  else
    set_error (code, state != NULL ? state : find_state ("08"), error);
}
