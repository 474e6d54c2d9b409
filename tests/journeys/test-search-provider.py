# SPDX-License-Identifier: GPL-3.0-or-later
"""The search of the whole desktop finds guests of the weddings on this computer, by name, and leads to them."""

import os
import subprocess

from desktop import APPLICATION_ID, APPLICATION_PATH, call, is_running
from journey import wait_for
from outside import PATIENCE_S, equal, run, test
from planner import Planner

from gi.repository import GLib

NAME = APPLICATION_ID + ".SearchProvider"
PATH = APPLICATION_PATH + "/SearchProvider"


class Provider:
    """The running service. The bus of the tests starts none by itself."""

    def __init__(self, place, store=None):
        environment = {key: value for key, value in place.environment.items() if key != "DISPLAY"}
        environment |= {"INVY_STORE": store or f"sqlite:{place.database}",
                        "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"]}
        self.process = subprocess.Popen([os.environ["INVY_SEARCH_PROVIDER"]], env=environment, cwd=place.folder,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        text=True)

    def __enter__(self):
        wait_for("the service", lambda: is_running(NAME))
        return self

    def __exit__(self, *failure):
        self.process.terminate()
        output, _ = self.process.communicate(timeout=PATIENCE_S)
        wait_for("the service is gone", lambda: not is_running(NAME))
        equal(output, "")

    def ask(self, method, signature, *arguments):
        answer = call(NAME, PATH, "org.gnome.Shell.SearchProvider2", method, GLib.Variant(signature, arguments))
        return answer.unpack()

    def find(self, *terms):
        return self.ask("GetInitialResultSet", "(as)", terms)[0]

    def names(self, *terms):
        return [meta["name"] for meta in self.ask("GetResultMetas", "(as)", self.find(*terms))[0]]


def add_guests(place):
    """Returns the id of the first."""
    event = place.add_event()
    guest = place.add_guest(event, "Noa", "+972501234567", "--last-name", "Lévy", "--notes", "allergic to nuts")
    place.add_guest(event, "נועה", "+972501234568", "--last-name", "כהן")
    place.add_guest(event, "Dan", "+972501234569")
    return guest


@test
def finds_as_the_window_does(place):
    """Each word, in any order, without accents; Hebrew finds what is written in Latin letters."""
    guest = add_guests(place)
    with Provider(place) as provider:
        equal(provider.find("levy", "noa"), [guest])
        equal(provider.names("dan"), ["Dan"])
        equal(sorted(provider.names("נועה")), sorted(provider.names("noa")))
        equal(len(provider.names("נועה")), 2)
        equal(provider.find("nobody"), [])
        equal(provider.find(" "), [])
        equal(provider.find(), [])
        equal(provider.ask("GetSubsearchResultSet", "(asas)", provider.find("no"), ["noa", "levy"])[0], [guest])


@test
def tells_names_and_weddings_only(place):
    """Numbers and notes are nobody's business, and nobody is found by them."""
    guest = add_guests(place)
    with Provider(place) as provider:
        equal(provider.find("0501234567") + provider.find("nuts"), [])
        metas, = provider.ask("GetResultMetas", "(as)", [guest, "no-such-guest"])
        equal([sorted(meta) for meta in metas], [["description", "gicon", "id", "name"]])
        equal((metas[0]["id"], metas[0]["name"]), (guest, "Noa Lévy"))
        equal("דביר" in metas[0]["description"], True)


@test
def hears_of_changes(place):
    """What is written while it runs is found."""
    add_guests(place)
    with Provider(place) as provider:
        equal(provider.names("yael"), [])
        event = place.ask("event", "list")[0]["event_id"]
        guest = place.add_guest(event, "Yael", "+972501234560")
        wait_for("Yael", lambda: provider.find("yael") == [guest])
        place.ask("guest", "remove", guest)
        wait_for("Yael is gone", lambda: provider.find("yael") == [])


@test
def makes_no_database(place):
    """Looking for somebody leaves nothing behind where there are no weddings yet."""
    with Provider(place) as provider:
        equal(provider.find("noa"), [])
    equal(place.database.exists(), False)


@test
def asks_no_server(place):
    """Weddings on a server are not searched: each letter would go over the network."""
    with Provider(place, "postgresql://nobody@127.0.0.1:9/none") as provider:
        equal(provider.find("noa"), [])


@test
def says_nothing_of_a_broken_file(place):
    place.database.write_bytes(b"no database at all" * 1000)
    with Provider(place) as provider:
        equal(provider.find("noa"), [])


@test
def ends_when_nobody_asks(place):
    """It is not kept in memory after a search."""
    add_guests(place)
    with Provider(place) as provider:
        equal(provider.names("dan"), ["Dan"])
        wait_for("it ends by itself", lambda: provider.process.poll() is not None)
        equal(provider.process.returncode, 0)


@test
def leads_to_the_guest(place):
    """In the window that is open: the list shows everybody, and the guest has the keyboard."""
    guest = add_guests(place)
    with Planner(place) as app, Provider(place) as provider:
        wait_for("the guests", app.rows)
        provider.ask("ActivateResult", "(sasu)", guest, ["noa"], 0)
        wait_for("the guest has the keyboard", lambda: app.row("Noa").has("focused"))
        provider.ask("LaunchSearch", "(asu)", ["dan"], 0)
        wait_for("only Dan", lambda: app.names(app.rows()) == {"Dan"})


run()
