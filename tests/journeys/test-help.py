# SPDX-License-Identifier: GPL-3.0-or-later
"""The help that the program shows itself: the text for approval is copied from it without a mouse, and a row that cannot
be imported leads to what there is to do."""

from journey import wait_for
from outside import run
from planner import Planner, in_each_language

LANGUAGE = "English"
FIRST_WORDS = "Hi {{1}}"

LIST = "First name,Mobile phone\nNoa,12\n"


def wait_for_help(app, title):
    """Waits until a topic is open, or the list of them."""
    wait_for(f"the help says {title}", lambda: app.front.name == app._("Help") and app.look("label", app._(title)))


def open_topic(app, title):
    """From the list of topics, with the arrows."""
    app.tab_to("list item", app._("First Steps"))
    app.go_down_to(app._(title))
    app.key("Return")
    wait_for_help(app, title)


def copy_text(app):
    app.tab_to("button", f"{app._('_Copy')} {LANGUAGE}")
    app.key("Return")
    copied = app._("Copied. Paste it at Meta.")
    app.shows(copied)
    wait_for("that is read and gone", lambda: not any(node.name == copied for node in app.front.walk()))


@in_each_language
def text_for_approval(place, language):
    place.add_guest(place.add_event(), "Noa", "+15555550101")
    with Planner(place, language) as app:
        app.key("F1")
        wait_for_help(app, "First Steps")
        open_topic(app, "Getting a Message Approved")
        copy_text(app)
        app.close_dialog()
        app.key("ctrl+f")
        entry = app.find("entry", app._("Search guests"))
        wait_for("the search", lambda: entry.has("focused"))
        app.key("ctrl+v")
        wait_for("the text that was copied", lambda: entry.text.startswith(FIRST_WORDS))


@in_each_language
def row_without_a_number(place, language):
    place.add_event()
    path = place.write("list.csv", LIST)
    with Planner(place, language) as app:
        app.press(app._("_Import Guests…"))
        app.choose_file(path, "_Import")
        app.press(app._("_Next"))
        app.shows(app._("Guests in the File"))
        app.press(app._("Help"))
        wait_for_help(app, "Importing Guests")
        app.key("Escape")
        wait_for("the rows again", lambda: app.front.name == app._("Import Guests"))
        app.shows(app._("Guests in the File"))
        app.go_back()
        app.press(app._("_Cancel"))
        wait_for("the window again", lambda: app.front == app.frame)


run()
