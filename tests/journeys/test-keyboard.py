# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a mouse, from the first start to the results; and once more in a window as narrow as a phone."""

from journey import wait_for
from outside import run, test
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
    app.wait_chosen(GUESTS)


def practise(app, button="Send Invitations…"):
    app.tab_to("button", app._(button))
    app.key("Return")
    wait_for("the dialog", lambda: app.front != app.frame)
    app.tab_to("button", app.count("Practise with %u Guest", "Practise with %u Guests", 2))
    app.key("Return")
    app.says("Practice: %u of %u Sent", 2, 2)
    app.wait_results({name: app._("Sent to WhatsApp") for name in GUESTS})
    app.close_dialog()


@test
def no_mouse(place):
    with Planner(place) as app:
        open_sample(app)
        choose(app)
        practise(app)
        for name in GUESTS:
            app.wait_invitation(name, app._("Sent"))


@test
def no_mouse_in_hebrew(place):
    with Planner(place, "he_IL") as app:
        open_sample(app)
        choose(app)
        practise(app)


def note_answers(app):
    """A guest on the phone: found by name, and the answer noted with two keys; the next one, and taken back."""
    app.key("ctrl+f")
    wait_for("the search", lambda: app.focused().role == "entry")
    app.type("Kingsley")
    wait_for("one guest", lambda: len(app.rows()) == 1)
    app.key("Return")
    wait_for("her row", lambda: app.row("Zoe Kingsley").has("focused"))
    app.key("ctrl+1")
    wait_for("the question", lambda: app.focused().name == app._("How many people come"))
    app.key("3")
    app.wait_answer("Zoe Kingsley", app.sentence("Coming · %u", 3))
    wait_for("her row again", lambda: app.row("Zoe Kingsley").has("focused"))
    app.key("ctrl+3")
    app.wait_answer("Zoe Kingsley", app._("Not coming"))
    app.key("ctrl+z")
    app.wait_answer("Zoe Kingsley", app.sentence("Coming · %u", 3))
    app.key("ctrl+shift+z")
    app.wait_answer("Zoe Kingsley", app._("Not coming"))


@test
def answer_by_phone(place):
    with Planner(place) as app:
        open_sample(app)
        note_answers(app)


@test
def answer_by_phone_in_hebrew(place):
    with Planner(place, "he_IL") as app:
        open_sample(app)
        note_answers(app)


@test
def edit_in_the_list(place):
    """From cell to cell without a mouse; the row has the keyboard again afterwards."""
    with Planner(place) as app:
        open_sample(app)
        app.key("ctrl+f")
        app.type("Kingsley")
        wait_for("one guest", lambda: len(app.rows()) == 1)
        app.key("Return")
        wait_for("her row", lambda: app.row("Zoe Kingsley").has("focused"))
        app.key("F2")
        wait_for("her first name", lambda: app.focused().name == app._("First Name"))
        app.type("Zoey")
        app.key("Tab")
        wait_for("her last name", lambda: app.focused().name == app._("Last Name"))
        app.key("Escape")
        wait_for("her new name", lambda: app.row("Zoey Kingsley").has("focused"))


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
