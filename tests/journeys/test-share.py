# SPDX-License-Identifier: GPL-3.0-or-later
"""The owner of a wedding lets somebody in, who then sees it in a window of their own; and takes it back."""

import os
import re
import subprocess

from journey import wait_for
from outside import run
from planner import Planner, in_each_language

COLLEAGUE = "dana"


def ask_server(sql):
    server = os.environ["INVY_TEST_POSTGRES"].replace("DATABASE", "postgres", 1)
    subprocess.run(["psql", "-Xqv", "ON_ERROR_STOP=1", server, "-c", sql], check=True)


def open_share_dialog(app):
    app.choose_in_menu("Wedding Menu", "Sha_re…")
    app.shows(app._("Share Wedding"))


@in_each_language
def colleague(place, language):
    event = place.add_event()
    place.add_guest(event, "Noa", "+15555550101")
    role = f"{COLLEAGUE}_{language.lower()}"
    ask_server(f"CREATE ROLE {role} LOGIN")
    ours = place.command()[-1]
    theirs = ours.replace("://planner@", f"://{role}@", 1)

    def sees(names):
        with Planner(place, language, {"INVY_STORE": theirs}) as app:
            if names:
                wait_for("the guests of the shared wedding", lambda: app.names(app.rows()) == names)
            else:
                app.shows(app._("_Try a Sample Wedding").replace("_", ""))

    sees(set())
    with Planner(place, language, {"INVY_STORE": ours}) as app:
        open_share_dialog(app)
        app.fill(app._("Name on the Server"), role)
        app.key("Return")
        app.says("%s can open this wedding now", role)
    sees({"Noa"})
    with Planner(place, language, {"INVY_STORE": ours}) as app:
        open_share_dialog(app)
        app.press(re.compile(app.sentence("Remove %s", f".*{role}.*")))
        app.says("%s cannot see this wedding any more", role)
    sees(set())


run()
