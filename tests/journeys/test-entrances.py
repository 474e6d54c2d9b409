# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways into the program from the desktop: its command line, files, its icon's menu, notifications; and out of it:
the window is closed while invitations are sent."""

import os
import re
import subprocess

from desktop import Desktop, activate, is_running, run_again
from journey import wait_for, xdotool
from outside import PATIENCE_S, equal, run, test, timely
from planner import Planner, in_each_language

N_GUESTS = 6
LIST = "First name,Mobile\nNoa,050-1234567\nDan,052-1112233\n"


def ask_program(place, *arguments):
    """What the program prints without a display."""
    environment = {key: value for key, value in place.environment.items() if key not in ("DISPLAY", "G_DEBUG")}
    return subprocess.run([os.environ["INVY"], *arguments], env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=PATIENCE_S, check=False)


def finish_import(app):
    """The dialog with the list: what is in its columns, then who is in it."""
    app.press(app._("_Next"))
    app.press(app.count("_Import %u Guest", "_Import %u Guests", 2).replace("_", ""))
    wait_for("the guests", lambda: len(app.rows()) == 2)


@test
def help_and_version(place):
    version = ask_program(place, "--version")
    equal((version.returncode, version.stderr), (0, ""))
    equal(version.stdout.split()[0], "invy")
    help_text = ask_program(place, "--help")
    equal((help_text.returncode, help_text.stderr), (0, ""))
    for word in ("FILE", "--version", "backup"):
        equal(word in help_text.stdout, True, word)
    equal(ask_program(place, "--no-such-option").returncode, 1)


@in_each_language
def list_for_the_wedding_that_is_shown(place, language):
    """A second start hands the file over to the window that is there."""
    event = place.add_event()
    path = place.write("guests list.csv", LIST)
    with Planner(place, language) as app:
        app.shows(app._("_Import Guests…"))
        run_again(app, path)
        finish_import(app)
        equal(len(app.windows()), 1)
        equal({guest["first_name"] for guest in place.ask("guest", "list", event)}, {"Noa", "Dan"})


class WithFiles(Planner):
    """The program that was started with files."""

    def __init__(self, place, *files):
        super().__init__(place)
        self.files = files

    def start(self, output, errors):
        return subprocess.Popen([os.environ["INVY"], *map(str, self.files)], env=self.environment,
                                cwd=self.place.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)


@test
def list_at_the_first_start(place):
    """There is no wedding yet that the guests could come to: it is made first."""
    with WithFiles(place, place.write("guests.csv", LIST)) as app:
        app.fill("First Partner", "Amit")
        app.press("Save")
        finish_import(app)


@test
def one_file_after_the_other(place):
    """The second waits until the dialog of the first is closed; what is no list is told."""
    event = place.add_event()
    lists = [place.write("guests.csv", LIST), place.write("guests.xlsx", b"PK\x03\x04 no list")]
    with WithFiles(place, *lists, place.folder / "nowhere.csv") as app:
        finish_import(app)
        app.shows(re.compile("damaged"))
        app.key("Escape")
        app.shows(re.compile("no such file"))
        app.close_dialog()
        equal(len(place.ask("guest", "list", event)), 2)


@test
def backup(place):
    """It is looked into, and nothing is restored before the planner said so."""
    event = place.add_event()
    guest = place.add_guest(event, "Noa", "+972501234567")
    backup = place.folder / "kept.db"
    place.ask("db", "backup", backup)
    place.ask("guest", "remove", guest)
    with Planner(place) as app:
        app.shows("_Import Guests…".replace("_", ""))
        run_again(app, backup)
        app.shows("1 guest comes back")
        equal(place.ask("guest", "list", event), [])


def close_file_dialog(app):
    """It is a window of its own."""
    dialog = wait_for("the dialog for files", lambda: next(
        (frame for frame in app.frames() if frame != app.frame), None))
    window = wait_for("its window", lambda: [other for other in app.windows() if other not in app.window])
    xdotool("windowfocus", *window)
    wait_for("the dialog for files is active", lambda: dialog.has("active"))
    app.key("Escape")
    wait_for("the dialog for files is closed", lambda: app.frames() == [app.frame])
    app.focus_window()


@test
def called_by_name(place):
    """The desktop starts it without a window, and asks for what is wanted then."""
    place.add_event()
    app = Planner(place)
    app.start = lambda output, errors: subprocess.Popen(
        [os.environ["INVY"], "--gapplication-service"], env=app.environment, cwd=place.folder,
        stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
    find_frame = app._find_frame

    def activate_and_find():
        if is_running() and not app.frames():
            activate()
        return find_frame()
    app._find_frame = activate_and_find
    with app:
        app.shows("Import Guests…")
        activate("new-event")
        app.shows("New Wedding", app.front)
        app.close_dialog()
        activate("import-guests")
        close_file_dialog(app)
        equal(len(app.windows()), 1)


def send_to_all(app):
    app.tab_to("table row")
    app.key("ctrl+a")
    app.says_count("%u guest selected", "%u guests selected", N_GUESTS)
    app.open_invitations()
    app.press(app.count("Send %u Invitation", "Send %u Invitations", N_GUESTS))


def close_window_while_sending(app, desktop, emulator):
    """Each answer takes so long that the window is closed in the middle."""
    emulator.behave({"do": "slow", "times": N_GUESTS})
    send_to_all(app)
    wait_for("the first message", emulator.requests)
    app.close_dialog()
    app.key("ctrl+w")
    wait_for("the window is closed", lambda: not app.windows())
    timely(len(emulator.requests()) < N_GUESTS, "all were sent before the window was closed")
    wait_for("the desktop is asked", lambda: desktop.asked("background"))


@in_each_language
def window_closed_while_sending(place, language):
    """All is sent, the planner is told, and the notification leads back."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    with Desktop() as desktop:
        app = Planner(place, language)
        app.__enter__()
        try:
            close_window_while_sending(app, desktop, emulator)
            told = wait_for("the notification", lambda: desktop.asked("notification"))[0]
            equal(told["title"], app.sentence("%u of %u Sent", N_GUESTS, N_GUESTS))
            equal(told["default-action"], "app.show-campaign")
        finally:
            app.end()
        equal(len(emulator.requests()), N_GUESTS)
        equal(emulator.memory()["duplicate_recipients"], [])
        equal([campaign["state"] for campaign in place.campaigns(event)], ["finished"])

        with Planner(place, language) as app:
            wait_for("the guests", app.rows)
            activate("show-campaign", told["default-action-target"])
            app.says("%u of %u Sent", N_GUESTS, N_GUESTS)
            app.close_dialog()


@test
def desktop_refuses_to_go_on_without_a_window(place):
    emulator = place.start_emulator()
    place.add_guests(place.add_event(), N_GUESTS)
    with Desktop("refuse") as desktop:
        app = Planner(place)
        app.__enter__()
        try:
            close_window_while_sending(app, desktop, emulator)
            wait_for("it is told", lambda: [said for said in desktop.asked("notification")
                                            if said["title"] == "Sending May Stop"])
        finally:
            app.end()


def brightness(app):
    """From 0 to 1, of the whole window."""
    with open(app.place.folder / "window.png", "wb") as picture:
        subprocess.run(["import", "-silent", "-window", *app.window, "png:-"], stdout=picture, check=True)
    return float(subprocess.run(["identify", "-format", "%[fx:mean]", picture.name], capture_output=True, text=True,
                                check=True).stdout)


@test
def style_of_the_desktop(place):
    """It follows while it runs."""
    place.add_guests(place.add_event(), N_GUESTS)
    with Desktop() as desktop, Planner(place) as app:
        wait_for("the guests", app.rows)
        wait_for("it is light", lambda: brightness(app) > 0.7)
        desktop.choose_style("dark")
        wait_for("it is dark", lambda: brightness(app) < 0.3)
        desktop.choose_style("light")
        wait_for("it is light again", lambda: brightness(app) > 0.7)


run()
