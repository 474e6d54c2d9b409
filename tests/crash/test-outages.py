# SPDX-License-Identifier: GPL-3.0-or-later
"""The network goes and comes back, the clock jumps, somebody presses Ctrl+C: sending waits, or goes on where it was."""

import json
import signal
import time

from ledger import MOST_IN_FLIGHT, Ledger, change, check_endings, check_requests
from outside import PATIENCE_S, equal, is_stopped, run, test, timely, wait_until

N_GUESTS = 40
DAY_MS = 24 * 60 * 60 * 1000


def finish(process, *statuses):
    output, errors = process.communicate(timeout=PATIENCE_S)
    equal(process.returncode in statuses, True, (process.returncode, output, errors))
    return json.loads(output) if output else None


def start_sending(place, emulator, n_requests=5):
    """Starts a campaign and returns its sender, in the middle of it."""
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    # Slow enough for what is done meanwhile, however busy the computer is.
    process = place.start("invite", event, "--all", "--interval-ms", "200")
    wait_until(lambda: emulator.memory()["n_requests"] >= n_requests)
    return process


def pause(place, emulator):
    """A campaign that is paused in the middle; returns its id."""
    process = start_sending(place, emulator)
    process.send_signal(signal.SIGTERM)
    return finish(process, 130)["campaign_id"]


def resume(place, campaign):
    document = place.ask("campaign", "resume", campaign, "--interval-ms", "0", status=None)
    equal((document["state"], document["total"]), ("finished", N_GUESTS), document)
    return document


def check(place, requests, in_flight=()):
    ledger = Ledger(place.database)
    equal((ledger.damage, len(ledger.messages)), ([], N_GUESTS))
    check_requests(requests)
    check_endings(ledger, requests, in_flight)


def now_ms():
    return time.time_ns() // 1_000_000


@test
def network_gone_and_back(place):
    """It waits, and goes on by itself; what had not left is sent."""
    emulator = place.start_emulator()
    process = start_sending(place, emulator)
    before, in_flight = lose_network(place, emulator, process)
    time.sleep(3)
    equal(process.poll(), None)
    emulator.start()
    document = finish(process, 0, 3)
    equal((document["state"], document["succeeded"] + document["unknown"]), ("finished", N_GUESTS), document)
    check(place, before + emulator.requests(), in_flight)


@test
def network_gone_with_many_in_flight(place):
    """Of three and more nobody knows then whether they arrived: a person has to look before it goes on."""
    emulator = place.start_emulator()
    emulator.behave({"do": "accept", "times": 5}, {"do": "slow", "delay_ms": 60_000})
    process = start_sending(place, emulator, n_requests=9)
    before, in_flight = lose_network(place, emulator, process)
    document = finish(process, 4)
    equal((document["state"], document["stop_reason"]), ("paused", "unknowns"), document)
    emulator.start()
    resume(place, document["campaign_id"])
    check(place, before + emulator.requests(), in_flight)


def lose_network(place, emulator, process):
    """Returns what the emulator was asked, and the messages that were in flight, while the sender holds its breath."""
    process.send_signal(signal.SIGSTOP)
    wait_until(lambda: is_stopped(process))
    emulator.wait_until_quiet()
    requests = emulator.requests()
    in_flight = Ledger(place.database).ids("posting")
    emulator.stop()
    process.send_signal(signal.SIGCONT)
    return requests, in_flight


@test
def network_gone_for_good(place):
    """It pauses after a while that the planner chooses, with everybody still waiting."""
    emulator = place.start_emulator()
    campaign = pause(place, emulator)
    before = emulator.requests()
    emulator.stop()
    document = place.ask("campaign", "resume", campaign, "--wait", "2", status=4)
    equal((document["state"], document["stop_reason"], document["unknown"]), ("paused", "no-network", 0))
    emulator.start()
    equal(resume(place, campaign)["succeeded"], N_GUESTS)
    check(place, before + emulator.requests())


@test
def interrupted_with_answers_on_the_way(place):
    """It pauses at once, waits for the answers, and nothing is unknown."""
    for sent_signal in (signal.SIGINT, signal.SIGTERM):
        place.renew_database()
        emulator = place.start_emulator()
        emulator.behave({"do": "accept", "times": 5}, {"do": "slow", "delay_ms": 700, "times": 20})
        process = start_sending(place, emulator, n_requests=8)
        process.send_signal(sent_signal)
        document = finish(process, 130)
        equal((document["state"], document["stop_reason"]), ("paused", "interrupted"))
        equal((document["unknown"], document["succeeded"]), (0, emulator.memory()["n_requests"]))
        equal(document["succeeded"] < N_GUESTS, True, document)
        equal(resume(place, document["campaign_id"])["succeeded"], N_GUESTS)
        check(place, emulator.requests())


@test
def interrupted_twice(place):
    """Who cannot wait for the answers gets no wrong ones: they are unknown."""
    emulator = place.start_emulator()
    emulator.behave({"do": "accept", "times": 5}, {"do": "slow", "delay_ms": 60_000, "times": 20})
    process = start_sending(place, emulator, n_requests=8)
    process.send_signal(signal.SIGINT)
    wait_until(lambda: Ledger(place.database).ids("posting") == unanswered(place, emulator))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE_S)
    ledger = Ledger(place.database)
    in_flight = ledger.ids("posting")
    equal((process.returncode != 0, 1 <= len(in_flight) <= MOST_IN_FLIGHT), (True, True), (process.returncode, in_flight))
    before = emulator.requests()
    emulator.forget()
    [campaign] = ledger.campaigns
    equal(resume(place, campaign)["unknown"], len(in_flight))
    check(place, before + emulator.requests(), in_flight)


def unanswered(place, emulator):
    answered = Ledger(place.database).ids("accepted")
    return {request["callback"] for request in emulator.requests()} - answered


@test
def clock_that_was_ahead(place):
    """Moments that a wrong clock wrote down, years ahead, hold nobody up: neither the pace nor a dead sender's lease."""
    emulator = place.start_emulator()
    campaign = pause(place, emulator)
    later = now_ms() + 400 * DAY_MS
    change(place.database,
           f"UPDATE senders SET next_send_at = {later}, waiting_until = {later}, waiting_reason = 'code:130429'")
    change(place.database, f"UPDATE campaigns SET lease_until = {later}")
    began = time.monotonic()
    equal(resume(place, campaign)["succeeded"], N_GUESTS)
    timely(time.monotonic() - began < 30)
    check(place, emulator.requests())


@test
def clock_that_jumps_while_sending(place):
    """A lease that has run out long ago, or will only in years, and a pace likewise: it goes on."""
    emulator = place.start_emulator()
    process = start_sending(place, emulator)
    [campaign] = Ledger(place.database).campaigns
    for until in (1, now_ms() + 400 * DAY_MS, 1):
        change(place.database, f"UPDATE campaigns SET lease_until = {until}")
        change(place.database, f"UPDATE senders SET next_send_at = {now_ms() + 400 * DAY_MS}")
    finish(process, 0)
    equal(Ledger(place.database).campaigns, {campaign: "finished"})
    check(place, emulator.requests())


run(n_at_once=4)
