# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak in its sandbox, from its first start on, with the portals that a desktop has."""

import pathlib

from journey import wait_for
from newcomer import new_planner, returning_planner, type_token
from outside import TOKEN, equal, run, test
from witness import Witness

FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "fixtures" / "guest-lists"
N_IN_SPREADSHEET = 4

GUESTS = "First name,Last name,Phone\r\nNoa,Levi,0501234567\r\nDan,Cohen,0521112233\r\n"


def listing(folder):
    """What is in a folder, and when each of it was written last."""
    return {path: path.lstat().st_mtime_ns for path in pathlib.Path(folder).rglob("*") if not path.is_dir()}


@test
def first_start_and_restart(place):
    """The sample wedding and a practised invitation are there after a restart; the app wrote in its own folders alone."""
    with new_planner(place) as app:
        before = listing(app.home)
        app.open_sample()
        app.tick("Oliver Pemberton")
        app.open_invitations()
        app.press(app.count("Practise with %u Guest", "Practise with %u Guests", 1))
        app.says("Practice: %u of %u Sent", 1, 1)
        app.close_dialog()
        equal((app.own_folder / "data" / "invy" / "invy.db").is_file(), True)
    with returning_planner(place) as app:
        wait_for("the guests, after a new start", app.rows)
        app.wait_invitation("Oliver Pemberton", app._("Sent"))
    after = listing(app.home)
    equal({path for path in after if after[path] != before.get(path) and app.own_folder not in path.parents}, set())


@test
def token_is_kept(place):
    """Encrypted, with a key from the secret portal: nowhere in the app's files does it stand as it is."""
    witness = Witness(TOKEN)
    with new_planner(place) as app:
        type_token(app)
        app.says("Saved in the keyring")
        app.close_preferences()
    with returning_planner(place) as app:
        app.key("ctrl+comma")
        app.says("Saved in the keyring")
        app.close_preferences()
    equal(witness.look_into(app.home) > 0, True)
    witness.check()


def import_file(app, file, n_guests):
    """As somebody does who has no wedding yet: it is made first."""
    app.press(app._("_Import Guests…"))
    app.fill(app._("_First Partner"), "Dana")
    app.fill(app._("_Second Partner"), "Omer")
    app.press(app._("_Save"))
    app.choose_file(file)
    app.press(app._("_Next"))
    app.press(app.count("_Import %u Guest", "_Import %u Guests", n_guests).replace("_", ""))


@test
def guests_from_a_file(place):
    """The app cannot see the folder of the file; the portal hands the file over, and that alone."""
    file = place.write("guests.csv", GUESTS)
    with new_planner(place) as app:
        import_file(app, file, 2)
        app.row("Noa")


@test
def guests_from_a_spreadsheet(place):
    """The program that takes it apart runs in the sandbox, too."""
    file = place.write("guests.xlsx", (FIXTURES / "libreoffice.xlsx").read_bytes())
    with new_planner(place) as app:
        import_file(app, file, N_IN_SPREADSHEET)
        wait_for("the guests", lambda: len(app.rows()) == N_IN_SPREADSHEET)


run()
