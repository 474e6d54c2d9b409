# SPDX-License-Identifier: GPL-3.0-or-later
"""Two computers with one wedding on a server: what one changes, the other shows; and the server goes away and comes back."""

import pathlib
import re
import subprocess
import sys
import urllib.parse

from journey import wait_for
from outside import equal, run, test
from planner import Planner


class Way:
    """The way from the window to the server, which somebody may cut."""

    def __init__(self, address):
        folder = urllib.parse.unquote(address.partition("?host=")[2])
        script = pathlib.Path(__file__).parent.parent / "support" / "proxy.py"
        self.process = subprocess.Popen([sys.executable, "-B", script, f"{folder}/.s.PGSQL.5432"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        port = self.process.stdout.readline().strip()
        self.address = f"{address.partition('?')[0].replace('@/', f'@127.0.0.1:{port}/')}?sslmode=disable"

    def tell(self, command):
        print(command, file=self.process.stdin, flush=True)
        equal(self.process.stdout.readline(), "done\n")

    def close(self):
        self.process.kill()
        self.process.communicate()


def waits_for_guests(app, *names):
    wait_for(f"these guests: {names}", lambda: app.names(app.rows()) == set(names))


@test
def one_wedding_on_two_computers(place):
    event = place.add_event()
    place.add_guest(event, "Noa", "+15555550101")
    place.add_guest(event, "Dan", "+15555550102")
    way = Way(place.database)
    place.cleanup.callback(way.close)
    with Planner(place, variables={"INVY_STORE": way.address}) as app:
        waits_for_guests(app, "Noa", "Dan")
        app.tick("Noa")
        place.add_guest(event, "Omar", "+15555550103")
        waits_for_guests(app, "Noa", "Dan", "Omar")
        app.wait_chosen({"Noa"})

        way.tell("refuse")
        app.shows(re.compile("cannot be reached.*you see what was there last"))
        place.add_guest(event, "Ruth", "+15555550104")
        waits_for_guests(app, "Noa", "Dan", "Omar")
        app.wait_chosen({"Noa"})

        way.tell("pass")
        waits_for_guests(app, "Noa", "Dan", "Omar", "Ruth")
        app.wait_chosen({"Noa"})
        wait_for("all is well", lambda: not any("cannot be reached" in node.name for node in app.frame.walk()))


def kept_copies(place):
    return list((place.folder / "data").glob("invy/last/*.db"))


@test
def starts_without_the_server(place):
    event = place.add_event()
    place.add_guest(event, "Noa", "+15555550101")
    place.add_guest(event, "Dan", "+15555550102")
    way = Way(place.database)
    place.cleanup.callback(way.close)
    with Planner(place, variables={"INVY_STORE": way.address}) as app:
        waits_for_guests(app, "Noa", "Dan")
        wait_for("a copy of what is there", lambda: kept_copies(place))

    way.tell("refuse")
    with Planner(place, variables={"INVY_STORE": way.address}) as app:
        waits_for_guests(app, "Noa", "Dan")
        app.shows(re.compile("Not connected: as of .*cannot be reached.*nothing can be changed or sent"))
        place.add_guest(event, "Omar", "+15555550103")
        way.tell("pass")
        waits_for_guests(app, "Noa", "Dan", "Omar")
        wait_for("all is well", lambda: not any("Not connected" in node.name for node in app.frame.walk()))


run()
