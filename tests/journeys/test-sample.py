# SPDX-License-Identifier: GPL-3.0-or-later
"""A newcomer's first minutes: the sample wedding, four chosen guests, their invitations, and what became of them."""

import re

from journey import wait_for
from outside import equal, run, test
from planner import Planner

N_GUESTS = 60
BRITISH = "+44 77"
EVERYBODY = {"Oliver Pemberton", "Ella Marchetti", "Zoe Kingsley", "Priya Venkat"}


def choose_four(app):
    """Three with the mouse, one with the keyboard, and at last only one of them is on the screen."""
    app.search(BRITISH)
    app.tick("Oliver Pemberton")
    app.tick("Ella Marchetti")
    app.tick_by_keyboard("Ella Marchetti", "Zoe Kingsley")
    app.wait_chosen(EVERYBODY - {"Priya Venkat"})
    app.search("Venk")
    app.tick("Priya Venkat")
    app.search("Zo")
    app.says_count("%u guest selected, %u not shown", "%u guests selected, %u not shown", 4, 3)
    app.wait_chosen({"Zoe Kingsley"})
    app.says_aloud(app.fill_in(app.n_("%u of %u guest", "%u of %u guests", N_GUESTS), 1, N_GUESTS))
    app.says_aloud(app.count("%u guest selected, %u not shown", "%u guests selected, %u not shown", 4, 3))
    app.search("")
    app.says_count("%u guest selected", "%u guests selected", 4)
    app.search("Zo")


def check_invited(app):
    """The sample wedding shows what a real one would."""
    app.search(BRITISH)
    for name in EVERYBODY - {"Priya Venkat"}:
        app.wait_invitation(name, app._("Sent"))
    app.wait_invitation("Grace Holloway", app._("Not invited"))


@test
def sample_wedding(place):
    with Planner(place) as app:
        app.open_sample()
        app.listen()
        choose_four(app)

        app.open_invitations()
        previewed = set()
        for name in app.walk_through_previews(4):
            app.shows_plain(f"היי {name.split()[0]} 🤍")
            if previewed:
                app.says_aloud(re.compile(re.escape(name)))
            previewed.add(name)
        equal(previewed, EVERYBODY)
        app.press(app.count("Practise with %u Guest", "Practise with %u Guests", 4))
        app.says("Practice: %u of %u Sent", 4, 4)
        app.says_aloud(app._("Practice: %u of %u Sent") % (4, 4))
        app.wait_results({name: app._("Sent to WhatsApp") for name in EVERYBODY})
        app.close_dialog()
        check_invited(app)

    with Planner(place) as app:
        wait_for("the guests, after a new start", app.rows)
        app.wait_chosen(set())
        check_invited(app)
        app.open_messages()
        app.says("%u of %u sent", 4, 4)


run()
