# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner quits in the middle of a campaign, and goes on at the next start: nobody is forgotten or invited twice."""

import re

from journey import wait_for
from outside import equal, run, timely
from planner import Planner, in_each_language

N_GUESTS = 8
# So slow that the campaign is not done when the planner quits, and so fast that it is done when she goes on.
SLOW_S, FAST_S = "5", "0"


def set_pace(app, seconds):
    app.key("ctrl+comma")
    app.click(app.find("page tab", app.texts.pgettext("preferences", "Sending")))
    app.fill(re.compile(app._("Seconds Between Messages")), seconds, "spin button")
    app.key("Return")
    app.close_preferences()


def send_to_all(app, emulator):
    app.tab_to("table row")
    app.key("ctrl+a")
    app.says_count("%u guest selected", "%u guests selected", N_GUESTS)
    app.open_invitations()
    app.listen()
    app.press(app.count("Send %u Invitation", "Send %u Invitations", N_GUESTS))
    wait_for("the first message", emulator.requests)
    app.says_aloud(app._("Sending") + ". " + app._("You can close this dialog or the window: sending goes on."))


def quit_while_sending(app):
    app.key("ctrl+q")
    app.shows(app._("Invitations Are Being Sent"))
    app.press(app._("_Pause and Quit"))
    wait_for("it ended", lambda: app.process.poll() is not None)
    equal((app.process.returncode, app.complaints()), (0, ""))


@in_each_language
def quit_and_go_on(place, language):
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    app = Planner(place, language)
    app.__enter__()
    try:
        wait_for("the guests", app.rows)
        set_pace(app, SLOW_S)
        send_to_all(app, emulator)
        quit_while_sending(app)
    finally:
        app.end()
    timely(len(emulator.requests()) < N_GUESTS, "all were sent before the planner quit")
    equal([campaign["state"] for campaign in place.campaigns(event)], ["paused"])

    with Planner(place, language) as app:
        set_pace(app, FAST_S)
        app.open_messages()
        app.press(app._("Resume Sending"))
        app.says("%u of %u Sent", N_GUESTS, N_GUESTS)
        app.close_dialog()
    equal(len(emulator.requests()), N_GUESTS)
    equal(emulator.memory()["duplicate_recipients"], [])


run()
