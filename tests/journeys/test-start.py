# SPDX-License-Identifier: GPL-3.0-or-later
"""The program starts and draws its window whatever is missing on the computer, and complains of nothing of its own."""

import os
import re
import subprocess
import tempfile

from journey import wait_for, xdotool
from outside import PATIENCE_S, equal, run, test

# What the toolkit itself says without a session bus or a known locale; nothing else may be said.
TOOLKIT = re.compile(r"\(\w+:\d+\): \w+-WARNING .*: (?:Locale not supported by C library\.|Unable to acquire session bus: .*)"
                     r"|\tUsing the fallback 'C' locale\.")

# Only letters of Latin are left, as on a computer without the fonts of other scripts.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <selectfont>
    <rejectfont><pattern><patelt name="lang"><string>he</string></patelt></pattern></rejectfont>
    <rejectfont><pattern><patelt name="lang"><string>ar</string></patelt></pattern></rejectfont>
  </selectfont>
</fontconfig>
"""


def is_drawn(window):
    """Whether there is more in the window than one colour."""
    with tempfile.NamedTemporaryFile(suffix=".png") as picture:
        subprocess.run(["import", "-silent", "-window", window, picture.name], check=True)
        colours = subprocess.run(["identify", "-format", "%k", picture.name], check=True, capture_output=True).stdout
    return int(colours) > 1


def foreign(errors):
    """What was said but not by the toolkit about what is missing."""
    return [line for line in errors.splitlines() if line.strip() and not TOOLKIT.fullmatch(line)]


def start_and_end(place, **variables):
    """Starts the program on a wedding with guests, waits for its window, and closes that."""
    event = place.add_event()
    place.add_guest(event, "נעמה", "+972501234567")
    environment = {key: value for key, value in place.environment.items()
                   if not key.startswith("LC_") and key not in ("LANGUAGE", "G_DEBUG")}
    environment |= {"LANG": "en_US.UTF-8", "INVY_STORE": f"sqlite:{place.database}",
                    "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"]} | variables
    errors = place.folder / "app-stderr"
    with open(errors, "wb") as output:
        process = subprocess.Popen([os.environ["INVY"]], env=environment, cwd=place.folder, stdin=subprocess.DEVNULL,
                                   stdout=output, stderr=output)
    place.cleanup.callback(process.kill)

    def find_window():
        equal(process.poll(), None, errors.read_text())
        return xdotool("search", "--onlyvisible", "--pid", process.pid, "--name", ".").split()[:1]
    window = wait_for("the window", find_window)[0]
    wait_for("the first picture", lambda: is_drawn(window))
    xdotool("windowfocus", "--sync", window)
    xdotool("key", "ctrl+q")
    equal(process.wait(PATIENCE_S), 0, errors.read_text())
    equal(foreign(errors.read_text()), [])


@test
def without_a_keyring(place):
    """The session has a bus, but nobody on it who keeps secrets."""
    start_and_end(place)


@test
def without_a_session_bus(place):
    start_and_end(place, DBUS_SESSION_BUS_ADDRESS=f"unix:path={place.folder}/no-bus")


@test
def with_the_language_of_programs(place):
    start_and_end(place, LANG="C")


@test
def with_an_unknown_locale(place):
    start_and_end(place, LANG="tlh_QO.UTF-8")


@test
def without_fonts_for_its_script(place):
    """Names in Hebrew, an interface in Hebrew, and no letters to draw them with."""
    start_and_end(place, LANG="he_IL.UTF-8", FONTCONFIG_FILE=str(place.write("fonts.conf", FONTS)))


@test
def without_anything(place):
    start_and_end(place, LANG="tlh_QO.UTF-8", FONTCONFIG_FILE=str(place.write("fonts.conf", FONTS)),
                  DBUS_SESSION_BUS_ADDRESS=f"unix:path={place.folder}/no-bus")


run()
