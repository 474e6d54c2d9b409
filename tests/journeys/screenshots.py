# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py FOLDER: saves pictures of the main window, an invitation and its results.

./dev screenshots runs it once for each look, whose name is in INVY_SCREENSHOT_LOOK, in the locale and the colours of that.
"""

import os
import pathlib
import sys

from outside import Place
from planner import Planner

SIZE = 1200, 780

# Who was invited before, and what they answered since. No number that ends in 99 is on WhatsApp when practising.
INVITED = {
    "أبو سليم": [],
    "משפחת עופר": ["--rsvp", "yes", "--rsvp-count", "5"],
    "Daniel Ashworth": ["--rsvp", "yes", "--rsvp-count", "3"],
    "ענת וקנין": ["--rsvp", "maybe"],
    "Zoe Kingsley": [],
    "Hélène Beaurivage": ["--rsvp", "no"],
}
CHOSEN = ["Zoé Laforêt", "سامر خوري", "Константин Яблоков", "הלל ורדימון", "نادر قاسم"]
NUMBERS = {
    "Zoe Kingsley": "+44 7700 900199",
    "Константин Яблоков": "050-100-1099",
    "نادر قاسم": "05412",
}


class Guests:
    """The guests of the sample wedding as invyctl changes them beside the window."""

    def __init__(self, place):
        self.place = place
        self.event = place.ask("event", "list")[0]["event_id"]
        self.ids = {" ".join(filter(None, (guest["first_name"], guest["last_name"]))): guest["guest_id"]
                    for guest in place.ask("guest", "list", self.event)}

    def set(self, name, *options):
        self.place.ask("guest", "set", self.ids[name], *options)

    def invite(self, names):
        self.place.ask("invite", self.event, *(word for name in names for word in ("--guest", self.ids[name])),
                       "--practice", "--interval-ms", "0", status=None)


def make_history(place):
    guests = Guests(place)
    for name, number in NUMBERS.items():
        guests.set(name, "--phone", number)
    for name in [*INVITED, *CHOSEN]:
        guests.set(name, "--rsvp", "none")
    guests.invite(INVITED)
    for name, answer in INVITED.items():
        if answer:
            guests.set(name, *answer)


def take(place, folder, look):
    with Planner(place, os.environ["LANG"].split(".")[0]) as app:
        app.resize(*SIZE)
        app.open_sample()
        make_history(place)
        app.sort_by("Party")
        app.sort_by("Party")
        for name in CHOSEN:
            app.tick(name)
        app.scroll_up(app.find("tree table", app._("Guests")))
        app.screenshot(folder / f"main-{look}.png")

        app.open_invitations()
        app.screenshot(folder / f"invite-{look}.png")

        app.press(app.count("Practise with %u Guest", "Practise with %u Guests", 4))
        app.says("Practice: %u of %u Sent", 3, 5)
        app.screenshot(folder / f"results-{look}.png")
        app.close_dialog()


with Place() as sample:
    take(sample, pathlib.Path(sys.argv[1]), os.environ["INVY_SCREENSHOT_LOOK"])
