# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 in the middle: nobody gets the invitation twice, nobody is forgotten, and no more is unknown than was in flight."""

import random
import signal
import time

from ledger import Ledger
from outside import PATIENCE_S, equal, run, test, wait_until

N_GUESTS = 50

# Slow enough for what is done meanwhile, however busy the computer is.
SLOW_PACE_MS = "300"


def kill_when(place, condition, *words):
    """Starts a sender and kills it once the condition holds."""
    process = place.start(*words)
    wait_until(lambda: condition() or process.poll() is not None)
    process.kill()
    process.communicate(timeout=PATIENCE_S)
    equal(process.returncode, -signal.SIGKILL)


def count_in_flight(place, emulator, campaign):
    """The rows that the dead sender left posting: what the emulator has seen and the ledger has no answer for, and one
    that may have been about to leave."""
    emulator.wait_until_quiet()
    states = [message["state"] for message in place.ask("message", "list", campaign)]
    in_flight = states.count("posting")
    unanswered = emulator.memory()["n_requests"] - states.count("accepted")
    equal(unanswered <= in_flight <= unanswered + 1, True, (in_flight, unanswered))
    return in_flight


def finish(place, emulator, campaign):
    """Resumes at once and checks what came out; returns how many are unknown."""
    document = place.ask("campaign", "resume", campaign, "--interval-ms", "5", status=None)
    memory = emulator.memory()
    equal((document["state"], document["total"]), ("finished", N_GUESTS))
    equal(document["succeeded"] + document["unknown"], N_GUESTS)
    equal((memory["duplicate_recipients"], memory["duplicate_callbacks"]), ([], []))

    # What the ledger calls sent was taken, and what was taken is at least unknown.
    taken = {request["callback"] for request in memory["requests"] if request["taken"]}
    sent = {entry["id"] for entry in document["results"] if entry["status"] == "sent"}
    unknown = {entry["id"] for entry in document["results"] if entry["status"] == "unknown"}
    equal(sent <= taken <= sent | unknown, True)
    return document["unknown"]


@test
def killed_while_sending(place):
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    kill_when(place, lambda: emulator.memory()["n_requests"] >= 5,
              "invite", event, "--all", "--interval-ms", SLOW_PACE_MS)
    campaign = place.campaigns(event)[0]["campaign_id"]
    in_flight = count_in_flight(place, emulator, campaign)
    equal(finish(place, emulator, campaign), in_flight)


@test
def killed_with_many_in_flight(place):
    """Slow answers and a quick pace: several requests are open at the kill, and just those become unknown."""
    emulator = place.start_emulator()
    emulator.behave({"do": "accept", "times": 5}, {"do": "slow", "delay_ms": 60000, "times": 5})
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    kill_when(place, lambda: emulator.memory()["n_requests"] >= 10, "invite", event, "--all", "--interval-ms", "20")
    campaign = place.campaigns(event)[0]["campaign_id"]
    in_flight = count_in_flight(place, emulator, campaign)
    equal(in_flight >= 5, True, in_flight)
    equal(finish(place, emulator, campaign), in_flight)


@test
def killed_again_and_again(place):
    """At any moment: while opening, claiming, sending, recording."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    chance = random.Random(0)
    words = ["invite", event, "--all"]
    in_flight = set()
    for _ in range(12):
        process = place.start(*words, "--interval-ms", "10")
        time.sleep(chance.uniform(0.02, 0.2))
        process.kill()
        process.communicate(timeout=PATIENCE_S)
        campaigns = place.campaigns(event)
        in_flight |= Ledger(place.database).ids("posting")
        if campaigns:
            equal(len(campaigns), 1)
            words = ["campaign", "resume", campaigns[0]["campaign_id"]]
    if words[0] == "invite":
        place.ask(*words, "--interval-ms", "10")
    campaign = place.campaigns(event)[0]["campaign_id"]
    equal(finish(place, emulator, campaign) <= len(in_flight), True)


@test
def killed_before_an_answer(place):
    """The one message that was taken and not answered is unknown, and stays so until somebody says what became of it."""
    emulator = place.start_emulator()
    emulator.behave({"do": "slow", "delay_ms": 60000, "times": 1})
    event = place.add_event()
    guest = place.add_guest(event, "נועה", "+15555550101")
    kill_when(place, lambda: emulator.memory()["n_requests"] >= 1, "invite", event, "--all")
    campaign = place.campaigns(event)[0]["campaign_id"]
    document = place.ask("campaign", "resume", campaign, status=3)
    equal([entry["status"] for entry in document["results"]], ["unknown"])
    equal(place.ask("guest", "list", event, "--state", "unknown")[0]["guest_id"], guest)
    place.ask("campaign", "resume", campaign, status=3)
    equal(emulator.memory()["n_requests"], 1)


@test
def killed_and_rendered_again(place):
    """The rest gets the new details at once after the kill, but not while somebody else sends."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    process = place.start("invite", event, "--all", "--interval-ms", SLOW_PACE_MS)
    wait_until(lambda: emulator.memory()["n_requests"] >= 3)
    campaign = place.campaigns(event)[0]["campaign_id"]
    place.ask("event", "set", event, "--venue", "אולם אחר")
    place.refuse("campaign", "resume", campaign, "--render-again", status=4, code="already-sending")
    process.kill()
    process.communicate(timeout=PATIENCE_S)
    emulator.wait_until_quiet()
    before = emulator.memory()["n_requests"]
    document = place.ask("campaign", "resume", campaign, "--render-again", "--interval-ms", "5", status=None)
    equal((document["state"], document["succeeded"] + document["unknown"]), ("finished", N_GUESTS))
    venues = [request["parameters"][3] for request in emulator.requests()]
    equal(set(venues[:before]), {"גן האלה"})
    equal(set(venues[before:]), {"אולם אחר"})
    equal(emulator.memory()["duplicate_recipients"], [])


@test
def two_senders(place):
    """Whoever comes second is told, and the dead one's campaign is free at once."""
    emulator = place.start_emulator()
    event = place.add_event()
    place.add_guests(event, N_GUESTS)
    first = place.start("invite", event, "--all", "--interval-ms", SLOW_PACE_MS)
    wait_until(lambda: emulator.memory()["n_requests"] >= 3)
    campaign = place.campaigns(event)[0]["campaign_id"]
    for _ in range(2):
        sentence = place.refuse("campaign", "resume", campaign, status=4, code="already-sending")
        equal(sentence.startswith("invyctl on "), True, sentence)
    first.kill()
    first.communicate(timeout=PATIENCE_S)
    finish(place, emulator, campaign)


@test
def database_survives(place):
    """Killed while it is made, filled and read: it is always whole."""
    chance = random.Random(1)
    lines = ["first name,phone"] + [f"Guest {i},+1555555{i:04}" for i in range(2000)]
    path = place.write("many.csv", "\n".join(lines))
    for _ in range(8):
        process = place.start("event", "add", "--partner1", "דביר")
        time.sleep(chance.uniform(0.001, 0.03))
        process.kill()
        process.communicate(timeout=PATIENCE_S)
    event = place.add_event()
    for _ in range(8):
        process = place.start("guest", "import", event, path)
        time.sleep(chance.uniform(0.05, 0.4))
        process.kill()
        process.communicate(timeout=PATIENCE_S)
    equal(place.ask("db", "check"), {"ok": True})
    place.ask("guest", "import", event, path)
    equal(len(place.ask("guest", "list", event)), 2000)


run()
