# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak on a desktop that keeps no secrets."""

from newcomer import new_planner, returning_planner, type_token
from outside import TOKEN, equal, run, test
from witness import Witness


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


run()
