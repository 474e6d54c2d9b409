/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A wedding in a real store, its book, and a window to put things in. */
typedef struct
{
  char *folder;
  InvyStore *store;
  InvyEvent *event;
  InvyGuestBook *book;
  GtkWindow *window;
} InvyBookFixture;

void invy_book_fixture_set_up (InvyBookFixture *self);
void invy_book_fixture_tear_down (InvyBookFixture *self);
InvyGuest *invy_book_fixture_add (InvyBookFixture *self, const char *first_name, const char *phone_number);
InvyGuest *invy_book_fixture_find (InvyBookFixture *self, const char *name);
GFile *invy_book_fixture_write (InvyBookFixture *self, const char *name, const char *text);
void invy_book_fixture_wait_for_dialog (InvyBookFixture *self, GType type);
void invy_book_fixture_wait_for_no_dialog (InvyBookFixture *self);
void invy_book_fixture_wait_for_guests (InvyBookFixture *self, guint n_guests);

G_END_DECLS
