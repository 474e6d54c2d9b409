# SPDX-License-Identifier: GPL-3.0-or-later
"""The access token stays where it was given, whatever the window does, and a crash leaves nothing of it."""

import os
import signal

from autopsy import allow_cores, check_no_core
from journey import wait_for
from outside import TOKEN, equal, run, test
from planner import Planner
from witness import Witness

# Everything that the libraries can be asked to tell; the keyring is spoken to through D-Bus.
TALKATIVE = {"G_MESSAGES_DEBUG": "all", "G_DBUS_DEBUG": "all"}

FIRST = "+15555550101"


def send_to(app, name):
    app.tick(name)
    app.open_invitations()
    app.press(app.count("Send %u Invitation", "Send %u Invitations", 1))


def look_at_window(app, witness):
    """What a screen reader reads aloud of all that is shown."""
    for node in app.frame.walk():
        witness.look_at(f"name of {node}", node.name)
        witness.look_at(f"description of {node}", node.accessible.get_description())
        if node.role == "text":
            witness.look_at(f"text of {node}", node.text)


def look_everywhere(app, witness):
    """What the program printed and wrote in its own folders and in those of the session, its keyring among them."""
    for folder in app.place.folder, os.environ["HOME"]:
        witness.look_into(folder)
    witness.check()


@test
def from_the_environment(place):
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 190, "details": f"Malformed access token {TOKEN}", "times": 1})
    event = place.add_event()
    place.add_guest(event, "Noa", FIRST)
    witness = Witness(TOKEN)
    with witness.watching_processes(besides={emulator.process.pid}):
        with Planner(place, variables=TALKATIVE) as app:
            send_to(app, "Noa")
            app.says("Paused")
            look_at_window(app, witness)
            app.press(app._("_Resume"))
            app.says("%u of %u Sent", 1, 1)
            app.close_dialog()
    equal("Authorization: …" in app.output.read_text(), True)
    look_everywhere(app, witness)


@test
def typed_in_the_preferences(place):
    """The entry shows dots, to assistive technology too; the keyring keeps the token, and nobody else."""
    place.add_event()
    witness = Witness(TOKEN)
    with witness.watching_processes():
        with Planner(place, variables=TALKATIVE) as app:
            app.key("ctrl+comma")
            entry = app.find("text", app._("New Access Token"))
            app.click(entry)
            wait_for("the entry has the keyboard", lambda: entry.has("focused"))
            app.type(TOKEN)
            wait_for("the entry holds the token", lambda: len(entry.text) == len(TOKEN))
            equal(len(set(entry.text)), 1)
            look_at_window(app, witness)
            app.key("Return")
            app.says("Saved in the keyring")
            look_at_window(app, witness)
            app.close_preferences()
        with Planner(place, variables=TALKATIVE) as app:
            app.key("ctrl+comma")
            app.says("Saved in the keyring")
            app.close_preferences()
    look_everywhere(app, witness)


@test
def crash_while_sending(place):
    allow_cores()
    emulator = place.start_emulator()
    emulator.behave({"do": "stall", "seconds": 0})
    event = place.add_event()
    place.add_guest(event, "Noa", FIRST)
    app = Planner(place)
    app.__enter__()
    try:
        send_to(app, "Noa")
        wait_for("the request", emulator.requests)
        check_no_core(app.process, signal.SIGSEGV, Witness(TOKEN), place.folder)
    finally:
        app.end()


run()
