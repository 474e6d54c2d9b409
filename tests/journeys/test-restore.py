# SPDX-License-Identifier: GPL-3.0-or-later
"""A guest is deleted by mistake, and comes back from the copy that was made when the day began."""

from journey import wait_for
from outside import equal, run, test
from planner import Planner


def open_restore(app):
    app.choose_in_menu("Main Menu", "_Restore…")
    wait_for("the dialog", lambda: app.front != app.frame)


@test
def from_the_copy_of_the_day(place):
    event = place.add_event()
    for i, name in enumerate(("Noa", "Dan")):
        place.add_guest(event, name, f"+1555555010{i}")
    with Planner(place) as app:
        wait_for("both guests", lambda: len(app.rows()) == 2)
        wait_for("the copy of the day", lambda: place.ask("db", "copies"))
        app.click(app.row("Dan"))
        app.close_dialog()
        app.go_to("Dan")
        app.key("Delete")
        wait_for("one guest", lambda: len(app.rows()) == 1)

        open_restore(app)
        app.click(app.shows("The copy of the day"))
        app.shows("1 guest comes back")
        equal(len(app.rows()), 1)
        app.press("Restore")
        wait_for("both guests again", lambda: len(app.rows()) == 2)


run()
