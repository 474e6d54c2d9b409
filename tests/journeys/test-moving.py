# SPDX-License-Identifier: GPL-3.0-or-later
"""Weddings that move from the laptop to a server: chosen in the preferences, moved, and worked with there."""

import os
import subprocess

from journey import wait_for
from outside import equal, run, test
from planner import Planner

DATABASE = "journey"


def make_server_database():
    server = os.environ["INVY_TEST_POSTGRES"]
    subprocess.run(["psql", "-qAt", server.replace("DATABASE", "postgres"), "-c", f"CREATE DATABASE {DATABASE}"],
                   check=True)
    return server.replace("DATABASE", DATABASE)


def follow_to_new_window(app, old):
    """Where the weddings are others, the window is another one."""
    app.frame = wait_for("another window", lambda: next((frame for frame in app.frames() if frame != old), None))
    app.window = wait_for("its window", lambda: [window for window in app.windows() if window not in app.window])
    app.focus_window()


def use_database(app, address):
    app.key("ctrl+comma")
    app.click(app.find("page tab", app._("Storage")))
    app.fill(app.texts.pgettext("database", "Address"), address)
    app.press(app._("Use This Database"))


@test
def to_the_server(place):
    address = make_server_database()
    place.ask("--store", address, "db", "migrate", store=False)
    with Planner(place, variables={"INVY_STORE": ""}) as app:
        app.open_sample()
        use_database(app, "db.example")
        app.shows(app._("This is no address of a PostgreSQL database. Write it like this: "
                        "postgresql://name@server/database"))
        app.fill(app.texts.pgettext("database", "Address"), address)
        app.press(app._("Use This Database"))
        old = app.frame
        app.press(app.count("_Move %u Wedding", "_Move %u Weddings", 1).replace("_", ""))
        follow_to_new_window(app, old)
        wait_for("the guests, who are on the server now", app.rows)

    events = place.ask("--store", address, "event", "list", store=False)
    equal([event["practice_only"] for event in events], [True])
    with Planner(place, variables={"INVY_STORE": ""}) as app:
        wait_for("the guests at the next start", app.rows)


run()
