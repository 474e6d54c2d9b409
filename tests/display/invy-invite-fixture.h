/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-emulator-process.h"

#include "app/messages/invy-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The invite dialog with three guests in three languages, a real store, and an account at the emulator. */
typedef struct
{
  InvyEmulatorProcess *emulator;
  char *folder;
  InvyStore *store;
  InvySettings *settings;
  InvyOutbox *outbox;
  InvyEvent *event;
  GPtrArray *guests;
  GtkWidget *window;
  AdwDialog *dialog;
} InvyInviteFixture;

void invy_invite_fixture_set_up (InvyInviteFixture *self, gconstpointer data);
void invy_invite_fixture_tear_down (InvyInviteFixture *self, gconstpointer data);
void invy_invite_fixture_add_template (InvyInviteFixture *self, const char *json);
void invy_invite_fixture_choose_template (InvyInviteFixture *self, const char *name);
void invy_invite_fixture_sync (InvyInviteFixture *self);
void invy_invite_fixture_open (InvyInviteFixture *self);

G_END_DECLS
