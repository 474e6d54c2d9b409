# SPDX-License-Identifier: GPL-3.0-or-later
"""A newcomer's first minutes: the sample wedding, four chosen guests, their invitations, and what became of them."""

from journey import wait_for
from planner import Planner
from outside import equal, run, test

BY_MOUSE = ["Grace Holloway", "Oliver Pemberton", "Ella Marchetti"]
BY_KEYBOARD = "Zoe Kingsley"


def open_sample(app):
    app.press(app._("_Try a Sample Wedding"))
    app.shows(app._("This wedding is for practice. Nothing is sent."))
    wait_for("the guests", app.rows)


@test
def sample_wedding(place):
    with Planner(place) as app:
        open_sample(app)
        app.search("+44 77")
        for name in BY_MOUSE:
            app.tick(name)
        app.tick_by_keyboard(BY_MOUSE[-1], BY_KEYBOARD)
        equal(app.chosen(), {*BY_MOUSE, BY_KEYBOARD})

run()
