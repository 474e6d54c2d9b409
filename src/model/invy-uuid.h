/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is needed for a UUID as text, and for a token. */
#define INVY_UUID_SIZE 37
#define INVY_UUID_TOKEN_SIZE 33

void invy_uuid_make (char text[INVY_UUID_SIZE]);
char (*invy_uuid_new_sorted (guint n))[INVY_UUID_SIZE];
void invy_uuid_write_token (const char *uuid, char token[INVY_UUID_TOKEN_SIZE]);

G_END_DECLS
