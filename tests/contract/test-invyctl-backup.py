# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups from outside: what is in them, what comes back and what never does, and files that are none."""

import os
import sqlite3
import stat

from outside import PATIENCE_S, equal, run, test


def names(place, event):
    return sorted(guest["first_name"] for guest in place.ask("guest", "list", event))


def add_wedding(place):
    event = place.add_event()
    ids = [place.ask("guest", "add", event, "--first-name", name, "--phone", f"05012345{i:02}")["guest_id"]
           for i, name in enumerate(("Noa", "Dan", "Ruth"))]
    return event, ids


def ledger(place):
    with sqlite3.connect(place.database) as database:
        return [database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
                for table in ("campaigns", "messages", "message_log", "senders", "opt_outs")]


@test
def a_backup_is_a_database(place):
    event, _ids = add_wedding(place)
    backup = place.folder / "backup.db"
    equal(place.ask("db", "backup", backup), {"file": str(backup)})
    equal(stat.S_IMODE(backup.stat().st_mode), 0o600)
    equal(place.ask("--store", f"sqlite:{backup}", "db", "check", store=False), {"ok": True})
    equal(len(place.ask("--store", f"sqlite:{backup}", "guest", "list", event, store=False)), 3)


@test
def what_was_cut_off_is_cleaned_up(place):
    """A backup that was killed leaves a part, which the next one removes; files of others stay."""
    add_wedding(place)
    backup = place.folder / "backup.db"
    process = place.start("db", "backup", backup)
    process.kill()
    process.wait(PATIENCE_S)
    for ending in ("", "-journal"):
        place.write(f"backup.db.a1b2c3.part{ending}", "half of it")
    others = {place.write(name, "mine") for name in ("backup.db.mine.part", "other.db.a1b2c3.part", "backup.db.part")}
    for path in place.folder.iterdir():
        os.utime(path, (1, 1))

    young = place.write("backup.db.d4e5f6.part", "being written")
    place.ask("db", "backup", backup)
    equal(set(place.folder.glob("*.part*")), others | {young})


@test
def another_file_is_left_alone(place):
    add_wedding(place)
    notes = place.folder / "notes.txt"
    notes.write_text("mine")
    place.refuse("db", "backup", notes, status=4, code="conflict")
    place.refuse("db", "backup", place.database, status=4, code="conflict")
    equal(notes.read_text(), "mine")


@test
def what_differs_is_said_before_it_is_restored(place):
    event, ids = add_wedding(place)
    backup = place.folder / "backup.db"
    place.ask("db", "backup", backup)
    place.ask("guest", "remove", ids[0])
    place.ask("guest", "set", ids[1], "--first-name", "Daniel")
    place.ask("guest", "add", event, "--first-name", "Late")

    document = place.ask("db", "restore", backup, "--dry-run")
    difference = document["events"][0]
    equal((document["restored"], document["restore_point"]), (False, None))
    equal((difference["added"], difference["changed"], difference["removed"]), (1, 1, 1))
    equal(names(place, event), ["Daniel", "Late", "Ruth"])

    document = place.ask("db", "restore", backup)
    equal(document["restored"], True)
    equal(names(place, event), ["Dan", "Noa", "Ruth"])
    place.ask("db", "restore", document["restore_point"])
    equal(names(place, event), ["Daniel", "Late", "Ruth"])


@test
def nobody_is_invited_twice(place):
    event, ids = add_wedding(place)
    backup = place.folder / "backup.db"
    place.ask("db", "backup", backup)
    place.start_emulator()
    equal(place.ask("invite", event, "--all", "--interval-ms", "0")["succeeded"], 3)
    place.ask("guest", "remove", ids[0])
    before = ledger(place)

    place.ask("db", "restore", backup)
    equal(names(place, event), ["Dan", "Noa", "Ruth"])
    equal(ledger(place), before)
    equal(place.ask("invite", event, "--all", "--interval-ms", "0")["succeeded"], 0)


@test
def files_that_are_no_backup(place):
    add_wedding(place)
    empty = place.folder / "empty.db"
    empty.touch()
    text = place.folder / "text.db"
    text.write_text("no database")
    place.refuse("db", "restore", empty, status=4, code="store-not-a-database")
    place.refuse("db", "restore", text, status=4, code="store-not-a-database")
    place.refuse("db", "restore", place.folder / "none.db", status=2, code="not-found")


@test
def a_copy_is_made_before_an_import(place):
    event = place.add_event()
    guests = place.folder / "guests.csv"
    guests.write_text("First name\nNoa\n")
    place.ask("guest", "import", event, guests)
    copies = place.ask("db", "copies")
    equal([copy["reason"] for copy in copies], ["import"])
    place.ask("db", "restore", copies[0]["file"])
    equal(names(place, event), [])


@test
def a_copy_is_made_before_a_campaign(place):
    """Of a real one: practising changes nothing that could be taken back."""
    event, ids = add_wedding(place)
    place.start_emulator()
    place.ask("invite", event, "--all", "--practice", "--interval-ms", "0")
    equal(place.ask("db", "copies"), [])
    place.ask("invite", event, "--all", "--interval-ms", "0")
    copies = place.ask("db", "copies")
    equal([copy["reason"] for copy in copies], ["campaign"])

    place.ask("guest", "remove", ids[0])
    before = ledger(place)
    place.ask("db", "restore", copies[0]["file"])
    equal((names(place, event), ledger(place)), (["Dan", "Noa", "Ruth"], before))


@test
def weddings_are_duplicated_and_put_away(place):
    event, _ids = add_wedding(place)
    alone = place.ask("event", "duplicate", event, "--title", "Again")
    equal((alone["title"], names(place, alone["event_id"])), ("Again", []))
    both = place.ask("event", "duplicate", event, "--with-guests")
    equal(names(place, both["event_id"]), ["Dan", "Noa", "Ruth"])
    ids = {guest["guest_id"] for guest in place.ask("guest", "list", event)}
    equal(ids & {guest["guest_id"] for guest in place.ask("guest", "list", both["event_id"])}, set())

    equal(place.ask("event", "archive", event)["archived_at"] is not None, True)
    equal(len(place.ask("event", "list")), 3)
    equal(place.ask("event", "unarchive", event)["archived_at"], None)


run()
