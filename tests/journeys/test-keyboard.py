# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a mouse, from the first start to the results; and once more in a window as narrow as a phone."""

from journey import wait_for
from outside import equal, run, test
from planner import Planner

GUESTS = {"Ella Marchetti", "Zoe Kingsley"}
NARROW = 360, 700


def open_sample(app):
    app.tab_to("button", app._("_Try a Sample Wedding"))
    app.key("Return")
    wait_for("the guests", app.rows)


def choose(app):
    """Looks for guests and ticks both of them."""
    app.key("ctrl+f")
    wait_for("the search", lambda: app.focused().role == "entry")
    app.type("+44 77")
    wait_for("four guests", lambda: len(app.rows()) == 4)
    app.tab_to("table row")
    for name in sorted(GUESTS):
        app.go_to(name)
        app.key("space")
        wait_for(f"{name} is selected", lambda: app.row(name).has("selected"))
    equal(app.chosen(), GUESTS)


def practise(app, button="Send Invitations…"):
    app.tab_to("button", app._(button))
    app.key("Return")
    wait_for("the dialog", lambda: app.front != app.frame)
    app.tab_to("button", app.count("Practise with %u Guest", "Practise with %u Guests", 2))
    app.key("Return")
    app.says("Practice: %u of %u Sent", 2, 2)
    equal(set(app.results()), GUESTS)
    app.close_dialog()


@test
def no_mouse(place):
    with Planner(place) as app:
        open_sample(app)
        choose(app)
        practise(app)
        for name in GUESTS:
            equal(app.invitation(name), app._("Sent"))


@test
def no_mouse_in_hebrew(place):
    with Planner(place, "he_IL") as app:
        open_sample(app)
        choose(app)
        practise(app)


@test
def narrow(place):
    """What a narrow window shows is all inside it, page by page."""
    with Planner(place) as app:
        app.resize(*NARROW)
        open_sample(app)
        app.is_inside()
        choose(app)
        app.is_inside()
        practise(app, "Send…")
        app.is_inside()


run()
