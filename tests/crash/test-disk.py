# SPDX-License-Identifier: GPL-3.0-or-later
"""A database that cannot be written to for a while: what cannot be recorded is not sent, and nothing is lost."""

import contextlib
import json
import os
import random
import resource
import sqlite3
import time

from ledger import MOST_IN_FLIGHT, Ledger, check_endings, check_requests
from outside import PATIENCE_S, equal, run, test, timely, wait_until

N_GUESTS = 40

# As long as a change waits for another program that is in the middle of one.
BUSY_S = 5

NO_LIMIT = resource.RLIM_INFINITY


def limit_files(process, size):
    """No file of the process may become larger than this: to a program that is what a full disk is. Files of any size
    can be written again with NO_LIMIT."""
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, NO_LIMIT))


def start(place, *words, **options):
    # That an answer cannot be kept is a warning, and the tests' environment makes a crash of those.
    place.environment["G_DEBUG"] = "gc-friendly"
    # The signal that comes with such a limit stays ignored, as it is in Python.
    return place.start(*words, restore_signals=False, **options)


def finish(process, *statuses):
    output, errors = process.communicate(timeout=PATIENCE_S)
    equal(process.returncode in statuses, True, (process.returncode, output, errors))
    return json.loads(output)


def add_wedding(place):
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    return event


def start_sending(place, emulator, interval_ms="100", n_requests=5):
    """Starts a campaign and returns its sender, in the middle of it: slow enough for what is done meanwhile."""
    process = start(place, "invite", add_wedding(place), "--all", "--interval-ms", interval_ms)
    wait_until(lambda: emulator.memory()["n_requests"] >= n_requests)
    return process


def posted(place):
    """The messages that may leave: that they do is on the disk."""
    return {message.id for message in Ledger(place.database).messages if message.attempts > 0}


def requested(emulator):
    return {request["callback"] for request in emulator.requests()}


def resume(place, campaign, *options):
    document = place.ask("campaign", "resume", campaign, "--interval-ms", "0", *options, status=None)
    equal((document["state"], document["total"]), ("finished", N_GUESTS), document)
    return document


def check(place, emulator, in_flight=()):
    ledger = Ledger(place.database)
    equal((ledger.damage, len(ledger.messages)), ([], N_GUESTS))
    check_requests(emulator.requests())
    check_endings(ledger, emulator.requests(), in_flight)


@test
def full_while_sending(place):
    """Not one more message goes out; when there is room again its sender writes down the answers that it has, and that
    it paused."""
    emulator = place.start_emulator()
    emulator.behave({"do": "accept", "times": 8}, {"do": "slow", "delay_ms": 500})
    process = start_sending(place, emulator, n_requests=12)
    limit_files(process, 0)
    before = posted(place)
    time.sleep(1.5)
    equal(requested(emulator) <= before, True)
    limit_files(process, NO_LIMIT)
    document = finish(process, 4)
    equal((document["state"], document["stop_reason"], document["unknown"]), ("paused", "store", 0), document)
    equal(requested(emulator) <= before, True)
    equal(resume(place, document["campaign_id"])["succeeded"], N_GUESTS)
    check(place, emulator)


@test
def almost_full(place):
    """There is room for some changes and not for others: it stops at any step of sending."""
    chance = random.Random()
    for _ in range(4):
        emulator = place.start_emulator()
        place.database = place.folder / f"{chance.random()}.db"
        process = start_sending(place, emulator, "5")
        limit_files(process, os.stat(f"{place.database}-wal").st_size + chance.randrange(60_000))
        wait_until(lambda left=process, asked=emulator: left.poll() is not None or is_quiet(asked))
        if process.poll() is None:
            limit_files(process, NO_LIMIT)
        finish(process, 0, 4)
        ledger = Ledger(place.database)
        [campaign] = ledger.campaigns
        in_flight = ledger.ids("posting")
        equal(resume(place, campaign)["unknown"], len(in_flight))
        check(place, emulator, in_flight)


def is_quiet(emulator):
    before = emulator.memory()["n_requests"]
    time.sleep(0.5)
    return emulator.memory()["n_requests"] == before


@test
def full_to_the_end(place):
    """It gives up, saying why. What was in flight is unknown then, and the rest goes out when there is room."""
    emulator = place.start_emulator()
    emulator.behave({"do": "accept", "times": 8}, {"do": "slow", "delay_ms": 500})
    process = start_sending(place, emulator, n_requests=12)
    limit_files(process, 0)
    before = posted(place)
    document = finish(process, 4)
    equal(document["error"]["code"], "store-full")
    equal(requested(emulator) <= before, True)
    ledger = Ledger(place.database)
    in_flight = ledger.ids("posting")
    [campaign] = ledger.campaigns
    equal(1 <= len(in_flight) <= MOST_IN_FLIGHT, True, in_flight)
    equal(resume(place, campaign)["unknown"], len(in_flight))
    check(place, emulator, in_flight)


@test
def full_from_the_start(place):
    """Nothing is planned, and nothing is resumed."""
    emulator = place.start_emulator()
    event = add_wedding(place)
    emulator.behave({"do": "refuse", "code": 190, "times": 1})
    process = start(place, "invite", event, "--all", preexec_fn=fill_disk)
    equal(finish(process, 4)["error"]["code"], "store-full")
    equal((place.campaigns(event), emulator.memory()["n_requests"]), ([], 0))

    campaign = place.ask("invite", event, "--all", status=4)["campaign_id"]
    process = start(place, "campaign", "resume", campaign, preexec_fn=fill_disk)
    equal(finish(process, 4)["error"]["code"], "store-full")
    equal(emulator.memory()["n_requests"], 1)
    equal(resume(place, campaign)["succeeded"], N_GUESTS)
    check(place, emulator)


def fill_disk():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, NO_LIMIT))


@contextlib.contextmanager
def locked(database):
    """Another program is in the middle of a change; what is yielded ends that."""
    with contextlib.closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield lambda: connection.execute("ROLLBACK")


@test
def locked_for_a_moment(place):
    """It waits, and then goes on by itself."""
    emulator = place.start_emulator()
    process = start_sending(place, emulator)
    with locked(place.database) as unlock:
        time.sleep(1)
        unlock()
        document = finish(process, 0)
    equal((document["state"], document["succeeded"]), ("finished", N_GUESTS))
    check(place, emulator)


@test
def locked_for_long(place):
    """It pauses, saying why, and what it was waiting for is written down when it can be."""
    emulator = place.start_emulator()
    process = start_sending(place, emulator)
    with locked(place.database) as unlock:
        before = posted(place)
        time.sleep(BUSY_S + 3)
        unlock()
        document = finish(process, 0, 4)
    timely((document["state"], document["stop_reason"]) == ("paused", "store"), document)
    equal(document["unknown"], 0)
    equal(requested(emulator) <= before, True)
    equal(resume(place, document["campaign_id"])["succeeded"], N_GUESTS)
    check(place, emulator)


@test
def locked_at_the_start(place):
    """Nothing is sent as long as nobody can say who sends."""
    emulator = place.start_emulator()
    emulator.behave({"do": "refuse", "code": 190, "times": 1})
    event = add_wedding(place)
    campaign = place.ask("invite", event, "--all", status=4)["campaign_id"]
    with locked(place.database) as unlock:
        place.refuse("campaign", "resume", campaign, status=4, code="store-busy")
        unlock()
    equal(emulator.memory()["n_requests"], 1)
    equal(resume(place, campaign)["succeeded"], N_GUESTS)


@test
def moved_while_sending(place):
    """A ledger that nobody finds any more is no ledger: it pauses, and goes on when the file is back in its place."""
    emulator = place.start_emulator()
    emulator.behave({"do": "accept", "times": 8}, {"do": "slow", "delay_ms": 500})
    process = start_sending(place, emulator, n_requests=12)
    elsewhere = place.folder / "elsewhere.db"
    place.database.rename(elsewhere)
    before = emulator.memory()["n_requests"]
    time.sleep(1.5)
    emulator.wait_until_quiet()
    equal(emulator.memory()["n_requests"] - before <= MOST_IN_FLIGHT, True)
    elsewhere.rename(place.database)
    document = finish(process, 4)
    equal((document["state"], document["stop_reason"], document["unknown"]), ("paused", "store", 0), document)
    equal(resume(place, document["campaign_id"])["succeeded"], N_GUESTS)
    check(place, emulator)


run(n_at_once=4)
