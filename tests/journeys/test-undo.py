# SPDX-License-Identifier: GPL-3.0-or-later
"""A guest is deleted by mistake, and taken back: with the button that is offered, and with the keyboard later."""

from journey import wait_for
from outside import run
from planner import Planner, in_each_language

GUESTS = {"Noa", "Dan"}


def wait_guests(app, names):
    wait_for(f"the guests are {names}", lambda: app.names(app.rows()) == names)


def delete_first(app):
    """The one at the top of the list, who has the keyboard as soon as the list has it."""
    first = app.names(app.rows()[:1]).pop()
    app.tab_to("table row")
    app.go_to(first)
    app.key("Delete")
    wait_guests(app, GUESTS - {first})


@in_each_language
def deleted_by_mistake(place, language):
    event = place.add_event()
    ids = {place.add_guest(event, name, f"+1555555010{i}") for i, name in enumerate(GUESTS)}

    def wait_kept(n_guests):
        wait_for(f"{n_guests} in the database", lambda: len(place.ask("guest", "list", event)) == n_guests)

    with Planner(place, language) as app:
        wait_guests(app, GUESTS)
        delete_first(app)
        wait_kept(1)
        app.press(app._("_Undo"))
        wait_guests(app, GUESTS)
        wait_kept(2)

        delete_first(app)
        app.key("ctrl+z")
        wait_guests(app, GUESTS)
        wait_for("the same guests", lambda: {guest["guest_id"] for guest in place.ask("guest", "list", event)} == ids)


run()
