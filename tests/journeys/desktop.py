# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop around the program: what it offers, and how it calls programs by their names on the session's bus."""

import json
import os
import pathlib
import subprocess
import sys
import threading

from journey import wait_for
from outside import PATIENCE_S, equal

from gi.repository import Gio, GLib

APPLICATION_ID = os.environ["INVY_TEST_APPLICATION_ID"]
APPLICATION_PATH = "/" + APPLICATION_ID.replace(".", "/")


class Desktop:
    """A pretend desktop, in a process of its own; options are those of fake-desktop.py."""

    def __init__(self, *options):
        self.said = []
        self.process = subprocess.Popen(
            [sys.executable, "-B", pathlib.Path(__file__).with_name("fake-desktop.py"), *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self.read, daemon=True)

    def __enter__(self):
        self.reader.start()
        wait_for("the desktop", lambda: self.asked("ready"))
        return self

    def __exit__(self, *failure):
        self.process.stdin.close()
        self.process.wait(PATIENCE_S)
        self.reader.join(PATIENCE_S)
        self.process.stdout.close()

    def read(self):
        for line in self.process.stdout:
            self.said.append(json.loads(line))

    def asked(self, what):
        """What it was asked of that kind until now."""
        return [line for line in self.said if line["what"] == what]

    def choose_style(self, style):
        """Chooses "dark" or "light" in its settings."""
        print(style, file=self.process.stdin, flush=True)


def is_running(name=APPLICATION_ID):
    """Whether somebody has that name."""
    return call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner", GLib.Variant("(s)", (name,)))[0]


def call(name, path, interface, method, parameters=None):
    """Calls somebody on the bus; returns the answer."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, PATIENCE_S * 1000)


def activate(action=None, parameter=None):
    """Calls the program as the desktop does: when its icon is clicked, or an action of that or of a notification."""
    if action is None:
        call(APPLICATION_ID, APPLICATION_PATH, "org.freedesktop.Application", "Activate", GLib.Variant("(a{sv})", ({},)))
        return
    parameters = [] if parameter is None else [GLib.Variant("s", parameter)]
    call(APPLICATION_ID, APPLICATION_PATH, "org.freedesktop.Application", "ActivateAction",
         GLib.Variant("(sava{sv})", (action, parameters, {})))


def run_again(app, *arguments):
    """Starts the program once more beside the running one; returns when the second has ended well."""
    done = subprocess.run([os.environ["INVY"], *map(str, arguments)], env=app.environment, cwd=app.place.folder,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    equal((done.returncode, done.stdout, done.stderr), (0, "", ""))
