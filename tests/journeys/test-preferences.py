# SPDX-License-Identifier: GPL-3.0-or-later
"""What the planner prefers is still so after a new start."""

import re

from journey import becomes, wait_for
from outside import run
from planner import Planner, in_each_language

PACE_S = "1.50"


def open_sending(app):
    app.key("ctrl+comma")
    app.click(app.find("page tab", app.texts.pgettext("preferences", "Sending")))


def pace(app):
    return app.find("spin button", re.compile(re.escape(app._("Seconds Between Messages"))))


def fallback(app):
    return app.find("combo box", app._("They Get the Message In"))


@in_each_language
def kept(place, language):
    place.add_event()
    with Planner(place, language) as app:
        open_sending(app)
        app.fill(re.compile(re.escape(app._("Seconds Between Messages"))), PACE_S, "spin button")
        app.key("Return")
        choice = app._("No Language: They Are Left Out")
        app.choose(fallback(app), choice)
        wait_for(f"{choice} is chosen", lambda: app.look("label", choice, fallback(app)))
        app.close_preferences()
    with Planner(place, language) as app:
        open_sending(app)
        becomes("the pace", lambda: pace(app).text, PACE_S)
        wait_for(f"{choice} is still chosen", lambda: app.look("label", choice, fallback(app)))
        app.close_preferences()


run()
