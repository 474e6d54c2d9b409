/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/invy-wedding-page.h"

G_BEGIN_DECLS

/**
 * InvyPlace:
 * @INVY_PLACE_FILE: a file, by its address: guests to import, or a backup to look into
 * @INVY_PLACE_GUEST: a guest in the list, by id
 * @INVY_PLACE_CAMPAIGN: how far a campaign is, by id
 * @INVY_PLACE_SEARCH: the guests of the wedding that is shown whom some words find
 * @INVY_PLACE_IMPORT: the choice of a file with guests
 * @INVY_PLACE_NEW_WEDDING: the empty form of a wedding
 *
 * Where the desktop can lead to: with a file, a notification, a search, or the menu of the launcher.
 */
typedef enum
{
  INVY_PLACE_FILE,
  INVY_PLACE_GUEST,
  INVY_PLACE_CAMPAIGN,
  INVY_PLACE_SEARCH,
  INVY_PLACE_IMPORT,
  INVY_PLACE_NEW_WEDDING,
} InvyPlace;

#define INVY_TYPE_PLACES (invy_places_get_type ())

/* Leads the window to where somebody wants to go, once the weddings are there. Signals: "show" (const char
 * *event_id): the wedding it is in; "import" (GFile *file, or NULL to ask for one); "restore" (const char *path). */
G_DECLARE_FINAL_TYPE (InvyPlaces, invy_places, INVY, PLACES, GObject)

InvyPlaces *invy_places_new (AdwApplicationWindow *window);
void invy_places_open (InvyPlaces *self, InvyStore *store, InvyOutbox *outbox, InvyWeddingPage *page);
void invy_places_set_ready (InvyPlaces *self);
void invy_places_wait (InvyPlaces *self, DexFuture *future);
void invy_places_go_to (InvyPlaces *self, InvyPlace place, const char *text);

G_END_DECLS
