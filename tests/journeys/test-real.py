# SPDX-License-Identifier: GPL-3.0-or-later
"""A wedding that is sent for real, to the emulator: who got it, who did not and why, and those who failed once more."""

from journey import wait_for
from outside import PHONE_NUMBER_ID, equal, run
from planner import Planner, in_each_language

# Numbers from ranges that nobody has.
FIRST = "+15555550101"
SECOND = "+15555550102"
THIRD = "+15555550103"

NOT_ON_WHATSAPP = ("This number is not on WhatsApp, or its WhatsApp is too old. Check the number, or invite the guest "
                   "in another way.")
TOO_SHORT = "The phone number is too short: digits are missing. Ask for the whole number."


def check_requests(emulator):
    """Two, each right in every field; nothing for the number that cannot be."""
    requests = {request["to"]: request for request in emulator.requests()}
    equal(sorted(requests), [FIRST, SECOND])
    for to, name in (FIRST, "Noa"), (SECOND, "Dan"):
        equal(requests[to]["path"], f"/v25.0/{PHONE_NUMBER_ID}/messages")
        equal((requests[to]["template"], requests[to]["language"]), ("wedding_invitation", "he"))
        equal(requests[to]["parameters"],
              [name, "דביר", "ורד", "גן האלה", "25/02", "19:30", "https://rsvp.example/d-v"])
    equal([requests[to]["error_code"] for to in (FIRST, SECOND)], [0, 131026])


def correct_number(app, name, number):
    """From the results: Fix…, another number, Save."""
    app.press_in_row(name, app._("Fix…"))
    app.fill(app._("Phone"), number)
    app.press(app._("_Save"))
    wait_for("the results are in front", lambda: app.look("list", app._("Results")))


@in_each_language
def real_wedding(place, language):
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 131026, "to": SECOND})
    event = place.add_event()
    place.add_guest(event, "Noa", FIRST)
    with Planner(place, language) as app:
        app.row("Noa")
        place.add_guest(event, "Dan", SECOND)
        place.add_guest(event, "Ron", "12")
        for name in "Dan", "Noa", "Ron":
            app.tick(name)

        app.open_invitations()
        app.says("%s has no valid phone number and will be left out", "Ron")
        app.press(app.count("Send %u Invitation", "Send %u Invitations", 2))
        app.says("%u of %u Sent", 1, 3)
        app.wait_results({
            "Noa": app._("Sent to WhatsApp"),
            "Dan": f"{app._('Failed')}, {app._(NOT_ON_WHATSAPP)}",
            "Ron": f"{app._('Left out')}, {app._(TOO_SHORT)}",
        })
        check_requests(emulator)

        correct_number(app, "Dan", THIRD)
        app.press(app.count("Retry %u Failed", "Retry %u Failed", 1))
        app.says("%u of %u Sent", 2, 3)
        app.wait_result("Dan", app._("Sent to WhatsApp"))
        app.close_dialog()
        for name, state in ("Dan", "Sent"), ("Noa", "Sent"), ("Ron", "No valid phone"):
            app.wait_invitation(name, app._(state))
    equal([request["to"] for request in emulator.requests() if request["taken"]], [FIRST, THIRD])
    equal(emulator.memory()["duplicate_recipients"], [])


run()
