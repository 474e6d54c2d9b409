# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is left out, and who is to be looked at: window and invyctl say the same, and ask nobody."""

import contextlib
import sqlite3

from journey import wait_for
from outside import equal, run, test
from planner import Planner, plain

INVITED = "+15555550101"
OPTED_OUT = "+15555550102"
SHARED = "+15555550103"


def add_guests(place, event):
    """One for each rule."""
    place.add_guest(event, "Invited", INVITED)
    place.ask("invite", event, "--all", "--interval-ms", "0")
    guests = {
        "Good": "+15555550104",
        "Opted out": OPTED_OUT,
        "One of two": SHARED,
        "Two of two": SHARED,
        "Landline": "03-612-3456",
        "Letters": "05O-123-4567",
        "Short": "12",
        "Long": "0541234567890123456",
        "Digits lost": "5.41E+08",
        "Two numbers": "050-123-4567 / 052-123-4567",
        "Lost zero": "541234567",
        "None": "",
        "N" * 1000: "+15555550105",
    }
    for name, number in guests.items():
        place.add_guest(event, name, number)
    place.add_guest(event, "Arabic", "+15555550106", "--language", "ar")
    answered = place.add_guest(event, "Answered", "+15555550107")
    with contextlib.closing(sqlite3.connect(place.database)) as database, database:
        database.execute("INSERT INTO opt_outs (id, phone_e164, source, opted_out_at) VALUES ('1', ?, 'guest', 1)",
                         [OPTED_OUT])
        database.execute("UPDATE guests SET rsvp_status = 'yes' WHERE id = ?", [answered])


def say_in_window(app, n_guests):
    """Goes down the list, which holds more than fits."""
    said = {}

    def look():
        for view in app.look("list", app._("Guests to look at")):
            said.update({plain(row.name): row.accessible.get_description() for row in view.children()})
        app.key("Down")
        return len(said) >= n_guests
    app.tab_to("list item")
    wait_for("the guests to look at", look)
    return said


@test
def same_list(place):
    emulator = place.start_emulator()
    event = place.add_event()
    add_guests(place, event)
    n_requests = emulator.memory()["n_requests"]
    document = place.ask("invite", event, "--all", "--dry-run", status=3)
    said = {entry["guest_name"]: entry["error"] or entry["warning"] for entry in document["results"]
            if entry["error"] or entry["warning"]}
    reasons = {entry["reason"] for entry in document["results"]}
    equal(reasons, {None, "already-invited", "opted-out", "phone-letters", "phone-too-short", "phone-too-long",
                    "phone-digits-lost", "no-phone", "template-too-long", "answered"})
    with Planner(place) as app:
        app.tick("Good")
        app.key("ctrl+a")
        app.says_count("%u guest selected", "%u guests selected", document["total"])
        app.open_invitations()
        app.press(app._("Review"))
        equal(say_in_window(app, len(said)), said)
        app.key("Escape")
        wait_for("the review is closed", lambda: not app.look("list", app._("Guests to look at")))
        app.close_dialog()
    equal(emulator.memory()["n_requests"], n_requests)


run()
