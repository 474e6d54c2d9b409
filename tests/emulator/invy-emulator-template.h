/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InvyEmulatorTemplate:
 * @graph: what a listing says about it
 *
 * A template of the pretend account, in one language.
 */
typedef struct
{
  JsonObject *graph;
} InvyEmulatorTemplate;

InvyEmulatorTemplate *invy_emulator_template_new (JsonObject *object);
InvyEmulatorTemplate *invy_emulator_template_new_wedding_invitation (void);
void invy_emulator_template_free (InvyEmulatorTemplate *self);
const char *invy_emulator_template_get (const InvyEmulatorTemplate *self, const char *name);
JsonObject *invy_emulator_template_find_component (const InvyEmulatorTemplate *self, const char *type);
gboolean invy_emulator_template_is_named (const InvyEmulatorTemplate *self);
GStrv invy_emulator_template_list_places (const char *text);
char *invy_emulator_template_fill (const char *text, const char *const *places, GPtrArray *values);

G_END_DECLS
