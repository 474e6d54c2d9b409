/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-emulator-process.h"
#include "settings/invy-settings.h"
#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InvyPreferencesFixture:
 * @store: (nullable): what a test wants the dialog to know
 * @dialog: %NULL until it is opened and once it is closed
 *
 * The preferences, and an account of the emulator that the environment leads to: only there the emulator gets a
 * token. The session has no keyring.
 */
typedef struct
{
  InvyEmulatorProcess *emulator;
  InvySettings *settings;
  InvyStore *store;
  GtkWindow *window;
  AdwDialog *dialog;
} InvyPreferencesFixture;

void invy_preferences_fixture_set_up (InvyPreferencesFixture *self, gconstpointer data);
void invy_preferences_fixture_tear_down (InvyPreferencesFixture *self, gconstpointer data);
void invy_preferences_fixture_open (InvyPreferencesFixture *self);
void invy_preferences_fixture_set (InvyPreferencesFixture *self, InvySetting setting, const char *text);
void invy_preferences_fixture_assert (InvyPreferencesFixture *self, InvySetting setting, const char *expected);
void invy_preferences_fixture_activate (InvyPreferencesFixture *self, const char *title);
const char *invy_preferences_fixture_get_subtitle (InvyPreferencesFixture *self, const char *title);
void invy_preferences_fixture_wait (InvyPreferencesFixture *self, GType type, const char *text);
void invy_preferences_fixture_wait_gone (InvyPreferencesFixture *self, GType type, const char *text);

G_END_DECLS
