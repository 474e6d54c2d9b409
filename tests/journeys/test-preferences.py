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


def open_guests(app):
    app.key("ctrl+comma")
    app.click(app.find("page tab", app.texts.pgettext("preferences", "Guests")))


def titles(app):
    """Of the columns that are shown."""
    table = app.find("tree table", app._("Guests"))
    row = next(node for node in table.children() if node.role == "table row")
    return {node.name for node in row.children()}


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


@in_each_language
def columns(place, language):
    """The list follows at once, and is still so after a new start."""
    place.add_guest(place.add_event(), "Noa", "+15555550101")
    with Planner(place, language) as app:
        wait_for("the phone numbers", lambda: app._("Phone") in titles(app) and app._("Tags") not in titles(app))
        open_guests(app)
        for name in "Phone", "Tags":
            row = app.find("check box", app._(name))
            was = row.has("checked")
            app.click(row)
            wait_for(f"{name} is switched", lambda: row.has("checked") != was)
        app.close_preferences()
        wait_for("tags instead", lambda: app._("Tags") in titles(app) and app._("Phone") not in titles(app))
    with Planner(place, language) as app:
        wait_for("still tags", lambda: app._("Tags") in titles(app) and app._("Phone") not in titles(app))


run()
