/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define INVY_API_ERROR (invy_api_error_quark ())

/**
 * InvyApiError:
 * @INVY_API_ERROR_TOKEN: the access token is not good (any more)
 * @INVY_API_ERROR_PERMISSION: the access token may not do this
 * @INVY_API_ERROR_WRONG_ID: nothing has this id, or the access token may not see it
 * @INVY_API_ERROR_PARAMETER: what has this id is of another kind, or does not know what was asked for
 * @INVY_API_ERROR_BUSY: asked too often, or a fault of the moment: later it may go well
 * @INVY_API_ERROR_REFUSED: any other Graph error
 * @INVY_API_ERROR_UNREACHABLE: no answer came
 * @INVY_API_ERROR_UNREADABLE: an answer that is not what Graph documents, or beyond all measure
 *
 * Why something could not be read from the account, or given to it. The message is a sentence for people.
 */
typedef enum
{
  INVY_API_ERROR_TOKEN,
  INVY_API_ERROR_PERMISSION,
  INVY_API_ERROR_WRONG_ID,
  INVY_API_ERROR_PARAMETER,
  INVY_API_ERROR_BUSY,
  INVY_API_ERROR_REFUSED,
  INVY_API_ERROR_UNREACHABLE,
  INVY_API_ERROR_UNREADABLE,
} InvyApiError;

GQuark invy_api_error_quark (void);
GError *invy_api_error_new_for_graph (int code, int subcode, const char *detail);

G_END_DECLS
