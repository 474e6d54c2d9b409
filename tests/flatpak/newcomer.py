# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who has just installed the Flatpak."""

import os
import pathlib
import shutil

from journey import wait_for
from outside import TOKEN
from sandboxed import SandboxedPlanner

APP_ID = os.environ["INVY_FLATPAK"]


def new_planner(place):
    shutil.rmtree(pathlib.Path.home() / ".var" / "app" / APP_ID, ignore_errors=True)
    return returning_planner(place)


def returning_planner(place):
    return SandboxedPlanner(place, APP_ID)


def type_token(app):
    app.key("ctrl+comma")
    entry = app.find("text", app._("New Access Token"))
    app.click(entry)
    wait_for("the entry has the keyboard", lambda: entry.has("focused"))
    app.type(TOKEN)
    wait_for("the entry holds the token", lambda: len(entry.text) == len(TOKEN))
    app.key("Return")
