# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak on a desktop that keeps no secrets."""

import configparser
import os
import pathlib
import shlex
import subprocess

from desktop import APPLICATION_ID, APPLICATION_PATH, call, is_running
from journey import wait_for
from newcomer import new_planner, returning_planner, type_token
from outside import PATIENCE_S, TOKEN, equal, run, test
from sandboxed import KEPT_VARIABLES
from witness import Witness

from gi.repository import GLib


@test
def token_is_kept_until_quit(place):
    """The app says so; nothing of the token is written anywhere."""
    witness = Witness(TOKEN)
    with new_planner(place) as app:
        type_token(app)
        app.says("Kept until Invy is closed: the keyring of this computer does not answer")
        app.close_preferences()
        equal(witness.look_into(app.home) > 0, True)
    with returning_planner(place) as app:
        app.key("ctrl+comma")
        app.find("text", app._("New Access Token"))
        equal([node for node in app.front.walk() if "Kept until" in node.name or "Saved in" in node.name], [])
        app.close_preferences()
    witness.look_into(app.home)
    witness.check()


def exported(*path):
    """A file that the installation shows to the desktop."""
    return pathlib.Path(os.environ["FLATPAK_USER_DIR"], "exports", "share", *path)


@test
def search_of_the_desktop(place):
    """The service that the desktop finds starts in the sandbox, under its name, and answers."""
    name = APPLICATION_ID + ".SearchProvider"
    service = configparser.ConfigParser(interpolation=None)
    service.read(exported("dbus-1", "services", name + ".service"))
    command = service["D-BUS Service"]["Exec"]
    environment = {key: os.environ[key] for key in KEPT_VARIABLES if key in os.environ}
    with subprocess.Popen(shlex.split(command), env=environment, stdin=subprocess.DEVNULL) as process:
        wait_for("the service", lambda: is_running(name))
        found = call(name, APPLICATION_PATH + "/SearchProvider", "org.gnome.Shell.SearchProvider2",
                     "GetInitialResultSet", GLib.Variant("(as)", (["noa"],)))
        equal(found.unpack(), ([],))
        equal(process.wait(PATIENCE_S), 0)
    for path in (("gnome-shell", "search-providers", APPLICATION_ID + ".search-provider.ini"),
                 ("mime", "packages", APPLICATION_ID + ".mime.xml"),
                 ("dbus-1", "services", APPLICATION_ID + ".service")):
        equal(exported(*path).exists(), True, path[-1])


run()
