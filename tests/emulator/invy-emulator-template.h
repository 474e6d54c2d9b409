/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* After filling in, as WhatsApp counts: characters of a body (templates, components). */
#define INVY_EMULATOR_LONGEST_BODY 1024

/**
 * InvyEmulatorTemplate:
 * @body: its text, with {{1}}, {{2}} and so on
 *
 * A template that the pretend account has had approved.
 */
typedef struct
{
  char *name;
  char *language;
  char *body;
} InvyEmulatorTemplate;

InvyEmulatorTemplate *invy_emulator_template_new (const char *name, const char *language, const char *body);
InvyEmulatorTemplate *invy_emulator_template_new_wedding_invitation (void);
void invy_emulator_template_free (InvyEmulatorTemplate *self);
guint invy_emulator_template_count_parameters (const InvyEmulatorTemplate *self);
char *invy_emulator_template_fill (const InvyEmulatorTemplate *self, GPtrArray *parameters);

G_END_DECLS
