# SPDX-License-Identifier: GPL-3.0-or-later
"""A backup or a restoring that is killed leaves what was there before or what should be there, and nothing between."""

import time

from outside import equal, run, test

N_GUESTS = 1200
N_ROUNDS = 12


def kill_after(process, delay):
    """Returns whether it was killed before its end."""
    time.sleep(delay)
    process.kill()
    process.communicate()
    return process.returncode < 0


def last_names(place, event):
    return {guest["last_name"] for guest in place.ask("guest", "list", event)}


def delays(place, *command):
    """From the beginning to about the end of what the command takes."""
    start = time.monotonic()
    place.ask(*command)
    duration = time.monotonic() - start
    return [duration * i / N_ROUNDS for i in range(N_ROUNDS)]


@test
def a_killed_backup(place):
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    backup = place.folder / "backup.db"
    n_killed = 0
    for delay in delays(place, "db", "backup", backup):
        n_killed += kill_after(place.start("db", "backup", backup), delay)
        equal(place.ask("--store", f"sqlite:{backup}", "db", "check", store=False), {"ok": True})
        equal(place.ask("db", "check"), {"ok": True})
        # A backup that was opened is a database in use, which the next one leaves alone.
        backup.unlink()
        place.ask("db", "backup", backup)
    equal(n_killed > 0, True)


@test
def a_killed_restoring(place):
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    backup = place.folder / "backup.db"
    place.ask("db", "backup", backup)
    changed = place.write("changed.csv", "first name,last name,phone\n" + "".join(
        f"Guest {i},Changed,+1555555{i:04}\n" for i in range(N_GUESTS)))
    n_killed = 0
    for delay in delays(place, "db", "restore", backup):
        place.ask("guest", "import", event, changed)
        before = last_names(place, event)
        n_killed += kill_after(place.start("db", "restore", backup), delay)
        equal(place.ask("db", "check"), {"ok": True})
        found = last_names(place, event)
        if found not in (before, {None}):
            raise AssertionError(f"half restored: {found}")
        place.ask("db", "restore", backup)
        equal(last_names(place, event), {None})
    equal(n_killed > 0, True)


run()
