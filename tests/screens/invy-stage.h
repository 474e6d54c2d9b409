/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-guests-page.h"
#include "app/messages/invy-outbox.h"
#include "app/window/invy-application.h"
#include "invy-emulator-process.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InvyStage:
 * @store: what the program shows, opened once more, as another computer would
 * @event: a wedding with everything in it
 * @other: another one, for practice, with nobody in it yet
 * @campaign: an invitation that ended in every way there is
 * @paused: another one, in the middle
 * @without_number: a guest of @event who cannot be invited
 * @server: another store that others work with, and @shared a wedding there, while a screen needs them
 * @window: of the program
 *
 * The whole program in this process, with a wedding in it, for whoever looks at one screen after the other. The
 * account is the emulator's.
 */
typedef struct
{
  InvyEmulatorProcess *emulator;
  char *folder;
  InvyStore *store;
  InvySettings *settings;
  InvyOutbox *outbox;
  InvyEvent *event;
  InvyEvent *other;
  InvyCampaign *campaign;
  InvyCampaign *paused;
  InvyGuest *without_number;
  InvyStore *server;
  InvyEvent *shared;
  InvyApplication *application;
  GtkWidget *window;

  int (*body) (gpointer data);
  gpointer data;
  int status;
} InvyStage;

int invy_stage_run (InvyStage *self, int (*body) (gpointer data), gpointer data);

void invy_stage_resize (InvyStage *self, int width, int height);
void invy_stage_set_dark (InvyStage *self, gboolean is_dark);
void invy_stage_set_text_scale (InvyStage *self, double scale);
void invy_stage_settle (InvyStage *self);
void invy_stage_save_picture (InvyStage *self, const char *path);

void invy_stage_activate (InvyStage *self, const char *action, const char *parameter);
void invy_stage_wait_for (InvyStage *self, GType type, const char *text);
void invy_stage_wait_for_rows (InvyStage *self, GType type);
gpointer invy_stage_find (InvyStage *self, GType type, const char *text);
GtkWidget *invy_stage_present (InvyStage *self, AdwDialog *dialog);
GtkWidget *invy_stage_get_front (InvyStage *self);
InvyGuestsPage *invy_stage_get_guests_page (InvyStage *self);
void invy_stage_clear (InvyStage *self);

G_END_DECLS
