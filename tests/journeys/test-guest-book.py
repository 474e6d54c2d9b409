# SPDX-License-Identifier: GPL-3.0-or-later
"""What a planner does with the guest book all day: finds people in either script, counts and filters, changes many at
once, makes one guest of two; and takes all of it back."""

import re

from journey import becomes, wait_for
from outside import equal, run, test
from planner import Planner, plain

LIST = """First name,Last name,Phone,Side,Answer,Coming
נועה,כהן,050-2345678,כלה,yes,2
Noa,Cohen,+972 52-234-5679,,no,
דוד,לוי,0502345680,חתן,,
Ella,Katz,0502345681,,,
"""
NAMES = {"נועה כהן", "Noa Cohen", "דוד לוי", "Ella Katz"}
MERGED = NAMES - {"Noa Cohen"}


def add_wedding(place):
    event = place.add_event()
    place.ask("guest", "import", event, place.write("list.csv", LIST))
    return event


def what_is_kept(place, event):
    """What a person may want to know of each guest; how often it was written is nobody's."""
    return [{key: value for key, value in guest.items() if key != "version"}
            for guest in place.ask("guest", "list", event)]


def look_for(app, text, found):
    """Types over what was looked for before, and waits for those who are found, however they are written."""
    app.key("ctrl+f")
    wait_for("the search", lambda: app.focused().role == "entry")
    app.type(text)
    becomes(f"who is found by “{text}”", lambda: app.names(app.rows()), found)


def stop_looking(app):
    app.key("Escape")
    wait_for("all guests", lambda: app.names(app.rows()) == NAMES)


def press_counter(app, title):
    """A counter is a button that shows those whom it counts, and everybody when it is pressed again."""
    app.click(wait_for(f"the counter “{title}”", lambda: next(
        node for node in app.look("toggle button") if re.match(rf"\d+ {title},", plain(node.name)))))


@test
def finding(place):
    add_wedding(place)
    with Planner(place) as app:
        wait_for("the guests", lambda: app.names(app.rows()) == NAMES)
        look_for(app, "Cohen", {"נועה כהן", "Noa Cohen"})
        look_for(app, "levi", {"דוד לוי"})
        look_for(app, "+972 50", {"נועה כהן", "דוד לוי", "Ella Katz"})
        look_for(app, "052 2345", {"Noa Cohen"})
        stop_looking(app)
        press_counter(app, app._("Coming"))
        wait_for("who comes", lambda: app.names(app.rows()) == {"נועה כהן"})
        press_counter(app, app._("Coming"))
        wait_for("all guests", lambda: app.names(app.rows()) == NAMES)


def change_many(app, place, event):
    """Everybody gets a group; nothing else of them changes."""
    app.click(app.row("Ella Katz"))
    app.close_dialog()
    app.key("ctrl+a")
    app.wait_chosen(NAMES)
    app.press(app._("Edit Selected Guests"))
    app.fill(app._("Group"), "Family")
    app.press(app._("C_hange"))
    wait_for("the dialog is closed", lambda: app.front == app.frame)
    wait_for("the group in the database", lambda: {guest["group_name"] for guest in place.ask("guest", "list", event)}
             == {"Family"})


def merge(app):
    """One person in two scripts; the one who is ticked stays."""
    app.choose_in_menu("Wedding Menu", "Find _Duplicates…")
    app.press(app._("_Merge"))
    app.shows(app._("No Duplicates"))
    app.tab_to("button", app._("_Close"))
    app.key("Return")
    wait_for("the dialog is closed", lambda: app.front == app.frame)
    wait_for("one guest less", lambda: len(app.rows()) == len(MERGED))


@test
def changing_and_taking_back(place):
    event = add_wedding(place)
    before = what_is_kept(place, event)
    with Planner(place) as app:
        wait_for("the guests", lambda: app.names(app.rows()) == NAMES)
        change_many(app, place, event)
        changed = what_is_kept(place, event)
        merge(app)
        equal(len(place.ask("guest", "list", event)), len(MERGED))

        app.key("ctrl+z")
        becomes("what is kept when both are back", lambda: what_is_kept(place, event), changed)
        app.key("ctrl+z")
        becomes("what is kept when everything is taken back", lambda: what_is_kept(place, event), before)
        app.key("ctrl+shift+z")
        becomes("what is kept when the group is back", lambda: what_is_kept(place, event), changed)
        wait_for("all guests", lambda: app.names(app.rows()) == NAMES)


run()
