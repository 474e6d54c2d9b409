# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample wedding in Hebrew, dark: everything from right to left, but for what has a direction of its own."""

import re

from outside import equal, run, test
from picture import Picture
from planner import Planner

HEBREW = "he_IL"
DARK = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}

# As the window shows a number: isolated, so that its plus stays in front.
NUMBER = re.compile("\u2066[+0-9][0-9 -]+\u2069")

GUEST = "Zoe Kingsley"

# Of the message's box what is surely text, although the box is said to be further left and up than it is.
TEXT = {"left": 40, "top": 85, "right": 0, "bottom": 40}


def check_mirrored(app):
    """The sidebar on the right, the guests on the left of it, their names right of their numbers."""
    app.settle()
    sidebar, guests = app.find("list", app._("Weddings")).box, app.find("tree table", app._("Guests")).box
    equal(guests[0], app.frame.box[0], "the guests' left edge")
    equal(sidebar[0] >= guests[0] + guests[2], True, (sidebar, guests))
    name, phone, answer = (app.title(column).box[0] for column in ("Name", "Phone", "Invitation"))
    equal(name > phone > answer, True, (name, phone, answer))


def check_message(app, place):
    """The message is Hebrew and leans right; its link leans left."""
    message = app.find("grouping", re.compile(f"^היי {GUEST.split()[0]} 🤍"))
    bubble = next(message.children())
    path = place.folder / "invitation.png"
    app.screenshot(path)
    lines = Picture(path).lines(*app.in_picture(bubble, **TEXT))
    sides = [line.leans for line in lines]
    equal(sides.count("left"), 1, sides)
    equal(sides.count("right") >= 5, True, sides)


def check_dark(app, place):
    path = place.folder / "window.png"
    app.screenshot(path)
    background = Picture(path).background()
    equal(background < 0x60, True, background)


@test
def sample_wedding_in_hebrew(place):
    with Planner(place, HEBREW, DARK) as app:
        app.resize(1200, 780)
        app.open_sample()
        equal(app._("Guests"), "מוזמנים")
        check_mirrored(app)
        check_dark(app, place)
        app.search("+")
        for row in app.rows():
            equal(bool(NUMBER.search(row.name)), True, row.name)

        app.search(GUEST)
        app.tick(GUEST)
        app.open_invitations()
        equal(bool(app.shows(NUMBER)), True)
        check_message(app, place)
        app.press(app.count("Practise with %u Guest", "Practise with %u Guests", 1))
        app.says("Practice: %u of %u Sent", 1, 1)
        app.wait_results({GUEST: app._("Sent to WhatsApp")})
        app.close_dialog()


run()
