# SPDX-License-Identifier: GPL-3.0-or-later
"""Several programs at one campaign, or at the same guests: only one of them sends, and nobody gets two invitations."""

import json
import random
import signal
import sqlite3
import time

from ledger import Ledger, Server, change, check_endings, check_requests
from outside import PATIENCE_S, equal, is_stopped, run, test, timely, wait_until

N_GUESTS = 100
N_ROUNDS = 8

# A lease that is not renewed runs out after a minute.
LEASE_S = 60

# Of Invy's locks on a server, of which number 0 is that of whoever writes.
LOCK_SPACE = 1232107129


def finish(process):
    """Waits for a program; returns its status and its document."""
    output, errors = process.communicate(timeout=PATIENCE_S)
    if process.returncode not in (0, 2, 3, 4):
        raise AssertionError(f"{process.args} ended with {process.returncode}: {output} {errors}")
    return process.returncode, json.loads(output)


def start_both(place, *commands):
    """Starts programs as close to one moment as can be; returns what they left."""
    processes = [place.start(*command) for command in commands]
    return [finish(process) for process in processes]


def plan(place, emulator):
    """A campaign that waits for somebody to resume it."""
    emulator.behave({"do": "refuse", "code": 190, "times": 1})
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    return place.ask("invite", event, "--all", status=4)["campaign_id"]


@test
def two_senders_at_once(place):
    """One of them sends everything. The other is told who does, or that all is done."""
    emulator = place.start_emulator()
    for _ in range(N_ROUNDS):
        campaign = plan(place, emulator)
        resume = ("campaign", "resume", campaign, "--interval-ms", "0")
        for status, document in start_both(place, resume, resume, resume):
            if "error" in document:
                # The other word is for one that looked when there was something left, and begins when there is nothing.
                equal(document["error"]["code"] in ("already-sending", "wrong-state"), True, document)
            else:
                equal((status, document["state"], document["succeeded"]), (0, "finished", N_GUESTS))
        messages = Ledger(place.database).messages
        equal([message.log for message in messages if message.campaign == campaign][1:],
              [["planned", "posting", "accepted"]] * (N_GUESTS - 1))
        equal(emulator.memory()["n_taken"], N_GUESTS)
        equal(emulator.memory()["duplicate_recipients"], [])
        emulator.forget()


@test
def two_invitations_at_once(place):
    """Two windows, two laptops, or a double click: each guest is in one of the campaigns."""
    emulator = place.start_emulator()
    for _ in range(N_ROUNDS):
        event = place.add_event()
        place.add_guests(event, N_GUESTS)
        invite = ("invite", event, "--all", "--interval-ms", "0")
        results = start_both(place, invite, invite)
        succeeded = [document["succeeded"] for status, document in results if "error" not in document]
        equal(sum(succeeded), N_GUESTS, results)
        equal(emulator.memory()["n_taken"], N_GUESTS)
        equal(emulator.memory()["duplicate_recipients"], [])
        emulator.forget()


def stop_from_outside(place, emulator, verb):
    """Somebody pauses or cancels at any moment what is being sent; returns the campaign and what the sender left."""
    chance = random.Random()
    emulator.behave({"do": "slow", "delay_ms": 30})
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    sender = place.start("invite", event, "--all", "--interval-ms", chance.choice(("0", "20")))
    wait_until(lambda: place.campaigns(event))
    campaign = place.campaigns(event)[0]["campaign_id"]
    time.sleep(chance.uniform(0, 0.2))
    place.ask("campaign", verb, campaign, status=None)
    _, document = finish(sender)
    return campaign, document


@test
def cancelled_at_any_moment(place):
    """What was not sent yet stays unsent, what was is in the ledger, and nothing waits."""
    emulator = place.start_emulator()
    for _ in range(N_ROUNDS):
        campaign, document = stop_from_outside(place, emulator, "cancel")
        equal(document["state"] in ("cancelled", "finished"), True, document)
        messages = check_campaign(place, emulator, campaign)
        equal({message.state for message in messages} <= {"accepted", "cancelled"}, True, messages)
        emulator.forget()


@test
def paused_at_any_moment(place):
    """It pauses, and the rest goes out when it is resumed."""
    emulator = place.start_emulator()
    for _ in range(N_ROUNDS):
        campaign, document = stop_from_outside(place, emulator, "pause")
        equal(document["state"] in ("paused", "finished"), True, document)
        document = place.ask("campaign", "resume", campaign, "--interval-ms", "0")
        equal((document["state"], document["succeeded"]), ("finished", N_GUESTS), document)
        check_campaign(place, emulator, campaign)
        emulator.forget()


def check_campaign(place, emulator, campaign, in_flight=()):
    """Holds one campaign against what the emulator was asked since it last forgot; returns its messages."""
    ledger = Ledger(place.database)
    ledger.messages = [message for message in ledger.messages if message.campaign == campaign]
    requests = emulator.requests()
    equal((ledger.damage, len(ledger.messages)), ([], N_GUESTS))
    check_requests(requests)
    check_endings(ledger, requests, in_flight)
    return ledger.messages


def can_be_changed(database):
    """Whether nobody is in the middle of a change."""
    if str(database).startswith("postgresql:"):
        with Server(database) as server:
            return server.read(f"SELECT pg_try_advisory_xact_lock ({LOCK_SPACE}, 0)") == [(True,)]
    try:
        change(database, "BEGIN IMMEDIATE", patience_s=0)
    except sqlite3.OperationalError:
        return False
    return True


def has_claimed(in_flight, requested):
    """Whether some messages are about to leave and have not."""
    return len(in_flight - requested) >= 2


def waits_for_answers(in_flight, requested):
    """Whether all that was to leave has left, and some answers are missing."""
    return len(in_flight) >= 2 and in_flight <= requested


class Sleeper:
    """A sender that is stopped in the middle, and so keeps the lock that it has of the system."""

    def __init__(self, place, emulator, *orders, interval_ms="5", is_good_moment=has_claimed):
        emulator.behave(*orders)
        self.place = place
        self.emulator = emulator
        self.event = place.add_event()
        place.add_guests(self.event, N_GUESTS)
        self.process = place.start("invite", self.event, "--all", "--interval-ms", interval_ms)
        wait_until(lambda: emulator.memory()["n_requests"] >= 5)
        wait_until(lambda: self.stop(is_good_moment))
        self.campaign = place.campaigns(self.event)[0]["campaign_id"]

    def stop(self, is_good_moment):
        """Stops it, but not in the middle of a change of the database: that would keep everybody from changing anything,
        which no lease can help."""
        timely(self.process.poll() is None, "it ended before a good moment came")
        self.process.send_signal(signal.SIGSTOP)
        wait_until(lambda: is_stopped(self.process))
        self.stopped_at = time.monotonic()
        if can_be_changed(self.place.database):
            self.in_flight = Ledger(self.place.database).ids("posting")
            if is_good_moment(self.in_flight, {request["callback"] for request in self.emulator.requests()}):
                return True
        self.process.send_signal(signal.SIGCONT)
        return False

    def slept_s(self):
        return time.monotonic() - self.stopped_at

    def sleep_longer_than_the_lease(self):
        """Nobody else may send as long as the lease lasts, and everybody after it."""
        sentence = self.place.refuse("campaign", "resume", self.campaign, status=4, code="already-sending")
        equal(sentence.startswith("invyctl on "), True, sentence)
        time.sleep(LEASE_S + 1 - self.slept_s())

    def wake(self):
        self.process.send_signal(signal.SIGCONT)
        return finish(self.process)

    def check(self, place, emulator):
        """Who was in flight when it fell asleep has an answer, or is unknown, or certainly got nothing."""
        messages = check_campaign(place, emulator, self.campaign, self.in_flight)
        equal({message.id for message in messages if message.state != "accepted"} <= self.in_flight, True, messages)
        return messages


def count_finished(document):
    """How many are sent or may be, once nothing is left to send."""
    return document["succeeded"] + document["unknown"] if document.get("state") == "finished" else 0


@test
def stopped_for_longer_than_the_lease(place):
    """The one that takes over sends the rest; the one that wakes up then sends nothing."""
    emulator = place.start_emulator()
    sleeper = Sleeper(place, emulator)
    sleeper.sleep_longer_than_the_lease()
    document = place.ask("campaign", "resume", sleeper.campaign, "--interval-ms", "0", status=None)
    equal(count_finished(document), N_GUESTS, document)
    n_requests = emulator.memory()["n_requests"]
    sleeper.wake()
    equal(emulator.memory()["n_requests"], n_requests)
    sleeper.check(place, emulator)


@test
def awake_while_another_sends(place):
    """It wakes up with a number of messages claimed and the other one in the middle of the rest."""
    emulator = place.start_emulator()
    sleeper = Sleeper(place, emulator, {"do": "accept", "times": 3}, {"do": "slow", "delay_ms": 5000, "times": 4})
    sleeper.sleep_longer_than_the_lease()
    before = emulator.memory()["n_requests"]
    successor = place.start("campaign", "resume", sleeper.campaign, "--interval-ms", "200")
    wait_until(lambda: emulator.memory()["n_requests"] > before or successor.poll() is not None)
    equal(successor.poll(), None, successor.poll() is not None and finish(successor))
    status, document = sleeper.wake()
    equal((status, document["error"]["code"]), (4, "taken-over"), document)
    # The lock went with the sleeper, and the successor has it now.
    woken = emulator.memory()["n_requests"]
    wait_until(lambda: emulator.memory()["n_requests"] >= woken + 2)
    place.refuse("campaign", "resume", sleeper.campaign, status=4, code="already-sending")
    finish(successor)
    # All that came since then came at the successor's pace, which is not the sleeper's.
    times = [request["time_ms"] for request in emulator.requests()[before:]]
    equal(times[-1] - times[0] >= (len(times) - 2) * 200, True, times)
    sleeper.check(place, emulator)


@test
def stopped_and_nobody_came(place):
    """It goes on where it was, however long that took."""
    emulator = place.start_emulator()
    sleeper = Sleeper(place, emulator)
    time.sleep(LEASE_S + 1 - sleeper.slept_s())
    status, document = sleeper.wake()
    if document["stop_reason"] == "unknowns":
        # The answers came while it slept, and it was too late for all of them: a person has to look.
        equal((status, document["unknown"] <= len(sleeper.in_flight)), (4, True), document)
        document = place.ask("campaign", "resume", sleeper.campaign, "--interval-ms", "0", status=3)
    else:
        equal(status, 3 if document["unknown"] else 0)
    equal(count_finished(document), N_GUESTS, document)
    sleeper.check(place, emulator)


@test
def late_answers(place):
    """A lease that ran out, as this one is made to, does not take away the answers that its sender was waiting for."""
    emulator = place.start_emulator()
    sleeper = Sleeper(place, emulator, {"do": "accept", "times": 1}, {"do": "slow", "delay_ms": 5000, "times": 10},
                      interval_ms="0", is_good_moment=waits_for_answers)
    change(place.database, "UPDATE campaigns SET lease_until = 1")
    document = place.ask("campaign", "resume", sleeper.campaign, "--interval-ms", "0", status=3)
    equal((document["state"], document["unknown"]), ("finished", len(sleeper.in_flight)))
    sleeper.wake()
    logs = [message.log for message in sleeper.check(place, emulator) if message.id in sleeper.in_flight]
    equal(logs, [["planned", "posting", "unknown", "accepted"]] * len(sleeper.in_flight))


run(n_at_once=4)
