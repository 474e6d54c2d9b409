/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-stage.h"

G_BEGIN_DECLS

/**
 * InvyScreen:
 * @name: of the screen, good for a file
 * @show: brings it on the stage, which is clear, and waits until it is there
 * @hide: (nullable): what invy_stage_clear() does not do
 */
typedef struct
{
  const char *name;
  void (*show) (InvyStage *stage);
  void (*hide) (InvyStage *stage);
} InvyScreen;

/* Everything that the program shows. Each list ends with a screen without a name. */
extern const InvyScreen invy_screens_window[];
extern const InvyScreen invy_screens_guests[];
extern const InvyScreen invy_screens_sending[];
extern const InvyScreen invy_screens_program[];

void invy_screens_for_each (void (*function) (const InvyScreen *screen, gpointer data), gpointer data);

G_END_DECLS
