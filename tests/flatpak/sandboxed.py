# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak, driven from outside: what a planner does, and where the app may write meanwhile."""

import os
import pathlib
import signal
import subprocess

from journey import GTK_SETTINGS, Node, wait_for, xdotool
from outside import PATIENCE_S
from planner import Planner

from gi.repository import Atspi

# What says where it runs, and not what it does there.
KEPT_VARIABLES = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "FLATPAK_USER_DIR", "HOME", "PATH",
                  "XDG_CURRENT_DESKTOP", "XDG_RUNTIME_DIR", "GDK_BACKEND", "GDK_DISABLE", "GSK_RENDERER", "GTK_A11Y")

# What the libraries and the app say of a desktop that is not one.
HARMLESS = ("Flatpak portal version", "The keyring did not answer")


class SandboxedPlanner(Planner):
    """The window of the app in its sandbox. Processes have other numbers in there, so that it is known by its name."""

    def __init__(self, place, app_id, variables=None):
        super().__init__(place)
        self.app_id = app_id
        self.home = pathlib.Path(os.environ["HOME"])
        self.own_folder = self.home / ".var" / "app" / app_id
        self.environment = {key: os.environ[key] for key in KEPT_VARIABLES if key in os.environ}
        self.environment |= {"LANG": "en_US.UTF-8"} | (variables or {})
        settings = self.own_folder / "config" / "gtk-4.0" / "settings.ini"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(GTK_SETTINGS)

    def start(self, output, errors):
        return subprocess.Popen(["flatpak", "run", "--user", self.app_id], env=self.environment,
                                cwd=self.home, stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
                                start_new_session=True)

    def end(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE_S)

    def frames(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(index)
            if program and program.get_name() == "invy":
                return [node for node in Node(program).children() if node.role in ("frame", "dialog")]
        return []

    def windows(self):
        return xdotool("search", "--onlyvisible", "--class", "^invy$").split()

    def complaints(self):
        return "".join(line for line in self.errors.read_text().splitlines(keepends=True)
                       if line.strip() and not any(harmless in line for harmless in HARMLESS))

    def files(self):
        """What the app keeps."""
        return [path for path in self.own_folder.rglob("*") if path.is_file()]

    def choose_file(self, path, accept="Return"):
        """In the portal's dialog, which another program shows."""
        dialog = wait_for("the portal's dialog", self._find_portal_dialog)
        window = wait_for("its window", lambda: xdotool(
            "search", "--onlyvisible", "--class", "xdg-desktop-portal-gtk").split())
        xdotool("windowfocus", *window[-1:])
        wait_for("the portal's dialog is active", lambda: dialog.has("active"))
        self.key("slash")
        entry = wait_for("the entry for a path", lambda: next(
            (node for node in dialog.walk() if node.role == "text" and node.text.startswith("/")), None))
        entry.put(str(path))
        self.key(accept)
        wait_for("the portal's dialog is closed", lambda: not self._find_portal_dialog())
        self.focus_window()

    @staticmethod
    def _find_portal_dialog():
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(index)
            if program and "portal" in program.get_name():
                return next((node for node in Node(program).children() if node.role in ("file chooser", "dialog")), None)
        return None
