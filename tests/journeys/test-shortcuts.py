# SPDX-License-Identifier: GPL-3.0-or-later
"""Every key that the window of shortcuts shows does what it says there; those for answers are in test-keyboard.py."""

from journey import wait_for, xdotool
from outside import equal, run
from planner import Planner, in_each_language, plain

GUESTS = {"Dan": "+15555550101", "Noa": "+15555550102"}


def open_list(app):
    wait_for("the guests", lambda: app.names(app.rows()) == set(GUESTS))
    app.tab_to("table row")
    app.go_to("Dan")


def opens_dialog(app, keys, title):
    """And Escape leads back to what had the keyboard."""
    before = app.focused()
    app.key(keys)
    wait_for(f"{keys} opens {title}", lambda: plain(app.front.name) == title)
    app.close_dialog()
    wait_for(f"{before} has the keyboard again", lambda: app.focused() == before)


def opens_menu(app, keys, role):
    app.key(keys)
    wait_for(f"{keys} opens a menu", lambda: app.focused() and app.focused().role == "menu item")
    app.key("Escape")
    wait_for("what it belongs to has the keyboard", lambda: app.focused() and app.focused().role == role)


def opens_shortcuts(app):
    app.key("ctrl+question")
    shortcuts = wait_for("the window of shortcuts", lambda: next(
        (frame for frame in app.frames() if frame != app.frame), None))
    wait_for("what it says", lambda: app.look("label", app._("Select all guests that are shown"), shortcuts))
    xdotool("windowfocus", *wait_for("its window", lambda: [
        other for other in app.windows() if other not in app.window]))
    wait_for("it has the keyboard", lambda: shortcuts.has("active"))
    app.key("Escape")
    wait_for("it is closed", lambda: app.frames() == [app.frame])
    app.focus_window()


def chooses(app):
    app.key("space")
    app.wait_chosen({"Dan"})
    app.key("space")
    app.wait_chosen(set())
    for unselect in "ctrl+shift+a", "Escape":
        app.key("ctrl+a")
        app.wait_chosen(set(GUESTS))
        app.key(unselect)
        app.wait_chosen(set())


def deletes(app):
    """Only Dan; it can be undone and done again."""
    app.key("Delete")
    wait_for("Dan is gone", lambda: app.names(app.rows()) == {"Noa"})
    app.key("ctrl+z")
    wait_for("Dan is back", lambda: app.names(app.rows()) == set(GUESTS))
    app.key("ctrl+shift+z")
    wait_for("Dan is gone again", lambda: app.names(app.rows()) == {"Noa"})
    app.key("ctrl+z")
    wait_for("Dan is back again", lambda: app.names(app.rows()) == set(GUESTS))


def saves(app):
    app.key("ctrl+n")
    wait_for("a new guest", lambda: app.front.name == app._("New Guest") and app.focused().role == "text")
    app.type("Ella")
    app.key("ctrl+Return")
    wait_for("Ella", lambda: app.names(app.rows()) == {*GUESTS, "Ella"})


def pastes(app):
    """What was copied somewhere becomes guests, after a look at them."""
    app.key("ctrl+f")
    wait_for("the search", lambda: app.focused().role == "entry")
    app.type("Zoe")
    app.key("ctrl+a", "ctrl+c", "Escape")
    wait_for("the guests", lambda: app.names(app.rows()) == {*GUESTS, "Ella"})
    app.tab_to("table row")
    app.key("ctrl+v")
    wait_for("the import", lambda: app.front.name == app._("Import Guests"))
    app.close_dialog()


def walks(app):
    """From one guest's message to the next and back."""
    def shows(position):
        app.shows_plain(app.fill_in(app._("%s · %u of %u"), "", position, 3))
    app.key("ctrl+a")
    app.open_invitations()
    shows(1)
    for key, position in zip(("Left", "Right") if app.is_rtl else ("Right", "Left"), (2, 1)):
        app.key(f"alt+{key}")
        shows(position)
    app.close_dialog()


def place_with_guests(place):
    event = place.add_event()
    for name, number in GUESTS.items():
        place.add_guest(event, name, number)


@in_each_language
def program(place, language):
    place_with_guests(place)
    with Planner(place, language) as app:
        open_list(app)
        opens_dialog(app, "ctrl+shift+n", app._("New Wedding"))
        opens_dialog(app, "ctrl+comma", app._("Preferences"))
        opens_dialog(app, "F1", app._("Help"))
        opens_menu(app, "F10", "toggle button")
        opens_shortcuts(app)
        in_the_sidebar(app)


def in_the_sidebar(app):
    """The menu of a wedding, and its deletion, which asks first."""
    app.tab_to("list item")
    opens_menu(app, "shift+F10", "list item")
    app.key("Delete")
    wait_for("the question", lambda: app.front != app.frame)
    app.key("Escape")
    wait_for("the list again", lambda: app.front == app.frame and app.focused().role == "list item")


@in_each_language
def guests(place, language):
    place_with_guests(place)
    with Planner(place, language) as app:
        open_list(app)
        opens_dialog(app, "ctrl+n", app._("New Guest"))
        opens_dialog(app, "Return", "Dan")
        opens_menu(app, "shift+F10", "table row")
        chooses(app)
        deletes(app)
        saves(app)
        pastes(app)
        walks(app)


@in_each_language
def window(place, language):
    place_with_guests(place)
    app = Planner(place, language)
    app.__enter__()
    try:
        open_list(app)
        app.key("ctrl+w")
        wait_for("it ended", lambda: app.process.poll() is not None)
        equal((app.process.returncode, app.complaints()), (0, ""))
    finally:
        app.end()


run()
