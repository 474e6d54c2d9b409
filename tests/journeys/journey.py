# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the built window from outside, as a person would: sees what assistive technology sees, clicks and types.

An App is the running program. What it shows is found by role and name; names are those of the program's own texts,
translated, so that the same journey runs in every language. Nothing here waits for a time: each step waits for what the
step before brings about, and mouse and keyboard wait until the program is done with what they did before.
"""

import filecmp
import gettext
import os
import pathlib
import re
import subprocess
import time

# Warnings end the program, but not the journey: assistive technology complains of whatever goes while it looks.
G_DEBUG = os.environ.pop("G_DEBUG", "fatal-warnings")

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from outside import PATIENCE_S  # noqa: E402
from stillness import wait_until_still  # noqa: E402

# It asks programs for what GTK does not have, and complains each time.
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *arguments: None, None)

POLL_S = 0.05

# The keyboard has both, so that xdotool finds a key for each letter.
KEYBOARDS = "us,il"

# The button of the mouse that turning its wheel presses.
SCROLL_UP = 4

# No page has so many things to use.
MOST_TABS = 60

# Without animations a dialog is where it will stay as soon as it is there; without a blinking cursor two pictures of the
# same are equal.
GTK_SETTINGS = "[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n"


def wait_for(what, look):
    """Waits until look () finds something and returns that. Things may go, or not be whole yet, while they are looked at."""
    end = time.monotonic() + PATIENCE_S
    while True:
        trouble = None
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            if found := look():
                return found
        except (GLib.Error, AttributeError, LookupError, StopIteration, ValueError) as error:
            trouble = error
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain: {what}") from trouble
        time.sleep(POLL_S)


def becomes(what, look, expected):
    """Waits until look () returns what is expected: what is on the screen follows what happened after a while."""
    last = []

    def fits_now():
        last[:] = [look()]
        return last[0] == expected
    try:
        wait_for(what, fits_now)
    except AssertionError as failure:
        failure.add_note(f"It was {last[0] if last else 'nothing'!r} instead of {expected!r}")
        raise


def translations(language, domain="invy"):
    """The texts of a program or library in a language; those of the source where there is no translation."""
    for folder in os.environ.get("XDG_DATA_DIRS", "").split(":"):
        if found := gettext.find(domain, pathlib.Path(folder) / "locale", [language]):
            with open(found, "rb") as file:
                return gettext.GNUTranslations(file)
    return gettext.NullTranslations()


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True, check=False).stdout


class Node:
    """Something on the screen."""

    def __init__(self, accessible):
        self.accessible = accessible

    def __eq__(self, other):
        return isinstance(other, Node) and self.accessible == other.accessible

    def __hash__(self):
        return hash(self.accessible)

    def __repr__(self):
        return f"{self.role} “{self.name}”"

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        return self.accessible.get_name()

    @property
    def text(self):
        """What an entry holds or a label says."""
        text = self.accessible.get_text_iface()
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text else self.name

    @property
    def box(self):
        """Its place in the window's own coordinates: x, y, width, height."""
        extents = self.accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return extents.x, extents.y, extents.width, extents.height

    def put(self, text):
        """Writes into an entry as assistive technology does, without the keyboard."""
        Atspi.EditableText.set_text_contents(self.accessible.get_editable_text_iface(), text)

    def activate(self):
        """Does what it is there for, as assistive technology does."""
        Atspi.Action.do_action(self.accessible.get_action_iface(), 0)

    def has(self, state):
        """Whether it has a state: "selected", "focused", "checked", "sensitive"."""
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state.upper()))

    def children(self):
        """What is directly in it and visible."""
        for index in range(self.accessible.get_child_count()):
            try:
                child = self.accessible.get_child_at_index(index)
                if child and child.get_state_set().contains(Atspi.StateType.SHOWING):
                    yield Node(child)
            except GLib.Error:  # gone in the meantime
                pass

    def walk(self):
        """Itself and what is in it, from the start to the end. The rows of a table speak for their cells."""
        yield self
        for child in self.children():
            if child.role == "table row":
                yield child
            else:
                yield from child.walk()

    def outline(self, depth=0):
        """What is in it, a line each."""
        states = [state for state in ("selected", "focused", "checked") if self.has(state)]
        lines = ["  " * depth + " ".join([repr(self), *states])]
        for child in self.children() if self.role != "table row" else ():
            lines += child.outline(depth + 1)
        return lines


def fits(wanted, name):
    """wanted: None for any name, the name itself, or a pattern found in it."""
    return wanted is None or (wanted.search(name) is not None if isinstance(wanted, re.Pattern) else wanted == name)


class App:
    """The running program with its window. Ending it well is part of the journey."""

    def __init__(self, place, language="en_US", variables=None):
        self.place = place
        self.language = language
        self.texts = translations(language)
        self.output = place.folder / "app-stdout"
        self.errors = place.folder / "app-stderr"
        self.environment = {key: value for key, value in place.environment.items()
                            if not key.startswith("LC_") and key != "LANGUAGE"}
        self.environment |= {
            "LANG": f"{language}.UTF-8",
            "G_DEBUG": G_DEBUG,
            "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"],
            "GSETTINGS_BACKEND": "keyfile",  # the preferences outlive the program
            "INVY_STORE": f"sqlite:{place.database}",
        } | (variables or {})
        settings = place.folder / "config" / "gtk-4.0" / "settings.ini"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(GTK_SETTINGS)
        subprocess.run(["setxkbmap", KEYBOARDS], check=True)

    def __enter__(self):
        with open(self.output, "wb") as output, open(self.errors, "wb") as errors:
            self.process = self.start(output, errors)
        try:
            self.frame = wait_for("the window", self._find_frame)
            self.window = wait_for("the window of X", self._find_window)
            self.focus_window()
        except BaseException as failure:
            self.__exit__(type(failure), failure, None)
            raise
        return self

    def listen(self):
        """From now on what a screen reader would say by itself is kept."""
        self.heard = []
        self.listener = Atspi.EventListener.new(lambda event: self.heard.append(str(event.any_data)))
        self.listener.register("object:announcement")

    def says_aloud(self, text):
        """Waits until a screen reader was told a text, or a pattern."""
        try:
            wait_for(f"“{text}” aloud", lambda: any(fits(text, heard) for heard in self.heard))
        except AssertionError as failure:
            failure.add_note(f"It was told {self.heard}")
            raise

    def start(self, output, errors):
        return subprocess.Popen([os.environ.get("INVY", "invy")], env=self.environment, cwd=self.place.folder,
                                stdin=subprocess.DEVNULL, stdout=output, stderr=errors)

    def __exit__(self, kind, failure, trace):
        try:
            if failure is None:
                self.quit()
            else:
                self._testify(failure)
        finally:
            self.end()

    def end(self):
        """Ends the program if it still runs, at once and for good."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE_S)

    def _find_frame(self):
        if self.process.poll() is not None:
            raise AssertionError(f"it ended with {self.process.returncode}:\n{self.errors.read_text()}")
        return next(iter(self.frames()), None)

    def frames(self):
        """Its windows, as assistive technology knows them."""
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(index)
            if program and program.get_process_id() == self.process.pid:
                return [node for node in Node(program).children() if node.role in ("frame", "dialog")]
        return []

    def windows(self):
        """Its windows, as X knows them."""
        return xdotool("search", "--onlyvisible", "--pid", self.process.pid, "--name", ".").split()

    def _find_window(self):
        return self.windows()[:1]

    def _testify(self, failure):
        """Tells what was on the screen, for whoever reads that a journey failed."""
        folder = pathlib.Path(os.environ.get("G_TEST_BUILDDIR", self.place.folder)) / "journeys"
        folder.mkdir(parents=True, exist_ok=True)
        picture = folder / f"failed-{os.getpid()}.png"
        subprocess.run(["import", "-silent", "-window", "root", picture], check=False)
        failure.add_note(f"A picture is in {picture}. It said: {self.errors.read_text()}")
        try:
            failure.add_note("\n".join(self.frame.outline()))
        except (AttributeError, GLib.Error):
            pass

    # What it shows

    @property
    def is_rtl(self):
        return self.language.split("_")[0] in ("he", "ar")

    def _(self, text):
        """A text of the program as it is shown: translated, without the mark of its key."""
        return self.texts.gettext(text).replace("_", "")

    def n_(self, one, many, n):
        return self.texts.ngettext(one, many, n)

    @property
    def front(self):
        """What can be used now: the dialog that was opened last, else the window."""
        dialogs = [node for host in self.frame.children() for node in host.children()
                   if node.role in ("dialog", "alert")]
        return (dialogs or [self.frame])[-1]

    def look(self, role, name=None, within=None):
        """All that is there now."""
        return [node for node in (within or self.front).walk() if node.role == role and fits(name, node.name)]

    def find(self, role, name=None, within=None):
        """The first of its kind, once it is there."""
        found = wait_for(f"{role} “{name}”", lambda: self.look(role, name, within))
        return found[0]

    def shows(self, text, within=None):
        """Waits until a text, or a pattern, stands somewhere."""
        return wait_for(f"“{text}”",
                        lambda: next((node for node in (within or self.front).walk() if fits(text, node.name)), None))

    def focused(self):
        return next((node for node in self.frame.walk() if node.has("focused")), None)

    # What a person does

    def settle(self):
        """Waits until the program is done with what it was asked, and the X server with telling it."""
        wait_until_still(self.process.pid, int(os.environ["INVY_TEST_X_SERVER"]))

    def focus_window(self):
        """Gives the window the keyboard, as a window manager would."""
        xdotool("windowfocus", *self.window)
        wait_for("the window is active", lambda: self.frame.has("active"))

    def resize(self, width, height):
        xdotool("windowsize", *self.window, width, height)
        wait_for(f"the window is {width} wide", lambda: self.frame.box[2:] == (width, height))

    def click(self, node, at=None, button=1):
        """Clicks on something, so many pixels from its start or past its middle, once everything stands still.

        What GTK says of places leaves out the padding around: things are further right and down than they say, by less
        than half of themselves.
        """
        self.settle()
        x, y, width, height = wait_for(f"{node} has a place", lambda: node.box[2] > 0 and node.box)
        x += width // 2 + min(width // 3, 20) if at is None else (width - at if self.is_rtl else at)
        self._click_at(x, y + height // 2 + min(height // 4, 8), button)

    def _click_at(self, x, y, button):
        # The frame counts its border, the X window starts with it.
        left, top, width, height = self.frame.box
        if not (left <= x < left + width and top <= y < top + height):
            raise AssertionError(f"{x}, {y} is not in the window")
        xdotool("mousemove", "--window", *self.window, x - left, y - top, "click", button)

    def scroll_up(self, node):
        self.click(node, button=SCROLL_UP)

    def press(self, name):
        """Clicks on a button once it can be used."""
        button = wait_for(f"button “{name}” that can be used", lambda: next(
            (node for node in self.front.walk()
             if node.role in ("button", "toggle button") and fits(name, node.name) and node.has("sensitive")), None))
        self.click(button)

    def key(self, *keys):
        for key in keys:
            self.settle()
            xdotool("key", key)

    def tab_to(self, role, name=None):
        """Presses Tab until something has the keyboard."""
        for _ in range(MOST_TABS):
            before = self.focused()
            if before and before.role == role and fits(name, before.name):
                return before
            self.key("Tab")
            wait_for(f"the keyboard leaves {before}", lambda: self.focused() != before)
        raise AssertionError(f"Tab does not lead to {role} “{name}”")

    def type(self, text):
        """Presses the keys of a text. What is typed may be a secret, which arguments would show to all programs."""
        self.settle()
        subprocess.run(["xdotool", "type", "--delay", "2", "--file", "-"], input=text, text=True, check=True)

    def fill(self, name, text, role="text"):
        """Types into the entry of that name, in place of what it holds."""
        entry = self.find(role, name)
        self.click(entry)
        wait_for(f"{entry} has the keyboard", lambda: entry.has("focused"))
        self.key("ctrl+a")
        self.type(text)
        wait_for(f"{entry} holds “{text}”", lambda: entry.text == text)

    def screenshot(self, path):
        """Saves a picture of the window when two in a row are equal: everything is drawn."""
        self.settle()
        xdotool("mousemove", "--window", *self.window, 0, 0)
        last, picture = self.place.folder / "last.png", self.place.folder / "picture.png"

        def is_drawn():
            if picture.exists():
                picture.replace(last)
            subprocess.run(["import", "-silent", "-window", *self.window, picture], check=True)
            return last.exists() and filecmp.cmp(last, picture, shallow=False)
        wait_for("the window is drawn", is_drawn)
        subprocess.run(["convert", picture, "-strip", "-define", "png:compression-level=9", path], check=True)

    def is_inside(self):
        """Nothing that can be used or read is cut off at the right edge; see click () about the left one."""
        self.settle()
        left, _, width, _ = self.frame.box
        for node in self.front.walk():
            if node.role in ("button", "toggle button", "entry", "text", "table row", "label", "page tab"):
                x, _, node_width, _ = node.box
                if node_width > width or x + node_width > left + width:
                    raise AssertionError(f"{node} is cut off: {node.box}")

    def in_picture(self, node, left=0, top=0, right=0, bottom=0):
        """Where something is in a screenshot, with its edges moved by so many pixels."""
        x, y, width, height = node.box
        return (x - self.frame.box[0] + left, y - self.frame.box[1] + top, width - left + right,
                height - top + bottom)

    def quit(self):
        """Ends the program as a person does; it has nothing to complain of."""
        self.key("ctrl+q")
        try:
            status = self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired as error:
            self._testify(error)
            raise
        if status != 0 or self.complaints():
            raise AssertionError(f"it ended with {status}:\n{self.complaints()}")

    def complaints(self):
        """What it printed where only trouble belongs."""
        return self.errors.read_text()
